"""The phonemes of a Hindi word, one ASCII letter each, and the plain letters of a Latin word.

The letters are those of WX notation (Bharati, Chaitanya and Sangal, *Natural Language Processing:
A Paninian Perspective*, 1995). Deviations: a vowel is one letter whether it stands alone or on a
consonant, since what stands before says which; the inherent vowel is written (एक: ``eka``)
wherever the script implies it, spoken or not; chandrabindu and anusvara are one; the letters with
a nukta that are spoken differently have digits.

The silent schwa is kept: how likely it is written in Latin letters is in the learned table.
"""

import unicodedata
from typing import Final

VOWELS: Final = {
    "अ": "a", "आ": "A", "इ": "i", "ई": "I", "उ": "u", "ऊ": "U", "ऋ": "q", "ए": "e", "ऐ": "E",
    "ओ": "o", "औ": "O", "ऑ": "0", "ऍ": "9", "ऎ": "e", "ऒ": "o", "ॲ": "9", "ॠ": "q", "ऌ": "lq",
}  # fmt: skip
VOWEL_SIGNS: Final = {
    "ा": "A", "ि": "i", "ी": "I", "ु": "u", "ू": "U", "ृ": "q", "े": "e", "ै": "E", "ो": "o",
    "ौ": "O", "ॉ": "0", "ॅ": "9", "ॆ": "e", "ॊ": "o", "ॄ": "q", "ॢ": "lq", "्": "",
}  # fmt: skip
CONSONANTS: Final = {
    "क": "k", "ख": "K", "ग": "g", "घ": "G", "ङ": "f", "च": "c", "छ": "C", "ज": "j", "झ": "J",
    "ञ": "F", "ट": "t", "ठ": "T", "ड": "d", "ढ": "D", "ण": "N", "त": "w", "थ": "W", "द": "x",
    "ध": "X", "न": "n", "ऩ": "n", "प": "p", "फ": "P", "ब": "b", "भ": "B", "म": "m", "य": "y",
    "र": "r", "ऱ": "r", "ल": "l", "ळ": "6", "ऴ": "6", "व": "v", "श": "S", "ष": "R", "स": "s",
    "ह": "h",
}  # fmt: skip
NUKTA_PHONEMES: Final = {"j": "7", "J": "7", "P": "8", "d": "4", "D": "5"}
"""Phonemes that a nukta changes into others; on the rest (क़, ख़, ग़) Hindi hardly speaks it."""
OTHER_SIGNS: Final = {"ं": "M", "ँ": "M", "ः": "H", "ॐ": "om"}

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
PHONEMES: Final = "".join(
    dict.fromkeys("".join([*VOWELS.values(), *CONSONANTS.values(), *NUKTA_PHONEMES.values(), "MH"]))
)


def is_devanagari(word: str) -> bool:
    """Whether the word has a Devanagari letter."""
    return any("\u0900" <= c <= "\u0963" or "\u0971" <= c <= "\u097f" for c in word)


def to_phonemes(word: str) -> str:
    """The phonemes of a Devanagari word; characters of other scripts are left out."""
    out: list[str] = []
    bare = False  # the last letter is a consonant without a vowel sign: its inherent vowel is due
    for char in unicodedata.normalize("NFC", word):
        if (consonant := CONSONANTS.get(char)) is not None:
            if bare:
                out.append("a")
            out.append(consonant)
            bare = True
        elif (sign := VOWEL_SIGNS.get(char)) is not None:
            out.append(sign)
            bare = False
        elif char == "\u093c":  # nukta
            if bare:
                out[-1] = NUKTA_PHONEMES.get(out[-1], out[-1])
        elif (other := VOWELS.get(char) or OTHER_SIGNS.get(char)) is not None:
            if bare:
                out.append("a")
            out.append(other)
            bare = False
    if bare:
        out.append("a")
    return "".join(out)


def to_letters(word: str) -> str:
    """A typed word in plain a to z: lower case, without diacritics and all other characters."""
    if word.isascii():
        return "".join(c for c in word.lower() if "a" <= c <= "z")
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(c for c in plain if "a" <= c <= "z")
