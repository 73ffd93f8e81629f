"""Two texts of an article, word by word, and how a reader meets them."""

import time
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from tests.factories import archive_in, article, client_of
from web.pages.comparison import Stretch, compare

OLD = article(body="पहला पैरा एक।\nदूसरा पैरा।\nअंत।", title="पुराना शीर्षक")
NEW = article(body="पहला पैरा दो।\nअंत।\nऔर यह।", title="नया शीर्षक")


def test_words_that_went_and_came() -> None:
    title, paragraphs = compare(OLD, NEW)
    assert title == (
        Stretch("removed", "पुराना"),
        Stretch("added", "नया"),
        Stretch("same", " शीर्षक"),
    )
    assert paragraphs == [
        (Stretch("same", "पहला पैरा "), Stretch("removed", "एक।"), Stretch("added", "दो।")),
        (Stretch("removed", "दूसरा पैरा।"),),
        (Stretch("same", "अंत।"),),
        (Stretch("added", "और यह।"),),
    ]


TEXTS = st.lists(st.text("कख \n।", max_size=12), max_size=6).map("\n".join)


@settings(max_examples=100)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_comparison(old: str, new: str) -> None:
    _, paragraphs = compare(article(body=old), article(body=new))
    for side, text in (("removed", old), ("added", new)):
        read = [
            "".join(part.text for part in each if part.change in ("same", side))
            for each in paragraphs
            if any(part.change in ("same", side) for part in each)
        ]
        assert [line for line in read if line] == [line for line in text.split("\n") if line]


def test_hostile_texts_are_compared_in_bounded_time() -> None:
    began = time.process_time()
    many = "\n".join(str(n % 7) for n in range(20_000))
    compare(article(body=many), article(body=many[::-1]))
    long = " ".join(str(n % 7) for n in range(200_000))
    compare(article(body=long), article(body=long[::-1]))
    assert time.process_time() - began < 10


def test_a_reader_sees_the_versions_and_compares_them(tmp_path: Path) -> None:
    with archive_in(tmp_path / "data", [OLD]) as archive:
        client = client_of(archive, replace(NEW, id=OLD.id))
        page = client.get("/articles/a/1?lang=en").text
        assert "Earlier versions of this text" in page
        (version,) = archive.store.versions(OLD.id)
        assert f"/articles/a/1?version={version.seq}" in page
        compared = client.get(f"/articles/a/1?lang=en&version={version.seq}").text
        assert "<del>एक।</del><ins>दो।</ins>" in compared
        assert "Current text only" in compared
        assert "<del>" not in client.get("/articles/a/1?version=999&lang=en").text
        answer = client.get("/api/v1/articles/a/1").get_json()
        assert [each["body"] for each in answer["versions"]] == [OLD.body]


def test_markup_in_a_version_is_text(tmp_path: Path) -> None:
    bad = Article("x", "<script>alert(1)</script> पाठ", "<b>श</b>")
    with archive_in(tmp_path / "data", [bad]) as archive:
        client = client_of(archive, replace(bad, body="नया <i>पाठ</i>"))
        (version,) = archive.store.versions("x")
        page = client.get(f"/articles/x?version={version.seq}").text
        assert "<script>alert" not in page
        assert "<i>" not in page
