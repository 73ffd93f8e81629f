"""Alternatives where nothing was found, and what a mistyped query is corrected to."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.analysis import is_stop_word
from index.engine import Filters
from index.lexicon import Lexicon, Variant
from index.query.parser import parse
from index.search.models import Request, WordMatches
from index.search.open import Archive
from index.search.recovery import (
    FEW_ARTICLES,
    MAX_OFFERED,
    Alternative,
    did_you_mean,
    near_variants,
)
from index.thesaurus import OWN_ROWS, Concept, Thesaurus
from index.transliteration.phonetic_key import phonetic_key
from tests.factories import archive_in

THESAURUS = Thesaurus.default()
NOWHERE = Filters(since=date(1990, 1, 1), until=date(1990, 2, 1))


def alternatives_of(opened: Archive, request: Request) -> tuple[Alternative, ...]:
    results = opened.searcher.search(request)
    assert results.total == 0
    return opened.searcher.alternatives(results)


@pytest.mark.parametrize(
    ("request_", "kind", "query"),
    [
        (Request("Lavrov", exact=True), "inexact", "Lavrov"),
        (Request("Lavrov", off=("लावरोव", "लावरोफ़")), "switched_on", "Lavrov"),
        (Request("लावरोव", filters=NOWHERE), "any_time", "लावरोव"),
        (Request("लावरोव", filters=Filters.of(source=("कोई",))), "unfiltered", "लावरोव"),
        (Request('="मंत्री कोहली"'), "plain", "मंत्री कोहली"),
        (Request("=लावरोव =कोहली"), "fewer", "=कोहली"),
        (Request("लावरोव source:nobody"), "unfiltered", "लावरोव"),
        (Request("लावरोव before:1999"), "unfiltered", "लावरोव"),
        (Request("लावरोव -मंत्री -वोनसान"), "plain", "लावरोव"),
    ],
)
def test_what_is_offered(opened: Archive, request_: Request, kind: str, query: str) -> None:
    found = alternatives_of(opened, request_)
    assert (kind, query) in [(one.kind, one.request.query) for one in found]


def test_the_whole_year_is_wider_than_a_day(opened: Archive) -> None:
    day = date(2025, 1, 2)
    found = alternatives_of(opened, Request("लावरोव", filters=Filters(since=day, until=day)))
    assert found[0].kind == "whole_year"
    assert found[0].request.filters == Filters(since=date(2025, 1, 1), until=date(2025, 12, 31))


@pytest.mark.parametrize(("typed", "meant"), [("kolee", "कोहली"), ("chetaani", "चेतावनी")])
def test_spellings_near_what_was_typed_but_no_mere_stop_words(
    opened: Archive, typed: str, meant: str
) -> None:
    found = alternatives_of(opened, Request(typed))
    assert ("spelling", meant) in [(one.kind, one.request.query) for one in found]
    assert not any(is_stop_word(one.request.query) for one in found)


def test_nothing_near_is_nothing_offered(opened: Archive) -> None:
    assert alternatives_of(opened, Request("")) == ()


PIECES = ('"मंत्री', 'कोहली"', "लावरोव", "-लावरोव", "=zzq", "title:zz", "source:x", "OR", '"')
pieces = st.sampled_from(PIECES)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(pieces, max_size=9).map(" ".join) | st.text(max_size=30),
    st.booleans(),
    st.sampled_from([Filters(), NOWHERE, Filters.of(source=("जनवाणी",), author=("x",))]),
)
def test_every_alternative_finds_as_many_as_it_says(
    opened: Archive, query: str, exact: bool, filters: Filters
) -> None:
    asked = Request(query, exact=exact, filters=filters, limit=50, order="newest")
    results = opened.searcher.search(asked)
    if results.total:
        return
    found = opened.searcher.alternatives(results)
    assert len(found) <= MAX_OFFERED
    assert len({one.request for one in found}) == len(found)
    for one in found:
        assert one.request != results.request
        assert opened.searcher.search(one.request).total == one.total > 0


WORDS = {
    "पशिम": 1, "पुतिन": 75, "विदेश": 1116, "वाइड": 7, "गाधी": 3, "गांधी": 865, "राहुल": 594,
    "लावरोव": 14, "लार्वा": 2, "एलआरओ": 2, "रूस": 310, "रशिया": 3, "है": 15132, "में": 16243,
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


def corrected(lexicon: Lexicon, query: str, found: int = 0, finds: int = 9) -> str:
    words = [
        WordMatches(
            word, (Variant(word, 1.0, lexicon.articles(word)),) if lexicon.articles(word) else ()
        )
        for word in query.split()
    ]
    return did_you_mean(parse(query), found, words, lexicon, THESAURUS, lambda _: finds)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("putim", "पुतिन"),
        ("vides", "विदेश"),
        ("राहुल gnadhi", "राहुल गांधी"),
        ("lavrvo", "लावरोव"),
        ("लवरोव", "लावरोव"),
        ("लारोव", "लावरोव"),
        ("लावरव", "लावरोव"),
        ("विेदश", "विदेश"),
        ("rusia", "रूस"),
        ("zzqqxx", ""),
    ],
)
def test_the_word_meant_is_near_and_common(lexicon: Lexicon, query: str, meant: str) -> None:
    assert corrected(lexicon, query) == meant


def test_it_is_offered_only_where_it_finds_more(lexicon: Lexicon) -> None:
    assert corrected(lexicon, "putim", finds=0) == ""
    assert corrected(lexicon, "putim", found=1, finds=1) == ""
    assert corrected(lexicon, "putim", found=FEW_ARTICLES) == ""


def test_a_common_word_is_left_as_it_is(lexicon: Lexicon) -> None:
    assert corrected(lexicon, "विदेश राहुल") == ""


def test_a_word_is_corrected_where_it_is_wanted_and_keeps_its_field(lexicon: Lexicon) -> None:
    query = parse("source:putim -putim computims title:putim")
    words = [WordMatches("putim", ())]
    better = did_you_mean(query, 0, words, lexicon, THESAURUS, lambda _: 9)
    assert better == "source:putim -putim computims title:पुतिन"


@pytest.mark.parametrize("word", ["stampede", "bribe", "UNO", "fisherman", "xkcdq"])
def test_what_shares_neither_sound_nor_meaning_is_not_offered(word: str) -> None:
    common = ("स्टैंड", "बराबर", "ऊना", "फरमान", "आर्थिक", "वीरान", "कांड", "अवर")
    rows = ((each, phonetic_key(each), 100) for each in sorted(common))
    assert corrected(Lexicon(rows), word) == ""


def test_a_much_commoner_word_is_offered_above_a_few_hits() -> None:
    lexicon = Lexicon((w, phonetic_key(w), n) for w, n in (("राउत", 400), ("रौत", 4)))
    searched = [WordMatches("raut", (Variant("रौत", 1.0, 4, "sound"),))]

    def offered(found: int, finds: int) -> str:
        return did_you_mean(parse("raut"), found, searched, lexicon, THESAURUS, lambda _: finds)

    near = max(v.weight for v in lexicon.find_variants("raut", min_weight=0) if v.term == "राउत")
    assert (offered(4, 400) == "राउत") == (near >= 0.3)
    assert offered(4, 20) == ""


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("इलहाबाद", "इलाहाबाद"),
        ("इलहाबाद रैली", "इलाहाबाद रैली"),
        ("चिता", ""),  # a short word is another one
        ("रायपुर", ""),  # nor is what is not much commoner meant
    ],
)
def test_a_much_commoner_word_is_offered_for_a_long_hindi_one(query: str, meant: str) -> None:
    counts = {"इलहाबाद": 4, "इलाहाबाद": 84, "चिता": 5, "चिंता": 447, "रायपुर": 30, "रामपुर": 90}
    lexicon = Lexicon((w, phonetic_key(w), n) for w, n in sorted(counts.items()))
    for found in (0, 4):
        words = [WordMatches(w, (Variant(w, 1.0, counts.get(w, 9)),)) for w in query.split()]
        better = did_you_mean(parse(query), found, words, lexicon, THESAURUS, lambda _: 84)
        assert better == meant


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Priyanka Gandi", "प्रियंका गांधी"),
        ("manmohan sing", "मनमोहन सिंह"),
        ("Priyanka Gandhi", ""),
        ("green gandi", ""),
    ],
)
def test_a_name_of_several_words_is_put_right_as_a_whole(query: str, meant: str) -> None:
    words = ("गंदी", "प्रियंका", "सिंग")
    lexicon = Lexicon((each, phonetic_key(each), 900) for each in words)
    searched = [WordMatches(w, (Variant(w, 1.0, 900),)) for w in query.split()]
    assert did_you_mean(parse(query), 0, searched, lexicon, THESAURUS, lambda _: 9) == meant


def test_some_rare_word_is_like_any_nonsense() -> None:
    rows = [("के", phonetic_key("के"), 20_000), ("ज़ज़ाई", phonetic_key("ज़ज़ाई"), 1)]
    assert corrected(Lexicon(sorted(rows)), "xyzzy") == ""


OWN_ROWS_TEXT = "vides\tघंटाघर\ntownclock | old tower\tघंटाघर\n"
TOWN = [
    Article(id="clock", body="घंटाघर के पास मेला लगा।"),
    Article(id="abroad", body="विदेश से लोग आए, विदेश गए।"),
]


def test_an_own_english_word_is_not_taken_for_what_it_sounds_like(lexicon: Lexicon) -> None:
    assert "विदेश" in [each.term for each in near_variants("vides", lexicon, THESAURUS)]
    own = THESAURUS.with_own([Concept(("vides",), ("घंटाघर",))])
    assert list(near_variants("vides", lexicon, own)) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("townclok", True), ("old towr", True), ("old tovver", False)]
)
def test_own_rows_with_a_typo_are_found_or_offered(tmp_path: Path, typed: str, meant: bool) -> None:
    (tmp_path / OWN_ROWS).write_text(OWN_ROWS_TEXT, encoding="utf-8")
    with archive_in(tmp_path, TOWN) as opened:
        found = opened.searcher.search(Request(typed))
        at_once = [one.article.id for one in found.results] == ["clock"]
        assert (at_once or found.did_you_mean == "घंटाघर") == meant


def test_an_own_word_is_no_other_spelling(tmp_path: Path) -> None:
    (tmp_path / OWN_ROWS).write_text(OWN_ROWS_TEXT, encoding="utf-8")
    with archive_in(tmp_path, TOWN) as opened:
        offered = opened.searcher.alternatives(opened.searcher.search(Request("=vides")))
        assert "=विदेश" not in [one.request.query for one in offered]


def test_without_own_rows_what_sounds_alike_is_offered(tmp_path: Path) -> None:
    with archive_in(tmp_path, TOWN) as opened:
        offered = opened.searcher.alternatives(opened.searcher.search(Request("=vides")))
        assert "=विदेश" in [one.request.query for one in offered]
