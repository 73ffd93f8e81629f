"""Hostile articles and queries in a real browser: no script runs, nothing leads elsewhere."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from archive.article import Article
from tests.browser.site import sample_site
from tests.factories import archive_in

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

RUN = "window.hacked=1;alert(1)"
TEXTS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</title></textarea></style><script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'>",
    f'"><svg onload="{RUN}">',
    f"' onfocus='{RUN}' autofocus x='",
    f'" onmouseover="{RUN}" style="position:fixed;inset:0" x="',
    f"<iframe srcdoc='<script>parent.hacked=1</script>' src='javascript:{RUN}'></iframe>",
    f"<a href='javascript:{RUN}'>दबाएँ</a> javascript:{RUN}",
    f"--><script>{RUN}</script><!--",
    f"{{{{ config }}}} {{% raw %}} ${{{RUN}}} {{{{constructor.constructor('{RUN}')()}}}}",
    "<link rel=stylesheet href=//evil.example/a.css><style>@import '//evil.example/b';</style>",
    "<img src=//evil.example/p><meta http-equiv=refresh content='0;//evil.example/'>",
    "<base href=//evil.example/><form action=//evil.example/><input name=q autofocus></form>",
    "\u202eelpmaxe.live\u202c \u2066x\u2069 \u200f\u061c\u200b",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>hacked=1</x:script>",
)
IDS = (
    "//evil.example/x",
    "javascript:alert(1)",
    "a/../../b",
    "%2e%2e%2f%00",
    "a?b#c&d=e",
    "a\\b\"c'd<e>f",
    "{{7*7}}",
    "\u202eid",
    " id with spaces ",
    "data:text/html,<script>alert(1)</script>",
)
QUERIES = (
    *TEXTS,
    "title:<b>x</b>",
    f'source:"{TEXTS[4]}"',
    "\u202e\u0000<b>",
    "=<svg/onload=alert(1)>",
)


URLS = ("javascript:alert(1)", "data:text/html,x", "https://example.org/'\"><b>")


def hostile_articles() -> Iterator[Article]:
    """Put past the readers of files, which refuse some of them."""
    for number, text in enumerate(TEXTS):
        yield Article(
            id=f"{IDS[number % len(IDS)]}{number}",
            title=f"शत्रु {text}",
            body=f"शत्रु लेख {number} {text}\n\n{text}",
            source=f"अख़बार {text}",
            author=f"लेखक {text}",
            category=f"विषय {text}",
            url=URLS[number % len(URLS)],
            published=date(2024, 5, number + 1),
            dated_by="metadata",
        )


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - skips first
    home = tmp_path_factory.mktemp("site")
    with archive_in(home, hostile_articles()):
        pass
    with sample_site(home) as address:
        yield address


@pytest.fixture(params=["hi", "en"])
def page(browser: Browser, hostile: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(base_url=hostile) as context:
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "lang", "value": request.param, "url": hostile}])
        yield context.new_page()


def test_nothing_of_a_stranger_runs_or_leads_away(page: Page, hostile: str) -> None:
    told: list[str] = []

    def dialog(opened: Dialog) -> None:
        told.append(f"dialog on {page.url}")
        opened.dismiss()

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(hostile).netloc:
            told.append(f"{page.url} asked for {request.url}")

    page.on("dialog", dialog)
    page.on("request", asked)
    page.on("popup", lambda _: told.append(f"popup on {page.url}"))

    def look(address: str) -> None:
        page.goto(address)
        found = page.evaluate(
            """() => [
              ...(window.hacked ? ['a script ran'] : []),
              ...[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
                .filter(a => /^on/i.test(a.name) || /^(javascript|data):/i.test(a.value.trim()) &&
                  ['href', 'src', 'action', 'formaction'].includes(a.name))
                .map(a => a.name + '=' + a.value)),
              ...[...document.querySelectorAll(
                  'iframe:not([src^="/embed/box?"]), ' +
                  'iframe[srcdoc], object, embed, base, meta[http-equiv], form[action*="//"]')]
                .map(e => e.outerHTML.slice(0, 99)),
              ...[...document.querySelectorAll('link[rel=stylesheet], script[src], img')]
                .map(e => e.href || e.src).filter(u => new URL(u).host !== location.host),
            ]"""
        )
        told.extend(f"{address}: {each}" for each in found)

    articles = list(hostile_articles())
    for each in articles:
        look(f"/articles/{quote(each.id, safe='')}?q={quote('शत्रु')}")
        assert "शत्रु लेख" in page.content(), each.id
    for query in QUERIES:
        look(f"/search?q={quote(query)}")
    look(f"/search?q={quote('शत्रु')}&limit=50")
    # Whatever a reader points at and tabs to.
    for link in page.locator("ol.results li h2 a").all()[:8]:
        link.hover()
        link.focus()
    for address in (
        "/", "/browse", "/browse/sources", "/browse/authors", "/browse/categories",
        "/browse/days/2024-05", "/help", "/about", "/embed", f"/embed/box?q={quote(TEXTS[4])}",
        f"/search?q=x&source={quote(TEXTS[4])}&since={quote(TEXTS[0])}", f"/{quote(TEXTS[0])}",
        f"/browse/{quote(TEXTS[3])}", f"/articles/{quote(TEXTS[0], safe='')}",
    ):  # fmt: skip
        look(address)
    # Typed by a reader: suggestions and recent searches show it again.
    page.goto("/")
    box = page.locator("input[name=q]").first
    box.fill(TEXTS[3])
    box.press("Enter")
    page.wait_for_load_state()
    page.goto("/")
    page.locator("input[name=q]").first.click()
    page.locator("input[name=q]").first.press_sequentially("शत्र")
    page.wait_for_timeout(500)
    assert not page.evaluate("window.hacked")
    assert told == []


@pytest.mark.parametrize("address", ["/feed.atom", "/sitemap-1.xml"])
def test_what_is_for_programs_runs_nothing_either(page: Page, address: str) -> None:
    told: list[str] = []

    def dialog(opened: Dialog) -> None:
        told.append(opened.message)
        opened.dismiss()

    page.on("dialog", dialog)
    page.goto(address)
    assert not page.evaluate("window.hacked")
    assert told == []


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
def test_a_download_is_saved_and_never_shown(page: Page, kind: str) -> None:
    answer = page.request.get(f"/download.{kind}?q={quote('शत्रु')}")
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "attachment" in answer.headers["content-disposition"]
