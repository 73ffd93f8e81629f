"""Citations, read again by the parsers that other programs use."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
import rispy
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from archive.article import Article
from tests.newsroom import LAVROV
from web.pages.citation import bibtex, citation_key, citations, ris

HERE = "http://localhost/articles/lavrov"
ODD = replace(
    LAVROV,
    id="odd/Ä {1}.ris",
    title='"लावरोव" {ने} कहा:\n50% & $5 #1 a_b ~ ^ \\ \u200fنص\u200f \u2028TY  - JOUR\r\nER  - ',
    author="जोशी, {मीरा}\n\u200fनामा",
    source="उत्तर & दक्षिण\x1cपत्रिका @news{",
    category="विश्व\u0085}राज्य",
    language="hi",
    dated_by="text",
)


def cited(app: Flask, article: Article, lang: str = "hi") -> dict[str, str]:
    with app.test_request_context(f"/?lang={lang}"):
        return {one.name: one.text for one in citations(article, HERE)}


def on_a_line(text: str) -> str:
    return " ".join(text.split())


def from_bibtex(text: str) -> Entry:
    (entry,) = parse_string(text, "bibtex").entries.values()
    return entry


COMMANDS = {
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
    "textbraceleft": "{", "textbraceright": "}",
}  # fmt: skip


def plain(latex: str) -> str:
    """What a field says, as LaTeX would print it."""
    return re.sub(
        r"\\(text\w+)\{\}|\\([%#&_$])|[{}]",
        lambda found: COMMANDS[found[1]] if found[1] else found[2] or "",
        latex,
    )


def test_a_line_to_cite(app: Flask) -> None:
    url = LAVROV.url
    title = "“लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट”"
    line = f"मीरा जोशी, {title}, उत्तर पत्रिका, 12 जनवरी 2026, {url}"
    assert cited(app, LAVROV)["सादा पाठ"] == line
    assert cited(app, LAVROV, "en")["Text"] == line.replace("जनवरी", "January")
    bare = Article("x", "एक पंक्ति।\nऔर एक।")
    assert cited(app, bare)["सादा पाठ"] == f"[एक पंक्ति। और एक।], तारीख़ अज्ञात, {HERE}"


def test_bibtex(app: Flask) -> None:
    assert cited(app, replace(LAVROV, language="hi"))["BibTeX"].splitlines() == [
        "@misc{abhilekh-lavrov,",
        "  author = {{मीरा जोशी}},",
        "  title = {{लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट}},",
        "  howpublished = {उत्तर पत्रिका},",
        "  year = {2026},",
        "  month = jan,",
        "  day = {12},",
        "  url = {https://uttarpatrika.example/world/lavrov?id=1&lang=hi},",
        "  note = {Abhilekh, http://localhost/articles/lavrov},",
        "  keywords = {विश्व},",
        "  langid = {hindi},",
        "}",
    ]


def test_csl(app: Flask) -> None:
    (one,) = json.loads(cited(app, LAVROV)["CSL JSON"])
    assert one["issued"] == {"date-parts": [[2026, 1, 12]]}
    assert one["author"] == [{"literal": "मीरा जोशी"}]
    assert one["container-title"] == "उत्तर पत्रिका"
    assert "language" not in one
    (bare,) = json.loads(cited(app, Article("ऋ", "x", language="mr"))["CSL JSON"])
    assert bare["id"].startswith("abhilekh-article.")
    assert bare["language"] == "mr"
    assert "issued" not in bare


def test_every_field_of_ris_is_read_again() -> None:
    (found,) = rispy.loads(ris(ODD, HERE))
    assert found == {
        "type_of_reference": "NEWS",
        "id": citation_key(ODD),
        "title": on_a_line(ODD.title),
        "authors": [on_a_line(ODD.author)],
        "secondary_title": on_a_line(ODD.source),
        "year": "2026",
        "date": "2026/01/12/",
        "keywords": [on_a_line(ODD.category)],
        "language": "hi",
        "urls": [ODD.url],
        "name_of_database": "Abhilekh",
        "accession_number": ODD.id,
        "notes": [f"Abhilekh, {HERE}; the date is from the text"],
    }
    assert "\u200f" in found["title"]


def test_every_field_of_bibtex_is_read_again() -> None:
    entry = from_bibtex(bibtex(ODD, HERE))
    assert entry.type == "misc"
    assert entry.key == citation_key(ODD)
    (person,) = entry.persons["author"]
    assert plain(str(person)) == on_a_line(ODD.author)
    assert not person.first_names  # one name, whatever comma is in it
    assert {name: plain(text) for name, text in entry.fields.items()} == {
        "title": on_a_line(ODD.title),
        "howpublished": on_a_line(ODD.source),
        "year": "2026",
        "month": "January",
        "day": "12",
        "url": ODD.url,
        "note": f"Abhilekh, {HERE}; the date is from the text",
        "keywords": on_a_line(ODD.category),
        "langid": "hindi",
    }


@pytest.mark.parametrize("titled_by", ["text", "source"])
def test_a_title_made_of_the_text_stands_in_brackets(app: Flask, titled_by: str) -> None:
    made = replace(
        LAVROV,
        title="रूस के विदेश मंत्री सर्गेई लावरोव…" if titled_by == "text" else "",
        titled_by=titled_by,  # type: ignore[arg-type]
    )
    (found,) = rispy.loads(ris(made, HERE))
    assert found["title"].startswith("[रूस के विदेश")
    assert found["title"].endswith("]")
    assert "the source gives no title" in found["notes"][0]
    entry = from_bibtex(bibtex(made, HERE))
    assert plain(entry.fields["title"]) == found["title"]
    assert "the source gives no title" in entry.fields["note"]
    assert json.loads(cited(app, made)["CSL JSON"])[0]["title"] == found["title"]


def test_keys_are_no_other_articles() -> None:
    ids = ["a", "A", "a/1", "a-1", "a.1", "a 1", "ऋ", "ॠ", "x" * 60, "x" * 61, "x" * 62, "-a", "a-"]
    ids += [citation_key(Article(id_, "x")).removeprefix("abhilekh-") for id_ in ids]
    ids = [*dict.fromkeys(ids)]
    keys = [citation_key(Article(id_, "x")).lower() for id_ in ids]
    assert len(set(keys)) == len(ids)


def test_years_have_four_digits() -> None:
    old = replace(LAVROV, published=date(5, 1, 1))
    (found,) = rispy.loads(ris(old, HERE))
    assert (found["year"], found["date"]) == ("0005", "0005/01/01/")
    assert from_bibtex(bibtex(old, HERE)).fields["year"] == "0005"


texts = st.text(max_size=60) | st.text(alphabet='{}\\%#&_$~^"<>\n क\u200f\u2028-ER', max_size=30)


@settings(max_examples=150, deadline=None)
@given(texts, texts, texts)
def test_whatever_the_text_is_read_again(title: str, author: str, rest: str) -> None:
    article = Article(rest, rest or "x", title=title, author=author, url="https://a.example/x")
    entry = from_bibtex(bibtex(article, HERE))
    (found,) = rispy.loads(ris(article, HERE))
    assert plain(entry.fields["title"]) == found["title"]
    if wanted := on_a_line("".join(sign if sign.isprintable() else " " for sign in title)):
        read = "".join(sign if sign.isprintable() else " " for sign in found["title"])
        assert on_a_line(read) == wanted
