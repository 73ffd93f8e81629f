"""The page of one article, as a reader meets it in a browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def open_article(page: Page, query: str = "Lavrov+videsh+mantri") -> None:
    page.goto(f"/search?q={query}")
    page.locator("ol.results li h2 a").first.click()
    expect(page.locator(".text p").first).to_be_visible()


def marks(page: Page) -> Locator:
    return page.locator("mark[id]")


def test_n_and_p_lead_from_mark_to_mark_and_round(page: Page) -> None:
    open_article(page)
    count = marks(page).count()
    assert count > 3
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_attribute("id", "m1")
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_attribute("id", "m2")
    expect(page.locator("#m2")).to_be_focused()
    expect(page.locator(".jumps [role=status]")).to_have_text(re.compile("में से 2$"))
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(page.locator("mark.here")).to_have_attribute("id", f"m{count}")
    expect(page.locator("mark.here")).to_be_in_viewport()
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_attribute("id", "m1")


def test_buttons_do_the_same_and_the_keys_can_be_switched_off(page: Page) -> None:
    open_article(page)
    page.get_by_role("button", name="अगला").click()
    expect(page.locator("mark.here")).to_have_attribute("id", "m1")
    page.get_by_role("checkbox", name="शॉर्टकट").uncheck()
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_attribute("id", "m1")
    page.reload()
    expect(page.get_by_role("checkbox", name="शॉर्टकट")).not_to_be_checked()
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_count(0)
    page.get_by_role("button", name="पिछला").click()
    expect(page.locator("mark.here")).to_be_in_viewport()


def test_a_link_to_a_place_starts_there(page: Page) -> None:
    open_article(page)
    page.goto(f"{page.url}#m3")
    page.reload()
    expect(page.locator("mark.here")).to_have_attribute("id", "m3")


def test_without_javascript_places_are_links_and_citations_text(
    browser: Browser, site: str
) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        open_article(page)
        page.get_by_role("navigation", name="खोजे गए शब्द").get_by_role("link", name="3").click()
        assert page.url.endswith("#m3")
        expect(page.locator("#m3")).to_be_in_viewport()
        page.get_by_text("इस लेख का हवाला दें").click()
        expect(page.get_by_text("@misc{")).to_be_visible()
        expect(page.get_by_role("button", name="कॉपी करें")).to_have_count(0)


def test_a_citation_is_copied_at_a_click(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_article(page)
    page.get_by_text("इस लेख का हवाला दें").click()
    page.get_by_role("button", name="कॉपी करें").nth(1).click()
    expect(page.locator(".cite [role=status]")).to_have_text("कॉपी हो गया।")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{abhilekh-")


def test_where_copying_is_forbidden_the_text_is_selected(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard")
    open_article(page)
    page.get_by_text("इस लेख का हवाला दें").click()
    page.get_by_role("button", name="कॉपी करें").nth(1).click()
    expect(page.locator(".cite [role=status]")).to_have_text("चुना हुआ पाठ अब कॉपी करें।")
    assert page.evaluate("getSelection().toString()").startswith("@misc{abhilekh-")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_article(page)
    page.get_by_text("इस लेख का हवाला दें").click()
    page.keyboard.press("n")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_snapshot()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_scrolls_one_way_only(browser: Browser, site: str, *, scripts: bool) -> None:
    with browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, java_script_enabled=scripts
    ) as context:
        page = context.new_page()
        open_article(page)
        page.get_by_text("इस लेख का हवाला दें").click()
        assert page.locator("html").evaluate("html => html.scrollWidth") <= 360


def test_in_print_only_the_article_is_left(page: Page) -> None:
    open_article(page)
    page.emulate_media(media="print")
    for part in (".jumps", ".cite", ".related", ".back", "footer", ".masthead nav"):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    expect(page.locator(".text p").first).to_be_visible()
    expect(page.locator(".article .meta")).to_be_visible()


def test_the_data_for_machines_troubles_no_policy(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    open_article(page)
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert complaints == []
