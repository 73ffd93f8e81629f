"""Hindi in Latin letters for people to read: लावरोव is lāvrov, छत्तीसगढ़ chhattīsgarh.

The letters are those of the Hunterian system, the national romanization of India, as on its maps:
plain letters with a macron for long vowels, which whoever reads English can say (ISO 15919 writes
च as c and has dots below). They are made of ISO 15919, which ``indic_transliteration`` writes; what
is done here is to leave out the inherent vowels that Hindi does not speak, and they are marked by
a virama first. A table of spellings (``emission``) cannot tell that: people write some of them.

Which are silent follows Ohala (*Aspects of Hindi Phonology*, 1983) and Narasimhan, Sproat and Kiraz
(2004): at the end of a word, and from there to its beginning between a vowel with one consonant and
one consonant with a vowel. What a suffix is put to (आतंक-वादी) ends like a word.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from index.transliteration.phonemes import CONSONANTS, VOWEL_SIGNS

_WORD: Final = regex.compile(r"[\u0900-\u0963\u0970-\u097f\u200c\u200d]+|[\u0964-\u096f]+")
"""A word in Devanagari, or digits and the ends of sentences."""

_MAX_CHARS: Final = 60
"""Of a word; what is longer is none, and stays as it is."""

_VIRAMA: Final = "\u094d"
_NUKTA: Final = "\u093c"
_JOINERS: Final = str.maketrans({"\u200c": "", "\u200d": "", "।": ".", "॥": ".", "॰": "."})

_SUFFIXES: Final = tuple(
    sorted(
        "वाद वादी वादियों वाला वाली वाले वालों वार दार दारी चारी चारियों कार कारी कारियों शाला "
        "गढ़ पुर नगर पति सभा मंत्री मंत्रियों पाल जनक पूर्वक कर्ता कर्ताओं बाज़ गार ख़ाना पन शील".split(),
        key=len,
        reverse=True,
    )
)
"""What is put to words that end before it as they end alone."""

_KEPT_BEFORE_R: Final = ("उ", "अ")
"""उप- and अप- are spoken whole before र: उपराष्ट्रपति, अपराध."""

_SEMIVOWELS: Final = frozenset("यव")
_NASALS: Final = frozenset("नणम")
_NASALS_AND_LIQUIDS: Final = frozenset("नणमङञयरलव")

_SPECIAL: Final = {"अहमदाबाद": "ahmadābād", "ॐ": "om", "सोवियत": "soviyat"}

_ISO: Final = (
    ("jñ", "gy"), ("r\u0325", "ri"), ("m\u0310", "n"), ("k\u035fh", "kh"), ("ch", "C"),
    ("c", "ch"), ("C", "chh"),
)  # fmt: skip
"""What the letters of ISO 15919 are in the Hunterian system, if not the same without dots."""

_PLAIN: Final = str.maketrans(
    {
        "ś": "sh", "ṣ": "sh", "ṭ": "t", "ḍ": "d", "ṇ": "n", "ṅ": "n", "ñ": "n", "ṛ": "r", "ḷ": "l",
        "ē": "e", "ō": "o", "ê": "e", "ô": "o", "ẏ": "y", "ḥ": "h", "ġ": "gh", "ḻ": "l", "ṟ": "r",
        "ṉ": "n",
    }
)  # fmt: skip
_ANUSVARA: Final = regex.compile("ṁ(?=[pbm])")


@dataclass(slots=True)
class _Letter:
    """A consonant, or a vowel that stands alone, with what is written on it.

    Attributes:
        consonant: Empty for a vowel.
        vowel: Its sign; "a" for the inherent one, empty for none.
        nasal: Anusvara, chandrabindu or visarga.
        silent: Whether the inherent vowel is not spoken.
    """

    consonant: str
    vowel: str
    nasal: str = ""
    silent: bool = False

    @property
    def inherent(self) -> bool:
        return bool(self.consonant) and self.vowel == "a" and not self.nasal

    @property
    def spoken(self) -> bool:
        return bool(self.vowel) and not self.silent

    @property
    def closed(self) -> bool:
        """Whether a nasal consonant follows its vowel: that of a long vowel is a nasal vowel."""
        return self.nasal == "\u0902" and self.vowel in {"a", "ि", "ु", "अ", "इ", "उ"}


def romanized(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text that is in Devanagari: where it starts and ends, and in Latin letters."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), roman_word(found[0])


@lru_cache(maxsize=30_000)
def roman_word(word: str) -> str:
    """One word in Latin letters; what is too long to be one stays as it is."""
    if len(word) > _MAX_CHARS:
        return word
    plain = unicodedata.normalize("NFC", word).translate(_JOINERS)
    if special := _SPECIAL.get(plain):
        return special
    letters = _letters(plain)
    if not letters:
        return plain
    for start, end in _parts(plain, letters):
        _silence(letters, start, end)
    marked = "".join(_written(letter) for letter in letters)
    iso = _transliterate(marked)
    for one, other in _ISO:
        iso = iso.replace(one, other)
    return _ANUSVARA.sub("m", iso).replace("ṁ", "n").translate(_PLAIN)


def _written(letter: _Letter) -> str:
    vowel = _VIRAMA if letter.silent or not letter.vowel else letter.vowel
    return letter.consonant + ("" if vowel == "a" else vowel) + letter.nasal


def _letters(word: str) -> list[_Letter]:
    letters: list[_Letter] = []
    for char in word:
        last = letters[-1] if letters else None
        if char in CONSONANTS:
            letters.append(_Letter(char, "a"))
        elif char == _NUKTA and last and last.consonant:
            last.consonant += char
        elif char in VOWEL_SIGNS and last and last.consonant:
            last.vowel = "" if char == _VIRAMA else char
        elif char in "\u0901\u0902\u0903" and last:
            last.nasal += char
        else:
            letters.append(_Letter("", char))
    return letters


def _parts(word: str, letters: list[_Letter]) -> Iterator[tuple[int, int]]:
    """Where the word before a suffix begins and ends, and the suffix; or the whole word."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix):
            start = len(letters) - len(_letters(suffix))
            if start >= 2:  # noqa: PLR2004  a shorter beginning is no word
                yield 0, start
                yield start, len(letters)
                return
    yield 0, len(letters)


