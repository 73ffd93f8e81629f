"""Texts that another replaced are kept, for readers."""

from dataclasses import replace

from archive.article import Article
from archive.store import Store
from archive.store.versions import MAX_VERSIONS

ONE = Article("a", "पहला पाठ", "शीर्षक", url="https://a.example/1", source="भोर")


def bodies(store: Store, id_: str = "a") -> list[str]:
    return [version.article.body for version in store.versions(id_)]


def test_another_text_makes_a_version_and_the_latest_comes_first(store: Store) -> None:
    store.put([ONE, Article("b", "और")])
    assert bodies(store) == []
    store.put([replace(ONE, body="दूसरा पाठ")])
    store.put([replace(ONE, body="तीसरा पाठ"), replace(ONE, body="चौथा पाठ")])
    assert bodies(store) == ["तीसरा पाठ", "दूसरा पाठ", "पहला पाठ"]
    (*_, first) = store.versions("a")
    assert first.article == ONE
    assert first.seq == 1
    assert first.replaced_at.tzinfo is not None
    assert bodies(store, "b") == []


def test_another_title_is_a_version_and_a_mended_label_is_none(store: Store) -> None:
    store.put([ONE])
    store.put([replace(ONE, author="मीरा")])
    assert bodies(store) == []
    store.put([replace(ONE, author="मीरा", title="नया शीर्षक")])
    assert [version.article.title for version in store.versions("a")] == ["शीर्षक"]


def test_what_is_deleted_leaves_no_version(store: Store) -> None:
    store.put([ONE])
    store.put([replace(ONE, body="दूसरा")])
    store.delete(["a"])
    assert bodies(store) == []
    store.put([replace(ONE, body="तीसरा")])
    assert bodies(store) == []


def test_versions_do_not_grow_without_end(store: Store) -> None:
    for n in range(MAX_VERSIONS + 5):
        store.put([replace(ONE, body=f"पाठ {n}")])
    kept = bodies(store)
    assert len(kept) == MAX_VERSIONS
    assert kept[0] == f"पाठ {MAX_VERSIONS + 3}"


def test_an_id_that_cannot_be_has_none(store: Store) -> None:
    assert store.versions("\0") == []
