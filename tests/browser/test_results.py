"""Filters, timeline, paging and the way back, as a reader meets them in a browser."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def facet(page: Page, name: str) -> Locator:
    # The link beside it, which excludes the value, has its name in another sentence.
    return page.get_by_role("complementary").get_by_role(
        "link", name=re.compile(rf"^{name} [\d,]+$")
    )


def bars(page: Page) -> Locator:
    return page.get_by_role("group", name="कब प्रकाशित हुए").get_by_role("link")


def test_filters_add_up_are_taken_away_and_the_back_button_undoes_each(page: Page) -> None:
    page.goto("/search?q=bharat")
    before = heading(page).inner_text()
    facet(page, "गोमती प्रहरी").click()
    one = heading(page).inner_text()
    assert one != before
    expect(facet(page, "गोमती प्रहरी")).to_have_attribute("aria-current", "true")
    facet(page, "भोर की डाक").click()
    chips = page.get_by_role("list", name="चुने हुए फ़िल्टर")
    expect(chips.get_by_role("listitem")).to_have_count(2)
    two = heading(page).inner_text()
    assert two not in (one, before)

    page.go_back()
    expect(heading(page)).to_have_text(one)
    page.go_forward()
    expect(heading(page)).to_have_text(two)
    chips.get_by_role("link", name="गोमती प्रहरी").click()
    expect(chips.get_by_role("listitem")).to_have_count(1)
    chips.get_by_role("link", name="भोर की डाक").click()
    expect(heading(page)).to_have_text(before)

    page.goto(page.url)
    expect(heading(page)).to_have_text(before)


def test_the_timeline_leads_from_years_to_a_day_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/search?q=bharat")
    bar = bars(page).filter(has_text="2025")
    expect(bar).to_have_accessible_name("2025: 7 लेख")
    bar.focus()
    assert bar.locator(".hit").evaluate("hit => getComputedStyle(hit).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="लंबी अवधि")).to_contain_text("सभी साल › 2025")
    month = bars(page).filter(has_text="जुलाई 2025")
    label = month.get_attribute("aria-label") or ""
    month.focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(f"“bharat”: {label.partition(': ')[2]}")
    bars(page).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bars [aria-current]")).to_have_count(1)
    page.get_by_role("link", name="सभी साल").click()
    expect(page.get_by_role("list", name="चुने हुए फ़िल्टर")).to_have_count(0)


def test_a_bar_is_as_wide_as_a_finger_or_its_whole_column(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/search?q=bharat")
    assert bars(page).count() > 3
    for bar in bars(page).all():
        box = bar.locator(".hit").bounding_box()
        assert box
        assert box["width"] >= 24
        assert box["height"] >= 44
    labels = page.locator(".bars .label:visible").all()
    edges = [box for label in labels if (box := label.bounding_box())]
    for left, right in pairwise(edges):
        assert left["x"] + left["width"] < right["x"]
    assert edges[0]["x"] >= 0
    assert edges[-1]["x"] + edges[-1]["width"] <= 360


def test_pages_lead_on_and_back(page: Page) -> None:
    page.goto("/search?q=bharat&order=newest")
    first = page.locator("ol.results h2").all_inner_texts()
    page.get_by_role("link", name="अगला").click()
    expect(page.get_by_role("textbox", name="पन्ना")).to_have_value("2")
    second = page.locator("ol.results h2").all_inner_texts()
    assert not set(first) & set(second)
    page.go_back()
    assert page.locator("ol.results h2").all_inner_texts() == first
    with page.expect_navigation():
        page.get_by_role("navigation", name="हर पन्ने पर नतीजे").get_by_role("link", name="50").click()
    everything = page.locator("ol.results h2").all_inner_texts()
    assert everything[: len(first) + len(second)] == first + second
    expect(page.get_by_role("link", name="अगला")).to_have_count(0)


def test_own_dates(page: Page) -> None:
    page.goto("/search?q=bharat&category=विज्ञान")
    page.get_by_text("तारीख़ चुनें").click()
    page.get_by_label("कब से").fill("2023-08-01")
    page.get_by_label("कब तक").fill("2023-08-31")
    page.get_by_role("button", name="लागू करें").click()
    chips = page.get_by_role("list", name="चुने हुए फ़िल्टर")
    expect(chips).to_contain_text("अगस्त 2023")
    expect(chips).to_contain_text("विज्ञान")
    expect(page.locator("ol.results")).to_be_visible()


def test_everything_is_there_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/search?q=bharat")
        bars(page).first.click()
        expect(page.locator(".bars [aria-current]").first).to_be_visible()
        page.get_by_role("link", name="सभी साल").click()
        facet(page, "उत्तरापथ टाइम्स").click()
        page.get_by_role("link", name="सबसे नए").click()
        expect(page.get_by_role("list", name="चुने हुए फ़िल्टर")).to_contain_text("उत्तरापथ टाइम्स")
        page.get_by_role("contentinfo").get_by_role("link", name="गहरी").click()
        expect(page.locator("html")).to_have_attribute("data-look", "dark")
        page.get_by_role("link", name="संग्रह", exact=True).click()
        page.get_by_role("link", name="तारीख़ें", exact=True).click()
        page.get_by_role("link", name="2025").click()
        page.get_by_role("link", name="जुलाई").click()
        page.get_by_role("table").get_by_role("link").first.click()
        expect(page.locator("ol.results")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_opens_and_closes_the_filters_with_one_tap(
    browser: Browser, site: str, *, script: bool
) -> None:
    with browser.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        java_script_enabled=script,
    ) as context:
        page = context.new_page()
        page.goto("/search?q=bharat")
        before = heading(page).inner_text()
        sheet, opener = page.get_by_role("complementary"), page.get_by_role("button", name="फ़िल्टर")
        expect(sheet).to_be_hidden()
        opener.tap()
        expect(sheet).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(sheet.get_by_role("button", name="बंद करें")).to_be_focused()
        if script:
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_snapshot()
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(opener).to_be_focused()
        opener.tap()
        sheet.get_by_role("button", name="बंद करें").tap()
        expect(sheet).to_be_hidden()
        opener.tap()
        facet(page, "गोमती प्रहरी").tap()
        expect(page.get_by_role("list", name="चुने हुए फ़िल्टर")).to_contain_text("गोमती प्रहरी")
        expect(sheet).to_be_hidden()
        assert heading(page).inner_text() != before
        page.go_back()
        expect(heading(page)).to_have_text(before)


def test_the_filters_stand_beside_the_results_on_a_desk(page: Page) -> None:
    page.goto("/search?q=लिट्टी")
    expect(page.get_by_role("button", name="फ़िल्टर")).to_be_hidden()
    aside = page.get_by_role("complementary")
    expect(aside).to_be_in_viewport()
    expect(aside.get_by_role("button", name="बंद करें")).to_be_hidden()
    headings = aside.get_by_role("heading").all_inner_texts()
    assert headings[-2:] == ["इन लेखों में ये नाम भी", "तारीख़"]
    page.goto("/search?q=bharat")
    assert aside.get_by_role("heading").all_inner_texts()[:2] == ["स्रोत", "लेखक"]


def test_a_search_is_shared_as_its_address(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/search?q=bharat&source=गोमती+प्रहरी#r3")
    share = page.get_by_role("button", name="साझा करें")
    share.click()
    expect(share.or_(page.get_by_role("button", name="कॉपी हो गया।"))).to_have_text("कॉपी हो गया।")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url.removesuffix("#r3")
    expect(share).to_be_visible()


def test_nothing_found_leads_on(page: Page) -> None:
    page.goto('/search?q="लावरोव+चीन"&since=2019-01-01&until=2019-12-31')
    expect(heading(page)).to_have_text('“"लावरोव चीन"”: चुने हुए फ़िल्टरों में कोई लेख नहीं')
    way = page.locator(".alternatives li").first
    articles = way.locator(".n").inner_text()
    way.get_by_role("link").click()
    expect(heading(page)).to_contain_text(f": {articles}")


def test_light_and_dark_follow_the_device_until_chosen(page: Page) -> None:
    paper, look = page.locator("body"), page.get_by_role("contentinfo").get_by_role("link")
    page.goto("/")
    light = paper.evaluate("body => getComputedStyle(body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    expect(paper).not_to_have_css("background-color", light)
    dark = paper.evaluate("body => getComputedStyle(body).backgroundColor")
    look.filter(has_text="हल्की").click()
    expect(paper).to_have_css("background-color", light)
    page.goto("/help")
    expect(paper).to_have_css("background-color", light)
    look.filter(has_text="डिवाइस के अनुसार").click()
    expect(paper).to_have_css("background-color", dark)


def test_a_screen_reader_hears_the_numbers_of_the_bars(page: Page) -> None:
    page.goto("/search?q=Lavrov&since=2025-01-01&until=2025-12-31&lang=en")
    chart = page.get_by_role("group", name="When they were published")
    expect(chart).to_match_aria_snapshot("- 'link \"July 2025: 4 articles\"'")


def test_dragging_over_bars_leads_to_the_days_from_the_first_to_the_last(page: Page) -> None:
    page.goto("/search?q=bharat&page=2")
    dated = page.locator(".bars a[data-first]")
    first, last = dated.nth(1), dated.nth(2)
    since, until = first.get_attribute("data-first"), last.get_attribute("data-last")
    articles = 0
    for bar in (first, last):
        articles += int((bar.get_attribute("aria-label") or "").split(": ")[1].split()[0])
    left, right = (bar.locator(".hit").bounding_box() for bar in (first, last))
    assert left
    assert right
    page.mouse.move(left["x"] + left["width"] / 2, left["y"] + 20)
    page.mouse.down()
    page.mouse.move(right["x"] + right["width"] / 2, right["y"] + 20, steps=5)
    expect(page.locator(".bars .brush")).to_be_visible()
    page.mouse.up()
    page.wait_for_url(f"**/search?q=bharat&since={since}&until={until}")
    expect(heading(page)).to_have_text(f"“bharat”: {articles} लेख")
    page.go_back()
    expect(page).to_have_url(re.compile("page=2$"))


def test_a_click_on_a_bar_is_no_drag(page: Page) -> None:
    page.goto("/search?q=bharat")
    bars(page).filter(has_text="2025").locator(".hit").click()
    expect(page).to_have_url(re.compile("period=2025$"))


def test_j_and_k_lead_from_result_to_result(page: Page) -> None:
    page.goto("/search?q=bharat")
    results = page.locator("ol.results h2 a")
    for key, number in (("j", 0), ("j", 1), ("n", 2), ("k", 1), ("p", 0)):
        page.keyboard.press(key)
        expect(results.nth(number)).to_be_focused()
    page.keyboard.press("Control+j")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article.article")).to_be_visible()


def test_the_slash_leads_to_the_box_from_anywhere_but_a_box(page: Page) -> None:
    for address in ("/search?q=bharat", "/help", "/browse", "/"):
        page.goto(address)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        expect(page.locator("#q")).to_be_focused()
        page.keyboard.press("End")
        page.keyboard.type("/j")
        expect(page.locator("#q")).to_have_value(re.compile("/j$"))


def test_the_label_of_the_box_is_there_for_screen_readers(page: Page) -> None:
    page.goto("/search?q=bharat")
    expect(page.locator("#q")).to_have_accessible_name("ख़बरें खोजें, देवनागरी या रोमन में")


def test_a_long_facet_has_a_box_that_finds_a_value(page: Page) -> None:
    page.goto("/search?category=खेल")
    section = page.locator(".facets section[data-filter]").first
    items = section.get_by_role("listitem")
    before = items.filter(visible=True).count()
    box = section.get_by_role("searchbox")
    name = section.locator("details li [lang]").last.text_content() or ""
    box.fill(name)
    expect(items.filter(visible=True).filter(has_text=name)).to_have_count(1)
    box.fill("zzqq")
    expect(items.filter(visible=True)).to_have_count(0)
    box.fill("")
    expect(items.filter(visible=True)).to_have_count(before)


def test_a_value_is_excluded_by_its_own_link(page: Page) -> None:
    page.goto("/search?q=bharat")
    before = heading(page).inner_text()
    link = page.get_by_role("complementary").get_by_role("link", name="गोमती प्रहरी हटाएँ")
    box = link.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    link.click()
    expect(heading(page)).not_to_have_text(before)
    expect(page.locator("ol.results .source", has_text="गोमती प्रहरी")).to_have_count(0)
    page.get_by_role("list", name="चुने हुए फ़िल्टर").get_by_role("link").click()
    expect(heading(page)).to_have_text(before)


def test_any_page_is_reached_by_its_number(page: Page) -> None:
    page.goto("/search?q=bharat&order=newest")
    page.get_by_role("textbox", name="पन्ना").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("ol.results")).to_have_attribute("start", "21")
    expect(page).to_have_url(re.compile("order=newest"))
    page.get_by_role("link", name="पहला", exact=True).click()
    expect(page.locator("ol.results")).to_have_attribute("start", "1")


def test_the_second_skip_link_leads_to_the_results(page: Page) -> None:
    page.goto("/search?q=bharat")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="नतीजों पर जाएँ")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator("ol.results li").first.locator(":focus")
    expect(focused).to_have_count(1)


def test_a_name_beside_the_results_is_added(page: Page) -> None:
    page.goto("/search?q=लिट्टी")
    names = page.get_by_role("complementary").get_by_role("link")
    expect(page.get_by_role("heading", name="इन लेखों में ये नाम भी")).to_be_visible()
    names.filter(has_text="रामनिवास धाकड़").click()
    expect(page.locator("#q")).to_have_value('लिट्टी "रामनिवास धाकड़"')
    expect(heading(page)).to_contain_text("8 लेख")
    expect(names.filter(has_text="दरभंगा")).to_be_visible()


def test_a_point_of_the_trends_says_its_values_by_mouse_and_keyboard(page: Page) -> None:
    page.goto("/trends?q=bharat&q=बाढ़&by=year")
    points = page.locator("svg.trend a")
    said = page.locator(".point")
    expect(said).to_be_empty()
    for number in range(points.count()):
        point = points.nth(number)
        name = point.get_attribute("aria-label") or ""
        # No other point's link covers its middle.
        point.locator("circle").last.hover()
        expect(said).to_have_text(name)
    points.first.focus()
    expect(said).to_have_text(points.first.get_attribute("aria-label") or "")
    points.first.press("Enter")
    expect(page.locator("ol.results")).to_be_visible()


def test_compare_leads_to_the_trends_and_adds_to_what_was_compared(page: Page) -> None:
    page.goto("/search?q=bharat")
    compare = page.get_by_role("link", name="+ तुलना")
    compare.click()
    expect(page.locator("#compare")).to_be_focused()
    page.keyboard.type("बाढ़")
    page.keyboard.press("Enter")
    expect(page.locator(".legend li")).to_have_count(2)
    page.goto("/search?q=cricket")
    expect(compare).to_have_text("+ तुलना: bharat, बाढ़")
    compare.click()
    expect(page.locator(".legend li > a:not(.not)")).to_have_text(["bharat", "बाढ़", "cricket"])
    # What is compared already begins a comparison as before.
    page.goto("/search?q=bharat")
    expect(compare).to_have_text("+ तुलना: बाढ़, cricket")
