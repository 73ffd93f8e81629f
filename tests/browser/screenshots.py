"""``python -m tests.browser.screenshots OUT_DIR [PAGE…]`` takes pictures of the sample's site.

Every page in both languages, on a phone, a tablet and a desk, light, dark, in forced colours and in
print; and the pictures that the README shows.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import COPIES, FESTIVAL
from tests.browser.site import chromium, sample_site, written

ARTICLE = "the first result's article"
ROMAN = "the same in Latin letters"
PAGES = {
    "home": "/",
    "search": "/search?q=videsh+mantri",
    "words": "/search?q=Lavrov+videsh+mantri+North+Korea&off=लावरोफ़",
    "filters": "/search?q=bharat&category=विज्ञान&category=खेल&since=2023-01-01&until=2023-12-31",
    "month": "/search?q=bharat&since=2025-07-01&until=2025-07-31",
    "empty": '/search?q="लावरोव+चीन"&since=2019-01-01&until=2019-12-31',
    "nothing": "/search?q=zzqqxx",
    "names": "/search?q=लिट्टी",
    "mentions": "/search?q=Lavrov&view=concordance",
    "article": ARTICLE,
    "roman": ROMAN,
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
SCREENS = (
    # Width and height of the window, and what is seen there.
    (360, 740, ("light", "dark")),
    (768, 1024, ("light",)),
    (1440, 900, ("light", "dark", "forced", "print")),
)
# trends.png, which is there too, was drawn of 1,114 dated articles of 2020 that are not part of the
# project: the sample has too few.
README = {
    # File, address, size of the window, pixels for each of its own.
    "search.png": ("/search?q=Lavrov&lang=en", 1280, 860, 1),
    "phone.png": ("/search?q=videsh+mantri&lang=hi", 360, 640, 1),
}


def take(browser: Browser, site: str, out: Path, names: list[str]) -> None:
    """Take the pictures of these pages."""
    for (width, height, looks), lang in product(SCREENS, ("hi", "en")):
        for look in looks:
            with browser.new_context(
                base_url=site,
                viewport={"width": width, "height": height},
                color_scheme="dark" if look == "dark" else "light",
                forced_colors="active" if look == "forced" else "none",
                device_scale_factor=2 if width < 500 else 1,
            ) as context:
                page = context.new_page()
                page.goto(f"/?lang={lang}")
                for name in names:
                    page.emulate_media(media="screen")
                    page.goto(
                        "/search?q=Lavrov" if PAGES[name] in (ARTICLE, ROMAN) else PAGES[name]
                    )
                    if PAGES[name] in (ARTICLE, ROMAN):
                        page.locator("ol.results li h2 a").first.click()
                    if PAGES[name] == ROMAN:
                        page.locator('a[href*="roman=1"]').click()
                    if look == "print":
                        page.emulate_media(media="print")
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
        sample_site(Path(home), written(Path(home) / "more.jsonl", *COPIES, *FESTIVAL)) as site,
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
