"""Damage of every kind is found and reported, and what can be repaired is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Store
from index.documents import document, document_fingerprint
from index.engine import Checkpoint, Engine
from index.engines.tantivy.engine import TantivyEngine
from index.engines.whoosh.engine import WhooshEngine
from index.indexing import catch_up
from index.indexing.verify import ChangedMeanwhile, repair, verify

ARTICLES = [
    Article(f"{n}", f"{word} पर बात हुई। लावरोव ने {word} कहा।", word, source="अख़बार")
    for n, word in enumerate("रूस चीन भारत कोरिया जापान नेपाल ईरान मिस्र".split())
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'archive.db'}")) as store:
        store.put(ARTICLES)
        yield store


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, store: Store) -> Engine:
    make = WhooshEngine if request.param == "whoosh" else TantivyEngine
    engine: Engine = make(tmp_path / "index")
    catch_up(store, engine)
    return engine


def change(tmp_path: Path, statement: str) -> None:
    """What another program, or a failing disk, might do."""
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        database.execute(statement)
        database.commit()


def test_all_is_well(store: Store, engine: Engine) -> None:
    store.put([replace(ARTICLES[0], body="नया पाठ")])
    store.delete(["3"])
    catch_up(store, engine)
    found = verify(store, engine)
    assert found.ok
    assert str(found) == "7 articles and the index are sound"


@pytest.mark.parametrize("column", ["body", "title", "source", "url"])
def test_a_changed_article_is_named_and_the_next_import_puts_it_right(
    store: Store, engine: Engine, tmp_path: Path, column: str
) -> None:
    change(tmp_path, f"UPDATE articles SET {column} = {column} || ' ठ' WHERE id = '2'")  # noqa: S608
    found = verify(store, engine)
    assert found.damaged == ("2",)
    assert "article '2' is not what was put" in str(found)
    repair(store, engine, found)
    assert verify(store, engine).index == ()
    assert verify(store, engine).damaged == ("2",)
    assert store.put(ARTICLES).changed == 1
    catch_up(store, engine)
    assert verify(store, engine).ok


def test_wrong_counts_of_words_are_found_and_mended(
    store: Store, engine: Engine, tmp_path: Path
) -> None:
    change(tmp_path, "UPDATE words SET articles = articles + 1 WHERE word = 'लावरोव'")
    found = verify(store, engine)
    assert found.damaged == ()
    assert "words are counted wrong; run: manage.py verify --repair" in str(found)
    repair(store, engine, found)
    assert verify(store, engine).ok


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        (slice(0, 7), "the index holds 7 of 8 articles"),
        (slice(0, 0), "the index holds 0 of 8 articles"),
    ],
)
def test_articles_that_the_index_lost_are_missed(
    store: Store, engine: Engine, documents: slice, told: str
) -> None:
    with engine.rebuild() as writer:
        writer.add(map(document, ARTICLES[documents]))
        writer.finish(Checkpoint(document_fingerprint(), store.seq()))
    found = verify(store, engine)
    assert told in str(found)
    repair(store, engine, found)
    assert verify(store, engine).ok


def test_postings_and_labels_that_are_wrong_are_found(store: Store, engine: Engine) -> None:
    others = [replace(each, body="कुछ और", title="", source="") for each in ARTICLES]
    with engine.rebuild() as writer:
        writer.add(map(document, others))
        writer.finish(Checkpoint(document_fingerprint(), store.seq()))
    found = verify(store, engine)
    assert "the index counts wrong by source" in str(found)
    assert "articles are not found by their words, such as " in str(found)
    repair(store, engine, found)
    assert verify(store, engine).ok


def test_no_index_an_old_one_and_an_unreadable_one(store: Store, tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "another")
    found = verify(store, engine)
    assert "no index in " in str(found)
    repair(store, engine, found)
    assert verify(store, engine).ok
    store.delete(["1"])
    assert "the index is behind the articles; run: manage.py verify --repair" in str(
        verify(store, engine)
    )
    (next((tmp_path / "another").glob("build-*")) / "meta.json").write_text("{")
    found = verify(store, engine)
    assert "cannot be read" in str(found)
    repair(store, engine, found)
    assert verify(store, engine).ok


def test_what_is_imported_meanwhile_is_no_damage(store: Store, engine: Engine) -> None:
    def meanwhile(_: int) -> None:
        store.put([Article("new", "नया")])

    with pytest.raises(ChangedMeanwhile, match="verify again"):
        verify(store, engine, meanwhile)


def test_a_part_of_many_stems_is_looked_for(
    store: Store, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.indexing.verify._MAX_COUNTED_STEMS", 4)
    monkeypatch.setattr("index.indexing.verify._SEARCHED_STEMS", 2)
    assert verify(store, engine).ok
