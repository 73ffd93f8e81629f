"""The search box and what follows, as a reader meets them in a browser."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

PAGES = [
    "/",
    "/search?q=Lavrov",
    "/search?q=Lavrov+mantri+North+Korea&off=लावरोफ़",
    "/search?q=टिकुली",
    "/search?q=after:zzqqxx",
    "/nowhere",
]


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.locator("#q").fill(words)
    page.get_by_role("button", name="खोजें").click()


def first_result(page: Page) -> Any:
    return page.locator("ol.results li h2 a").first


def test_latin_letters_find_devanagari_and_the_article_leads_back(page: Page) -> None:
    search(page, "Lavrov")
    expect(page).to_have_title("“Lavrov” · अभिलेख")
    expect(page.locator("ol.results mark", has_text="लावरोव").first).to_be_visible()
    expect(page.locator("#q")).to_have_value("Lavrov")

    title = first_result(page).inner_text()
    first_result(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".text mark", has_text="लावरोव").first).to_be_visible()

    page.get_by_role("link", name="वापस").click()
    expect(first_result(page)).to_have_text(title)


def test_english_is_a_click_away_and_keeps_the_search(page: Page) -> None:
    search(page, "लावरोव")
    before = first_result(page).inner_text()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text(" article")
    expect(first_result(page)).to_have_text(before)
    page.goto("/")
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    page.get_by_role("link", name="हिंदी").click()
    expect(page.locator("html")).to_have_attribute("lang", "hi")


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("Lavrov")
    page.keyboard.press("Enter")
    expect(page.locator("ol.results")).to_be_visible()

    page.keyboard.press("Tab")
    skip = page.locator("a.skip").first
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if first_result(page).evaluate("link => link === document.activeElement"):
            break
    expect(first_result(page)).to_be_focused()
    assert first_result(page).evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".text")).to_be_visible()


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("address", [*PAGES, "article"])
def test_a_phone_scrolls_one_way_only(page: Page, address: str, lang: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(page, address)
    page.goto(f"{page.url}{'&' if '?' in page.url else '?'}lang={lang}")
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if page.locator("#q").count():
        box = page.locator("#q").bounding_box()
        assert box
        assert box["width"] >= 180


def test_a_long_word_does_not_widen_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/search?exact=1&source=" + "s" * 250 + "&q=" + "क" * 500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        search(page, "videsh mantri")
        expect(page.locator("ol.results mark").first).to_be_visible()
        first_result(page).click()
        expect(page.locator(".text p").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, "article"])
def test_axe_finds_nothing_to_mend(page: Page, address: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    open_page(page, address)
    unfold(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_snapshot()


def test_no_page_asks_for_anything_that_the_site_forbids(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(f"{request.failure} {request.url}"))
    for address in ("/", "/search?q=Lavrov", "article"):
        open_page(page, address)
    # An icon may still be on its way when the page is left.
    left = [one for one in complaints if not one.startswith("net::ERR_ABORTED")]
    assert left == []


def open_page(page: Page, address: str) -> None:
    if address == "article":
        page.goto("/search?q=Lavrov")
        address = first_result(page).get_attribute("href") or ""
    page.goto(address)


def unfold(page: Page) -> None:
    """Open everything that is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
