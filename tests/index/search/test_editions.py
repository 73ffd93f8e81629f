"""New states of an archive while it is searched, on the engines that are folders."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.budget import spending
from index.engine import EngineUnavailable
from index.indexing import catch_up
from index.lexicon import Lexicon
from index.search import editions, word_cache
from index.search.editions import Editions
from index.search.models import Request
from index.search.open import Archive
from tests.factories import archive_in, article


@pytest.fixture(params=["whoosh", "tantivy"])
def both(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Archive, Archive]]:
    """An archive of one article that is kept ready, and another process's view of it."""
    monkeypatch.setattr(editions, "_PATIENCE", 60)
    url = f"{request.param}:{tmp_path}/index"
    with (
        archive_in(
            tmp_path, [article(id="1", title="रूस", body="पुतिन")], ARCHIVE_ENGINE_URL=url
        ) as other,
        archive_in(tmp_path, ARCHIVE_ENGINE_URL=url) as kept,
    ):
        kept.editions.keep_ready()
        yield kept, other


def put(archive: Archive, id_: str, body: str) -> None:
    archive.store.put([article(id=id_, title="रूस", body=body)])
    catch_up(archive.store, archive.engine)


def in_the_background(archive: Archive) -> None:
    thread = threading.Thread(target=archive.editions._refresh)
    thread.start()
    thread.join()


def total(archive: Archive, query: str) -> int:
    with archive.reading() as generation:
        return archive.searcher.search(Request(query), generation).total


def test_who_asks_first_finds_what_is_new(both: tuple[Archive, Archive]) -> None:
    kept, other = both
    for number in range(2, 6):
        put(other, str(number), "लावरोव")
        assert total(kept, "lavrov") == number - 1


def test_others_are_answered_meanwhile_from_one_state(
    both: tuple[Archive, Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, other = both
    loads, goes_on = threading.Event(), threading.Event()

    def slow(*given: object) -> Lexicon:
        loads.set()
        assert goes_on.wait(20)
        return Lexicon(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(word_cache, "Lexicon", slow)
    put(other, "2", "लावरोव")
    found: list[int] = []
    first = threading.Thread(target=lambda: found.append(total(kept, "lavrov")))
    first.start()
    assert loads.wait(20)
    assert [total(kept, "रूस"), total(kept, "lavrov")] == [1, 0]
    goes_on.set()
    first.join(20)
    assert found == [1]
    assert [total(kept, "रूस"), total(kept, "lavrov")] == [2, 1]


def test_waiting_for_what_is_new_is_not_the_time_of_a_request(
    both: tuple[Archive, Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, other = both

    def slow(*given: object) -> Lexicon:
        time.sleep(1.5)
        return Lexicon(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(word_cache, "Lexicon", slow)
    put(other, "2", "लावरोव")
    with spending(1):
        assert total(kept, "lavrov") == 1


def test_one_answer_is_of_one_state(both: tuple[Archive, Archive]) -> None:
    kept, other = both
    with kept.reading() as generation:
        put(other, "2", "लावरोव")
        in_the_background(kept)
        for query in ("रूस", "lavrov", "lavrov रूस"):
            found = kept.searcher.search(Request(query), generation)
            assert found.total == (1 if "रूस" in query else 0), query
        assert kept.engine.checkpoint() == generation.index
    assert total(kept, "रूस") == 2
    assert kept.engine.checkpoint() != generation.index


def test_an_index_that_goes_is_told_and_one_that_comes_back_is_used(
    both: tuple[Archive, Archive], tmp_path: Path
) -> None:
    kept, other = both
    index = next(path for path in tmp_path.iterdir() if path.name == "index")
    shutil.rmtree(index)
    with pytest.raises(EngineUnavailable):
        total(kept, "रूस")
    catch_up(other.store, other.engine)
    assert total(kept, "रूस") == 1


def test_what_is_closed_opens_nothing(both: tuple[Archive, Archive]) -> None:
    kept, _ = both
    kept.close()
    thread = kept.editions._thread
    assert thread
    assert not thread.is_alive()


def test_without_being_kept_ready_each_reading_is_of_now(tmp_path: Path) -> None:
    with archive_in(tmp_path, [article(id="1", title="रूस", body="पुतिन")]) as archive:
        assert isinstance(archive.editions, Editions)
        assert total(archive, "लावरोव") == 0
        put(archive, "2", "लावरोव")
        assert total(archive, "लावरोव") == 1
