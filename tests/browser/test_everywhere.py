"""What holds on every page: accessible, no wider than a phone, no letter clipped, all in reach."""

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

ARTICLE = "the first result's article"
ROMAN = "the same in Latin letters"
PAGES = (
    "/",
    "/search?q=bharat",
    "/search?q=bharat&page=2&limit=10&order=oldest",
    "/search?q=bharat&category=खेल&category=विज्ञान&since=2023-01-01&until=2023-12-31",
    "/search?q=bharat&since=2025-07-01&until=2025-07-31",
    '/search?q="लावरोव+चीन"&since=2019-01-01&until=2019-12-31',
    "/search?q=bharat&view=concordance",
    "/search?q=लिट्टी&not_source=गोमती+प्रहरी",
    ARTICLE,
    ROMAN,
    "/trends",
    "/trends?q=bharat&q=बाढ़&by=month",
    "/trends?q=bharat&q=बाढ़&q=zzqqxx&by=year&since=2024",
    "/browse",
    "/browse/sources",
    "/browse/authors?by=size",
    "/browse/categories?letter=ख",
    "/browse/languages",
    "/browse/days",
    "/browse/days/2025",
    "/browse/days/2025-07",
    "/coverage",
    "/coverage?year=2025",
    "/help",
    "/about",
    "/list",
    "/list?id=gomti-2025-0714&id=nope",
    "/nowhere",
)

SCHEMES: dict[str, dict[Literal["light", "dark"], dict[str, list[str]]]] = {
    "hi": {"light": {}, "dark": {"runOnly": ["color-contrast"]}},
    "en": {"light": {}},
}
"""What is looked at in each language, with which rules: only contrasts change with the colours."""

ELSEWHERE = {
    "/api",
    "/embed",
    "/feed.atom",
    "/feed.json",
    "/download.csv",
    "/download.json",
    "/download.jsonl",
    "/download.ris",
    "/download.bib",
    "/coverage.csv",
}

LOW_LINES = """() => [...document.querySelectorAll('body, body *')].filter(e => {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && /[\\u0900-\\u097f]/.test(n.data));
  if (!own || e.closest('svg, option, script') || e.className === 'hide') return false;
  const style = getComputedStyle(e);
  return parseFloat(style.lineHeight) < 1.59 * parseFloat(style.fontSize);
}).map(e => e.outerHTML.slice(0, 90))"""

CLIPPED = """() => [...document.querySelectorAll('main *')].filter(e => {
  const style = getComputedStyle(e);
  const hides = style.overflowY !== 'visible' || style.textOverflow === 'ellipsis';
  return hides && e.className !== 'hide' && e.scrollHeight > e.clientHeight + 1 && e.innerText;
}).map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def readers(browser: Browser, site: str) -> Iterator[dict[str, BrowserContext]]:
    """A reader for each language, so that no page has to ask for it again."""
    found = {}
    for lang in ("hi", "en"):
        context = browser.new_context(base_url=site)
        context.add_cookies([{"name": "lang", "value": lang, "url": site}])
        found[lang] = context
    yield found
    for context in found.values():
        context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    if address in (ARTICLE, ROMAN):
        more = "&roman=1" if address == ROMAN else ""
        page.goto("/search?q=Lavrov")
        address = (page.locator("ol.results li h2 a").first.get_attribute("href") or "") + more
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return page


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_for_everyone(
    readers: dict[str, BrowserContext], address: str, lang: str
) -> None:
    with opened(readers[lang], address) as page:
        for scheme, rules in SCHEMES[lang].items():
            page.emulate_media(color_scheme=scheme)
            results = Axe().run(page, options={"resultTypes": ["violations"], **rules})
            assert results.violations_count == 0, results.generate_snapshot()

        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate(LOW_LINES) == []
        assert page.evaluate(CLIPPED) == []

        # The smallest phone, and text of twice the size, need no scrolling sideways.
        for width, size in ((320, ""), (360, "200%")):
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, size

        page.evaluate("document.documentElement.style.fontSize = ''")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator("h1").first.is_visible()
        for hidden in (".masthead nav", "form.search", ".facets", ".when", "footer", ".paging"):
            assert not page.locator(hidden).first.is_visible()
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"


def test_every_page_that_links_lead_to_is_among_those_looked_at(
    readers: dict[str, BrowserContext],
) -> None:
    """Pages of other rooms of the site have tests of their own."""
    known = (
        {shape(address) for address in PAGES if address.startswith("/")} | {"/articles"} | ELSEWHERE
    )
    page = readers["hi"].new_page()
    for address in ("/", "/search?q=bharat", "/browse", "/browse/days/2025", "/help", "/about"):
        page.goto(address)
        hrefs = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"
        )
        assert {shape(href) for href in hrefs} <= known
    page.close()


def shape(address: str) -> str:
    """A page's kind: the path, of days what they look like, of all else the first word."""
    path = unquote(urlsplit(address).path)
    if path.startswith("/browse"):
        return re.sub(r"\d", "0", path)
    return "/" + path.split("/")[1]


def test_the_card_of_an_article_is_a_picture(readers: dict[str, BrowserContext]) -> None:
    page = opened(readers["hi"], ARTICLE)
    card = page.locator('meta[property="og:image"]').get_attribute("content") or ""
    assert card.endswith("/card.png")
    shown = page.request.get(card)
    assert shown.ok
    assert shown.headers["content-type"] == "image/png"
    page.goto(card)
    size = page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]")
    assert size == [1200, 630]
    page.close()
