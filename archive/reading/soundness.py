"""Tells whether a text is sound: whether it holds a language, in letters that can stand so.

Two shares say it. Impossible signs: how many words in Devanagari have a sign that needs a letter
before it and has none, or hold what is no letter at all; this needs no lexicon and no language.
Known words: how many words a lexicon of Hindi knows; it says something of Hindi alone.
"""

import re
import unicodedata
from dataclasses import dataclass

from archive.legacy.vocabulary import common_words
from archive.reading.languages import speaks_hindi

MAX_IMPOSSIBLE = 0.02
"""Of 18,549 news articles none has more than 0.009; the text layer of a broken PDF has 0.4."""

MIN_KNOWN = 0.6
"""Of 17,000 news articles of 60 words or more none has less than 0.66, of other Hindi 0.72."""

SUSPECT_KNOWN = 0.8
"""Of 18,549 news articles 76 have less; so has Hindi of which a fifth of the words is broken."""

_MIN_WORDS = 60
"""Words of a text whose share of known ones says something."""

_FEW_IMPOSSIBLE = 3
"""So many damaged words are forgiven, as so many damaged bytes are."""

_MAX_CHARS = 100_000
"""Characters of a text that are looked at."""

_SIGNS = "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0955-\u0957\u0962\u0963"
_LETTERS = "\u0904-\u0939\u0958-\u0961\u0972-\u097f"
_IMPOSSIBLE = re.compile(
    # The dotted circle may carry a sign, to show it; joiners are part of a word.
    f"(?<![\u0900-\u097f\u200b-\u200d\u25cc\u00ad])[{_SIGNS}]"
    f"|[\ue000-\uf8ff\ufffd\0]|\\(cid:"
    f"|[\u0900-\u097f][\u00bf-\u024f]|[\u00bf-\u024f][\u0900-\u097f]"
)
_TOKEN = re.compile("\\S*[\u0900-\u097f\ue000-\uf8ff\ufffd]\\S*")
_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]{2,}")
_JOINERS = re.compile("[\u00ad\u200b-\u200d]")
_ALPHABETIC = re.compile(r"[^\W\d_]")
_NOT_BLANK = re.compile(r"\S")

_HEAD, _SLICE = 200, 80
"""Characters at the beginning, in the middle and at the end that tell most texts to be sound."""

_MIN_SAMPLE_WORDS = 8
_MIN_DEVANAGARI = 0.5
_IN_FRONT = re.compile(f"\\s[{_SIGNS}]")
_NO_LETTERS = re.compile("[\u00bf-\u024f\ue000-\uf8ff]")
_SAMPLE_KNOWN = 0.75
_SUSPICIOUS = ("<", "\\", "(cid:", "\ufffd", "\xa4")
"""What sound texts seldom hold, and damaged or escaped ones always do."""

_ENTITY = re.compile(r"&#?\w{2,8};?")

_LETTER_SHARE = 0.3
_LONG_ENOUGH = 60
"""Characters of a text that must hold a language; a shorter one may be a name or a number."""

_MAX_TOKEN = 60
_MAX_BLOBS = 0.7
"""The share of a text that may be in words longer than any word: keys, pictures as letters."""

_QUESTION_MARKS = re.compile(r"\?{2,}")
_MAX_LOST = 0.3
_SYMBOLS = re.compile(
    "[A-Za-z\xc0-\u024f][\xa1-\xbf\u02c6\u02dc\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122]\\S"
    "|[\x80-\x9f]"
)
_MAX_SYMBOLS = 0.3
_KEYS = re.compile(r"[A-Za-z][;|\[\]{}=+<>~^][A-Za-z0-9]|[A-Za-z][\]}|+~^]$")
_MAX_KEYS = 0.25


def is_plainly_sound(text: str) -> bool:
    """Whether a look at some of it is enough to take a text for sound Hindi; most news is.

    Cheap. Where it is false, the whole text has to be judged.
    """
    if any(sign in text for sign in _SUSPICIOUS) or ("&" in text and _ENTITY.search(text)):
        return False
    sample = _sample(text)
    words = _WORD.findall(sample)
    return (
        len(words) >= _MIN_SAMPLE_WORDS
        and sum(map(len, words)) >= _MIN_DEVANAGARI * len(sample)
        and speaks_hindi(words)
        and sum(map(common_words().__contains__, words)) >= _SAMPLE_KNOWN * len(words)
        and not _IN_FRONT.search(sample)
        and not _NO_LETTERS.search(sample)
    )


