"""The search box in a page of another site, as its readers meet it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<h1>A page of another site</h1>
{snippet}
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def other_site(folder: Path, snippet: str) -> Iterator[str]:
    """A page with the snippet on another host and port; its address."""
    (folder / "page.html").write_text(PAGE.format(snippet=snippet), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}/page.html"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def snippet(page: Page, number: int) -> str:
    page.goto("/embed")
    return page.locator("pre").nth(number).inner_text()


def test_the_form_searches_from_elsewhere(page: Page, tmp_path: Path) -> None:
    with other_site(tmp_path, snippet(page, 0)) as address:
        page.goto(address)
        page.get_by_role("searchbox").fill("Lavrov")
        with page.expect_popup() as opened:
            page.keyboard.press("Enter")
        expect(opened.value.get_by_role("heading", level=1)).to_have_text("“Lavrov”: 4 लेख")
        assert "/search?q=Lavrov" in opened.value.url


def test_the_frame_searches_from_elsewhere(page: Page, tmp_path: Path) -> None:
    with other_site(tmp_path, snippet(page, 1)) as address:
        page.goto(address)
        box = page.frame_locator("iframe")
        box.get_by_role("searchbox").fill("Lavrov")
        inside = page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert inside, "the box does not fit into its frame"
        with page.expect_popup() as opened:
            box.get_by_role("button").click()
        expect(opened.value.get_by_role("heading", level=1)).to_have_text("“Lavrov”: 4 लेख")


def test_no_other_page_lets_itself_be_framed(page: Page, site: str, tmp_path: Path) -> None:
    framed = f'<iframe src="{site}/search?q=Lavrov" title="x"></iframe>'
    with other_site(tmp_path, framed) as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.frames[1].url.startswith("chrome-error:")


def test_a_script_of_another_site_reads_the_api(page: Page, site: str, tmp_path: Path) -> None:
    with other_site(tmp_path, "") as address:
        page.goto(address)
        total = page.evaluate(
            """async address => {
                const first = await fetch(address + "/api/v1/search?q=Lavrov");
                const headers = {"If-None-Match": first.headers.get("ETag"), "X-Own": "1"};
                const again = await fetch(address + "/api/v1/search?q=Lavrov", {headers});
                return [(await first.json()).total, again.status];
            }""",
            site,
        )
        assert total == [4, 304]


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("address", ["/api", "/embed", "/embed/box"])
def test_everyone_can_use_these_pages(page: Page, address: str, lang: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}?lang={lang}")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_to_be_pasted_is_copied_by_a_button(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for address in ("/embed?lang=en", "/trends?q=bharat&lang=en"):
        page.goto(address)
        for summary in page.get_by_text("Share or embed").all():
            summary.click()
        texts = page.locator("[data-copy] :is(pre, p > code)")
        assert texts.count() >= 2
        for text, button in zip(
            texts.all(), page.get_by_role("button", name="Copy").all(), strict=True
        ):
            button.click()
            expect(page.get_by_text("Copied.").last).to_be_visible()
            assert page.evaluate("navigator.clipboard.readText()") == text.text_content()
