"""Records to drafts: values that are none, bodies of any make, addresses, our own exports."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article
from archive.exporting import json_lines
from archive.reading.reader import Draft, Options, Origin
from archive.reading.records import NoArticle, to_draft
from tests.factories import article, read_bytes

ORIGIN = Origin("x", "x")
TEXT = "नदी का पानी उतर रहा है।"


def draft(options: Options | None = None, /, **values: Any) -> Draft:
    return to_draft(values, ORIGIN, 1, options or Options())


@pytest.mark.parametrize(
    "nothing", [float("nan"), float("inf"), None, "NaN", "None", "NULL", "null", "\\N", "-", " — "]
)
def test_what_is_written_for_no_value_is_none(nothing: object) -> None:
    found = draft(
        body=TEXT, title=nothing, author=nothing, source=nothing, url=nothing, date=nothing
    )
    assert (found.title, found.author, found.source, found.url) == ("", "", "", "")
    assert (found.published, found.notes) == (None, ())
    assert draft(body=nothing, content=TEXT, headline="क").body == TEXT
    with pytest.raises(NoArticle, match="empty"):
        draft(body=nothing)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([{"type": "p", "text": "एक"}, {"type": "p", "text": "दो"}], "एक\nदो"),
        ({"text": "एक"}, "एक"),
        ({"whatever": "एक"}, "एक"),
        ({"rendered": "<p>एक</p><p>दो</p>", "protected": False}, "एक\nदो"),
        ({"blocks": [{"type": "header", "data": {"text": "एक", "level": 2}}]}, "एक"),
        ({"ops": [{"insert": "एक "}, {"insert": "दो\n"}]}, "एक दो"),
        (
            {
                "type": "doc",
                "content": [
                    {
                        "type": "paragraph",
                        "content": [{"type": "text", "text": "ए"}, {"type": "text", "text": "क"}],
                    },
                    {"type": "paragraph", "content": [{"type": "text", "text": "दो"}]},
                ],
            },
            "एक\nदो",
        ),
        (
            [{"_type": "block", "children": [{"_type": "span", "text": "एक"}]}],
            "एक",
        ),
        ('["एक", "दो"]', "एक\nदो"),
        ("['एक', 'दो']", "एक\nदो"),
        ("[पटना] एक", "[पटना] एक"),
        ("['एक', 'दो'", "['एक', 'दो'"),
        ("एक &amp;nbsp; दो &quot;तीन&quot;", 'एक \xa0 दो "तीन"'),
        ("&lt;p&gt;एक&lt;/p&gt;&lt;p&gt;दो&lt;/p&gt;", "एक\nदो"),
        ("5 < 6 और R&D", "5 < 6 और R&D"),
    ],
)
def test_a_body_of_any_make(value: object, text: str) -> None:
    assert draft(body=value).body.strip() == text


def test_markup_is_taken_out_and_noted() -> None:
    found = draft(title="<b>एक</b> &amp; दो", body="<p>एक</p><script>var a;</script>")
    assert (found.title, found.body, found.notes) == ("एक & दो", "एक", ("markup",))


@pytest.mark.parametrize(
    "end", ["… [+2034 chars]", " [+1 char]", "... [+99 characters]", " [&hellip;]", " […]"]
)
def test_a_text_that_was_cut(end: str) -> None:
    found = draft(content=f"{TEXT}{end}")
    assert (found.body, found.notes) == (TEXT, ("cut",))


def test_a_beginning_counts_where_there_is_no_body() -> None:
    assert draft(content=TEXT, description="कम").body == TEXT
    assert draft(content=None, description=TEXT).notes == ()
    assert draft(title="क", excerpt=TEXT).notes == ("cut",)


@pytest.mark.parametrize(
    ("url", "mended", "note"),
    [
        ("www.a.example/b-1.html", "https://www.a.example/b-1.html", ()),
        ("a.example/b", "https://a.example/b", ()),
        ("//a.example/b", "https://a.example/b", ()),
        ("https://a.example/a b|c", "https://a.example/a%20b%7Cc", ()),
        (" https://a.example/बाढ़ ", "https://a.example/बाढ़", ()),
        ("/b/c-1.html", "", ("address=/b/c-1.html",)),
        ("b-1.html", "", ("address=b-1.html",)),
        ("javascript:alert(1)", "", ()),
        ("42", "", ()),
    ],
)
def test_addresses(url: str, mended: str, note: tuple[str, ...]) -> None:
    found = draft(body=TEXT, url=url)
    assert (found.url, found.notes) == (mended, note)


def test_a_source_that_is_an_address() -> None:
    found = draft(body=TEXT, source="https://www.a.example/b/c")
    assert (found.source, found.url) == ("a.example", "https://www.a.example/b/c")


def test_objects_that_were_written_into_cells() -> None:
    found = draft(body=TEXT, source="{'id': None, 'name': 'भोर'}", authors="['अ', 'ब']")
    assert (found.source, found.author) == ("भोर", "अ, ब")


def test_a_post_of_wordpress() -> None:
    found = draft(
        id=7,
        date="2025-07-12T10:00:00",
        modified="2026-01-01T10:00:00",
        link="https://a.example/7",
        title={"rendered": "एक &#8216;दो&#8217;"},
        content={"rendered": "<p>एक</p>"},
        author=3,
        categories=[4, 5],
    )
    assert (found.title, found.body) == ("एक &#8216;दो&#8217;", "एक")
    assert (found.id, found.author, found.category) == ("", "", "")
    assert (found.url, found.published) == ("https://a.example/7", date(2025, 7, 12))
    names = {"author": [{"name": "मीरा"}], "wp:term": [[{"name": "खेल"}]]}
    again = draft(title={"rendered": "क"}, content={"rendered": "ख"}, _embedded=names, author=3)
    assert (again.author, again.category) == ("मीरा", "खेल")


def test_ids_of_databases() -> None:
    assert draft(_id={"$oid": "5f2b"}, body=TEXT).id == "5f2b"
    assert draft(_id="5f2b", body=TEXT).id == "5f2b"


@pytest.mark.parametrize(
    ("language", "code"),
    [("Hindi", "hi"), ("hi-IN", "hi"), ("हिन्दी", "hi"), ("en_GB", "en"), ("bho", "bho")],
)
def test_languages(language: str, code: str) -> None:
    assert draft(body=TEXT, lang=language).language == code


def test_a_wrong_column_lists_those_that_are_there() -> None:
    with pytest.raises(NoArticle, match=r'no "foo"; there are "title", "text"') as caught:
        draft(Options(columns={"body": "foo"}), title="क", text=TEXT)
    assert caught.value.of_file


def test_columns_that_a_person_named() -> None:
    options = Options(columns={"title": "h.main", "body": "t"})
    found = draft(options, h={"main": "क", "title": "ख"}, t=TEXT, body="other")
    assert (found.title, found.body) == ("क", TEXT)


EXPORTED = [
    article(),
    article(title="A &amp; B <b>क</b>", notes="markup cut"),
    article(titled_by="text", dated_by="byline", published=date(2020, 1, 2)),
    article(published=None, dated_by="none", title="None", source="NaN", author="['अ']"),
    article(body="एक <p>दो</p> &nbsp; तीन [+12 chars]", url=""),
    article(language="hi-IN", notes="font=krutidev010 ocr=0.93", category="- "),
]


@pytest.mark.parametrize("whole", EXPORTED)
def test_import_gives_back_what_was_exported(whole: Article) -> None:
    whole = replace(whole, category=whole.category.strip())
    assert read_bytes("".join(json_lines([whole])).encode()) == [whole]
    as_list = json.dumps([json.loads(line) for line in json_lines([whole])]).encode()
    assert read_bytes(as_list, "x.json") == [whole]


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "type", "name", "content", "$date", "x"]), inner)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    "body content text title headline url link source publisher author category published date "
    "id _id language description".split()
)


@given(st.dictionaries(NAMES, ANY))
def test_any_values_give_a_draft_or_a_reason(values: dict[str, Any]) -> None:
    reason = ""
    try:
        assert to_draft(values, ORIGIN).body.strip()
    except NoArticle as error:
        reason = str(error)
    assert "\n" not in reason


def test_a_library_of_citations_as_programs_exchange_it() -> None:
    found = draft(
        **{"container-title": "जनसंवाद", "URL": "https://a.example/1", "abstract": TEXT},
        author=[{"family": "वर्मा", "given": "अंजलि"}],
        issued={"date-parts": [["2025", 7, 9]]},
        accessed={"date-parts": [[2025, 8, 1]]},
    )
    assert (found.source, found.author, found.published) == (
        "जनसंवाद",
        "अंजलि वर्मा",
        date(2025, 7, 9),
    )


def test_an_id_that_is_an_address_is_one() -> None:
    assert draft(body=TEXT, identifier="https://a.example/7").url == "https://a.example/7"
    assert draft(body=TEXT, identifier="oai:a.example:7") == draft(body=TEXT, id="oai:a.example:7")
    both = draft(body=TEXT, id="https://a.example/7", url="https://a.example/n")
    assert both.url == "https://a.example/n"


def test_a_column_for_each_paragraph() -> None:
    assert draft(title="क", para2="दो।", para1=TEXT, para10="दस।").body == f"{TEXT}\nदो।\nदस।"
    assert draft(body=TEXT, para1="एक।", para2="दो।").body == TEXT
    with pytest.raises(NoArticle):
        draft(title="क", para1=TEXT)


@pytest.mark.parametrize("nested", ["[" * 800 + "1" + "]" * 800, "[1, " * 400 + "'क'" + "]" * 400])
def test_lists_in_one_another_without_end_have_no_names(nested: str) -> None:
    assert draft(body=TEXT, author=nested).body == TEXT
