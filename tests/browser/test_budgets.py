"""What a page costs a reader: bytes in all, and requests before the first paint.

The server's own time is measured in ``tests/web/pages/test_budget.py``, away from browsers.
"""

import time

import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

MAX_BYTES = 60_000
MAX_UNPACKED_BYTES = 90_000
"""Watching, clippings and the keys of the results brought three scripts: 75 to 82 kB."""

MAX_RESULT_BYTES = 25_000
"""Of the HTML of a page of results, compressed."""

PATIENCE = 15
"""Seconds to wait for a paint."""

RESULTS = (
    "/search?q=bharat",
    "/search?q=Lavrov+videsh+mantri+North+Korea",
    "/search?q=bharat&category=खेल&category=विज्ञान&since=2023-01-01&until=2023-12-31",
)
OTHERS = ("/", "/browse", "/browse/days/2025-07", "/help", "/about", "/search?q=zzqqxx")


@pytest.mark.parametrize("address", [*RESULTS, *OTHERS])
def test_a_first_visit_loads_less_than_sixty_kilobytes_in_all(
    browser: Browser, site: str, address: str
) -> None:
    with browser.new_context(base_url=site) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        sizes: list[int] = []
        network.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        assert sizes
        assert sum(sizes) < MAX_BYTES
        # Also behind a proxy that takes nothing compressed.
        decoded = page.evaluate(
            "performance.getEntries().reduce((sum, one) => sum + (one.decodedBodySize || 0), 0)"
        )
        assert decoded < MAX_UNPACKED_BYTES


@pytest.mark.parametrize("address", [*RESULTS, *OTHERS])
def test_the_first_paint_waits_for_no_second_request(page: Page, address: str) -> None:
    asked: list[str] = []

    def only_the_page(route: Route) -> None:
        if route.request.resource_type == "document":
            route.continue_()
        else:
            asked.append(route.request.url)  # and never answered

    page.route("**/*", only_the_page)
    page.goto(address, wait_until="commit")
    # By hand: Playwright's own way of waiting needs eval, which the policy forbids.
    end = time.monotonic() + PATIENCE
    while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
        assert time.monotonic() < end, "nothing is painted"
        page.wait_for_timeout(50)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 241)"
    assert page.locator("h1").is_visible()
    # Else this would have shown nothing.
    assert any("/static/" in url for url in asked)


def test_no_resource_blocks_rendering(page: Page) -> None:
    for address in (*RESULTS, *OTHERS):
        page.goto(address, wait_until="load")
        blocking = page.evaluate(
            "performance.getEntriesByType('resource')"
            ".filter(r => r.renderBlockingStatus !== 'non-blocking').map(r => r.name)"
        )
        assert blocking == []


@pytest.mark.parametrize(("width", "height", "lowest"), [(360, 740, 360), (1440, 900, 330)])
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_first_headline_is_in_sight(
    page: Page, width: int, height: int, lowest: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for query in ("bharat", "Lavrov"):
        page.goto(f"/search?q={query}&lang={lang}")
        box = page.locator("ol.results h2").first.bounding_box()
        assert box
        assert box["y"] <= lowest, query


@pytest.mark.parametrize("address", RESULTS)
def test_a_page_of_results_is_light_on_the_wire(browser: Browser, site: str, address: str) -> None:
    with browser.new_context(base_url=site) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        sizes: dict[str, int] = {}
        network.on(
            "Network.loadingFinished",
            lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}),
        )
        documents: list[str] = []
        network.on(
            "Network.responseReceived",
            lambda told: (
                documents.append(told["requestId"]) if told["type"] == "Document" else None
            ),
        )
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        assert sum(sizes[each] for each in documents) <= MAX_RESULT_BYTES
