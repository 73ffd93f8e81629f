"""Tells the language of a text: by its script, and in Devanagari and Latin by function words.

Hindi, Marathi, Nepali, Bhojpuri, Maithili and Sanskrit share a script and most of their learned
words. What tells them apart are the small words and endings of `function_words.tsv`, which says of
each how many of 10,000 words it is in each language, so that all together say which language is
the likeliest (a naive Bayes classifier).
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from archive.legacy.vocabulary import common_words

_MAX_CHARS = 1_500
"""Characters that are looked at: more of a text would not change what it is."""

_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]+")
_JOINERS = re.compile("[\u00ad\u200b-\u200d]")
_SCRIPTS = (
    ("Deva", re.compile("[\u0900-\u0963\u0971-\u097f]")),
    ("Latn", re.compile("[A-Za-z\u00c0-\u024f]")),
    ("Arab", re.compile("[\u0620-\u064a\u0671-\u06d3]")),
    ("Beng", re.compile("[\u0980-\u09ff]")),
    ("Guru", re.compile("[\u0a00-\u0a7f]")),
    ("Gujr", re.compile("[\u0a80-\u0aff]")),
    ("Orya", re.compile("[\u0b00-\u0b7f]")),
    ("Taml", re.compile("[\u0b80-\u0bff]")),
    ("Telu", re.compile("[\u0c00-\u0c7f]")),
    ("Knda", re.compile("[\u0c80-\u0cff]")),
    ("Mlym", re.compile("[\u0d00-\u0d7f]")),
)
_BY_LETTERS = (
    # A script, letters that only one of its languages has, and that language; "" for the rest.
    ("Arab", re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]"), "ur", ""),
    ("Beng", re.compile("[\u09f0\u09f1]"), "as", "bn"),
)
_SMOOTHING = 0.7
"""Added to each rate, of 10,000 words: no word is impossible in a language."""

_MARGIN = 3.0
"""By how much the likeliest language must lead, as a logarithm: twenty to one."""

_SURE_MARGIN = 8.0
"""By how much to say that whoever named another language was wrong."""

_MIN_KNOWN_WORDS = 3
_KNOWN_SHARE = 0.7
"""The share of common words of Hindi news that no sentence of another language comes to."""

_MUCH = 8
"""So many times commoner in one language than in others is a word that speaks for it."""

_HARDLY = 3
"""Of 10,000 words: या and तर are commoner in Marathi, but words of Hindi too."""

_MAX_ENDING = 5
_ENGLISH = frozenset(
    "of and for with that was from has have are will by which at on not were been said after "
    "his her their this".split()
)
_ALSO_ENGLISH = frozenset("the to in is a an it he she as be or but who".split())
"""Words of English that are words of other languages in Latin letters too: Hindi का the, to, is."""

_NOT_ENGLISH = frozenset(
    "hai hain mein ka ki ke ko ne se aur nahi nahin tha und der die les des".split()
)
_MIN_ENGLISH = 2
_ENGLISH_SHARE = 0.15
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")
_SEPARATOR = re.compile(r"[\s_.@(,;/-]+")

_Rates = tuple[float, ...]


def language_of(text: str, named: str = "") -> str:
    """The code of a text's language; "" where nothing tells.

    Args:
        text: What it is about; of a text in two scripts the main one counts.
        named: What the input says ("hi-IN", "Hindi", "हिन्दी"); it is kept if it can be.
    """
    text = text[:_MAX_CHARS]
    script = main_script(text)
    guess, margin = _guess(text, script)
    code, its_script = read_language(named)
    if code and its_script == script:
        wrong = guess != code and margin >= _SURE_MARGIN and code in _by_words(script)
        return guess if wrong else code
    if code and not script:
        return code
    return guess if margin >= _MARGIN else ""


def read_language(named: str) -> tuple[str, str]:
    """The code and script of a language that is named somehow; two empty texts if it is none."""
    first = _SEPARATOR.split(unicodedata.normalize("NFC", named).strip().lower(), maxsplit=1)[0]
    return _names().get(first, ("", ""))


def main_script(text: str) -> str:
    """The script (ISO 15924) that most letters are in; "" without letters."""
    first, letters_of = _SCRIPTS[0]
    if 2 * len(letters_of.findall(text)) > len(text):
        return first
    letters = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    script = max(letters, key=lambda name: letters[name])
    return script if letters[script] else ""


def speaks_hindi(words: Sequence[str]) -> bool:
    """Whether words in Devanagari, most of which Hindi has, are of no language but Hindi; cheap."""
    own, foreign = _signs_of_hindi()
    hindi = sum(map(own.__contains__, words))
    other = sum(map(foreign.__contains__, words))
    return hindi > 0 and other * _MUCH <= hindi


def _guess(text: str, script: str) -> tuple[str, float]:
    """The likeliest language, and by how much it leads."""
    if script == "Deva":
        return _by_function_words(
            _WORD.findall(unicodedata.normalize("NFC", _JOINERS.sub("", text)))
        )
    if script == "Latn":
        return _english(_LATIN_WORD.findall(text.lower()))
    for name, letters, language, other in _BY_LETTERS:
        if name == script:
            found = language if letters.search(text) else other
            return found, math.inf if found else 0.0
    found = next((code for code, its in _names().values() if its == script), "")
    return found, math.inf if found else 0.0


def _by_words(script: str) -> Iterable[str]:
    """The languages of a script that are told by words, so that a name may be found wrong."""
    return _rates()[0] if script == "Deva" else {"en"} if script == "Latn" else ()


def _by_function_words(words: Sequence[str]) -> tuple[str, float]:
    languages, rates, endings = _rates()
    rows = [row for word in words if (row := rates.get(word) or _ending(word, endings))]
    scores = [sum(each) for each in zip(*rows, strict=True)] or [0.0] * len(languages)
    first, second = sorted(scores, reverse=True)[:2]
    found, margin = languages[scores.index(first)], first - second
    enough = _MARGIN if found == "bho" else _SURE_MARGIN
    if margin < enough and len(words) >= _MIN_KNOWN_WORDS:
        # A headline without verbs, or a list of names: words of Hindi news, or none of them.
        # Bhojpuri has most of them too.
        known = sum(word in common_words() for word in words)
        if known >= _KNOWN_SHARE * len(words):
            return "hi", _MARGIN
    return found, margin


def _ending(word: str, endings: dict[str, _Rates]) -> _Rates | None:
    for size in range(min(_MAX_ENDING, len(word) - 2), 0, -1):
        if row := endings.get(word[-size:]):
            return row
    return None


def _english(words: Sequence[str]) -> tuple[str, float]:
    own = [word for word in words if word in _ENGLISH]
    also = sum(word in _ALSO_ENGLISH for word in words)
    foreign = sum(word in _NOT_ENGLISH for word in words)
    enough = len(set(own)) >= _MIN_ENGLISH and len(own) + also >= _ENGLISH_SHARE * len(words)
    return ("en", math.inf) if enough and foreign * 4 <= len(own) else ("", 0.0)


@cache
def _rates() -> tuple[list[str], dict[str, _Rates], dict[str, _Rates]]:
    """The languages; by word, and by ending, the logarithm of its rate in each."""
    head, *lines = Path(__file__).with_name("function_words.tsv").read_text("utf-8").splitlines()
    words: dict[str, _Rates] = {}
    endings: dict[str, _Rates] = {}
    for line in lines:
        word, *rates = line.split("\t")
        row = tuple(math.log(float(rate) + _SMOOTHING) for rate in rates)
        if word.startswith("-"):
            endings[word[1:]] = row
        else:
            words[unicodedata.normalize("NFC", word)] = row
    return head.split("\t")[1:], words, endings


@cache
def _signs_of_hindi() -> tuple[frozenset[str], frozenset[str]]:
    """Words that hardly another language has, and words that Hindi hardly has."""
    own, foreign = set(), set()
    for word, (hindi, *others) in _rates()[1].items():
        if hindi > max(others) + math.log(_MUCH):
            own.add(word)
        elif math.exp(hindi) < _HARDLY and max(others) > hindi + math.log(_MUCH):
            foreign.add(word)
    return frozenset(own), frozenset(foreign)


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Code and script by each name of a language."""
    names = {}
    lines = Path(__file__).with_name("language_names.tsv").read_text("utf-8").splitlines()[1:]
    for line in lines:
        code, script, also, _reason = line.split("\t")
        for name in (code, *also.split()):
            names[unicodedata.normalize("NFC", name)] = (code, script)
    return names
