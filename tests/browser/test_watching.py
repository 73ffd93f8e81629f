"""Watching a search: kept on the device, with what is new; without a script a link to the feed."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

STORE = "abhilekh.watched"


def watch(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".tools button.watch").click()


def set_seen(page: Page, number: int) -> None:
    """As if all searches had been saved or seen last at this change."""
    page.evaluate(
        """([name, seen]) => localStorage.setItem(name, JSON.stringify(
          JSON.parse(localStorage.getItem(name)).map(one => ({...one, seen}))))""",
        [STORE, number],
    )


def kept(page: Page) -> list[dict[str, object]]:
    found = json.loads(page.evaluate("name => localStorage[name] ?? '[]'", STORE))
    assert isinstance(found, list)
    return found


def test_a_search_is_saved_and_what_is_new_is_counted_and_shown(page: Page) -> None:
    watch(page, "/search?q=Lavrov&lang=en")
    expect(page.locator(".tools button.watch")).to_have_attribute("aria-pressed", "true")
    watch(page, "/search?q=bharat&category=खेल&order=newest")
    assert [one["search"] for one in kept(page)] == [
        "q=bharat&category=%E0%A4%96%E0%A5%87%E0%A4%B2",
        "q=Lavrov",
    ]
    # Searches of the same words are told apart by their filters.
    assert [one["name"] for one in kept(page)] == ["“bharat”, खेल", "“Lavrov”"]
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto("/")
    saved = page.locator("#saved")
    expect(saved.locator("li")).to_have_count(2)
    expect(saved.locator(".new")).to_have_count(0)
    set_seen(page, 0)
    page.goto("/")
    new = saved.locator("li").nth(1).locator(".new")
    expect(new).to_be_visible()
    assert len([url for url in sent if "/api/v1/watch" in url]) == 2  # one for all, each time
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_snapshot()
    number = new.inner_text().partition(" ")[0]
    new.click()
    expect(page).to_have_url("/search?q=Lavrov&order=arrived&arrived_since=0")
    expect(page.locator("h1")).to_contain_text(number)
    expect(page.locator(".filters li")).to_have_count(1)
    expect(page.locator(".tools > [aria-current]")).to_have_count(1)
    # Seen by now; the other one is not.
    page.goto("/")
    expect(saved.locator(".new")).to_have_count(1)


def test_they_are_removed_with_the_keyboard_one_by_one_and_all(page: Page) -> None:
    for words in ("लावरोव", "भारत", "चीन"):
        watch(page, f"/search?q={words}")
    page.goto("/")
    saved = page.locator("#saved")
    saved.get_by_role("button", name="चीन").press("Enter")
    expect(saved.locator("li")).to_have_count(2)
    assert "भारत" in page.evaluate("document.activeElement.ariaLabel")
    clear = saved.locator("button.clear")
    clear.press("Enter")
    expect(saved.locator("li")).to_have_count(2)  # asks first
    clear.press("Enter")
    expect(saved).to_be_hidden()
    assert kept(page) == []
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_button_lets_go_again(page: Page) -> None:
    watch(page, "/search?q=लावरोव")
    expect(page.locator("#saved li")).to_have_count(1)
    page.locator(".tools button.watch").click()
    expect(page.locator(".tools button.watch")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#saved")).to_be_hidden()


@pytest.mark.parametrize("stored", ["no json", '{"a": 1}', '[1, null, {"search": 3}]', "[]"])
def test_whatever_is_stored_there_the_page_goes_on(page: Page, stored: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    page.evaluate("([name, value]) => localStorage.setItem(name, value)", [STORE, stored])
    watch(page, "/search?q=लावरोव")
    expect(page.locator("#saved li")).to_have_count(1)
    assert errors == []


def test_a_number_of_another_archive_is_put_right(page: Page) -> None:
    watch(page, "/search?q=लावरोव")
    set_seen(page, 999_999)
    with page.expect_response("**/api/v1/watch?**") as answer:
        page.goto("/")
    arrived = answer.value.json()["arrived"]
    seen_now = "([name, seen]) => JSON.parse(localStorage[name])[0].seen === seen"
    page.wait_for_function(seen_now, arg=[STORE, arrived])


def test_without_a_script_it_is_a_link_to_the_feed(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/search?q=Lavrov&source=")
        link = page.locator(".tools a.watch")
        assert link.get_attribute("href") == "/feed.atom?q=Lavrov"
        expect(page.locator("#saved")).to_be_hidden()


def test_what_is_not_there_yet_can_be_watched(page: Page) -> None:
    watch(page, "/search?q=क्षज्ञक्षज्ञ&since=2025-01-01")
    expect(page.locator("#saved li")).to_have_count(1)
    assert kept(page)[0]["search"] == (
        "q=%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%9C%E0%A5%8D%E0%A4%9E%E0%A4%95%E0%A5%8D%E0%A4%B7"
        "%E0%A4%9C%E0%A5%8D%E0%A4%9E&since=2025-01-01"
    )
