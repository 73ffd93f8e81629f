"""Stems of Hindi words: Snowball's Hindi stemmer with protection for short words.

Ramanathan and Rao, "A Lightweight Stemmer for Hindi" (EACL 2003), as Snowball carries it. Two
deviations, both for short words (see ``stem``). Words that are not in Devanagari are left alone.
"""

import regex
import snowballstemmer

_snowball = snowballstemmer.stemmer("hindi")
_SYLLABIC = regex.compile(r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f](?!\u094d)")
_DEVANAGARI = regex.compile(r"[\u0900-\u097f]+")


def stem(word: str) -> str:
    """The stem of a word in its exact form.

    A stem of one syllable is refused: माता would become म, and योगी य. One of two syllables keeps
    the i or u that its ending began with: पति and पता, मंत्री and मंत्र are different words.
    """
    if not _DEVANAGARI.fullmatch(word):
        return word
    short: str = _snowball.stemWord(word)
    ending = word[len(short) :]
    match len(_SYLLABIC.findall(short)):
        case 0 | 1:
            return word
        case 2 if ending[:1] in ("ि", "ी", "ु", "ू"):
            return short + ending[0]
        case _:
            return short
