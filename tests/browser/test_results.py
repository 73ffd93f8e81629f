"""Filters, timeline, paging and the way back, as a reader meets them in a browser."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("complementary").get_by_role("link", name=name)


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
    chips = page.get_by_role("list", name="लागू फ़िल्टर")
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
    expect(page.get_by_role("navigation", name="बड़ी अवधि")).to_contain_text("सभी वर्ष › 2025")
    month = bars(page).filter(has_text="जुलाई 2025")
    label = month.get_attribute("aria-label") or ""
    month.focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(label.partition(": ")[2].replace("लेख", "परिणाम"))
    bars(page).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bars [aria-current]")).to_have_count(1)
    page.get_by_role("link", name="सभी वर्ष").click()
    expect(page.get_by_role("list", name="लागू फ़िल्टर")).to_have_count(0)


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
    expect(page.get_by_text("11 से", exact=False)).to_be_visible()
    second = page.locator("ol.results h2").all_inner_texts()
    assert not set(first) & set(second)
    page.go_back()
    assert page.locator("ol.results h2").all_inner_texts() == first
    page.get_by_role("navigation", name="एक पृष्ठ पर परिणाम").get_by_role("link", name="50").click()
    everything = page.locator("ol.results h2").all_inner_texts()
    assert everything[: len(first) + len(second)] == first + second
    expect(page.get_by_role("link", name="अगला")).to_have_count(0)


def test_own_dates(page: Page) -> None:
    page.goto("/search?q=bharat&category=विज्ञान")
    page.get_by_text("दूसरी तारीख़ें").click()
    page.get_by_label("से", exact=True).fill("2023-08-01")
    page.get_by_label("तक", exact=True).fill("2023-08-31")
    page.get_by_role("button", name="दिखाएँ").click()
    chips = page.get_by_role("list", name="लागू फ़िल्टर")
    expect(chips).to_contain_text("अगस्त 2023")
    expect(chips).to_contain_text("विज्ञान")
    expect(page.locator("ol.results")).to_be_visible()


def test_everything_is_there_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/search?q=bharat")
        bars(page).first.click()
        expect(page.locator(".bars [aria-current]").first).to_be_visible()
        page.get_by_role("link", name="सभी वर्ष").click()
        facet(page, "उत्तरापथ टाइम्स").click()
        page.get_by_role("link", name="नए पहले").click()
        expect(page.get_by_role("list", name="लागू फ़िल्टर")).to_contain_text("उत्तरापथ टाइम्स")
        page.get_by_role("contentinfo").get_by_role("link", name="गहरे").click()
        expect(page.locator("html")).to_have_attribute("data-look", "dark")
        page.get_by_role("link", name="संग्रह", exact=True).click()
        page.get_by_role("link", name="तारीख़ें", exact=True).click()
        page.get_by_role("link", name="2025").click()
        page.get_by_role("link", name="जुलाई").click()
        page.get_by_role("table").get_by_role("link").first.click()
        expect(page.locator("ol.results")).to_be_visible()


def test_a_phone_reaches_the_filters_with_one_tap(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/search?q=bharat")
    expect(page.get_by_role("complementary")).not_to_be_in_viewport()
    page.get_by_role("link", name="फ़िल्टर ↓").click()
    expect(page.get_by_role("complementary")).to_be_in_viewport()


def test_nothing_found_leads_on(page: Page) -> None:
    page.goto('/search?q="लावरोव+चीन"&since=2019-01-01&until=2019-12-31')
    expect(heading(page)).to_have_text("कोई परिणाम नहीं")
    way = page.locator(".alternatives li").first
    articles = way.locator(".n").inner_text()
    way.get_by_role("link").click()
    expect(heading(page)).to_have_text(articles.replace("लेख", "परिणाम"))


def test_light_and_dark_follow_the_device_until_chosen(page: Page) -> None:
    def paper() -> Any:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.goto("/")
    light = paper()
    page.emulate_media(color_scheme="dark")
    dark = paper()
    assert light != dark
    page.get_by_role("contentinfo").get_by_role("link", name="उजले").click()
    assert paper() == light
    page.goto("/help")
    assert paper() == light
    page.get_by_role("contentinfo").get_by_role("link", name="डिवाइस जैसे").click()
    assert paper() == dark


def test_a_screen_reader_hears_the_numbers_of_the_bars(page: Page) -> None:
    page.goto("/search?q=Lavrov&since=2025-01-01&until=2025-12-31&lang=en")
    chart = page.get_by_role("group", name="When they were published")
    expect(chart).to_match_aria_snapshot("- 'link \"July 2025: 4 articles\"'")
