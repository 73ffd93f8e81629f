"""Importing: one address is one article, however it is written."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article, former_id
from archive.importing import import_paths
from archive.store import PutCount, Store
from tests.factories import refuse

PAGE = "https://www.bhor.example/bihar/patna/ganga-ghat-safai-812"
WAYS = [
    PAGE,
    "http://www.bhor.example/bihar/patna/ganga-ghat-safai-812",
    "https://bhor.example/bihar/patna/ganga-ghat-safai-812/",
    "https://m.bhor.example/bihar/patna/ganga-ghat-safai-812",
    "https://WWW.BHOR.example:443/bihar/patna/ganga-ghat-safai-812#comments",
    f"{PAGE}?utm_source=whatsapp&utm_medium=social",
    f"{PAGE}/amp",
    "https://www.bhor.example/amp/bihar/patna/ganga-ghat-safai-812",
    f"https://web.archive.org/web/20240102030405/{PAGE}",
]
OTHERS = [
    f"{PAGE}?page=2",
    "https://www.bhor.example/amp",
    "https://www.bhor.example/bihar/patna/ganga-ghat-safai-813",
    "https://hindi.bhor.example/bihar/patna/ganga-ghat-safai-812",
    "https://www.bhor.example/news.php?sid=812",
    "https://www.bhor.example/news.php?sid=813",
]


def imported(home: Path, objects: list[dict[str, str]]) -> tuple[PutCount, list[Article]]:
    file = home / "some.jsonl"
    file.write_text("\n".join(map(json.dumps, objects)), encoding="utf-8")
    with closing(Store.open(f"sqlite:///{home}/archive.db")) as store:
        return import_paths(store, [file], refuse), list(store.articles())


def test_one_address_written_in_many_ways_is_one_article(tmp_path: Path) -> None:
    body = "पटना के घाटों की सफ़ाई शुरू हुई।"
    count, articles = imported(tmp_path, [{"url": url, "body": body} for url in WAYS])
    assert len(articles) == 1
    assert count == PutCount(added=1, unchanged=len(WAYS) - 1)
    assert articles[0].url == PAGE
    again, _ = imported(tmp_path, [{"url": url, "body": body} for url in reversed(WAYS)])
    assert again == PutCount(unchanged=len(WAYS))
    _, articles = imported(tmp_path, [{"url": url, "body": body} for url in OTHERS])
    assert len(articles) == 1 + len(OTHERS)


@pytest.mark.parametrize("url", [PAGE, "http://bhor.example/x/?id=7"])
def test_an_article_of_an_earlier_version_keeps_its_id(tmp_path: Path, url: str) -> None:
    old = former_id(url)
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as store:
        store.put([Article(old, "पुराना पाठ", "शीर्षक", url=url)])
    count, articles = imported(tmp_path, [{"url": url, "body": "नया पाठ"}])
    assert count == PutCount(changed=1)
    assert [article.id for article in articles] == [old]
