"""The phonetic key of a word, stored with it, by which it is found by sound.

Its fingerprint says which rules made the keys. Other rules of transliteration may change without
the archive computing them anew, so this module imports no more of them than it needs.
"""

from functools import cache
from typing import Final

from index.fingerprint import fingerprint
from index.transliteration.consonant_key import latin_readings
from index.transliteration.phonemes import is_devanagari, to_letters, to_phonemes

LATIN_MARK: Final = "="
"""The first character of the key of a Latin word; what follows is its consonants as phonemes."""

VISARGA: Final = "H"
"""The phoneme of the visarga."""

MAX_PHONEMES: Final = 40
"""Phonemes, and letters of a Latin word, that are looked at; the rest of a word does not count."""


@cache
def phonetic_fingerprint() -> str:
    """Changes when keys may come out differently."""
    return fingerprint(
        "index.transliteration", only=("consonant_key.py", "phonemes.py", "phonetic_key.py")
    )


def phonetic_key(word: str) -> str:
    """The phonemes of a Devanagari word that are heard, or the marked consonants of a Latin one."""
    if is_devanagari(word):
        # Nobody types the visarga in Latin letters: dukh is दुःख.
        return to_phonemes(word).replace(VISARGA, "")
    return LATIN_MARK + latin_readings(to_letters(word)[:MAX_PHONEMES])[0]
