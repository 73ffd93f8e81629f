"""Names far commoner in what is found than in the archive, and what is never offered."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import FoundNames
from index.engine import Hits, SearchRequest
from index.indexing import catch_up
from index.names import Name
from index.search import Archive, Request
from index.search.names_beside import MAX_NAMES, remarkable
from tests.factories import archive_in

FLOODS = tuple(
    Article(f"f{n}", f"बाढ़ {n} से दरभंगा में नुकसान, बिहार सरकार और डॉ रामनिवास धाकड़ ने कहा")
    for n in range(8)
)
OTHERS = tuple(Article(f"o{n}", f"बिहार और दिल्ली की ख़बर {n}") for n in range(60))


def texts(archive: Archive, query: str, **more: object) -> list[str]:
    return [name.text for name in archive.searcher.names(Request(query, **more))]  # type: ignore[arg-type]


def test_a_name_of_these_articles_and_none_of_all(tmp_path: Path) -> None:
    with archive_in(tmp_path, (*FLOODS, *OTHERS)) as archive:
        assert texts(archive, "बाढ़") == ["दरभंगा", "रामनिवास धाकड़"]
        # What is asked for is no news, in whatever script.
        assert texts(archive, "बाढ़ Darbhanga") == ["रामनिवास धाकड़"]
        assert texts(archive, "बाढ़", page=5, limit=3) == ["दरभंगा", "रामनिवास धाकड़"]
        assert texts(archive, "नहीं मिलेगा") == texts(archive, "") == []
        found = archive.searcher.names(Request("बाढ़"))[0]
        assert (found.kind, found.articles) == ("place", 8)


def test_one_search_of_the_engine_serves_results_and_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive_in(tmp_path, (*FLOODS, *OTHERS)) as archive:
        shown = [
            Request(query, page=page, limit=3, order=order)
            for query in ("बाढ़", "बाढ़ दिल्ली", "बिहार -बाढ़", "")
            for page in (1, 2, 67)
            for order in ("relevance", "newest", "arrived")
        ]
        alone = [replace(archive.searcher.search(one), took_ms=0) for one in shown]
        archive.searcher._answers._values.clear()
        beside = [archive.searcher.search(one, with_names=True) for one in shown]
        assert [replace(one, took_ms=0) for one in beside] == alone

        limits, search = [], archive.engine.search

        def watched(request: SearchRequest) -> Hits:
            limits.append(request.limit)
            return search(request)

        monkeypatch.setattr(archive.engine, "search", watched)
        archive.searcher.search(Request("बिहार"), with_names=True)
        archive.searcher.names(Request("बिहार"))
        archive.searcher.search(Request("बिहार", page=2), with_names=True)
        # What only counts asks for no article.
        assert len([limit for limit in limits if limit]) == 1


def test_articles_that_changed_or_went(tmp_path: Path) -> None:
    with archive_in(tmp_path, (*FLOODS, *OTHERS)) as archive:
        assert texts(archive, "बाढ़")
        archive.store.put(Article(one.id, "बाढ़ से कटिहार में नुकसान " + one.id) for one in FLOODS)
        catch_up(archive.store, archive.engine)
        assert texts(archive, "बाढ़") == ["कटिहार"]
        archive.store.delete([f"f{n}" for n in range(6)])
        catch_up(archive.store, archive.engine)
        assert texts(archive, "बाढ़") == []


def test_without_what_indexing_kept_they_are_found_now(tmp_path: Path) -> None:
    with archive_in(tmp_path, (*FLOODS, *OTHERS)) as archive:
        rows = archive.store.found_names(["f1"], "")
        assert rows == {}
        ids = [each.id for each in (*FLOODS, *OTHERS)]
        archive.store.keep_found_names(_of_another_program(archive, ids))
        assert texts(archive, "बाढ़") == ["दरभंगा", "रामनिवास धाकड़"]


def _of_another_program(archive: Archive, ids: list[str]) -> list[FoundNames]:
    seqs = {change.id: change.seq for change in archive.store.changes(0)}
    return [FoundNames(id_, seqs[id_], "another", "place\tकहीं") for id_ in ids]


def test_far_commoner_by_how_much() -> None:
    def scored(articles: int, looked_at: int, in_archive: int, archive: int) -> bool:
        name = Name("दरभंगा", "place")
        return bool(remarkable({name: articles}, looked_at, {name: in_archive}, archive))

    assert scored(20, 100, 40, 10_000)
    assert not scored(20, 100, 2_000, 10_000)  # as common everywhere
    assert not scored(20, 100, 1_000, 10_000)  # twice as common
    assert scored(100, 100, 100, 100) is False  # all that there is
    assert not scored(1, 100, 1, 10_000)  # one article proves nothing
    assert scored(100, 100, 100, 10_000)
    many = {Name(f"नाम {n}", "person"): 20 for n in range(20)}
    found = remarkable(many, 100, dict.fromkeys(many, 30), 10_000)
    assert [each.text for each in found] == sorted(each.text for each in many)
    assert len(found) > MAX_NAMES
