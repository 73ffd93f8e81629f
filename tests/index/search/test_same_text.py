"""What has the same text or address as an article that is to be deleted, and is not one of them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Store
from index.search.same_text import Kin, kin_of

LONG = "रूस के विदेश मंत्री सर्गेई लावरोव शुक्रवार को उत्तर कोरिया के तटीय शहर वॉनसान पहुँचे। " * 20


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as opened:
        opened.put(
            [
                Article("a", LONG, url="https://a.example/1"),
                Article("same", LONG.replace("।", ",\n")),
                Article("begins", f"{LONG} और फिर लौट गए"),
                Article("short", "बारिश हुई।", url="https://a.example/2"),
                Article("shorter", "बारिश, हुई"),
                Article("there", "और कुछ", url="https://a.example/1"),
                Article("signs", "— — —"),
                *(Article(f"n{number}", f"{number} {LONG}") for number in range(150)),
            ]
        )
        yield opened


def test_copies_and_neighbours_are_found(store: Store) -> None:
    assert kin_of(store, ["a"]) == Kin(("same",), ("there",))
    assert kin_of(store, ["short"]) == Kin(("shorter",))
    assert kin_of(store, ["a", "same", "there"]) == Kin()
    assert kin_of(store, ["signs", "n1"]) == Kin()


def test_of_many_and_of_none(store: Store) -> None:
    every = [article.id for article in store.articles()]
    assert kin_of(store, [each for each in every if each != "same"]) == Kin(("same",))
    assert kin_of(store, ["never"]) == Kin()
