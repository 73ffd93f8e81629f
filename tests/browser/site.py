"""The real site in a process of its own, over the bundled sample, and Chromium to look at it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "archive" / "sample"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MANAGE = [sys.executable, str(ROOT / "manage.py")]


def written(file: Path, *articles: dict[str, str]) -> Path:
    """Articles as a file that can be imported."""
    lines = (json.dumps(each, ensure_ascii=False) for each in articles)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


@contextmanager
def sample_site(home: Path, *more: Path) -> Iterator[str]:
    """Import the sample, and more, into ``home`` and serve it; the address without a last slash."""
    environment = {**os.environ, "ARCHIVE_HOME": str(home), "ARCHIVE_RATE_LIMIT": "off"}
    subprocess.run(
        [*MANAGE, "import", str(SAMPLE), *map(str, more)],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with subprocess.Popen(
        [*MANAGE, "serve", "--port", "0", "--workers", "1"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        try:
            told = server.stdout.readline()
            yield re.findall(r"http://[^/]+", told)[0]
        finally:
            server.send_signal(signal.SIGINT)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