def _silence(letters: list[_Letter], start: int, end: int) -> None:
    """Mark the inherent vowels of a word, or a part of one, that are not spoken."""
    last = letters[end - 1]
    if end - start > 1 and last.inherent:
        last.silent = not _ends_spoken(letters, end - 1)
    at = end - 2
    while at > start:
        if _is_silent(letters, at):
            # Of two neighbours only one is silent: before र it is rather the one before व.
            before = letters[at - 1]
            takes_turns = letters[at].consonant == "व" and letters[at + 1].consonant == "र"
            if takes_turns and before.inherent and at - 1 > start:
                before.silent = True
                at -= 2
                continue
            letters[at].silent = True
        at -= 1


def _is_silent(letters: list[_Letter], at: int) -> bool:
    """Whether an inherent vowel stands between V C and C V, and is not said."""
    letter, before, after = letters[at], letters[at - 1], letters[at + 1]
    if not (letter.inherent and before.spoken and not before.closed):
        return False
    if not (after.consonant and after.spoken):
        return False
    if letter.consonant == "प" and after.consonant == "र" and at == 1:
        return before.vowel not in _KEPT_BEFORE_R or before.consonant != ""
    # य after a vowel that is like it is said with its own: नियम, but समयसीमा.
    return not (letter.consonant == "य" and before.vowel in {"ि", "ी", "इ", "ई"})


def _ends_spoken(letters: list[_Letter], at: int) -> bool:
    """Whether the inherent vowel at the end is spoken: after most clusters, and in -ीय."""
    last, before = letters[at], letters[at - 1]
    if before.vowel:
        return last.consonant == "य" and before.vowel in {"ि", "ी", "इ", "ई"}
    if last.consonant in _SEMIVOWELS or last.consonant == "र":
        return not (before.consonant == "र" and last.consonant == "व")
    if last.consonant in _NASALS or last.consonant == "ल":
        return before.consonant not in _NASALS_AND_LIQUIDS
    return before.consonant == "ज" and last.consonant == "ञ"


def _transliterate(word: str) -> str:
    # Importing it reads the tables of fifty scripts (0.1 s), and few read in Latin letters.
    from indic_transliteration import sanscript  # noqa: PLC0415

    return str(sanscript.transliterate(word, sanscript.DEVANAGARI, sanscript.ISO))
