"""``python -m tests.browser.screenshots OUT_DIR [PAGE…]`` takes pictures of the sample's site.

Every page in both languages, on a phone and on a wide screen, light and dark; and the pictures that
the README shows.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.browser.site import chromium, sample_site

ARTICLE = "the first result's article"
PAGES = {
    "home": "/",
    "search": "/search?q=videsh+mantri",
    "words": "/search?q=Lavrov+videsh+mantri+North+Korea&off=लावरोफ़",
    "filters": "/search?q=bharat&category=विज्ञान&category=खेल&since=2023-01-01&until=2023-12-31",
    "month": "/search?q=bharat&since=2025-07-01&until=2025-07-31",
    "empty": '/search?q="लावरोव+चीन"&since=2019-01-01&until=2019-12-31',
    "nothing": "/search?q=zzqqxx",
    "mentions": "/search?q=Lavrov&view=concordance",
    "article": ARTICLE,
    "trends": "/trends?q=bharat&q=बाढ़&by=month",
    "browse": "/browse",
    "authors": "/browse/authors",
    "years": "/browse/days",
    "year": "/browse/days/2025",
    "leaf": "/browse/days/2025-07",
    "coverage": "/coverage",
    "coverage-year": "/coverage?year=2025",
    "help": "/help",
    "about": "/about",
    "list": "/list?id=gomti-2025-0714&id=nope",
    "api": "/api",
    "embed": "/embed",
    "missing": "/nowhere",
}
WIDTHS = {360: 740, 1440: 900}
LOOKS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# trends.png, which is there too, was drawn of 1,114 dated articles of 2020 that are not part of the
# project: the sample has too few.
README = {
    # File, address, size of the window, pixels for each of its own.
    "search.png": ("/search?q=Lavrov&lang=en", 1280, 860, 1),
    "phone.png": ("/search?q=videsh+mantri&lang=hi", 360, 640, 1),
}


def take(browser: Browser, site: str, out: Path, names: list[str]) -> None:
    """Take the pictures of these pages."""
    for (width, height), look, lang in product(WIDTHS.items(), LOOKS, ("hi", "en")):
        with browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            color_scheme=look,
            device_scale_factor=2 if width < 500 else 1,
        ) as context:
            page = context.new_page()
            page.goto(f"/?lang={lang}")
            for name in names:
                if PAGES[name] == ARTICLE:
                    page.goto("/search?q=Lavrov")
                    page.locator("ol.results li h2 a").first.click()
                else:
                    page.goto(PAGES[name])
                page.screenshot(path=out / f"{name}-{lang}-{width}-{look}.png", full_page=True)


def main() -> None:
    """Serve the sample and take the pictures."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out, names = Path(sys.argv[1]), sys.argv[2:] or list(PAGES)
    if unknown := set(names) - PAGES.keys():
        sys.exit(f"no such page: {', '.join(unknown)}; there are: {', '.join(PAGES)}")
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        sample_site(Path(home)) as site,
        chromium() as browser,
    ):
        take(browser, site, out, names)
        if not sys.argv[2:]:
            for file, (address, width, height, scale) in README.items():
                with browser.new_context(
                    base_url=site,
                    viewport={"width": width, "height": height},
                    device_scale_factor=scale,
                ) as context:
                    page = context.new_page()
                    page.goto(address)
                    page.screenshot(path=out / file)


if __name__ == "__main__":
    main()
