"""Articles that are kept on the device: ticked anywhere, with notes, as one address, on paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=site, viewport={"width": 360, "height": 740}) as context:
        context.add_cookies([{"name": "lang", "value": "en", "url": site}])
        yield context


def with_kept(reader: BrowserContext, count: int) -> Page:
    page = reader.new_page()
    page.goto("/search?q=bharat")
    for place in range(count):
        page.get_by_role("checkbox", name="Keep").nth(place).check()
    return page


def test_what_is_ticked_is_kept_with_its_note(reader: BrowserContext) -> None:
    page = with_kept(reader, 2)
    titles = page.locator("ol.results h2").all_text_contents()[:2]
    counter = page.get_by_role("link", name="Clippings 2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.get_by_role("checkbox", name="Keep").first.locator("..").bounding_box()
    assert box
    assert box["height"] >= 24
    counter.click()
    expect(page.locator("ol.results h2")).to_have_text(titles)
    note = page.get_by_role("textbox", name="Your note").first
    note.fill("पहला\nदूसरा")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.reload()
    expect(note).to_have_value("पहला\nदूसरा")
    # Nobody but this device knows it.
    assert "note" not in page.url
    page.emulate_media(media="print")
    expect(page.locator(".noted").first).to_be_visible()
    expect(page.locator(".noted").first).to_have_text("पहला\nदूसरा")
    for hidden in ("textarea", "main button", "form.add", ".masthead nav"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator("ol.results h2")).to_have_text(titles[1:])
    page.goto("/search?q=bharat")
    expect(page.get_by_role("checkbox", name="Keep").nth(0)).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Keep").nth(1)).to_be_checked()


def test_the_article_has_the_same_tick_by_keyboard(reader: BrowserContext) -> None:
    page = with_kept(reader, 1)
    page.locator("ol.results h2 a").first.click()
    tick = page.locator("article").get_by_role("checkbox", name="Keep")
    expect(tick).to_be_checked()
    tick.focus()
    page.keyboard.press("Space")
    expect(tick).not_to_be_checked()
    expect(page.locator("a.kept")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator("a.kept")).to_have_text("Clippings 1")


def test_a_list_that_was_shared_can_be_kept(reader: BrowserContext, browser: Browser) -> None:
    page = with_kept(reader, 2)
    address = page.locator("a.kept").get_attribute("href") or ""
    with browser.new_context(base_url=address) as other:
        other.add_cookies([{"name": "lang", "value": "en", "url": address}])
        theirs = other.new_page()
        theirs.goto(address)
        expect(theirs.get_by_role("checkbox", name="Keep")).to_have_count(2)
        expect(theirs.locator("textarea")).to_have_count(0)
        theirs.get_by_role("button", name="Keep all").click()
        expect(theirs.locator("textarea")).to_have_count(2)
        theirs.goto("/list")
        expect(theirs.locator("ol.results > li")).to_have_count(2)
        theirs.on("dialog", lambda dialog: dialog.accept())
        theirs.get_by_role("button", name="Clear my list").click()
        expect(theirs.locator("ol.results")).to_have_count(0)
        assert theirs.evaluate("localStorage.length") == 0


def test_what_is_added_by_its_address_is_kept_too(reader: BrowserContext) -> None:
    page = with_kept(reader, 1)
    link = page.locator("ol.results h2 a").nth(1)
    address = link.evaluate("link => link.href")
    page.locator("a.kept").click()
    page.get_by_label("Add an article by its address").fill(address)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("textarea")).to_have_count(2)
    expect(page.locator("ol.results > li")).to_have_count(2)


def test_no_more_is_kept_than_one_address_can_name(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/help")
    ids = "Array.from({length: 200}, (_, n) => `x${n}`)"
    page.evaluate(
        f"localStorage['abhilekh.clippings'] = JSON.stringify({{ids: {ids}, notes: {{}}}})"
    )
    page.goto("/search?q=bharat")
    tick = page.get_by_role("checkbox", name="Keep").first
    tick.click()
    expect(tick).not_to_be_checked()
    expect(page.locator(".told")).to_contain_text("The list is full: 200 articles")


def test_what_is_damaged_counts_as_nothing_kept(reader: BrowserContext) -> None:
    page = reader.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/help")
    for damage in ("", "[]", "null", "{", '{"ids": [1, null], "notes": 7}', '"x"'):
        page.evaluate("text => localStorage.setItem('abhilekh.clippings', text)", damage)
        page.goto("/browse")
        expect(page.locator("a.kept")).to_have_count(0)
    page.goto("/search?q=bharat")
    page.get_by_role("checkbox", name="Keep").first.check()
    expect(page.locator("a.kept")).to_have_text("Clippings 1")
    assert errors == []


def test_without_a_script_the_list_is_made_by_its_forms(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        context.add_cookies([{"name": "lang", "value": "en", "url": site}])
        page = context.new_page()
        page.goto("/search?q=bharat")
        links = page.locator("ol.results h2 a")
        hrefs = [links.nth(place).get_attribute("href") or "" for place in range(2)]
        page.get_by_role("link", name="Clippings").click()
        for href in hrefs:
            page.get_by_label("Add an article by its address").fill(href)
            page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("ol.results > li")).to_have_count(2)
        page.get_by_role("button", name="Remove").first.click()
        expect(page.locator("ol.results > li")).to_have_count(1)
        with page.expect_download() as told:
            page.get_by_role("link", name="RIS").click()
        assert told.value.suggested_filename == "abhilekh-list.ris"
