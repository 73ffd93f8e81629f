"""The card of keys: "?" opens it on any page, and the help page has the list without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("address", ["/", "/search?q=bharat", "/browse", "/help"])
def test_a_question_mark_opens_it(page: Page, address: str, lang: str) -> None:
    page.goto(f"/?lang={lang}")
    page.goto(address)
    heading = {"hi": "कुंजियाँ", "en": "Keys"}[lang]
    page.locator("h1").click()
    page.keyboard.press("Shift+?")
    card = page.get_by_role("dialog", name=heading)
    expect(card).to_be_visible()
    expect(card.get_by_text("/", exact=True)).to_be_visible()
    assert Axe().run(page).violations_count == 0
    # Keys of the page beneath do nothing meanwhile.
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.keyboard.press("Shift+?")
    card.get_by_role("button", name={"hi": "बंद करें", "en": "Close"}[lang]).click()
    expect(card).to_have_count(0)


def test_a_question_mark_in_the_box_is_typed(page: Page) -> None:
    page.goto("/search?q=bharat")
    page.locator("#q").fill("क्या")
    page.locator("#q").press("Shift+?")
    expect(page.locator("#q")).to_have_value("क्या?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_fits_a_phone_and_the_dark(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    page.goto("/search?q=bharat")
    page.keyboard.press("Shift+?")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert Axe().run(page).violations_count == 0


def test_without_a_script_the_help_page_has_the_list(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/help#keys")
        expect(page.get_by_role("heading", name="कुंजियाँ")).to_be_visible()
        expect(page.locator("#keys kbd")).to_have_count(11)


def test_the_site_can_be_installed(page: Page) -> None:
    page.goto("/search?q=bharat")
    network = page.context.new_cdp_session(page)
    told = network.send("Page.getAppManifest")
    assert not told["errors"]
    assert told["url"].endswith("/manifest.webmanifest?lang=hi")
    errors = network.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # These tests look without a profile.
    assert {error["errorId"] for error in errors} <= {"in-incognito"}
