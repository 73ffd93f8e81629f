"""The stems of Hindi words, with every exception of the table."""

import csv
from importlib.resources import files

import pytest
import snowballstemmer
from hypothesis import example, given
from hypothesis import strategies as st
from snowballstemmer.hindi_stemmer import HindiStemmer

from index.analysis import stemmer, term
from index.analysis.stemmer import stem

# words that are found together, why
MERGE = [
    ("लड़का लड़के लड़कों", "masculine in ा"),
    ("लड़की लड़कियाँ लड़कियां लड़कियों", "feminine in ी; listed, since its stem was that of लड़का"),
    ("कक्षा कक्षाएं कक्षाओं", "listed; its plural goes with it"),
    ("अधिकारी अधिकारियों", "listed"),
    ("मेला मेले मेलों", "listed"),
    ("किसान किसानों किसानी", "adjective of a consonant"),
    ("पिछला पिछले पिछली", "an adjective in ा"),
    ("देश देशों", "oblique plural of a consonant"),
    ("नेता नेताओं", "oblique plural of ा"),
    ("नदी नदियाँ नदियां नदियों", "feminine in ी, short"),
    ("मंत्री मंत्रियों मंत्रीयों", "in ी, short, and a misspelling"),
    ("किताब किताबें किताबों", "feminine of a consonant"),
    ("महिला महिलाएं महिलाएँ महिलाओं", "feminine in ा"),
    ("माता माताएं माताओं", "of one syllable without its ending"),
    ("भाई भाइयों भाईयों", "ending in a vowel letter"),
    ("स्त्री स्त्रियां स्त्रियों", "one syllable"),
    ("योगी योगियों", "ending like a verb"),
    ("जाति जातियां जातियों", "in ति, short"),
    ("कंपनी कंपनियां कंपनियों", "in नी, which Snowball cuts in the singular alone"),
    ("चेतावनी चेतावनियां", "in नी"),
    ("अनुमति अनुमतियां", "in ति"),
    ("निर्माता निर्माताओं", "in ाता, which Snowball cuts in the singular alone"),
    ("गलती गलतियां", "listed"),
    ("घटना घटनाएं घटनाओं", "listed; its plural goes with it"),
    ("सपना सपने सपनों", "listed"),
    ("खाता खाते खातों", "listed"),
    ("थाना थाने थानों", "listed"),
    ("गाय गायें गायों", "गायें is no गाएं"),
    ("चुनाव चुनावों चुनावी", "adjective"),
    ("जापान जापानी जापानियों", "people of a country"),
    ("जर्मनी जर्मन", "country and people"),
    ("गुजरात गुजराती", "listed: the state and its people"),
    ("पार्टी पार्टियां पार्टियों", "a loan word"),
    ("डॉक्टर डॉक्टरों", "a loan word"),
    ("हिन्दू हिंदू हिंदुओं हिन्दुओं", "in ू"),
    ("विद्यार्थी विद्यार्थियों", "in ी, long"),
    ("यात्री यात्रियों", "in ी, short"),
    ("करना करने करता करते", "a verb"),
]
# words that are not, why
SPLIT = [
    ("पता पति", "address and husband"),
    ("पिता पी", "father stays more than a syllable"),
    ("मंत्री मंत्र", "minister and spell"),
    ("माता मात म", "mother and defeat"),
    ("योगी योग", "a name and yoga"),
    ("खाना खान", "food and a name"),
    ("नदी नद", "river"),
    ("चोरी चोर", "theft and thief"),
    ("यात्री यात्रा", "traveller and journey"),
    ("लड़का लड़की", "boy and girl"),
    ("वर्षा वर्ष", "rain and year"),
    ("कमला कमल", "a name and the lotus"),
    ("सीकरी सीकर", "two towns"),
    ("ऊना उन", "a town, and a stop word"),
    ("दुबे दुबई", "a surname and the city"),
    ("अधिकारी अधिकार", "officer and right"),
    ("दौरा दौर", "visit and era"),
    ("चर्चा चर्च", "talk and church"),
    ("शर्मा शर्म", "a surname and shame"),
    ("दिल्ली दिल", "the city and the heart"),
    ("मोदी मोद", "a name"),
    ("घटना घटा", "event and decreased"),
    ("एकता एक", "unity and one"),
    ("सपना सपा", "dream and a party"),
    ("कामना काम", "wish and work"),
    ("भावना भाव", "feeling and price"),
    ("भारती भार भारत", "a name, weight, and the country"),
    ("आयकर आया", "income tax and came"),
    ("दिनकर दिन", "a name and day"),
]
WHOLE = "लावरोव वोनसान पुतिन ट्रंप राहुल किम जिनपिंग सिंह पटेल लश्कर शंकर भास्कर माता जाति".split()


@pytest.mark.parametrize(("words", "why"), MERGE)
def test_found_together(words: str, why: str) -> None:
    assert len({term(word)[1] for word in words.split()}) == 1, why


@pytest.mark.parametrize(("words", "why"), SPLIT)
def test_kept_apart(words: str, why: str) -> None:
    assert len({term(word)[1] for word in words.split()}) == len(words.split()), why


@pytest.mark.parametrize("word", WHOLE)
def test_stays_whole(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("word", ["nato", "2025", "москва", "कa", ""])
def test_other_scripts_are_left_alone(word: str) -> None:
    assert stem(word) == word


ENDINGS = st.sampled_from(sorted(among.s for among in HindiStemmer.a_0))
LETTERS = st.text("कतनमयरअइउािीुेो़ंँ्", max_size=6)


@given(st.tuples(LETTERS, ENDINGS, ENDINGS | LETTERS).map("".join))
@example("त")
@example("ताएं")
@example("अताएं")
def test_endings_are_those_that_snowball_takes_off(word: str) -> None:
    assert stemmer._without_ending(word) == snowballstemmer.stemmer("hindi").stemWord(word)


def test_tables_have_a_reason_for_every_row_and_no_row_twice() -> None:
    for name in ("stems.tsv", "stopwords.tsv", "visarga.tsv"):
        table = files("index.analysis").joinpath(name).read_text(encoding="utf-8")
        rows = list(csv.DictReader(table.splitlines(), delimiter="\t"))
        assert len({(row["word"], row.get("where")) for row in rows}) == len(rows) > 40
        assert all(all(row.values()) and None not in row for row in rows)


def test_every_listed_word_needs_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = dict(stemmer._LISTED)
    for word, listed_stem in listed.items():
        assert term(word)[0] == word, "the table holds exact forms"
        assert stem(word) == listed_stem
    monkeypatch.setattr(stemmer, "_LISTED", {})
    assert [word for word in listed if stem(word) == listed[word]] == []
