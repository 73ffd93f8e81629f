"""Index and list of words against the store: after any changes, and after a kill at any moment."""

import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from archive.store import Store
from index.analysis import analysis_fingerprint
from index.engine import AllOf, count
from index.engines.whoosh.engine import WhooshEngine
from index.indexing import batches, catch_up, is_behind, rebuild, rebuild_is_due, update, words
from tests.index.indexing.archive import IDS, WORDS, IndexedArchive, opened


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[IndexedArchive]:
    with opened(tmp_path) as found:
        yield found


class Killed(Exception):
    """Stands for a kill at one certain step."""


def test_an_index_is_due_then_in_step_then_behind(archive: IndexedArchive) -> None:
    assert rebuild_is_due(archive.engine)
    assert is_behind(archive.store, archive.engine)
    archive.store.put([Article("a", "रूस"), Article("b", "न व")])
    done: list[int] = []
    assert catch_up(archive.store, archive.engine, done.append) == 2
    assert (sum(done), rebuild_is_due(archive.engine)) == (2, False)
    archive.assert_in_step()
    archive.store.put([Article("c", "मंत्री")])
    archive.store.delete(["a"])
    assert is_behind(archive.store, archive.engine)
    assert not rebuild_is_due(archive.engine)
    assert catch_up(archive.store, archive.engine) == 2
    archive.assert_in_step()
    assert catch_up(archive.store, archive.engine) == 0


def test_an_empty_archive_has_an_empty_index(archive: IndexedArchive) -> None:
    assert rebuild(archive.store, archive.engine) == 0
    archive.assert_in_step()
    assert catch_up(archive.store, archive.engine) == 0
    archive.assert_in_step()


