"""A Hindi word as sounds, one ASCII letter each, and a typed word as plain Latin letters.

The letters are those of the WX scheme (IIIT), written for machines: एक → ``ekA`` is not, but
``eka`` is. Deviations: a vowel is one letter whether it stands alone or on a consonant, since
what stands before tells which; the inherent vowel is written (``a``) wherever the script implies
it, said or not; chandrabindu and anusvara are one; nukta letters that are said apart have digits.

It does not delete the silent schwa: how likely one is written is for the learned table to say.
"""

import unicodedata
from typing import Final

VOWELS: Final = {
    "अ": "a", "आ": "A", "इ": "i", "ई": "I", "उ": "u", "ऊ": "U", "ऋ": "q", "ए": "e", "ऐ": "E",
    "ओ": "o", "औ": "O", "ऑ": "0", "ऍ": "9", "ऎ": "e", "ऒ": "o", "ॲ": "9", "ॠ": "q", "ऌ": "lq",
}  # fmt: skip
SIGNS: Final = {
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
NUKTA: Final = {"j": "7", "J": "7", "P": "8", "d": "4", "D": "5"}
"""Letters that a nukta turns into another sound; on the rest (क़, ख़, ग़) Hindi hardly hears it."""
OTHERS: Final = {"ं": "M", "ँ": "M", "ः": "H", "ॐ": "om"}

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
PHONEMES: Final = "".join(
    dict.fromkeys("".join([*VOWELS.values(), *CONSONANTS.values(), *NUKTA.values(), "MH"]))
)

_VOWEL_LETTERS: Final = frozenset("".join(VOWELS.values())) - {"l"}


def is_devanagari(word: str) -> bool:
    """Whether a Devanagari letter stands in the word."""
    return any("\u0900" <= c <= "\u0963" or "\u0971" <= c <= "\u097f" for c in word)


def to_phonemes(word: str) -> str:
    """The sounds of a Devanagari word; characters of other scripts are passed over."""
    out: list[str] = []
    bare = False  # the last letter is a consonant that no sign has followed yet
    for char in unicodedata.normalize("NFC", word):
        if (consonant := CONSONANTS.get(char)) is not None:
            if bare:
                out.append("a")
            out.append(consonant)
            bare = True
        elif (sign := SIGNS.get(char)) is not None:
            out.append(sign)
            bare = False
        elif char == "\u093c":  # nukta
            if bare:
                out[-1] = NUKTA.get(out[-1], out[-1])
        elif (other := VOWELS.get(char) or OTHERS.get(char)) is not None:
            if bare:
                out.append("a")
            out.append(other)
            bare = False
    if bare:
        out.append("a")
    return "".join(out)


def to_letters(word: str) -> str:
    """A typed word in plain a to z: lower case, diacritics and everything else taken off."""
    if word.isascii():
        return "".join(c for c in word.lower() if "a" <= c <= "z")
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(c for c in plain if "a" <= c <= "z")
