"""Words typed in one piece: their forms, and what is found and told over a small archive."""

from collections.abc import Iterator

import pytest

from archive.article import Article
from index.query.parser import parse
from index.search.models import Request
from index.search.open import Archive
from index.search.pieces import MAX_FORMS, piece_forms
from tests.factories import archive_in

TEXTS = {
    "5g": "शहर में 5G सेवा शुरू हुई।",
    "5ji": "गाँव में 5जी सेवा आई।",
    "plants": "मोदी जी ने 5 पौधे लगाए।",
    "g20": "G20 की बैठक दिल्ली में हुई।",
    "ji-20": "जी-20 देशों का सम्मेलन हुआ।",
    "g7": "जी-7 की बैठक में 20 नेता आए।",
    "covid": "कोविड-19 फैला।",
    "patients": "कोविड के 19 मरीज मिले।",
    "mig": "मिग-21 गिरा।",
    "5th": "5वीं कक्षा की परीक्षा हुई।",
    "variant": "वायरस का B.1.617 रूप मिला।",
    "jk": "J&K में बर्फ गिरी।",
    "tag": "सोशल मीडिया पर #FarmersProtest चला।",
    "apart": "The farmers protest went on.",
    "day": "यह 12 जुलाई 2025 की बात है।",
    "short-date": "यह 12.7.2025 की बात है।",
    "rd": "कंपनी के आर एंड डी विभाग में।",
    "24x7": "बिजली 24x7 रहती है।",
    "24×7": "दुकान 24×7 खुली है।",
    "parade": "कल 26 जनवरी है।",
    "january": "जनवरी के महीने में 26 लोग आए, जनवरी ठंडी रही।",
    "date": "यह 12/07/2025 की बात है।",
    "other-date": "यह 07/12/2025 की बात है।",
    "under": "अंडर-19 टीम खेली।",
    "u19": "The U-19 team won.",
    "second": "दूसरा मैच हुआ।",
    "lakh": "उसे पांच लाख रुपये मिले।",
    "digits": "उसे 500000 मिले।",
    "lakhs": "5 घर गिरे, एक लाख लोग आए।",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = [Article(name, text, "खबर") for name, text in TEXTS.items()]
    with archive_in(tmp_path_factory.mktemp("pieces"), articles) as opened:
        yield opened


# query, what is found, why
FOUND = [
    ("5G", {"5g", "5ji"}, "a letter and its name"),
    ("5जी", {"5g", "5ji"}, "a name and its letter"),
    ('"5G"', {"5g", "5ji"}, "quoted"),
    ('"5जी सेवा"', {"5g", "5ji"}, "in a quotation"),
    ('"5G की सेवा"', {"5g", "5ji"}, "which is nowhere: still in one piece"),
    ("J & K", {"jk"}, "with spaces"),
    ("#मिग2024", {"mig"}, "a tag that is nowhere, as words"),
    ("5-g", {"5g", "5ji"}, "with a hyphen"),
    ("जी20", {"g20", "ji-20"}, "joined or not"),
    ("G-20", {"g20", "ji-20"}, "and in Latin letters"),
    ("कोविड19", {"covid", "patients"}, "कोविड means the same"),
    ("U19", {"under", "u19"}, "the age of players"),
    ("अंडर 19", {"under", "u19"}, "in Hindi and apart"),
    ("under-19", {"under", "u19"}, "in English"),
    ("2nd", {"second"}, "an ordinal that is a word in Hindi"),
    ("covid-19", {"covid", "patients"}, "in Latin letters; कोविड means the same"),
    ("MiG-21", {"mig"}, "a word and a number"),
    ("5th", {"5th"}, "an ordinal in the other language"),
    ("b.1.617", {"variant"}, "several"),
    ("J&K", {"jk"}, "letters joined by an ampersand"),
    ("#FarmersProtest", {"tag", "apart"}, "a tag, joined and apart"),
    ("24×7", {"24x7", "24×7"}, "a sign for a letter"),
    ("24x7", {"24x7", "24×7"}, "and a letter for it"),
    ("R&D", {"rd"}, "an ampersand that is read out"),
    ("12.07.2025", {"date", "short-date", "day"}, "a day in digits and with its month"),
    ("2025-07-12", {"date", "short-date", "day"}, "the year first"),
    ("12/7/2019", {"day"}, "a day of another year, where none is of this"),
    ("12/13/2025", set(), "no day: numbers in a row, which are nowhere"),
    ("8जी जी9", set(), "nor whatever has a जी"),
    ("AB&C", set(), "nor of letters joined by an ampersand"),
    ("8G", set(), "what is nowhere is not whatever has an 8 or a G"),
    ("सेवा -5G", set(), "both forms of what is excluded"),
    (
        "covid-2025",
        {"covid", "patients", "date", "other-date", "day", "short-date"},
        "what is nowhere, as words",
    ),
    ("सेवा -covid-5", {"5g", "5ji"}, "but as words it excludes nothing"),
]


@pytest.mark.parametrize(("query", "ids", "why"), FOUND, ids=[row[0] for row in FOUND])
def test_what_a_piece_finds(opened: Archive, query: str, ids: set[str], why: str) -> None:
    found = opened.searcher.search(Request(query, limit=50))
    assert {result.article.id for result in found.results} == ids, why


@pytest.mark.parametrize("query", ["26 january", "26 जनवरी", "january 26", "जनवरी 26"])
def test_a_day_is_preferred_to_its_number_and_month(opened: Archive, query: str) -> None:
    found = opened.searcher.search(Request(query))
    assert [result.article.id for result in found.results] == ["parade", "january"]


def test_each_form_is_told_and_can_be_switched_off(opened: Archive) -> None:
    (word,) = opened.searcher.search(Request("5G")).words
    assert word.word == "5G"
    assert [(v.term, v.articles, v.why) for v in word.matched] == [
        ("5G", 1, "exact"),
        ("5जी", 1, "sound"),
    ]
    found = opened.searcher.search(Request("5G", off=("5जी",)))
    assert [result.article.id for result in found.results] == ["5g"]
    assert [v.term for v in found.words[0].off] == ["5जी"]


def test_the_whole_piece_is_marked(opened: Archive) -> None:
    (result, *_) = opened.searcher.search(Request("5जी")).results
    text = result.snippet.text
    assert [text[start:end] for start, end in result.snippet.marks] in (["5जी"], ["5", "जी"])


@pytest.mark.parametrize("typed", ["A1B2C3", "z-1-z-1-z", "J&K", "x" * 50 + "-1"])
def test_forms_are_bounded_and_the_first_is_as_typed(typed: str) -> None:
    ((term,),) = parse(typed).required
    forms = list(piece_forms(term, lambda _: [("रूस", "sound")] * 9))
    assert len(forms) <= MAX_FORMS
    assert forms[0].text == typed
    assert forms[0].why == "exact"
    assert all(len(form.words) >= len(term.words) for form in forms)
