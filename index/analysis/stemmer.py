"""The stemmer: Snowball's Hindi stemmer, with protection for short words.

Ramanathan and Rao, "A Lightweight Stemmer for Hindi" (EACL 2003), as Snowball carries it. Three
deviations: a feminine plural is stemmed as its singular is, since Snowball takes कंपनी to कंप but
कंपनियों to कंपन; short words keep more (see ``stem``); and ``stems.tsv`` lists, with reasons, the
words that only look as if they had an ending. Words in other scripts are left alone.
"""

import csv
import re
from collections.abc import Iterator
from importlib.resources import files


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = files("index.analysis").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(table.splitlines(), delimiter="\t")


_SNOWBALL = {row["ending"]: row["after"] == "a consonant" for row in _rows("endings.tsv")}
"""Snowball's endings, and whether each only follows a consonant. The table is Snowball's, the loop
over it is ours (``_without_ending``): Snowball's stemmer object holds the word it is working on, so
threads cannot share it, and it takes several times as long."""

_CONSONANT = re.compile(r"[\u0915-\u0939\u093c\u0958-\u095f]")
_LONGEST_ENDING = max(map(len, _SNOWBALL))
_SYLLABIC = re.compile(r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f](?!\u094d)")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]+")
_PLURALS = (
    # ending, singular, reason
    (r"(?<=त)ियों$|(?<=त)ियां$", "ि", "जातियों, जाति: such words are mostly -ति"),
    (r"(?<=.)[िी](?:यों|यां)$", "ी", "कंपनियों, कंपनी; also मंत्रीयों"),
    (r"(?<=.)[इई](?:यों|यां)$", "ई", "भाइयों, भाई"),
    (r"(?<=..)ा(?:ओं|एं)$", "ा", "माताओं, माता; not the verbs जाएं, पाएं"),
    (r"(?<=..)आ(?:ओं|एं)$", "आ", "दुआओं, दुआ"),
)
_PLURAL = tuple((re.compile(ending), singular) for ending, singular, _ in _PLURALS)
_ANY_PLURAL = re.compile("|".join(ending for ending, _, _ in _PLURALS))


_LISTED = {row["word"]: row["stem"] for row in _rows("stems.tsv")}


def stem(word: str) -> str:
    """The stem of a word in its exact form.

    A stem of one syllable is refused: माता would become म, and योगी य. One of two syllables keeps
    the i or u that its ending began with: पति and पता, मंत्री and मंत्र are different words.
    """
    if not _DEVANAGARI.fullmatch(word):
        return word
    if word not in _LISTED:
        word = _singular(word)
    if word in _LISTED:
        return _LISTED[word]
    short = _without_ending(word)
    ending = word[len(short) :]
    match len(_SYLLABIC.findall(short)):
        case 0 | 1:
            return word
        case 2 if ending[:1] in ("ि", "ी", "ु", "ू"):
            return short + ending[0]
        case _:
            return short


def _without_ending(word: str) -> str:
    """What Snowball makes of a word: the longest of its endings goes, the first letter stays."""
    for length in range(min(_LONGEST_ENDING, len(word) - 1), 0, -1):
        conditional = _SNOWBALL.get(word[-length:])
        if conditional is False or (conditional and _CONSONANT.match(word[1:-length][-1:])):
            return word[:-length]
    return word


def _singular(word: str) -> str:
    """A feminine plural as its singular, by the first rule that fits; else the word."""
    # Every plural here is a nasal one.
    if not word.endswith("ं") or not _ANY_PLURAL.search(word):
        return word
    for ending, singular in _PLURAL:
        changed = ending.sub(singular, word)
        if changed != word:
            return changed
    return word
