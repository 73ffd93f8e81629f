"""``python -m tests.browser.screenshots OUT_DIR`` takes pictures of the site over the sample."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.site import chromium, sample_site

WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
DARK = {**WIDE, "color_scheme": "dark"}
ARTICLE = "the first result's article"
SHOTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("search", "/search?q=Lavrov", WIDE),
    ("home", "/", WIDE),
    ("article", ARTICLE, WIDE),
    ("english", "/search?q=Lavrov&lang=en", WIDE),
    ("dark", "/search?q=videsh+mantri", DARK),
    ("dark-home", "/", DARK),
    ("phone", "/search?q=Lavrov", PHONE),
    ("phone-home", "/", PHONE),
    ("phone-article", ARTICLE, PHONE),
    ("words", "/search?q=Lavrov+videsh+mantri+North+Korea&off=लावरोफ़", WIDE),
    ("dark-words", "/search?q=Lavrov&off=लावरोफ़&lang=en", DARK),
    ("phone-words", "/search?q=Lavrov+videsh+mantri&off=लावरोफ़", PHONE),
    ("phone-words-english", "/search?q=Lavrov+mantri&off=लावरोफ़&lang=en", PHONE),
    ("note", "/search?q=रूस+after:कल", PHONE),
    ("relaxed", "/search?q=Lavrov+cricket+mausam", WIDE),
    ("empty", "/search?q=zzqqxx&source=x", WIDE),
    ("missing", "/nowhere", WIDE),
)


def take(browser: Browser, site: str, out: Path) -> None:
    """Take every picture."""
    for name, address, options in SHOTS:
        with browser.new_context(base_url=site, **options) as context:
            page = context.new_page()
            if address == ARTICLE:
                page.goto("/search?q=Lavrov")
                page.locator("ol.results li h2 a").first.click()
            else:
                page.goto(address)
            page.screenshot(path=out / f"{name}.png")


def main() -> None:
    """Serve the sample and take the pictures."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        sample_site(Path(home)) as site,
        chromium() as browser,
    ):
        take(browser, site, out)


if __name__ == "__main__":
    main()
