"""A browser, and a site over the sample for it to visit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.site import sample_site, written

COPIES = [
    {
        "id": f"copy-{day}",
        "title": f"टिकुली कला का मेला {day}",
        "body": "पटना में टिकुली कला का मेला लगा। कलाकारों ने काँच पर रंग भरना सिखाया।",
        "source": source,
        "published": f"2024-03-{day}",
    }
    for day, source in ((11, "गंगा संवाद"), (12, "कोसी टाइम्स"), (13, "सोन पत्रिका"))
]

FESTIVAL = [
    {
        "id": f"festival-{day}",
        "title": f"लिट्टी महोत्सव का दिन {day}",
        "body": f"लिट्टी महोत्सव में {day} दल दरभंगा आए। मेले के संयोजक डॉ रामनिवास धाकड़ ने सबको बधाई दी।",
        "source": "कोसी टाइम्स",
        "published": f"2024-04-{day}",
    }
    for day in range(11, 19)
]
"""With names that no other article has."""


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - skips first
    copies = written(tmp_path_factory.mktemp("copies") / "more.jsonl", *COPIES, *FESTIVAL)
    with sample_site(tmp_path_factory.mktemp("site"), copies) as address:
        yield address


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(15_000)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
