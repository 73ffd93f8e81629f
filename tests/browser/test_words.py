"""The explanation of the words, copies and related articles, as a reader meets them."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def words(page: Page) -> Locator:
    return page.locator("details.words")


def row(page: Page, term: str) -> Locator:
    return words(page).get_by_role("listitem").filter(has_text=term)


def test_a_word_is_explained_switched_off_and_on_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/search?q=Lavrov")
    expect(page.get_by_role("heading", level=1)).to_have_text("“Lavrov”: 4 लेख")
    expect(words(page).get_by_role("list")).to_be_hidden()
    words(page).locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row(page, "लावरोफ़")).to_contain_text("सुनने में एक-से · 1 लेख")

    page.get_by_role("link", name="हटाएँ लावरोफ़").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("“Lavrov”: 3 लेख")
    expect(row(page, "लावरोफ़")).to_contain_text("हटाया गया")
    expect(words(page)).to_be_in_viewport()

    # The keyboard goes on where the words are, not at the top of the page.
    page.keyboard.press("Tab")
    expect(words(page).locator("summary")).to_be_focused()
    page.get_by_role("link", name="शामिल करें लावरोफ़").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("“Lavrov”: 4 लेख")


def test_what_is_off_stays_off_on_the_way_through_an_article(page: Page) -> None:
    page.goto("/search?q=Lavrov&off=लावरोफ़")
    page.locator("ol.results li h2 a").first.click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="वापस").click()
    expect(row(page, "लावरोफ़")).to_contain_text("हटाया गया")


def test_without_javascript_words_copies_and_stories_are_there(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/search?q=Lavrov")
        words(page).locator("summary").click()
        page.get_by_role("link", name="हटाएँ लावरोफ़").click()
        expect(row(page, "लावरोफ़")).to_contain_text("हटाया गया")

        page.goto("/search?q=tikuli")
        page.get_by_text("यही लेख 2 और जगह").click()
        expect(page.locator(".copies li")).to_have_count(2)
        page.locator(".copies a").first.click()
        expect(page.locator(".text mark", has_text="टिकुली").first).to_be_visible()


def test_an_article_leads_to_the_same_story_elsewhere(page: Page) -> None:
    page.goto("/search?q=Wonsan+Lavrov")
    page.locator("ol.results li h2 a").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    section = page.get_by_role("region", name="यही ख़बर, अन्य स्रोतों में")
    section.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    expect(page.locator(".text mark").first).to_be_visible()
    expect(page.get_by_role("link", name="वापस")).to_be_visible()


def test_a_screen_reader_hears_what_is_off_and_what_a_switch_is_for(page: Page) -> None:
    page.goto("/search?q=Lavrov&off=लावरोफ़&lang=en")
    expect(words(page)).to_match_aria_snapshot(
        """
        - paragraph: "Spellings searched for “Lavrov”"
        - list "Spellings searched for “Lavrov”":
          - listitem:
            - text: लावरोव sounds alike · 3 articles
            - link "Exclude लावरोव"
          - listitem:
            - text: लावरोफ़ sounds alike · 1 article · excluded
            - link "Include लावरोफ़"
        """
    )
