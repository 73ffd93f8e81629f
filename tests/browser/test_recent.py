"""Recent searches, which stay on the device."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.combobox import box, options

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def search(page: Page, words: str) -> None:
    page.goto("/")
    box(page).fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(f"“{words}”")


def test_recent_searches_stay_on_the_device_and_can_be_forgotten(page: Page) -> None:
    for words in ("लावरोव", "videsh mantri", "लावरोव"):
        search(page, words)
    sent: list[str] = []
    page.goto("/")
    page.on("request", lambda request: sent.append(request.url))
    expect(options(page)).to_have_count(0)
    box(page).press("ArrowDown")
    listed = page.get_by_role("listbox", name="आपकी पिछली खोजें")
    expect(listed.get_by_role("option").locator(".label")).to_have_text(["लावरोव", "videsh mantri"])
    expect(page.get_by_text("आपकी पिछली खोजें सिर्फ़ इसी डिवाइस में")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_snapshot()

    box(page).press("ArrowDown")
    page.keyboard.press("Delete")
    expect(options(page).locator(".label")).to_have_text(["videsh mantri"])
    page.reload()
    box(page).click()
    expect(options(page).locator(".label")).to_have_text(["videsh mantri"])
    assert [url for url in sent if "suggest?" in url] == []
    box(page).press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_title("“videsh mantri” · अभिलेख")


def test_an_example_that_was_tried_is_a_recent_search_too(page: Page) -> None:
    page.goto("/")
    page.locator(".examples a", has_text="उत्तर कोरिया").click()
    page.goto("/search?q=zzqqxx")
    page.locator(".examples a", has_text="videsh mantri").click()
    page.get_by_role("complementary").get_by_role("link").first.click()
    page.goto("/")
    box(page).press("ArrowDown")
    expect(options(page).locator(".label")).to_have_text(["videsh mantri", "उत्तर कोरिया"])


def test_one_is_removed_with_the_mouse_and_all_with_the_keyboard(page: Page) -> None:
    for words in ("बाढ़", "रूस", "चीन"):
        search(page, words)
    page.goto("/")
    box(page).click()
    options(page).filter(has_text="रूस").locator(".remove").click()
    expect(options(page).locator(".label")).to_have_text(["चीन", "बाढ़"])
    page.keyboard.press("Tab")
    forget = page.get_by_role("button", name="सब हटाएँ")
    expect(forget).to_be_focused()
    page.keyboard.press("Enter")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(page.locator("form.search [role=status]")).to_have_text("हटा दिया।")
    assert page.evaluate("localStorage.length") == 0
    box(page).press("ArrowDown")
    expect(options(page)).to_have_count(0)


def test_what_others_wrote_into_the_store_does_no_harm(page: Page) -> None:
    page.goto("/")
    kept = json.dumps(["<img src=x onerror=alert(1)>", 7, None])
    for text in (kept, "{", '{"a": 1}', "null"):
        page.evaluate("text => localStorage.setItem('abhilekh.searches', text)", text)
        page.reload()
        box(page).press("ArrowDown")
        box(page).press_sequentially("lav")
        expect(options(page).first).to_contain_text("लावरोव")
    page.evaluate("text => localStorage.setItem('abhilekh.searches', text)", kept)
    page.reload()
    box(page).press("ArrowDown")
    expect(options(page).locator(".label")).to_have_text(["<img src=x onerror=alert(1)>"])