def _sample(text: str) -> str:
    if len(text) <= _HEAD + 2 * _SLICE:
        return text
    middle = len(text) // 2
    parts = (text[:_HEAD], text[middle : middle + _SLICE], text[-_SLICE:])
    # Parts begin and end within words: those are left out.
    return " ".join(part.partition(" ")[2].rpartition(" ")[0] for part in parts)


def known_share(text: str) -> tuple[float, int]:
    """The share of words in Devanagari that are common in Hindi, and how many words there are."""
    words = _WORD.findall(unicodedata.normalize("NFC", _JOINERS.sub("", text[:_MAX_CHARS])))
    known = sum(map(common_words().__contains__, words))
    return (known / len(words) if words else 0.0), len(words)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text is.

    Attributes:
        problem: Why it is damaged beyond cure, with the share and what to do; "" if it is sound.
        suspect: The share of known words, where it is low for Hindi, but not surely too low.
    """

    problem: str = ""
    suspect: float | None = None


def judge(text: str, language: str) -> Judgement:
    """Whether a text is sound.

    Args:
        text: As it would be kept.
        language: Its language, as far as it is known: words are counted in Hindi alone.
    """
    text = text[:_MAX_CHARS]
    if wrong := _impossible(text):
        return Judgement(wrong)
    share, words = known_share(text) if language == "hi" else (0.0, 0)
    if words < _MIN_WORDS:
        return Judgement(_no_language(text))
    if share >= MIN_KNOWN:
        return Judgement(suspect=share if share < SUSPECT_KNOWN else None)
    return Judgement(
        f"damaged: of its words only {share:.0%} are words of Hindi; read the original again, or "
        "its pages with OCR"
    )


def is_impossible(text: str) -> bool:
    """Whether a short text, such as a title, is mostly what no text can be."""
    if not _IMPOSSIBLE.search(text):
        return False
    tokens = _TOKEN.findall(text)
    return 2 * sum(bool(_IMPOSSIBLE.search(token)) for token in tokens) > len(tokens)


def _impossible(text: str) -> str:
    if not _IMPOSSIBLE.search(text):
        return ""
    tokens = _TOKEN.findall(text)
    damaged = sum(bool(_IMPOSSIBLE.search(token)) for token in tokens)
    if damaged <= _FEW_IMPOSSIBLE or damaged <= MAX_IMPOSSIBLE * len(tokens):
        return ""
    return (
        f"damaged: {damaged / len(tokens):.0%} of its words hold signs that no word can have, as "
        "text copied from a PDF does; import the PDF itself, with OCR"
    )


def _no_language(text: str) -> str:
    """Why a text of some length holds no language."""
    visible = len(_NOT_BLANK.findall(text))
    if visible < _LONG_ENOUGH:
        return ""
    lost = sum(map(len, _QUESTION_MARKS.findall(text)))
    if lost > _MAX_LOST * visible:
        return (
            f"its letters are lost: {lost / visible:.0%} of it is question marks; export it "
            "again as UTF-8"
        )
    tokens = text.split()
    letters = len(_ALPHABETIC.findall(text))
    signs = len(re.findall(f"[{_SIGNS}]", text))
    blobs = sum(len(token) for token in tokens if len(token) > _MAX_TOKEN and token.isascii())
    if letters + signs < _LETTER_SHARE * visible or blobs > _MAX_BLOBS * visible:
        return "no language: it holds hardly any words; leave it out"
    keys = sum(bool(_KEYS.search(token)) for token in tokens)
    if keys > _MAX_KEYS * len(tokens):
        return (
            f"no language: {keys / len(tokens):.0%} of its words are keys of a font that is not "
            "known, or code; convert it to Unicode, or leave it out"
        )
    odd = sum(bool(_SYMBOLS.search(token)) for token in tokens)
    if odd > _MAX_SYMBOLS * len(tokens):
        return (
            f"{odd / len(tokens):.0%} of its words are letters of another charset read wrongly; "
            "export it again as UTF-8"
        )
    return ""
