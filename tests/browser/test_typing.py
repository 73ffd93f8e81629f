"""Suggestions while typing, as a reader meets them in a browser."""

import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.combobox import box, options

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

SUGGEST = "**/api/v1/suggest?*"


def type_lav(page: Page) -> None:
    page.goto("/")
    box(page).press_sequentially("lav")
    expect(options(page).first).to_have_text("लावरोव3 लेख")


def test_lav_arrow_down_enter_finds_lavrov(page: Page) -> None:
    type_lav(page)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_value("lav")
    page.keyboard.press("Enter")
    expect(page).to_have_title("“लावरोव” · अभिलेख")
    expect(page.locator("ol.results mark").first).to_be_visible()
    expect(box(page)).to_have_value("लावरोव")


def test_what_a_screen_reader_is_told(page: Page) -> None:
    page.goto("/")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_attribute("aria-autocomplete", "list")
    box(page).press_sequentially("lav")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    listed = page.get_by_role("listbox", name="सुझाव")
    expect(listed).to_be_visible()
    expect(box(page)).to_have_attribute("aria-controls", listed.get_attribute("id") or "?")
    count = options(page).count()
    assert count >= 2
    expect(page.locator("form.search [role=status]")).to_contain_text("सुझाव: तीर वाली कुंजियों")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    first = options(page).first.get_attribute("id") or "?"
    expect(box(page)).to_have_attribute("aria-activedescendant", first)
    expect(box(page)).to_be_focused()
    assert listed.locator("[aria-selected=true]").count() == 1
    expect(options(page).first.locator("[lang=hi]")).to_have_text("लावरोव")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    assert box(page).get_attribute("aria-activedescendant") is None


def test_arrows_go_round_through_the_box_and_home_leads_back_to_the_text(page: Page) -> None:
    type_lav(page)
    last = options(page).count() - 1
    page.keyboard.press("ArrowUp")
    expect(options(page).nth(last)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert box(page).evaluate("box => box.selectionStart") == 0
    page.keyboard.press("End")
    assert box(page).evaluate("box => box.selectionStart") == 3


def test_escape_closes_then_empties_and_arrow_down_opens_again(page: Page) -> None:
    type_lav(page)
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("lav")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_tab_leaves_and_closes_without_taking_anything(page: Page) -> None:
    type_lav(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("lav")
    expect(page.get_by_role("button", name="खोजें")).to_be_focused()


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page) -> None:
    type_lav(page)
    box(page).press_sequentially("rov")
    page.keyboard.press("Enter")
    expect(page).to_have_title("“lavrov” · अभिलेख")


def test_the_mouse(page: Page) -> None:
    type_lav(page)
    options(page).filter(has_text="लावरोफ़").click()
    expect(page).to_have_title("“लावरोफ़” · अभिलेख")


def test_a_finger(browser: Browser, site: str) -> None:
    with browser.new_context(
        base_url=site, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}
    ) as context:
        page = context.new_page()
        page.goto("/")
        box(page).tap()
        box(page).press_sequentially("lav")
        expect(options(page).first).to_be_visible()
        place = options(page).first.bounding_box()
        assert place
        assert place["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        options(page).first.tap()
        expect(page).to_have_title("“लावरोव” · अभिलेख")


def test_the_last_word_is_completed_and_filters_stay(page: Page) -> None:
    page.goto("/search?q=x&order=newest")
    box(page).fill("videsh m")
    expect(options(page).first).to_contain_text("विदेश मंत्री")
    options(page).first.click()
    expect(box(page)).to_have_value("विदेश मंत्री")
    expect(page.locator("[aria-current=true]").first).to_have_text("सबसे नए")
    assert "order=newest" in page.url


@pytest.mark.parametrize("address", ["/", "/search?q=Lavrov", "/nowhere"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    box(page).fill("lav")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_snapshot()


def test_without_javascript_it_is_a_plain_search_field(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        plain = page.get_by_role("searchbox")
        expect(plain).to_be_focused()
        expect(page.get_by_role("combobox")).to_have_count(0)
        plain.fill("lavrov")
        page.keyboard.press("Enter")
        expect(page.locator("ol.results mark").first).to_be_visible()


@pytest.fixture
def held(page: Page) -> Iterator[dict[str, Route]]:
    """Questions to the server, by what was typed, held until a test answers them."""
    routes: dict[str, Route] = {}

    def hold(route: Route) -> None:
        routes[route.request.url.rpartition("q=")[2]] = route

    page.route(SUGGEST, hold)
    yield routes
    page.unroute(SUGGEST)


def answer(route: Route, *texts: str) -> None:
    suggestions = [{"text": text, "articles": 1} for text in texts]
    route.fulfill(json={"query": "", "suggestions": suggestions})


def wait_for(page: Page, held: dict[str, Route], typed: str) -> Route:
    until = time.monotonic() + 10
    while typed not in held and time.monotonic() < until:
        page.wait_for_timeout(20)
    return held[typed]


def test_of_a_slow_server_only_the_last_answer_counts(page: Page, held: dict[str, Route]) -> None:
    page.goto("/")
    gone: list[str] = []
    page.on("requestfailed", lambda request: gone.append(request.url))
    box(page).press_sequentially("la")
    wait_for(page, held, "la")
    box(page).press_sequentially("v")
    answer(wait_for(page, held, "lav"), "नया")
    expect(options(page)).to_have_text(["नया1 लेख"])
    asked_in_vain = [url.rpartition("=")[2] for url in gone]
    assert "la" in asked_in_vain
    assert "lav" not in asked_in_vain


def test_an_answer_after_escape_opens_nothing(page: Page, held: dict[str, Route]) -> None:
    page.goto("/")
    box(page).press_sequentially("lav")
    route = wait_for(page, held, "lav")
    page.keyboard.press("Escape")
    answer(route, "देर")
    page.wait_for_timeout(200)
    expect(options(page)).to_have_count(0)


def test_quick_typing_asks_once(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    box(page).evaluate(
        "box => ['l', 'la', 'lav', 'lavr', 'lavro'].forEach(typed => {"
        "box.value = typed; box.dispatchEvent(new InputEvent('input')); })"
    )
    expect(options(page).first).to_be_visible()
    assert [url.rpartition("=")[2] for url in asked if "suggest?" in url] == ["lavro"]
    page.keyboard.press("Backspace")
    box(page).press_sequentially("o")
    expect(options(page).first).to_be_visible()
    assert len([url for url in asked if url.endswith("=lavro")]) == 1


@pytest.mark.parametrize("status", [429, 500])
def test_a_server_that_refuses_is_no_trouble(page: Page, status: int) -> None:
    page.route(SUGGEST, lambda route: route.fulfill(status=status, body="{}"))
    page.goto("/")
    with page.expect_response(SUGGEST):
        box(page).press_sequentially("lavrov")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_title("“lavrov” · अभिलेख")


def test_keys_of_an_input_method_are_its_own(page: Page) -> None:
    type_lav(page)
    box(page).evaluate(
        "box => ['ArrowDown', 'Enter', 'Escape'].forEach(key => box.dispatchEvent("
        "new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true})))"
    )
    expect(options(page).first).to_have_attribute("aria-selected", "false")
    expect(box(page)).to_have_value("lav")
    expect(page).to_have_url(page.url)


def test_after_going_back_nothing_stands_open(page: Page) -> None:
    type_lav(page)
    options(page).first.click()
    expect(page).to_have_title("“लावरोव” · अभिलेख")
    page.go_back()
    expect(options(page)).to_have_count(0)
