"""The names found in articles, on both databases: kept as long as the article is the same."""

from archive.article import Article
from archive.store import FoundNames, Store


def test_they_are_of_the_article_as_it_is_now(store: Store) -> None:
    store.put([Article("a", "रूस"), Article("b", "चीन")])
    store.keep_found_names([FoundNames("a", 1, "f", "रूस"), FoundNames("b", 2, "f", "चीन")])
    assert store.found_names(["b", "a", "c", "\0"], "f") == {"a": "रूस", "b": "चीन"}
    assert store.found_names(["a"], "other") == {}
    store.put([Article("a", "जापान")])
    assert store.found_names(["a", "b"], "f") == {"b": "चीन"}
    store.keep_found_names([FoundNames("a", 3, "f", "जापान")])
    assert store.found_names(["a"], "f") == {"a": "जापान"}
    store.delete(["a"])
    assert store.found_names(["a"], "f") == {}
    store.keep_found_names(())


def test_what_is_deleted_leaves_no_names(store: Store) -> None:
    store.put([Article("a", "रूस")])
    store.keep_found_names([FoundNames("a", 1, "f", "रूस")])
    store.delete(["a"])
    store.put([Article("a", "चीन")])
    # Not even by the number of another change: the row is gone.
    store.keep_found_names([FoundNames("b", 3, "f", "चीन")])
    assert store.found_names(["a"], "f") == {}


def test_the_beginnings_of_some_articles(store: Store) -> None:
    store.put([Article("a", "एक लंबा पाठ", "शीर्षक"), Article("b", "पाठ")])
    assert store.openings(["a", "b", "c"], 2) == {"a": ("शीर्षक", "एक"), "b": ("", "पा")}
    store.delete(["a"])
    assert store.openings(["a"], 2) == {}
