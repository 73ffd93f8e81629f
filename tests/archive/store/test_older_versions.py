"""Stores made by older versions open, and hold the same articles."""

from dataclasses import replace
from datetime import date

from sqlalchemy import create_engine, text

from archive.article import LABELS, Article
from archive.store import PutCount, Store
from archive.store.schema import digest

FIRST_LABELS = ("source", "author", "category")
"""The label fields of the first version."""

OLD = Article(
    "a/1", "वोनसान में बैठक हुई।", "बैठक", source="भोर", published=date(2025, 7, 12), dated_by="text"
)
OLD_DIGEST = "45dd8b1044050419e114d2c5520e50b5"
"""What the first version wrote beside this article."""


def test_a_store_without_the_later_labels_gets_them(url: str) -> None:
    store = Store.open(url)
    store.put([OLD])
    store.close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for table in ("articles", "displaced"):
            for label in set(LABELS) - {*FIRST_LABELS}:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {label}"))
    engine.dispose()

    store = Store.open(url)
    assert list(store.articles()) == [OLD]
    assert list(store.damaged()) == []
    changed = replace(OLD, language="hi")
    assert store.put([OLD, replace(OLD, id="b", language="en")]) == PutCount(added=1, unchanged=1)
    assert store.put([changed]) == PutCount(changed=1)
    assert store.get("a/1") == changed
    assert [each.article_old for each in store.replaced(0)] == [OLD]
    store.close()


def test_the_digest_of_an_article_is_what_the_first_version_made_it() -> None:
    assert digest(OLD).hex() == OLD_DIGEST
    assert digest(replace(OLD, language="hi")) != digest(OLD)
