"""JSON Lines: fields, rejected lines, large files and several processes."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article, Rejected, derived_id
from archive.reading.cleaning import MAX_ARTICLE_BYTES
from tests.factories import read_bytes

BODY = "रूस के मंत्री ने चेतावनी दी है। वे वोनसान में थे।"


def lines(data: bytes, path: str = "x.jsonl") -> list[Article | Rejected]:
    return read_bytes(data, path)


def article_in(**values: Any) -> Article:
    (article,) = lines(json.dumps(values).encode())
    assert isinstance(article, Article)
    return article


def reason_for(data: bytes) -> str:
    """Why the second line of two is rejected; the first makes it JSON Lines."""
    good, rejected = lines(b'{"body": "a"}\n' + data)
    assert isinstance(good, Article)
    assert isinstance(rejected, Rejected)
    assert (rejected.path, rejected.line) == ("x.jsonl", 2)
    assert "\n" not in rejected.reason
    return rejected.reason


def test_every_key() -> None:
    values = {
        "id": "a/1",
        "title": "शीर्षक",
        "url": "https://www.a.example/1",
        "source": "अख़बार",
        "author": "कोई",
        "category": "देश",
        "published": "2025-07-12T23:30:00+05:30",
        "body": f"{BODY}\r\n\r\nदूसरा",
        "extra": {"deep": [1, 2]},
    }
    assert article_in(**values) == Article(
        id="a/1",
        body=f"{BODY}\nदूसरा",
        title="शीर्षक",
        url="https://www.a.example/1",
        source="अख़बार",
        author="कोई",
        category="देश",
        published=date(2025, 7, 12),
        dated_by="metadata",
        language="hi",
    )


def test_the_body_alone() -> None:
    title = "रूस के मंत्री ने चेतावनी दी है"
    assert article_in(body=BODY) == Article(
        derived_id("", BODY), BODY, title, language="hi", titled_by="text"
    )


def test_a_url_alone_names_source_id_and_day() -> None:
    url = "https://www.a.example/2025/07/12/x"
    article = article_in(body=BODY, url=url)
    assert (article.id, article.source) == (derived_id(url, ""), "a.example")
    assert (article.published, article.dated_by) == (date(2025, 7, 12), "url")


@pytest.mark.parametrize(
    ("values", "day", "origin"),
    [
        ({"published": "2025-07-12"}, date(2025, 7, 12), "metadata"),
        ({"date": "12 जुलाई 2025"}, date(2025, 7, 12), "metadata"),
        ({"published": "", "date": "12/07/2025"}, date(2025, 7, 12), "metadata"),
        ({"published": "nonsense", "date": "2025-07-12"}, date(2025, 7, 12), "metadata"),
        ({"published": "2025-07-12", "date": "2024-01-01"}, date(2025, 7, 12), "metadata"),
        ({"published": 20250712}, date(2025, 7, 12), "metadata"),
        ({"published": 1752278400}, date(2025, 7, 12), "metadata"),
        ({"published": None}, None, "none"),
        ({"published": "31 Feb 2025"}, None, "none"),
        ({"published": "x" * 1_000_000}, None, "none"),
        ({"body": "शनिवार (12 जुलाई, 2025) को।"}, date(2025, 7, 12), "text"),
    ],
)
def test_dates(values: dict[str, Any], day: date | None, origin: str) -> None:
    article = article_in(**{"body": BODY, **values})
    assert (article.published, article.dated_by) == (day, origin)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["क", "ख"], "क, ख"),
        (["क", None, "", 3, {"name": "ख"}, ["ग"]], "क, 3, ख, ग"),
        ({"node": {"name": "क"}}, "क"),
        ({"edges": [{"node": {"name": "क"}}, {"node": {"name": "ख"}}]}, "क, ख"),
        ([{"family": "वर्मा", "given": "अंजलि"}, {"literal": "ख"}], "अंजलि वर्मा, ख"),
        ({"name": "क", "@type": "Person"}, "क"),
        ({"first": "क"}, ""),
        (None, ""),
        (True, ""),
        (7, "7"),
        (1.5, "1.5"),
        (" क\n ख\0\ud800", "क ख"),
    ],
)
def test_values_that_are_no_plain_strings(value: object, text: str) -> None:
    article = article_in(body=BODY, author=value, category=value)
    assert (article.author, article.category) == (text, text)


def test_ids_of_any_kind() -> None:
    derived = article_in(body=BODY).id
    assert article_in(body=BODY, id=42).id == "42"
    assert article_in(body=BODY, id=" a ").id == "a"
    for dotted in ("...", "a.b", ".a/b.", "https://a.example/.b/c"):
        assert article_in(body=BODY, id=dotted).id == dotted
    nothings: list[object] = [None, "", "  ", True, {}, []]
    for nothing in nothings:
        assert article_in(body=BODY, id=nothing).id == derived


def test_a_url_that_leads_nowhere_is_dropped() -> None:
    for url in ("javascript:alert(1)", "ftp://a.example", "https://[", 7, ["https://a", "b"]):
        article = article_in(body=BODY, url=url)
        assert (article.url, article.source) == ("", "")


def test_labels_are_bounded() -> None:
    article = article_in(
        body=BODY, title="शब्द " * 10_000, source="x" * 10_000, author=["क"] * 10_000
    )
    assert len(article.title) <= 500
    assert article.title.endswith("शब्द…")
    assert len(article.source) == 500
    assert len(article.author) <= 500


def test_a_body_of_paragraphs() -> None:
    assert article_in(body=["एक", "", None, "दो"]).body == "एक\nदो"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not JSON"),
        (b"nonsense", "not JSON"),
        (b'{"body": "a"} {"body": "b"}', "one object a line"),
        (b"[1]", "no body"),
        (b'"text"', "no body"),
        (b"null", "no body"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"body": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 10_000 + b', "body": "a"}', "not JSON"),
        (b"{}", "no body"),
        (b'{"body": null}', "empty"),
        (b'{"body": 7}', "no text"),
        (b'{"body": {"a": 1}}', "no text"),
        (b'{"body": ""}', "empty"),
        (b'{"body": " \\u0000\\ud800 "}', "empty"),
        (b'{"body": []}', "empty"),
        (b'{"body": "a", "id": "a\\nb"}', "control characters"),
        (b'{"body": "a", "id": "' + b"x" * 301 + b'"}', "300 characters"),
        (b'{"body": "a", "id": "."}', 'a part that is "." or ".."'),
        (b'{"body": "a", "id": ".."}', 'a part that is "." or ".."'),
        (b'{"body": "a", "id": "../x"}', 'a part that is "." or ".."'),
        (b'{"body": "a", "id": "a/./b"}', 'a part that is "." or ".."'),
        (b'{"body": "a", "id": "https://a.example/b/.."}', 'a part that is "." or ".."'),
        (b'{"title": "b", "n": 1}', 'no body among "title", "n"'),
        (b'{"body": "\xff"}', "not UTF-8 text"),
        (b'{"body": "' + b"x" * MAX_ARTICLE_BYTES + b'"}', "8 MiB"),
    ],
)
def test_a_line_that_is_rejected(data: bytes, words: str) -> None:
    assert words in reason_for(data)


def test_one_bad_line_stops_no_other() -> None:
    data = b"\xef\xbb\xbf" + b"\n".join(
        [
            b'{"body": "a"}',
            b"",
            b"bad",
            b" \r",
            b'{"body": "b"}\r',
            b"x" * (MAX_ARTICLE_BYTES + 1),
            b'{"body": "c"}',
        ]
    )
    read_in = lines(data)
    assert [getattr(one, "body", None) or getattr(one, "line", None) for one in read_in] == [
        "a",
        3,
        "b",
        6,
        "c",
    ]


def test_a_line_of_just_the_limit() -> None:
    frame = len('{"body": ""}')
    longest = b'{"body": "' + b"x " * ((MAX_ARTICLE_BYTES - frame) // 2) + b'"}'
    assert len(longest) == MAX_ARTICLE_BYTES
    for data in (longest, longest + b"\n"):
        assert isinstance(lines(data)[0], Article)


def test_a_json_file_of_lines() -> None:
    read_in = lines(b'{"id": 1}\n{"body": "b"}\nbad\n', "x.json")
    assert [type(one) for one in read_in] == [Rejected, Article, Rejected]


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
KEYS = st.sampled_from(
    ["id", "title", "url", "source", "author", "category", "published", "date", "body"]
)


@given(st.dictionaries(KEYS, ANY_JSON))
def test_any_values_give_an_article_or_a_reason(values: dict[str, Any]) -> None:
    # Lists under the names of a title and a body are columns of a table.
    for one in lines(json.dumps(values).encode()):
        if isinstance(one, Article):
            assert one.body
            assert one.title or not any(map(str.isalpha, one.body))
            assert (one.published is None) == (one.dated_by == "none")
            for text in (
                one.id,
                one.body,
                one.title,
                one.url,
                one.source,
                one.author,
                one.category,
            ):
                assert "\0" not in text
                text.encode()
        else:
            assert one.reason


def test_files_that_were_put_together_and_marked_records() -> None:
    for mark in ("\ufeff", "\x1e", ""):
        data = "".join(f'{mark}{{"body": "{body}"}}\n' for body in "ab").encode()
        for name in ("x.jsonl", "x"):
            assert [getattr(one, "body", one) for one in lines(data, name)] == ["a", "b"]


def test_a_comma_at_the_end_of_a_line() -> None:
    found = read_bytes(f'{{"body": "{BODY}"}},\r\n{{"body": "{BODY} दो"}}\r\n'.encode(), "x.jsonl")
    assert [each.body for each in found if isinstance(each, Article)] == [BODY, f"{BODY} दो"]
