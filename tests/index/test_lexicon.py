"""Variants of typed words among the words of a small archive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexicon import Lexicon, Variant
from index.transliteration.phonetic_key import phonetic_key

WORDS = {
    "लावरोव": 12, "लावारिस": 9, "सर्गेई": 17, "वोनसान": 2, "वॉनसान": 3, "प्योंगयांग": 20,
    "पुतिन": 74, "व्लादिमीर": 53, "व्लादिमिर": 8, "कोरिया": 324, "कोरे": 1, "अमेरिका": 1289,
    "अमरीका": 223, "विदेश": 1114, "विदेशी": 485, "मंत्री": 3516, "मंत्र": 153, "चेतावनी": 400,
    "उत्तर": 1450, "उत्तरी": 295, "प्रधानमंत्री": 4106, "पर": 13093, "पार": 580, "की": 15701,
    "कि": 10579, "के": 16530, "है": 15132, "में": 16243, "मैं": 592, "से": 14886, "को": 15328,
    "का": 13819, "खा": 26, "टास": 16, "तास": 2, "tass": 4, "नाटो": 14, "nato": 3, "केसीएनए": 2,
    "kcna": 1, "बीजेपी": 823, "हिन्दी": 242, "हिंदी": 169, "पता": 791, "पति": 135, "दिन": 3109,
    "दीन": 20, "चोए": 1, "चो": 4, "लावरोफ़": 1, "kremlin": 2, "जाए": 779, "जा": 6000,
    "लंदन": 209, "चेज़": 3, "ऑकलैंड": 15, "फ़ौज": 4, "फौज": 40,
}  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return Lexicon((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


def terms(found: tuple[Variant, ...]) -> list[str]:
    return [variant.term for variant in found]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Lavrov", "लावरोव"),
        ("lavrow", "लावरोव"),
        ("Sergei", "सर्गेई"),
        ("Sergey", "सर्गेई"),
        ("Pyongyang", "प्योंगयांग"),
        ("Putin", "पुतिन"),
        ("Vladimir", "व्लादिमीर"),
        ("Korea", "कोरिया"),
        ("America", "अमेरिका"),
        ("videsh", "विदेश"),
        ("mantri", "मंत्री"),
        ("chetavani", "चेतावनी"),
        ("uttar", "उत्तर"),
        ("pradhanmantri", "प्रधानमंत्री"),
        ("London", "लंदन"),
        ("chase", "चेज़"),
        ("Auckland", "ऑकलैंड"),
        ("lāvarova", "लावरोव"),
        ("lAvarova", "लावरोव"),
        ("vônasāna", "वॉनसान"),
        ("pradhAnamaMtrI", "प्रधानमंत्री"),
        ("BJP", "बीजेपी"),
        ("bjp", "बीजेपी"),
        ("par", "पर"),
        ("ki", "की"),
        ("hai", "है"),
        ("ke", "के"),
        ("mein", "में"),
        ("se", "से"),
        ("ko", "को"),
        ("ka", "का"),
    ],
)
def test_a_latin_word_finds_the_word_it_stands_for_first(
    words: Lexicon, typed: str, wanted: str
) -> None:
    first = words.find_variants(typed)[0]
    assert (first.term, first.articles, first.why) == (wanted, WORDS[wanted], "sound")


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("Wonsan", "वोनसान"),
        ("Wonsan", "वॉनसान"),
        ("America", "अमरीका"),
        ("अमेरिका", "अमरीका"),
        ("अमरीका", "अमेरिका"),
        ("चोए", "चो"),
        ("लावरोव", "लावरोफ़"),
        ("हिंदी", "हिन्दी"),
        ("फौज", "फ़ौज"),
        ("टास", "tass"),
        ("नाटो", "nato"),
        ("केसीएनए", "kcna"),
        ("KCNA", "केसीएनए"),
        ("TASS", "टास"),
        ("ki", "कि"),
        ("वोनसान", "वॉनसान"),
        ("Vladimir", "व्लादिमिर"),
        ("lāvarov", "लावरोफ़"),
    ],
)
def test_other_spellings_are_found_too(words: Lexicon, typed: str, also: str) -> None:
    assert also in terms(words.find_variants(typed))


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("पता", "पति"),
        ("दिन", "दीन"),
        ("मंत्री", "मंत्र"),
        ("जाए", "जा"),
        ("लावरोव", "लावारिस"),
        ("मंत्र", "मंत्री"),
        ("par", "खा"),
        ("Lavrov", "लावारिस"),
        ("की", "कि"),
        ("Korea", "कोरे"),
    ],
)
def test_another_word_is_not_taken_for_a_spelling(words: Lexicon, typed: str, never: str) -> None:
    assert never not in terms(words.find_variants(typed))


@pytest.mark.parametrize(
    ("typed", "meant"), [("kremlinn", "kremlin"), ("kremlim", "kremlin"), ("लावरव", "लावरोव")]
)
def test_a_mistyped_word_is_asked_about_but_not_searched(
    words: Lexicon, typed: str, meant: str
) -> None:
    assert meant in terms(words.find_variants(typed, min_weight=0))
    assert meant not in terms(words.find_variants(typed))


@pytest.mark.parametrize("typed", ["xyzzy", "qqqq", "", " ", "\0", "12", "தமிழ்", "\ud800", "।"])
def test_what_is_like_nothing_finds_nothing(words: Lexicon, typed: str) -> None:
    assert words.find_variants(typed) == ()


def test_the_word_itself_comes_first_and_exact(words: Lexicon) -> None:
    for typed in ("TASS", "tass", "अमेरिका", "हि\u200dन्दी"):
        first = words.find_variants(typed)[0]
        assert (first.weight, first.why) == (1.0, "exact")


def test_the_list_for_people_is_longer_and_holds_the_short_one(words: Lexicon) -> None:
    short, long = words.find_variants("Korea", 50), words.find_variants("Korea", 50, min_weight=0)
    assert len(long) > len(short)
    assert long[: len(short)] == short


@pytest.mark.parametrize("limit", [-1, 0, 1, 2])
def test_the_limit_is_kept(words: Lexicon, limit: int) -> None:
    assert len(words.find_variants("Vladimir", limit, min_weight=0)) == max(limit, 0)
    assert len(words.with_prefix("", limit)) == max(limit, 0)


def test_prefixes_give_the_most_frequent_first(words: Lexicon) -> None:
    assert terms(words.with_prefix("उत्त")) == ["उत्तर", "उत्तरी"]
    assert terms(words.with_prefix("विदेश", 1)) == ["विदेश"]
    assert words.with_prefix("ज्ञ") == ()


def test_counts(words: Lexicon) -> None:
    assert (words.articles("पुतिन"), words.articles("पुतीन"), len(words)) == (74, 0, len(WORDS))


def test_the_order_of_the_rows_changes_nothing(words: Lexicon) -> None:
    backwards = Lexicon((w, phonetic_key(w), WORDS[w]) for w in sorted(WORDS, reverse=True))
    for typed in ("Lavrov", "Wonsan", "अमेरिका", "par", "TASS"):
        assert backwards.find_variants(typed, min_weight=0) == words.find_variants(
            typed, min_weight=0
        )


def test_an_empty_archive() -> None:
    empty = Lexicon(())
    assert len(empty) == empty.articles("पर") == 0
    assert empty.find_variants("par") == empty.find_variants("पर") == empty.with_prefix("") == ()


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=30)
    | st.text("abcdefghijklmnopqrstuvwxyzAEāśṃ", max_size=60)
    | st.text("कखगचजटतदनपबमयरलवशसहािीुूेैोौं्ँ़ॉएआअ", max_size=60)
)
def test_any_string_is_answered_in_order(words: Lexicon, typed: str) -> None:
    for min_weight in (0.15, 0.0):
        found = words.find_variants(typed, min_weight=min_weight)
        weights = [variant.weight for variant in found]
        assert weights == sorted(weights, reverse=True)
        assert all(min_weight <= weight <= 1 for weight in weights)
        assert len(set(terms(found))) == len(found)
        assert all(WORDS[variant.term] == variant.articles for variant in found)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(max_size=50), st.integers(0, 10**6), max_size=20), st.text())
def test_any_words_can_be_kept(rows: dict[str, int], typed: str) -> None:
    held = Lexicon((word, phonetic_key(word), count) for word, count in rows.items())
    for word, count in rows.items():
        assert held.articles(word) == count
    assert all(variant.term in rows for variant in held.find_variants(typed, min_weight=0))


def test_a_very_long_word_raises_nothing(words: Lexicon) -> None:
    for typed in ("lavrov" * 10_000, "लावरोव" * 10_000, "ā" * 100_000, "क्" * 50_000):
        words.find_variants(typed)
        phonetic_key(typed)


NUMBERS = {"370": 35, "2020": 9, "2019": 4, "100000": 2, "6.5": 1, "ai": 3, "आई": 50, "ए": 40}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("370", ["370"]),
        ("३७०", ["370"]),
        ("૩૭૦", ["370"]),
        ("1,00,000", ["100000"]),
        ("६.५", ["6.5"]),
        ("371", []),
        ("5ai", []),
    ],
)
def test_numbers_are_found_in_any_digits(typed: str, wanted: list[str]) -> None:
    held = Lexicon((word, phonetic_key(word), NUMBERS[word]) for word in sorted(NUMBERS))
    assert terms(held.find_variants(typed)) == wanted


def test_no_word_sounds_like_a_number() -> None:
    few = sorted(NUMBERS.items())
    many = sorted({**NUMBERS, **{str(n): 50 for n in range(400)}}.items())
    alone, among = (Lexicon((w, phonetic_key(w), n) for w, n in rows) for rows in (few, many))
    assert terms(among.find_variants("aai")) == ["आई"]
    for word in ("ae", "a", "आइ"):
        assert terms(among.find_variants(word)) == terms(alone.find_variants(word))


def test_words_of_digits_begin_and_are_completed_so() -> None:
    held = Lexicon((word, phonetic_key(word), NUMBERS[word]) for word in sorted(NUMBERS))
    assert terms(held.with_prefix("20")) == ["2020", "2019"]
    assert [one.term for one in held.complete("20")] == ["2020", "2019"]
    assert [one.term for one in held.complete("२०")] == ["2020", "2019"]
