"""Reading in a browser: from result to result, in Roman, larger, aloud, quoted and shared."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

VOICE = """
const said = [];
window.said = said;
class Utterance { constructor(text) { this.text = text; } }
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES, cancel() {}, addEventListener() {},
  speak(one) { said.push(one.text); },
} });
"""


def open_result(page: Page, more: str = "") -> None:
    page.goto(f"/search?q=Lavrov{more}")
    page.locator("ol.results li h2 a").first.click()
    expect(page.locator(".text p").first).to_be_visible()


def test_arrow_keys_lead_from_result_to_result_and_back_to_the_list(page: Page) -> None:
    open_result(page)
    first = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("at=2"))
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(first)
    page.locator(".neighbours a[rel=next]").click()
    page.wait_for_url(re.compile("at=2"))
    # In the box the arrows move the caret.
    page.locator("#q").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("at=2"))
    page.locator(".back > a").click()
    page.wait_for_url(re.compile("#r2$"))
    expect(page.locator("#r2")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (768, "dark"), (1440, "light")])
def test_axe_finds_nothing_and_nothing_overflows(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    for more in ("", "&roman=1&size=150"):
        open_result(page)
        page.goto(page.url + more)
        for details in page.locator("aside details").all():
            details.evaluate("details => { details.open = true; }")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_snapshot()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    beside = page.locator(".beside").bounding_box()
    text = page.locator(".text").bounding_box()
    assert beside
    assert text
    assert (beside["x"] >= text["x"] + text["width"]) == (width >= 960)


def test_what_is_selected_is_copied_as_a_quotation(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_result(page)
    button = page.locator("button.quote")
    expect(button).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.text p'))")
    button.click()
    expect(button).to_have_text("कॉपी हो गया।")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{page.locator('.text p').first.inner_text().strip()}”\n— ")
    assert re.search(r"/articles/[^?\s]+#:~:text=[^\s,]+,[^\s,]+$", copied)
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("h1").click()
    expect(button).to_be_hidden()


def test_the_link_is_copied(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_result(page)
    page.locator(".share button").last.click()
    expect(page.locator(".share [role=status]")).to_have_text("कॉपी हो गया।")
    assert re.fullmatch(r"http://\S+/articles/\S+", page.evaluate("navigator.clipboard.readText()"))


def test_where_the_browser_shares_its_button_stands_for_whatsapp(page: Page) -> None:
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    open_result(page)
    expect(page.locator(".whatsapp")).to_have_count(0)
    page.locator(".share button").first.click()
    assert "/articles/" in page.evaluate("window.shared.url")


def test_it_is_read_aloud_only_where_there_is_a_hindi_voice(page: Page) -> None:
    page.add_init_script(VOICE.replace("VOICES", "[{lang: 'en-US'}]"))
    open_result(page)
    expect(page.locator(".reader button")).to_have_count(0)


def test_it_is_read_aloud_and_stopped(page: Page) -> None:
    page.add_init_script(VOICE.replace("VOICES", "[{lang: 'hi-IN'}]"))
    open_result(page)
    button = page.locator(".reader button")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.said[0]") in page.locator("h1").inner_text()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".spoken")).to_have_count(0)
    open_result(page)
    page.goto(f"{page.url}&roman=1")
    expect(page.locator(".reader button")).to_have_count(0)


def test_print_has_the_citation_and_the_address(page: Page) -> None:
    open_result(page)
    page.emulate_media(media="print")
    for part in (".beside", ".reader", ".back"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".printed").first).to_be_visible()
    expect(page.locator(".printed").last).to_have_text(re.compile("^http://.*/articles/"))
