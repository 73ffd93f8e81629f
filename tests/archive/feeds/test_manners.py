"""robots.txt is kept, read once, and requests to one host have pauses."""

import pytest

from archive.errors import FetchFailed, HostRefused
from archive.feeds.fetching import Fetcher
from archive.feeds.manners import MAX_PAUSE_SECONDS, Manners
from tests.archive.feeds import bad_server as ways
from tests.archive.feeds.bad_server import Answer, BadServer
from tests.archive.feeds.conftest import QUICK


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def manners(clock: Clock) -> Manners:
    return Manners(2, clock.sleep, lambda: clock.now)


@pytest.fixture
def robots() -> Fetcher:
    return Fetcher("x", QUICK, allow_private=True)


RULES: tuple[tuple[Answer | str, str, bool], ...] = (
    ("User-agent: *\nDisallow: /private/", "/private/a", False),
    ("User-agent: *\nDisallow: /private/", "/a", True),
    ("User-agent: *\nDisallow: /\nAllow: /feed", "/feed", True),
    ("User-agent: *\nDisallow: /*.xml$", "/a/feed.xml", False),
    ("User-agent: *\nDisallow: /*.xml$", "/a/feed.xml?x", True),
    ("User-agent: Abhilekh\nDisallow: /\n\nUser-agent: *\nDisallow:", "/feed", False),
    ("User-agent: abhilekh\nDisallow:\n\nUser-agent: *\nDisallow: /", "/feed", True),
    ("User-agent: OtherBot\nDisallow: /", "/feed", True),
    ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/feed", False),
    ("<!doctype html><p>not here</p>", "/feed", True),
    ("", "/feed", True),
    (ways.status(404), "/feed", True),
    (ways.status(403), "/feed", True),
    (ways.content(b"\x89PNG\x00\x01", "image/png"), "/feed", False),
    (ways.status(500), "/feed", False),
    (ways.status(429, Retry_After="7"), "/feed", False),
    (ways.never, "/feed", False),
    (ways.closes_at_once, "/feed", False),
    (ways.endless, "/feed", False),
    (ways.redirect("/robots.txt"), "/feed", False),
)


@pytest.mark.parametrize(("answer", "path", "allowed"), RULES)
def test_what_robots_txt_allows(
    bad: BadServer,
    manners: Manners,
    robots: Fetcher,
    *,
    answer: Answer | str,
    path: str,
    allowed: bool,
) -> None:
    bad.set("/robots.txt", answer, "text/plain")
    url = bad.url(path)
    if allowed:
        manners.before(url, robots)
        return
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        manners.before(url, robots)
    if answer == RULES[15][0]:
        with pytest.raises(FetchFailed) as caught:
            manners.before(url, robots)
        assert caught.value.wait == 7


def test_it_is_read_once_in_a_day(
    bad: BadServer, manners: Manners, robots: Fetcher, clock: Clock
) -> None:
    bad.set("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    for _ in range(3):
        manners.before(bad.url("/a"), robots)
    assert len(bad.asked) == 1
    clock.now += 25 * 3600
    manners.before(bad.url("/a"), robots)
    assert len(bad.asked) == 2


def test_of_a_host_that_is_refused_robots_txt_is_not_mentioned(manners: Manners) -> None:
    with pytest.raises(HostRefused, match=r"^127\.0\.0\.1 is on this machine"):
        manners.before("http://127.0.0.1/feed", Fetcher("x", QUICK))


PAUSES = (
    ("", [2, 2]),
    ("User-agent: *\nCrawl-delay: 10", [10, 10]),
    ("User-agent: *\nCrawl-delay: 0.1", [2, 2]),
    ("User-agent: *\nCrawl-delay: 99999", [MAX_PAUSE_SECONDS] * 2),
    ("User-agent: *\nRequest-rate: 1/20", [20, 20]),
    ("User-agent: *\nCrawl-delay: soon", [2, 2]),
)


@pytest.mark.parametrize(("rules", "slept"), PAUSES)
def test_pauses_between_requests(
    bad: BadServer,
    manners: Manners,
    robots: Fetcher,
    clock: Clock,
    *,
    rules: str,
    slept: list[float],
) -> None:
    bad.set("/robots.txt", rules, "text/plain")
    for path in "abc":
        manners.before(bad.url(f"/{path}"), robots)
    assert clock.slept == slept
    clock.now += 100
    manners.before(bad.url("/d"), robots)
    assert clock.slept == slept
