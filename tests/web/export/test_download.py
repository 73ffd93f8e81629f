"""Whole results as files."""

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import rispy
from flask.testing import FlaskClient
from pybtex.database import parse_string
from werkzeug.test import TestResponse

import index.search.export
import web.export.download
from archive.article import FIELDS, Article
from archive.errors import StoreUnavailable
from archive.importing import import_paths
from archive.store import Store
from index.indexing import catch_up, rebuild
from index.search.open import Archive
from index.search.searcher import Searcher
from tests.factories import client_of, json_of, refuse
from tests.newsroom import LAVROV
from tests.web.export.downloading import rows
from web.app import create_app

KEYS = {*FIELDS, "score"}


def floods(count: int, body: str = "बाढ़") -> Iterator[Article]:
    for number in range(count):
        yield Article(f"flood-{number:05}", f"{body} {number}", title=f"बाढ़ {number}")


def lines(answer: TestResponse) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.split("\n")[:-1]]


def iter_text(answer: TestResponse) -> Iterator[str]:
    for line in answer.response:
        assert isinstance(line, bytes)
        yield line.decode()


def test_json_holds_every_article_with_its_text(client: FlaskClient) -> None:
    answer = client.get("/download.json?q=बाढ़&order=oldest&limit=2&page=3")
    assert answer.mimetype == "application/json"
    found = json_of(answer)
    assert (found["query"], found["total"], found["complete"], found["note"]) == (
        "बाढ़",
        12,
        True,
        "",
    )
    assert [one["published"] for one in found["results"]] == sorted(
        one["published"] for one in found["results"]
    )
    assert len(found["results"]) == 12
    assert all(one.keys() == KEYS for one in found["results"])
    assert found["results"][0]["body"].startswith("ज़िले में बाढ़")


def test_json_lines_and_csv_hold_the_same(client: FlaskClient) -> None:
    query = "q=Lavrov&source=उत्तर+पत्रिका"
    (one,) = lines(answer := client.get(f"/download.jsonl?{query}"))
    assert answer.mimetype == "application/jsonl"
    assert one.keys() == KEYS
    assert one["body"] == LAVROV.body
    assert one["published"] == "2026-01-12"
    (row,) = rows(answer := client.get(f"/download.csv?{query}"))
    assert answer.mimetype == "text/csv"
    assert {name: row[name] for name in ("id", "title", "author", "url", "body", "published")} == {
        name: one[name] for name in ("id", "title", "author", "url", "body", "published")
    }
    assert "\r\n" in answer.text


def test_they_are_files_named_for_the_search(client: FlaskClient) -> None:
    answer = client.get("/download.csv", query_string={"q": 'लावरोव "x"\r\nSet-Cookie: a=b;/..\\'})
    header = answer.headers["Content-Disposition"]
    assert header.isascii()
    plain, _, encoded = header.partition("; filename*=UTF-8''")
    assert plain == "attachment; filename=abhilekh.csv"
    assert unquote(encoded) == "abhilekh-लावरोव-x-Set-Cookie-a-b.csv"
    assert "Set-Cookie" not in answer.headers
    assert client.get("/download.json").headers["Content-Disposition"].endswith("''abhilekh.json")


def test_nothing_found_is_an_empty_file(client: FlaskClient) -> None:
    for query in ("q=zzqqxx", "", "q=Lavrov&source=none"):
        assert client.get(f"/download.jsonl?{query}").data == b""
        assert rows(client.get(f"/download.csv?{query}")) == []
        assert json_of(client.get(f"/download.json?{query}"))["results"] == []


def test_other_kinds_and_wrong_parameters(client: FlaskClient) -> None:
    assert client.get("/download.exe?q=x").status_code == 404
    assert client.get("/download.csv?q=x&since=gestern").status_code == 400


