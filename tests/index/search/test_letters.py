"""Acronyms with their letters apart."""

from pathlib import Path

import pytest

from archive.article import Article
from index.query.parser import parse
from index.search.letters import abbreviation_in_a_row, apart, letters_in_a_row
from index.search.models import Request
from index.thesaurus import Thesaurus
from tests.factories import archive_in

ROWS = [
    ("बी जे पी", "bjp", "three names of letters"),
    ("आई एस आई एस", "isis", "four"),
    ("b j p", "bjp", "Latin letters"),
    ("J P", "jp", "of which two are enough"),
    ("जे पी", "", "two Hindi names may be words"),
    ("जी के ई", "", "words that are also names of letters"),
    ("बी जे सरकार", "", "another word among them"),
    ("5 g", "", "a number is no letter"),
]


@pytest.mark.parametrize(("typed", "letters", "why"), ROWS)
def test_letters_in_a_row(typed: str, letters: str, why: str) -> None:
    words = [term.words[0] for (term,) in parse(typed).required]
    assert letters_in_a_row(words) == letters, why


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("बीजेपी", "बी जे पी"),
        ("bjp", "बी जे पी"),
        ("यूएस", "यू एस"),
        ("जीके", None),
        ("सरकार", None),
        ("q", None),
    ],
)
def test_apart(word: str, written: str | None) -> None:
    found = apart(word)
    assert (found and found[0]) == written


TEXTS = {
    "apart": "बी जे पी की सभा हुई।",
    "together": "बीजेपी ने कल बैठक की।",
    "latin": "The B J P met.",
    "dots": "यू. एस. ने बयान दिया।",
    "honorific": "गांधी जी के विचार।",
    "nadda": "जेपी नड्डा ने सभा की।",
    "village": "नड्डा गांव में सभा हुई। नड्डा में मेला।",
}
FOUND = [
    ("बीजेपी", {"apart", "together", "latin"}),
    ("बी जे पी", {"apart", "together", "latin"}),
    ("b j p", {"apart", "together", "latin"}),
    ("BJP", {"apart", "together", "latin"}),
    ("यूएस", {"dots"}),
    ("जीके", set()),
]


def test_one_search_for_all_ways_of_writing(tmp_path: Path) -> None:
    with archive_in(tmp_path, [Article(key, text) for key, text in TEXTS.items()]) as opened:
        for query, ids in FOUND:
            found = opened.searcher.search(Request(query)).results
            assert {one.article.id for one in found} == ids, query
        first = opened.searcher.search(Request("J P Nadda")).results[0]
        assert first.article.id == "nadda"
        marked = opened.searcher.search(Request("बीजेपी")).results
        assert all(one.snippet.marks for one in marked)


GENERALS = {
    "together": "जनरल वीके सिंह ने कहा।",
    "apart": "मंत्री वी के सिंह सीमा पर गए।",
    "another": "मनमोहन सिंह और गुरजांत सिंह के गांव के लोग व अन्य।",
    "cricket": "के एल राहुल ने शतक बनाया।",
    "short": "केएल राहुल की पारी। राहुल आउट।",
    "politics": "राहुल गांधी के एल नंबर।",
}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("V K Singh", ["together", "apart"]),
        ("v k singh", ["together", "apart"]),
        ("वी के सिंह", ["together", "apart"]),
        ("K L Rahul", ["cricket", "short"]),
        ("के एल राहुल", ["cricket", "short"]),
    ],
)
def test_initials_are_no_function_words(tmp_path: Path, query: str, ids: list[str]) -> None:
    with archive_in(tmp_path, [Article(key, text) for key, text in GENERALS.items()]) as opened:
        results = opened.searcher.search(Request(query)).results
    found = [one.article.id for one in results]
    assert found[0] in ids
    other = next(one.snippet for one in results if one.article.id == "another")
    assert "के" not in [other.text[start:end] for start, end in other.marks]
    # Who else has all the words may stand between, who has only the surname may not.
    assert set(ids) <= set(found[:3])
    assert "another" not in found[:2]


@pytest.mark.parametrize(
    ("typed", "whole", "why"),
    [
        ("भा ज पा", "भाजपा", "a party"),
        ("ब स पा", "बसपा", "another one"),
        ("उ प्र", "उप्र", "a state, of two"),
        ("भा", "", "one is none"),
        ("के पी", "", "a word that tells nothing"),
        ("ना म", "", "no name"),
        ("भाज पा", "", "more than an akshara"),
        ("x y", "", "Latin letters"),
    ],
)
def test_an_abbreviation_typed_akshara_by_akshara(typed: str, whole: str, why: str) -> None:
    words = [term.words[0] for (term,) in parse(typed).required]
    assert abbreviation_in_a_row(words, Thesaurus.default()) == whole, why
