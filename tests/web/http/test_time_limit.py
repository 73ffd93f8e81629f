"""The time limit: at whichever step time is up, the answer is honest, and none is kept."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import index.budget
from index.search.open import Archive
from tests.benchmarks.hostile import Address, addresses, queries
from tests.benchmarks.slow import ask
from tests.factories import archive_in, json_of, sample_archive
from tests.machine import machine_speed
from tests.newsroom import SITE_ARTICLES
from tests.web.test_serving import server
from web.app import create_app

ASKED = (
    "/api/v1/search?q=lavrov%20russia%20japan",
    "/api/v1/search?q=Lavrof&source=x",
    "/api/v1/search?q=%22videsh%20mantri%22%20koriya",
    "/api/v1/search?q=lavrov&period=2026-01&limit=5",
    "/search?q=zzqq%20lavrov&lang=en",
    "/search?q=zzqqxx&since=2031&lang=en",
    "/articles/lavrov?q=lavrov%20russia&lang=en",
    "/api/v1/articles/lavrov",
    "/api/v1/suggest?q=videsh%20m",
    "/feed.atom?q=lavrov",
    "/download.json?q=lavrov%20japan",
    "/browse?lang=en",
    "/browse/sources?lang=en",
    "/sitemap-1.xml",
)
SAYS_SO = ("समय नहीं रहा", "not all", "There was no time", "there was no time", "too much at once")


class StoppedClock:
    """A clock that stands still, and at one step of the request jumps beyond every limit."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self.jumped = False

    def monotonic(self) -> float:
        self._steps -= 1
        self.jumped = self._steps < 0
        return 1e6 if self.jumped else 0.0


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_in(tmp_path_factory.mktemp("bounds"), SITE_ARTICLES) as archive:
        archive.words.warm()
        yield archive


@pytest.fixture(scope="module")
def clients(archive: Archive) -> dict[float | None, FlaskClient]:
    """Clients of sites with a time limit, and of one without."""
    return {
        limit: create_app(archive, rate_limit="off", time_limit=limit).test_client()
        for limit in (2, None)
    }


def forget(archive: Archive) -> None:
    """Let the archive have nothing in its caches."""
    for cache in (archive.searcher._answers, archive.words._expansions, archive.words._together):
        cache._values.clear()
    archive.words.lexicon()._cache.clear()


def fresh(archive: Archive, limit: float | None = 2) -> FlaskClient:
    """A client of a site that has nothing in its caches."""
    forget(archive)
    return create_app(archive, rate_limit="off", time_limit=limit).test_client()


def steps_to_try() -> Iterator[int]:
    """All of the first steps of a request, ever fewer of those behind."""
    step = 0
    while True:
        yield step
        step += 1 + step // 5


def told(answer: TestResponse) -> str:
    """What an answer says, without the time that it took."""
    if not answer.is_json:
        return answer.text
    return str({**json_of(answer), "took_ms": 0})