def test_the_search_page_leads_to_them(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&source=उत्तर+पत्रिका&page=2&limit=5").text
    for kind, total in (("csv", 6), ("json", 6), ("jsonl", 6)):
        link = page.partition(f'href="/download.{kind}?')[2].partition('"')[0]
        answer = client.get(f"/download.{kind}?{link.replace('&amp;', '&')}")
        assert answer.headers["X-Total-Count"] == str(total)


def test_json_lines_are_imported_again_as_they_are(own: Archive, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    given = [
        {"id": "a//b c?", "body": 'पहला "अनुच्छेद"।\nदूसरा बाढ़', "published": "2025-07-12"},
        {
            "body": "बाढ़ = राहत\u2028कार्य",
            "title": "=cmd",
            "url": "https://e.example/1",
            "author": "म",
        },
        {"body": "बाढ़", "source": "स्रोत", "category": "राज्य", "date": "2024-02-29"},
    ]
    source.write_text("".join(json.dumps(one) + "\n" for one in given), encoding="utf-8")
    import_paths(own.store, [source], refuse)
    rebuild(own.store, own.engine)
    client = client_of(own)
    out = tmp_path / "out.jsonl"
    out.write_bytes(client.get("/download.jsonl?q=बाढ़").data)
    again = Store.open(f"sqlite:///{tmp_path / 'again.db'}")
    count = import_paths(again, [out], refuse)
    before = {article.id: article for article in own.store.articles()}
    after = {article.id: article for article in again.articles()}
    again.close()
    assert count.added == len(before) == 3
    assert after == before


def test_more_than_the_most_is_said(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.export.download, "MAX_ARTICLES", 3)
    client = client_of(own, *floods(1234))
    note = "the first 3 of 1,234 articles; narrow the search, such as by date"
    answer = client.get("/download.jsonl?q=बाढ़")
    assert answer.headers["X-Note"] == note
    assert answer.headers["X-Total-Count"] == "1234"
    assert [one.get("note") for one in lines(answer)] == [None, None, note]
    found = json_of(client.get("/download.json?q=बाढ़"))
    assert (found["total"], len(found["results"]), found["complete"]) == (1234, 3, False)
    assert found["note"] == note
    table = rows(client.get("/download.csv?q=बाढ़"))
    assert table[-1]["id"] == note
    assert len(table) == 4
    assert "X-Note" not in client.get("/download.csv?q==12").headers


def test_a_change_of_the_index_on_the_way_moves_nothing(own: Archive) -> None:
    articles = list(floods(1500))
    client = client_of(own, *articles)
    expected = [one["id"] for one in lines(client.get("/download.jsonl?q=बाढ़"))]
    assert sorted(expected) == [article.id for article in articles]
    answer = client.get("/download.jsonl?q=बाढ़", buffered=False)
    stream = iter_text(answer)
    got = [json.loads(next(stream))["id"] for _ in range(100)]
    own.store.delete([expected[1200]])
    own.store.put([replace(articles[0], body="सूखा"), Article("new", "बाढ़ बाढ़ बाढ़")])
    catch_up(own.store, own.engine)
    got += [json.loads(line)["id"] for line in stream]
    answer.close()
    assert got == expected[:1200] + expected[1201:]


@pytest.mark.thorough
def test_memory_is_bounded(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(own, *floods(1000, "बाढ़ " + "।" * 30_000))
    monkeypatch.setattr(index.search.export, "ARTICLES_PER_READ", 50)
    client.get("/download.jsonl?q=बाढ़", buffered=False).close()
    tracemalloc.start()
    size = sum(map(len, iter_text(client.get("/download.jsonl?q=बाढ़", buffered=False))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 30_000_000  # characters; in memory twice as many bytes
    assert peak < 10_000_000


def away(*_: object) -> None:
    raise StoreUnavailable("the database is away; start it")


def test_large_downloads_leave_room_for_searches(
    own: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.export.download, "LARGE_DOWNLOAD", 10)
    client = client_of(own, *floods(30))
    running = [client.get("/download.csv?q=बाढ़", buffered=False) for _ in range(2)]
    with monkeypatch.context() as patch:
        # Whoever is refused costs no more than a search.
        patch.delattr(Searcher, "export")
        refused = client.get("/download.csv?q=बाढ़")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "60"
    assert "other large downloads are running" in refused.text
    assert client.get("/download.csv?q=बाढ़&since=2030").status_code == 200
    assert client.get("/search?q=बाढ़").status_code == 200
    for answer in running:
        answer.close()
    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(Searcher, "export", away)
            assert client.get("/download.csv?q=बाढ़").status_code == 503
        assert client.head("/download.csv?q=बाढ़", buffered=True).status_code == 200
    assert len(rows(client.get("/download.csv?q=बाढ़"))) == 30


def test_a_failure_on_the_way_breaks_it_off(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.search.export, "ARTICLES_PER_READ", 10)
    client = client_of(own, *floods(30))
    stream = iter_text(client.get("/download.csv?q=बाढ़", buffered=False))
    got = [next(stream) for _ in range(11)]

    monkeypatch.setattr(Store, "get_many", away)
    with pytest.raises(StoreUnavailable):
        got += stream
    assert len(got) == 11


def test_dates_are_days(own: Archive) -> None:
    article = Article("old", "बाढ़", published=date(1, 2, 3), dated_by="text")
    client = client_of(own, article)
    assert lines(client.get("/download.jsonl?q=बाढ़"))[0]["published"] == "0001-02-03"


def test_citations_of_a_whole_result(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    others = (Article("a/1", "बाढ़ {1}"), Article("a-1", "बाढ़", "शीर्षक"), Article("a.1", "बाढ़"))
    client = client_of(own, *floods(3), *others)
    answer = client.get("/download.ris?q=बाढ़")
    assert answer.content_type == "application/x-research-info-systems; charset=utf-8"
    assert answer.headers["X-Total-Count"] == "6"
    records = rispy.loads(answer.text)
    assert {one["accession_number"] for one in records} == {
        article.id for article in own.store.articles()
    }
    assert {one["title"] for one in records} >= {"शीर्षक", "[बाढ़ {1}]", "बाढ़ 2"}
    assert f"http://localhost/articles/{quote('a/1', safe='/')}" in {
        one["urls"][0] for one in records
    }
    answer = client.get("/download.bib?q=बाढ़")
    assert answer.content_type == "application/x-bibtex; charset=utf-8"
    assert len(parse_string(answer.text, "bibtex").entries) == 6
    assert {one["id"] for one in records} == {*parse_string(answer.text, "bibtex").entries}
    monkeypatch.setattr(web.export.download, "MAX_ARTICLES", 2)
    for kind in ("ris", "bib"):
        answer = client.get(f"/download.{kind}?q=बाढ़")
        assert answer.headers["X-Note"].startswith("the first 2 of 6 articles")
    assert "@comment{the first 2 of 6" in answer.text
    assert len(parse_string(answer.text, "bibtex").entries) == 2


def test_citations_bear_the_sites_own_address(own: Archive) -> None:
    own.store.put([LAVROV])
    rebuild(own.store, own.engine)
    app = create_app(own, rate_limit="off", site_url="https://news.example/archive")
    (one,) = rispy.loads(app.test_client().get("/download.ris?q=Lavrov").text)
    assert one["notes"] == ["Abhilekh, https://news.example/archive/articles/lavrov"]


def test_json_is_also_a_plain_list(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/download.json?shape=records&q=बाढ़"
    found = json.loads(client.get(address).text)
    assert found == json_of(client.get("/download.json?q=बाढ़"))["results"]
    assert len(found) == 12
    assert json.loads(client.get("/download.json?shape=records&q=zzqqxx").text) == []
    monkeypatch.setattr(web.export.download, "MAX_ARTICLES", 2)
    notes = [one.get("note") for one in json.loads(client.get(address).text)]
    assert notes == [None, "the first 2 of 12 articles; narrow the search, such as by date"]
    for wrong in ("/download.json?shape=table&q=x", "/download.csv?shape=records&q=x"):
        assert client.get(wrong).status_code == 400


def test_a_list_of_articles_is_a_file_too(own: Archive) -> None:
    client = client_of(own, LAVROV, *floods(2))
    own.store.delete(["flood-00001"])
    query = {"id": ["flood-00000", "lavrov", "flood-00001", "no/one"]}
    answer = client.get("/download.jsonl", query_string=query)
    assert [one["id"] for one in lines(answer)] == ["flood-00000", "lavrov"]
    assert answer.headers["X-Total-Count"] == "2"
    assert answer.headers["X-Note"] == "2 of 4 articles are not in this archive"
    assert lines(answer)[-1]["note"] == answer.headers["X-Note"]
    table = rows(client.get("/download.csv", query_string=query))
    assert [row["id"] for row in table] == ["flood-00000", "lavrov", answer.headers["X-Note"]]
    assert table[1]["dated_by"] == "byline"
    assert table[0]["score"] == ""
    records = rispy.loads(client.get("/download.ris", query_string=query).text)
    assert [one["accession_number"] for one in records] == ["flood-00000", "lavrov"]
    assert client.get("/download.csv?id=lavrov&q=x").status_code == 400
    many = {"id": [f"x{number}" for number in range(201)]}
    assert client.get("/download.csv", query_string=many).status_code == 400
