"""The form of the lists of names: three that transliteration is measured on, one of the thesaurus.

A name may stand in both: matching by sound knows nothing of the thesaurus.

Whether a spelling is right is not tested: people wrote these lists from what they know.
"""

import unicodedata
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
import regex
from babel import Locale

ROOT = Path(__file__).parents[2]
LISTS = ("foreign", "indian", "news")
LEAST_MEASURED = 340
LEAST_SHIPPED = 250

# Aksharas only: a vowel sign, nukta or virama that nothing carries is a typing error.
CONSONANT = "[क-ह]़?"
AKSHARA = f"(?:{CONSONANT}(?:्{CONSONANT})*(?:्|[ा-ौ])?|[अ-औ])[ँंः]?"
WORD = regex.compile(f"(?:{AKSHARA})+")
PHRASE = regex.compile(f"(?:{AKSHARA}|[0-9])+(?:[ -](?:{AKSHARA}|[0-9])+)*")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def measured(name: str) -> list[list[str]]:
    return rows(Path(__file__).parent / "names" / f"{name}.tsv")


def shipped() -> list[list[str]]:
    return rows(ROOT / "index" / "thesaurus" / "names.tsv")


@pytest.mark.parametrize("name", LISTS)
def test_a_row_is_one_typed_word_and_its_spellings(name: str) -> None:
    table = measured(name)
    assert len(table) >= LEAST_MEASURED
    for latin, hindi in table:
        assert regex.fullmatch("[a-z]+", latin), latin
        spellings = hindi.split("|")
        assert len(set(spellings)) == len(spellings), latin
        for spelling in spellings:
            assert WORD.fullmatch(spelling), (latin, spelling)
            assert unicodedata.is_normalized("NFC", spelling), (latin, spelling)


def test_no_word_stands_twice_in_the_measured_lists() -> None:
    words = [latin for name in LISTS for latin, _ in measured(name)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", LISTS)
def test_odd_and_even_rows_are_alike(name: str) -> None:
    table = measured(name)
    words = [latin for latin, _ in table]
    ascending = sum(a < b for a, b in pairwise(words)) / len(words)
    assert 0.4 < ascending < 0.6
    for column in (0, 1):
        even, odd = (mean(len(row[column]) for row in table[half::2]) for half in (0, 1))
        assert even == pytest.approx(odd, rel=0.1)


def test_the_strict_list_has_typed_words_and_spellings() -> None:
    table = measured("strict")
    assert len(table) >= LEAST_MEASURED
    assert len({typed for typed, _ in table}) == len(table)
    for typed, hindi in table:
        assert regex.fullmatch("[a-z]+", typed), typed
        assert all(unicodedata.is_normalized("NFC", word) and word for word in hindi.split("|"))


def test_what_is_struck_has_a_reason() -> None:
    _, *table = rows(Path(__file__).parent / "names" / "struck.tsv")
    for name, typed, hindi, reason in table:
        assert name in {"places", "candidates", "cricketers"}, typed
        assert WORD.fullmatch(hindi), typed
        assert reason.strip(), typed


def test_the_shipped_table_has_five_columns_under_a_header() -> None:
    header, *table = shipped()
    assert header == ["latin", "hindi", "also", "kind", "reason"]
    assert len(table) >= LEAST_SHIPPED
    for latin, hindi, also, kind, reason in table:
        for form in latin.split("|"):
            assert regex.fullmatch("[A-Za-z0-9]+(?:[ .&'-]+[A-Za-z0-9]+)*[.]?", form), latin
        assert kind in {"person", "place", "organisation", "other"}, latin
        assert reason.isascii(), latin
        assert reason.strip(), latin
        spellings = [form for form in (*hindi.split("|"), *also.split("|")) if form]
        assert len(set(spellings)) == len(spellings), latin
        for spelling in spellings:
            assert PHRASE.fullmatch(spelling), (latin, spelling)
            assert unicodedata.is_normalized("NFC", spelling), (latin, spelling)


def test_the_shipped_table_names_each_name_once() -> None:
    names = [form.casefold() for row in shipped()[1:] for form in row[0].split("|")]
    assert len(set(names)) == len(names)


def test_every_shipped_row_adds_to_what_cldr_knows() -> None:
    english, hindi = Locale("en"), Locale("hi")
    for table in ("territories", "languages"):
        known = getattr(hindi, table)
        cldr = {
            name.casefold(): unicodedata.normalize("NFC", known[code])
            for code, name in getattr(english, table).items()
            if code in known
        }
        for latin, spellings, also, *_ in shipped()[1:]:
            forms = {*spellings.split("|"), *also.split("|")}
            assert "|" in latin or forms - {cldr.get(latin.casefold()), ""}, latin
