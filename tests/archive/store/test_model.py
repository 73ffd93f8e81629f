"""The store against a dict: after any puts and deletes, both hold the same."""

from collections import Counter
from contextlib import closing
from dataclasses import asdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from archive.article import Article
from archive.store import Change, Store
from archive.store.articles import ARTICLES
from archive.store.schema import articles, displaced, origins, versions
from archive.store.words import set_checkpoint

IDS = st.sampled_from("abcde")
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=5)
NEW = st.builds(Article, id=IDS, body=TEXTS, title=TEXTS)
STEPS = st.lists(st.lists(NEW, max_size=4) | st.sets(IDS, max_size=3), max_size=12)


# One database for all examples: each begins by emptying it.
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_the_store_is_a_dict_with_a_feed(url: str, steps: list[list[Article] | set[str]]) -> None:
    model: dict[str, Article] = {}
    follower: dict[str, Article] = {}
    displaced = 0
    followed = 0
    with closing(Store.open(url)) as store:
        _empty(store)
        for step in steps:
            if isinstance(step, set):
                gone = step & model.keys()
                model = {id_: article for id_, article in model.items() if id_ not in step}
                assert store.delete(step) == len(gone)
                displaced += len(gone)
            else:
                compared = store.compare(step)
                expected: Counter[str] = Counter(added=0, changed=0, unchanged=0, kept_out=0)
                for article in step:
                    old = model.get(article.id)
                    expected[
                        "added" if old is None else "unchanged" if old == article else "changed"
                    ] += 1
                    model[article.id] = article
                count = store.put(step)
                assert asdict(count) == expected
                if len({article.id for article in step}) == len(step):
                    assert compared == count
                displaced += count.changed
            for change in store.changes(followed):
                assert change.seq > followed
                followed = change.seq
                _follow(follower, change)
            assert followed == store.seq()
            assert follower == model == {article.id: article for article in store.articles()}
            assert store.count() == len(model)
        _check_replaced(store, displaced)


def _empty(store: Store) -> None:
    with store._database.writing() as connection:
        connection.execute(delete(articles))
        connection.execute(delete(displaced))
        connection.execute(delete(versions))
        connection.execute(delete(origins))
        set_checkpoint(connection, ARTICLES, "", 0)


def _follow(follower: dict[str, Article], change: Change) -> None:
    if change.article is None:
        follower.pop(change.id, None)
    else:
        follower[change.id] = change.article


def _check_replaced(store: Store, displaced: int) -> None:
    rows = list(store.replaced(0))
    assert len(rows) == displaced
    assert all(row.seq_old < row.seq_new for row in rows)
    assert [row.seq_new for row in rows] == sorted({row.seq_new for row in rows})
