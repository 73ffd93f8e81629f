"""JSON of any shape: which records are found in it, and what is told of the others."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading.reader import Options
from tests.factories import read_bytes

ONE = {"title": "पहली खबर", "body": "नदी का पानी उतर रहा है।"}
TWO = {"headline": "दूसरी खबर", "content": "स्कूल सोमवार से खुलेंगे।"}
BODIES = [ONE["body"], TWO["content"]]


def read(value: object, name: str = "x.json", **columns: str) -> list[Article | Rejected]:
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return read_bytes(data, name, Options(columns=columns))


def bodies(found: list[Article | Rejected]) -> list[str]:
    return [each.body if isinstance(each, Article) else str(each) for each in found]


ROWS = [[ONE["title"], BODIES[0]], [TWO["headline"], BODIES[1]]]
NAMES = ["title", "body"]
SHAPES: dict[str, Any] = {
    "list": [ONE, TWO],
    "wrapped": {"articles": [ONE, TWO]},
    "NewsAPI": {"status": "ok", "totalResults": 2, "articles": [ONE, TWO]},
    "in a list with the name of a body": {"news": [ONE, TWO]},
    "in a list with another": {"article": [ONE, TWO]},
    "GraphQL": {"data": {"posts": {"edges": [{"node": ONE}, {"node": TWO}]}}},
    "Elasticsearch": {
        "took": 3,
        "hits": {"total": {"value": 2}, "hits": [{"_source": ONE}, {"_source": TWO}]},
    },
    "Solr": {"response": {"docs": [ONE, TWO]}, "responseHeader": {"q": "x"}},
    "CouchDB": {"rows": [{"id": "a", "doc": ONE}, {"id": "b", "doc": TWO}]},
    "Django": [{"model": "n.a", "pk": 1, "fields": ONE}, {"model": "n.a", "fields": TWO}],
    "JSON:API": {"data": [{"id": 1, "attributes": ONE}, {"id": 2, "attributes": TWO}]},
    "by id": {"5f2ba901": ONE, "5f2ba902": TWO},
    "pandas, index": {"0": ONE, "1": TWO},
    "pandas, split": {"columns": NAMES, "index": [0, 1], "data": ROWS},
    "pandas, columns": {
        "title": {"0": "क", "1": "ख"},
        "body": {"0": BODIES[0], "1": BODIES[1]},
    },
    "columns of lists": {"title": ["क", "ख"], "body": BODIES},
    "a sheet": {"range": "A1:B3", "values": [NAMES, *ROWS]},
    "a list of rows": [NAMES, *ROWS],
    "JSON Feed": {
        "title": "भोर",
        "description": "खबरें",
        "items": [
            {"id": "1", "content_html": f"<p>{BODIES[0]}</p>", "url": "https://a.example/1"},
            {"id": "2", "content_text": BODIES[1], "title": "ख"},
        ],
    },
    "RSS as JSON": {
        "rss": {
            "channel": {
                "title": "भोर",
                "item": [
                    {"title": "क", "content:encoded": BODIES[0]},
                    {"title": "ख", "description": BODIES[1]},
                ],
            }
        }
    },
    "by section": {"politics": [ONE], "sports": [TWO]},
    "lists of lists": [[ONE], [TWO]],
    "each in an object": [{"article": ONE}, {"article": TWO}],
    "pages": {"page1": {"items": [ONE]}, "page2": {"items": [TWO]}},
    "WordPress": [
        {"title": {"rendered": "क"}, "content": {"rendered": f"<p>{BODIES[0]}</p>"}},
        {"title": {"rendered": "ख"}, "content": {"rendered": BODIES[1]}},
    ],
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_shapes(shape: object) -> None:
    for text in (json.dumps(shape, ensure_ascii=False), json.dumps(shape, indent=2)):
        for name in ("x.json", "x.jsonl", "x", "x.txt", "x.csv"):
            assert bodies(read(text.encode(), name)) == BODIES, name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("indent", [None, 2])
def test_encodings(encoding: str, indent: int | None) -> None:
    text = json.dumps([ONE, TWO], ensure_ascii=False, indent=indent)
    assert bodies(read(text.encode(encoding))) == BODIES


def test_objects_one_after_the_other() -> None:
    for parted in ("", "\n", " ", ",\n", "\n\x1e"):
        text = parted.join(json.dumps(each, indent=1, ensure_ascii=False) for each in (ONE, TWO))
        assert bodies(read(text.encode(), "x.jsonl")) == BODIES


def test_one_article_may_hold_lists() -> None:
    comments = [{"title": "वाह", "text": "बहुत अच्छा", "date": "2025-01-01"}]
    whole = {**ONE, "comments": comments, "related": [TWO], "tags": [{"name": "क"}]}
    assert bodies(read(whole)) == BODIES[:1]
    (rejected,) = read({"title": "क", "comments": comments})
    assert "no body" in str(rejected)


def test_what_lies_around_a_list_holds_for_all() -> None:
    (article,) = read({"category": "खेल", "source": "भोर", "success": True, "data": [ONE]})
    assert isinstance(article, Article)
    assert (article.category, article.source) == ("खेल", "भोर")


def test_an_id_around_a_record() -> None:
    found = read({"hits": {"hits": [{"_index": "n", "_id": "a1", "_source": ONE}]}})
    found += read({"5f2ba901": ONE, "5f2ba902": TWO}) + read({"0": ONE, "1": {**TWO, "id": "b"}})
    ids = [each.id for each in found if isinstance(each, Article)]
    assert ids[:3] == ["a1", "5f2ba901", "5f2ba902"]
    assert len(ids[3]) == 16
    assert ids[4] == "b"


def test_nan_costs_nothing() -> None:
    data = b'[{"title": NaN, "views": -Infinity, "body": "a"}, {"body": "b", "x": Infinity}]'
    assert bodies(read(data)) == ["a", "b"]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_cut_file_gives_what_is_whole(indent: int | None) -> None:
    for shape in ([ONE, ONE, TWO], {"n": {"a": 1}, "articles": [ONE, ONE, TWO]}):
        text = json.dumps(shape, ensure_ascii=False, indent=indent)
        *whole, told = read(text[: text.index("खुलेंगे")].encode())
        assert bodies(whole) == [ONE["body"]] * 2
        assert isinstance(told, Rejected)
        assert "ends in the middle" in told.reason
        assert told.line == (text[: text.index("दूसरी")].count("\n") if indent else 1)


def test_a_mistake_costs_its_record_alone() -> None:
    lines = ["[", '{"body": "a"},', '{"body": "b" "x"},', '{"body": "c" 1},', '{"body": "d"}', "]"]
    a, second, third, d = read("\n".join(lines).encode())
    assert bodies([a, d]) == ["a", "d"]
    assert "line 3, column 14" in str(second)
    assert "x.json:4: not JSON" in str(third)


def test_commas_behind_the_last_member() -> None:
    assert bodies(read(b'[{"body": "a,}",}, {"tags": [1, 2,], "body": "b",\n},]')) == ["a,}", "b"]


def test_what_makes_a_script_of_json() -> None:
    text = json.dumps([ONE, TWO], ensure_ascii=False)
    for script in (f"window.news = {text};", f"callback({text})", f"var a={text};\n"):
        assert bodies(read(script.encode(), "x.js")) == BODIES


def test_a_quotation_mark_too_much_costs_its_record_alone() -> None:
    text = json.dumps([{"body": each} for each in "abcde"], indent=2).replace('"b"', '"b""')
    found = read(text.encode())
    assert [each.body for each in found if isinstance(each, Article)] == ["a", "c", "d", "e"]
    assert len(found) == 5


def test_comments_are_refused_with_their_place() -> None:
    assert bodies(read(b'[\n{"body": "a"},\n// two\n{"body": "b"}]')) == [
        "a",
        "x.json:3: comments are no JSON; take them out",
    ]
    (rejected,) = read(b'[{"body": /* one */ "a"}]')
    assert "not JSON" in str(rejected)


def test_one_mistake_is_told_once() -> None:
    for many in ([{"title": "क", "n": n} for n in range(1000)],):
        for data in (
            json.dumps(many).encode(),
            b"\n".join(json.dumps(each).encode() for each in many),
        ):
            (told,) = read(data)
            assert 'no body among "title", "n"' in str(told)
            assert "--map body=" in str(told)
    (told,) = read(b"{'a' 1}\n" * 1000, "x.jsonl")
    assert "not JSON" in str(told)


def test_articles_behind_many_that_are_none() -> None:
    many: list[dict[str, Any]] = [{"title": "क"}] * 400
    told, article = read([*many, ONE])
    assert bodies([article]) == BODIES[:1]
    assert "no body" in str(told)


def test_a_wrong_key_is_told_once_with_those_that_are_there() -> None:
    for columns in ({"body": "txt"}, {"title": "head"}):
        (told,) = read([ONE] * 300, **columns)
        assert '"title", "body"' in str(told)
    assert bodies(read([{"a": {"b": "एक"}}, {"a": {}, "body": "x"}], body="a.b"))[0] == "एक"


def test_what_python_prints() -> None:
    data = f"{ONE}\n{ {'title': None, **TWO} }\n".encode()
    assert bodies(read(data, "x.jsonl")) == BODIES


@pytest.mark.parametrize("data", [b"", b" ", b"[]", b"[1]", b"null", b"\xef\xbb\xbf"])
def test_nothing_is_never_silent(data: bytes) -> None:
    (told,) = read(data)
    assert isinstance(told, Rejected)


def test_what_says_that_it_is_no_article_is_told_only_where_nothing_else_is() -> None:
    site = {"@type": "WebSite", "name": "भोर"}
    assert bodies(read({"@graph": [site, {"@type": "NewsArticle", **ONE}]})) == BODIES[:1]
    (told,) = read(site)
    assert isinstance(told, Rejected)


def test_numbers_of_any_size() -> None:
    (rejected,) = read(b'[{"id": ' + b"9" * 10_000 + b', "body": "a"}]')
    assert isinstance(rejected, Rejected)


KEYS = st.sampled_from("body title articles data columns rows id 0 1 x".split())


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner),
        max_leaves=12,
    )
)
def test_no_shape_fails(value: Any) -> None:
    assert read(value)
    assert read({"articles": [ONE, value]})


@pytest.mark.parametrize(("depth", "count"), [(200, 1), (400, 0), (900, 0)])
def test_what_is_nested_deeply_is_told(depth: int, count: int) -> None:
    nested = b"[" * depth + b"]" * depth
    found = read_bytes(b'{"body": "\xe0\xa4\x95", "more": ' + nested + b"}", "a.json")
    assert len([each for each in found if isinstance(each, Article)]) == count
    assert count or "nested too deeply" in str(found[0])


@pytest.mark.parametrize("begin", [b"[", b'{"a":', b'[{"a":['])
def test_brackets_without_end_are_one_rejection(begin: bytes) -> None:
    for end in (b"", b"]" * 5000, b"}" * 5000):
        found = read_bytes(begin * 5000 + end, "a.json")
        assert found
        assert all(isinstance(each, Rejected) for each in found)


def test_what_a_search_engine_highlights_is_no_article() -> None:
    docs = [{"id": "sk-41", "title": ["मशरूम मिले"], "body": ["गाँव में आज पानी आया।"]}]
    answer = {
        "response": {"docs": docs},
        "highlighting": {"sk-41": {"body": ["<em>मशरूम</em> मिले हैं"]}},
    }
    (found,) = read_bytes(json.dumps(answer).encode(), "x.json")
    assert isinstance(found, Article)
    assert (found.id, found.body) == ("sk-41", "गाँव में आज पानी आया।")