@pytest.mark.parametrize("address", ASKED)
def test_whenever_time_is_up_the_answer_says_so(
    archive: Archive,
    clients: dict[float | None, FlaskClient],
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget(archive)
    whole = told(clients[None].get(address))
    seen = set()
    for steps in steps_to_try():
        clock = StoppedClock(steps)
        client = clients[2]
        forget(archive)
        with monkeypatch.context() as patch:
            patch.setattr(index.budget, "time", clock)
            answer = client.get(address)
        if not clock.jumped:
            assert told(answer) == whole
            break
        seen.add(answer.status_code)
        if answer.status_code == 503:
            assert int(answer.headers["Retry-After"]) > 0
            assert "ARCHIVE_TIME_LIMIT" in answer.text or "fewer words" in answer.text
            assert "ETag" not in answer.headers
            continue
        assert answer.status_code == 200
        if answer.headers.get("ETag"):
            # Nothing was stopped: what came behind the jump asks for no time.
            assert told(answer) == whole
            continue
        if not address.startswith("/download"):
            assert answer.headers["Cache-Control"] == "no-store"
        if told(answer) != whole and "/suggest" not in address and "did_you_mean" not in whole:
            assert any(line in answer.text for line in SAYS_SO), answer.text
    # Nothing that was cut is kept.
    assert told(clients[2].get(address)) == whole
    assert seen


def test_a_page_that_is_out_of_time_in_both_languages(archive: Archive) -> None:
    client = fresh(archive, 1e-9)
    page = client.get("/search?q=lavrov")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "10"
    assert "इसमें तय समय से ज़्यादा लग रहा है" in page.text
    assert "This takes too long" in client.get("/search?q=lavrov&lang=en").text
    problem = json_of(client.get("/api/v1/search?q=lavrov"))
    assert problem["status"] == 503
    assert "ARCHIVE_TIME_LIMIT" in problem["detail"]
    # Who watches the site is answered in any case.
    assert client.get("/healthz").status_code == 200


def test_too_many_words_to_look_up_are_cut_alike_every_time(archive: Archive) -> None:
    query = quote('"' + " ".join(f"lavrov{n}" for n in range(32)) + '"')
    answers = [
        {**json_of(fresh(archive).get(f"/api/v1/search?q={query}")), "took_ms": 0} for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert answers[0]["complete"] is False
    assert any("only as typed" in note for note in answers[0]["notes"])
    page = fresh(archive).get(f"/search?q={query}")
    assert "कुछ शब्द सिर्फ़ लिखे हुए रूप में खोजे गए" in page.text


def test_a_headline_is_looked_up_whole(archive: Archive) -> None:
    query = quote(" ".join(["रूस", "के", "विदेश", "मंत्री", "लावरोव", "कोरिया", "जापान"] * 4))
    answer = json_of(fresh(archive).get(f"/api/v1/search?q={query}"))
    assert answer["complete"] is True
    assert not answer["notes"]


def test_stars_beyond_the_tenth(archive: Archive) -> None:
    query = quote(" OR ".join(f"{first}{second}*" for first in "lrkj" for second in "aeiou"))
    answer = json_of(fresh(archive).get(f"/api/v1/search?q={query}"))
    assert "only the first 10 words with a star were searched for" in answer["notes"]
    # What NOT stands before goes with it, and excludes nothing else.
    query = quote(" ".join(f"l{c}*" for c in "abcdefghij") + " NOT zz* लावरोव")
    page = fresh(archive).get(f"/search?q={query}")
    assert "तारे वाले सिर्फ़ पहले 10 शब्द खोजे गए" in page.text


@pytest.mark.thorough
def test_no_hostile_address_is_dear(sample: FlaskClient) -> None:
    """On a small archive, what counts is what a query makes of itself, in processor time."""
    assert len(list(queries())) >= 80
    dear = {}
    for number, (kind, query) in enumerate(queries()):
        began = time.thread_time()
        answer = sample.get("/search", query_string={"q": query})
        took = time.thread_time() - began
        assert answer.status_code in (200, 302)
        if took * min(machine_speed(number), 1) > 1:
            dear[kind, query[:40]] = took
    assert not dear


@pytest.fixture(scope="module")
def asked(archive: Archive) -> list[Address]:
    return list(addresses(archive))


@pytest.mark.thorough
def test_every_hostile_address_is_answered(archive: Archive, asked: list[Address]) -> None:
    client = create_app(archive, rate_limit="off", time_limit=30).test_client()
    assert len(asked) >= 120
    for address in asked:
        answer = client.get(address.path)
        assert answer.status_code in (200, 302, 404), address


AT_ONCE = 8
"""Dear requests at a time: as many as two processes of four threads compute at all."""

LIMIT, STALL = 1.0, 2.0
"""Seconds that one request may take, and that it may stand in the way on a busy machine beside."""


def answered(place: tuple[str, int], path: str) -> tuple[int, dict[str, Any], float]:
    """The status of an answer, what it says, and how long it took."""
    began = time.monotonic()
    head, _, body = ask(place, path, patience=60).partition(b"\r\n\r\n")
    told = {} if body.startswith(b"<") else json.loads(body)
    return int(head.split()[1]), told, time.monotonic() - began


def not_offered(told: dict[str, Any]) -> dict[str, Any]:
    """An answer but for what it need not hold: there is not always the time to look for it."""
    return {key: told[key] for key in told.keys() - {"took_ms", "did_you_mean", "names"}}


@pytest.mark.thorough
def test_dear_requests_at_once_are_right_or_refused_and_stop_nobody(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("dear")
    paths = [f"/api/v1/search?{urlencode({'q': query})}" for _, query in queries()]
    waits, statuses = [], set()
    settings = {"ARCHIVE_RATE_LIMIT": "off", "ARCHIVE_TIME_LIMIT": f"{LIMIT}s"}
    with (
        sample_archive(home) as archive,
        server(home, **settings) as (_, address),
        ThreadPoolExecutor(AT_ONCE) as crowd,
    ):
        patient = create_app(archive, rate_limit="off", time_limit=None).test_client()
        place = "127.0.0.1", int(address.rstrip("/").rpartition(":")[2])
        at_once = [crowd.submit(answered, place, path) for path in paths]
        while not all(each.done() for each in at_once):
            status, _, seconds = answered(place, "/healthz")
            assert status == 200
            waits.append(seconds)
        for path, each in zip(paths, at_once, strict=True):
            status, told, _ = each.result()
            statuses.add(status)
            if status == 414:
                # No address is as long; the answer is a page, whoever asks.
                continue
            if status == 503:
                assert "ARCHIVE_TIME_LIMIT" in told["detail"] or "at once" in told["detail"]
                continue
            whole = patient.get(path)
            assert status == whole.status_code, path
            if not_offered(told) != not_offered(json_of(whole)):
                # Time was up, and it says so.
                assert any(words in note for words in SAYS_SO for note in told["notes"]), path
            assert not told.get("complete") or told["total"] == json_of(whole)["total"], path
    assert statuses <= {200, 400, 414, 503}
    assert 200 in statuses
    # A free thread comes as soon as one of those before is done.
    assert len(waits) > AT_ONCE
    assert max(waits) < LIMIT + STALL