def test_more_than_a_batch(archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MAX_BATCH_CHANGES", 2)
    monkeypatch.setattr(update, "_COMMIT_CHANGES", 3)
    archive.store.put(Article(f"a{n}", "रूस") for n in range(8))
    assert rebuild(archive.store, archive.engine) == 8
    archive.assert_in_step()
    archive.store.put(Article(f"a{n}", "मंत्री न") for n in range(4, 12))
    archive.store.delete(["a0", "a5"])
    assert catch_up(archive.store, archive.engine) == 9
    archive.assert_in_step()


def test_changed_twice_deleted_and_put_again_between_two_catch_ups(archive: IndexedArchive) -> None:
    archive.store.put([Article("a", "रूस"), Article("b", "रूस")])
    catch_up(archive.store, archive.engine)
    for body in ("मंत्री", "वॉनसान", "लावरोव रूस"):
        archive.store.put([Article("a", body)])
    archive.store.delete(["b"])
    archive.store.put([Article("b", "न"), Article("c", "व")])
    archive.store.delete(["c"])
    catch_up(archive.store, archive.engine)
    archive.assert_in_step()


def test_a_new_analysis_builds_anew(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store.put([Article("a", "रूस"), Article("b", "न")])
    catch_up(archive.store, archive.engine)
    archive.analysis = "another"
    monkeypatch.setattr(update, "document_fingerprint", lambda: archive.analysis)
    monkeypatch.setattr(words, "counted_by", lambda: archive.analysis)
    for module in (update, words):
        monkeypatch.setattr(module, "words_fingerprint", lambda: "another/sounds")
    assert rebuild_is_due(archive.engine)
    assert is_behind(archive.store, archive.engine)
    archive.store.put([Article("a", "मंत्री")])
    assert catch_up(archive.store, archive.engine) == 2
    archive.assert_in_step()


def test_new_sounds_are_written_beside_the_words(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store.put([Article("a", "रूस")])
    monkeypatch.setattr(words, "phonetic_key", lambda word: f"old {word}")
    for module in (update, words):
        monkeypatch.setattr(module, "words_fingerprint", lambda: f"{words.counted_by()}/old")
    catch_up(archive.store, archive.engine)
    assert list(archive.store.words()) == [("रूस", "old रूस", 1)]
    monkeypatch.undo()
    assert is_behind(archive.store, archive.engine)
    assert catch_up(archive.store, archive.engine) == 0
    archive.assert_in_step()


def test_words_read_from_pictures_are_counted_apart(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store.put([Article("a", "रूस मंत्री", notes="ocr=0.9"), Article("b", "रूस")])
    catch_up(archive.store, archive.engine)
    archive.assert_in_step()
    assert set(archive.store.scanned_words()) == {("रूस", 2, 1), ("मंत्री", 1, 1)}
    assert list(archive.store.scanned_words(1)) == [("मंत्री", 1, 1)]
    # The same texts again, one of them typed by now: only what was read from pictures changes.
    archive.store.put([Article("a", "रूस मंत्री"), Article("b", "रूस", notes="page=2 ocr=0.8")])
    catch_up(archive.store, archive.engine)
    archive.assert_in_step()
    with monkeypatch.context() as before:
        before.setattr(words, "phonetic_key", lambda word: f"old {word}")
        for module in (update, words):
            before.setattr(module, "words_fingerprint", lambda: f"{words.counted_by()}/old")
        catch_up(archive.store, archive.engine)
    catch_up(archive.store, archive.engine)
    archive.assert_in_step()
    archive.store.delete(["b"])
    catch_up(archive.store, archive.engine)
    archive.assert_in_step()


def test_a_list_from_before_numbers_were_counted_is_counted_anew(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store.put([Article("a", "धारा 370"), Article("b", "370 2019")])
    with monkeypatch.context() as before:
        before.setattr(words, "is_word", str.isalpha)
        for module in (update, words):
            before.setattr(module, "words_fingerprint", lambda: f"{analysis_fingerprint()}/any")
        before.setattr(words, "counted_by", analysis_fingerprint)
        catch_up(archive.store, archive.engine)
    assert "370" not in {word for word, _, _ in archive.store.words()}
    assert is_behind(archive.store, archive.engine)
    assert catch_up(archive.store, archive.engine) == 0
    assert {("370", 2), ("2019", 1)} <= set(archive.words())
    archive.assert_in_step()


def test_an_index_that_is_ahead_of_the_store_is_built_anew(archive: IndexedArchive) -> None:
    archive.store.put(Article(id_, "रूस") for id_ in IDS)
    catch_up(archive.store, archive.engine)
    archive.store.close()
    (archive.folder / "archive.db").unlink()
    archive.store = Store.open(f"sqlite:///{archive.folder / 'archive.db'}")
    archive.store.put([Article("z", "मंत्री")])
    assert is_behind(archive.store, archive.engine)
    catch_up(archive.store, archive.engine)
    archive.assert_in_step()


def test_a_damaged_index_is_due_and_healed(archive: IndexedArchive) -> None:
    archive.store.put([Article("a", "रूस")])
    catch_up(archive.store, archive.engine)
    archive.engine.close()
    for file in archive.folder.glob("index/build-*/*.seg"):
        file.write_bytes(b"")
    archive.engine = WhooshEngine(archive.folder / "index")
    assert rebuild_is_due(archive.engine)
    assert catch_up(archive.store, archive.engine) == 1
    archive.assert_in_step()


BODIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
PUTS = st.lists(st.builds(Article, st.sampled_from(IDS), BODIES), min_size=1, max_size=4)
STEPS = st.one_of(
    PUTS,
    st.sets(st.sampled_from(IDS), min_size=1, max_size=3),
    st.sampled_from(["catch up", "rebuild"]),
    st.sampled_from(["add_words", "replace_words", "forget_replaced"]).map(lambda name: (name,)),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, max_size=10))
def test_any_changes_and_faults_leave_words_counted_exactly(
    steps: list[list[Article] | set[str] | str | tuple[str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as archive:
        for step in [*steps, "catch up"]:
            match step:
                case list():
                    archive.store.put(step)
                case set():
                    archive.store.delete(step)
                case (method,):
                    _catch_up_until(archive, method)
                case _:
                    (rebuild if step == "rebuild" else catch_up)(archive.store, archive.engine)
                    archive.assert_in_step()
        archive.assert_nothing_is_kept_for_long()


def _catch_up_until(archive: IndexedArchive, method: str) -> None:
    """Catch up, and end as if killed where this method of the store would be called."""

    def kill(*_arguments: object, **_options: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch, suppress(Killed):
        patch.setattr(archive.store, method, kill)
        catch_up(archive.store, archive.engine)


def _work_for_ever(folder: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  seeded, so that failures come again
    archive = IndexedArchive(folder)
    while True:
        body = " ".join(dice.choices(WORDS, k=3))
        archive.store.put(Article(id_, body) for id_ in dice.sample(IDS, 2))
        archive.store.delete(dice.sample(IDS, 1))
        dice.choice([catch_up, catch_up, catch_up, rebuild])(archive.store, archive.engine)


@pytest.mark.thorough
def test_kills_leave_an_index_that_catches_up(tmp_path: Path) -> None:
    dice = random.Random(5)  # noqa: S311  seeded, so that failures come again
    with opened(tmp_path) as archive:
        archive.store.put(replace(Article("", "रूस"), id=id_) for id_ in IDS)
        catch_up(archive.store, archive.engine)
    seqs = set[int]()
    # On a busy machine many are killed before they have done anything.
    for seed in range(150):
        if seed >= 25 and len(seqs) > 3:
            break
        process = os.fork()
        if process == 0:
            try:
                _work_for_ever(tmp_path, seed)
            finally:
                os._exit(1)
        time.sleep(dice.uniform(0.02, 0.15))
        os.kill(process, signal.SIGKILL)
        assert os.waitpid(process, 0)[1] == signal.SIGKILL
        with opened(tmp_path) as archive:
            checkpoint = archive.engine.checkpoint()
            assert checkpoint is not None
            assert checkpoint.seq <= archive.store.seq()
            assert count(archive.engine, AllOf()) <= len(IDS)
            catch_up(archive.store, archive.engine)
            archive.assert_in_step()
            seqs.add(archive.store.seq())
    with opened(tmp_path) as archive:
        archive.assert_nothing_is_kept_for_long()
    assert len(seqs) > 3
