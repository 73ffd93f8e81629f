"""Borders of sentences and of aksharas."""

import pytest

from index.highlight.breaks import (
    MAX_AKSHARA_CHARS,
    akshara_at,
    is_sentence_start,
    last_sentence_end,
    sentence_starts,
)

# text with | where a sentence begins after another, why
STARTS = [
    ("वह आया। |वह गया।", "danda"),
    ("श्लोक॥ |अर्थ", "double danda"),
    ("आया? |गया! |फिर…  |आया", "other stops"),
    ("He came. |He went", "full stop"),
    ("“वह आया।” |उसने कहा", "a closing quotation mark goes with its sentence"),
    ("(वह आया।) |उसने", "so does a bracket"),
    ("वह आया... |वह गया", "several stops are one"),
    ("शीर्षक\n|पाठ", "a line ends a heading"),
    ("शीर्षक \n\n |पाठ", "so do several"),
    ("डॉ. सिंह और Mr. Rao", "no abbreviation ends a sentence"),
    ("मो. शमी, रु. 500", "nor these"),
    ("अडॉ. |सिंह", "an abbreviation is a whole word"),
    ("6.5 फीसदी, गया.फिर", "no stop without white space"),
    ("वह आया। ", "nothing begins at the end"),
]


@pytest.mark.parametrize(("marked", "why"), STARTS)
def test_where_sentences_start(marked: str, why: str) -> None:
    first, *others = marked.split("|")
    starts, at = [], len(first)
    for other in others:
        starts.append(at)
        at += len(other)
    text = marked.replace("|", "")
    assert list(sentence_starts(text, 0, len(text))) == starts, why
    assert [at for at in range(len(text)) if is_sentence_start(text, at)] == starts, why


def test_only_borders_between_the_offsets_count() -> None:
    text = "एक। दो। तीन।"
    assert list(sentence_starts(text, 0, len(text))) == [4, 8]
    assert list(sentence_starts(text, 4, len(text))) == [8]
    assert list(sentence_starts(text, 0, 7)) == [4]


# text, the part of it up to the last end, why
ENDS = [
    ("वह आया। वह", "वह आया।", "after the danda"),
    ("“वह आया।” वह", "“वह आया।”", "after the quotation mark"),
    ("एक। दो। तीन", "एक। दो।", "the last of them"),
    ("शीर्षक \n पाठ", "शीर्षक", "before the white space at the end of a line"),
    ("डॉ. सिंह", None, "no abbreviation"),
    ("वह आया।", None, "white space must follow"),
    ("वह आया", None, "no stop"),
    ("\n पाठ", None, "an empty line ends nothing"),
]


@pytest.mark.parametrize(("text", "before", "why"), ENDS)
def test_where_the_last_sentence_ends(text: str, before: str | None, why: str) -> None:
    expected = -1 if before is None else len(before)
    assert last_sentence_end(text, 0, len(text)) == expected, why


@pytest.mark.parametrize(
    ("text", "offset", "akshara"),
    [
        ("कि", 1, "कि"),
        ("नक्षि", 3, "क्षि"),
        ("नक्षि", 4, "क्षि"),
        ("क\u093cा", 2, "क\u093cा"),
        ("e\u0301", 1, "e\u0301"),
        ("a👨‍👩‍👧", 3, "👨‍👩‍👧"),
        ("🇮🇳🇷🇺", 3, "🇷🇺"),
        ("\r\n", 1, "\r\n"),
    ],
)
def test_the_akshara_around_an_offset(text: str, offset: int, akshara: str) -> None:
    start, end = akshara_at(text, offset)
    assert text[start:end] == akshara
    assert start < offset < end


@pytest.mark.parametrize(
    ("text", "offset"), [("कि", 0), ("कि", 2), ("कख", 1), ("क ख", 1), ("क ख", 2)]
)
def test_a_border_is_inside_of_no_akshara(text: str, offset: int) -> None:
    assert akshara_at(text, offset) == (offset, offset)


def test_an_akshara_without_end_is_not_followed() -> None:
    text = "क" + "\u0301" * 10 * MAX_AKSHARA_CHARS
    start, end = akshara_at(text, 5 * MAX_AKSHARA_CHARS)
    assert 0 < end - start <= 2 * MAX_AKSHARA_CHARS
