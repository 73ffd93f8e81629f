"""Finds and scores the indexed words that a half-typed word may become.

The words stand sorted by their consonants from the first on, so those that begin with the typed
consonants are one range of an array. The commonest words of the range are scored by how likely
their spelling begins so (the emission model) and by how many articles hold them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import (
    CONSONANT_CLASS,
    MAX_CONSONANTS,
    consonant_key,
    keys_one_edit_away,
    latin_readings,
)
from index.transliteration.emission import EmissionModel
from index.transliteration.tables import EDGE, PHONEME_CODES
from index.transliteration.vocabulary import Vocabulary, distinct

_MAX_SCORED: Final = 700
"""Words scored of one reading, those in most articles: a rarer one is not what two letters are
meant for, and where more letters are typed there are fewer words."""

_MAX_SCORED_NEAR: Final = 30
"""Words scored of one reading a consonant away, those in most articles."""

PRIOR_WEIGHT: Final = 0.7
"""What log(articles + 1) counts beside log P of the letters; 0.5 to 0.8 measure alike."""

_MIN_LOG_P_PER_LETTER: Final = -2.2
"""log P of the typed letters, divided by their number, below which a word does not begin so."""

_ONE_SLIP: Final = -2.0
"""This much lower may log P be in all: one letter may be unlikely."""

_FEW_WORDS: Final = 8
"""If fewer words than this begin so, one consonant may be another."""

_MIN_CONSONANTS_TO_EDIT: Final = 2
"""Consonants that must be typed for that."""

_UNFINISHED: Final = {
    "c": ("ch", "ce"), "g": ("ge",), "s": ("sio",), "t": ("tch", "tio"), "ti": ("tio",),
    "si": ("sio",), "sc": ("sch",), "tc": ("tch",),
}  # fmt: skip
"""What the last letters may become that is read as other consonants."""

_VOCALIC_R: Final = re.compile("h?r[iu]")
"""An r that may be the vowel ऋ, which is no consonant of the key: मृदुला, ऋषि."""

_IS_CONSONANT: Final = np.zeros(256, dtype=np.bool_)
"""Whether the phoneme with this code is a consonant."""

for _phoneme, _code in PHONEME_CODES.items():
    _IS_CONSONANT[_code] = CONSONANT_CLASS[ord(_phoneme)] > 0

_VOWELS: Final = "".join(phoneme for phoneme in PHONEME_CODES if phoneme in "aAiIuUqeEoO09")

_INTERCHANGED: Final = (
    "iI", "uU", "eE9", "oO0", "A0", "j7", "P8", "d4", "D5", "MnNmfF", "sSR",
)  # fmt: skip
"""Phonemes that are typed for each other in Devanagari."""

_ESCAPED_CODES: Final = {
    ord(phoneme): f"\\x{code:02x}" for phoneme, code in PHONEME_CODES.items() if phoneme != EDGE
}
"""From a phoneme to the regular expression of its code."""

_LOG_P_WITHOUT_MATRAS: Final = -1.0
"""log P that matras were left out of a Devanagari word."""

_CLASS_BITS: Final = 4
"""Bits of one consonant in a key."""

_VOWEL_FIRST_BIT: Final = _CLASS_BITS * MAX_CONSONANTS
"""The bit of a prefix key, above all consonants, that says that a vowel comes first."""

Keys = NDArray[np.uint64]

Scores = dict[int, float]
"""Numbers of words, with log P of what was typed and the prior of the word itself."""


class Completer:
    """The words of one vocabulary in the order of their first consonants."""

    def __init__(self, words: Vocabulary) -> None:
        """Sort them; a twentieth of a second for half a million."""
        self._words = words
        # A first vowel counts, though consonant keys have none: न does not complete to अनुपम.
        keys = _prefix_keys(words.consonant_keys(), ~_IS_CONSONANT[words.first_phonemes()])
        keys[words.is_latin] = ~np.uint64(0)  # behind all others: no prefix reaches them
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]

    def complete_latin(self, latin: str, also: Iterable[int] = ()) -> Scores:
        """Devanagari words whose Latin spelling may begin so, with their scores.

        Args:
            latin: In a to z; not empty.
            also: Numbers of words to score beside those found.
        """
        readings = _prefix_readings(latin)
        keys = np.array([consonant_key(reading) for reading in readings], dtype=np.uint64)
        vowel_first = np.array([reading.startswith("a") for reading in readings])
        others = np.fromiter(also, np.int64)
        others = others[~self._words.is_latin[others]]
        found = self._score_spelling(
            latin, [others, *self._most_common(keys, vowel_first, _MAX_SCORED)]
        )
        enough_typed = int(keys[0]) >> _CLASS_BITS * (_MIN_CONSONANTS_TO_EDIT - 1)
        if len(found) < _FEW_WORDS and enough_typed:
            edited = distinct(keys_one_edit_away(keys[:1]))
            near = self._most_common(edited, np.full(len(edited), vowel_first[0]), _MAX_SCORED_NEAR)
            found = self._score_spelling(latin, near) | found
        return found

    def complete_devanagari(self, phonemes: str) -> Scores:
        """Words that begin with these phonemes but for matras, nuktas and nasals not typed.

        Args:
            phonemes: Of the typed word; not empty.
        """
        numbers = self.same_first_consonants(phonemes)
        # The words as one string of bytes, a row of equal width each, matched row by row.
        rows = self._words.phonemes(numbers)[:, 1:]
        blob, width = rows.tobytes(), rows.shape[1]
        pattern = _prefix_pattern(phonemes)
        matching = [
            pattern.match(blob, start, start + width) is not None
            for start in range(0, len(blob), width)
        ]
        numbers = numbers[np.array(matching, dtype=np.bool_)]
        return self._scores(numbers, np.full(len(numbers), _LOG_P_WITHOUT_MATRAS, np.float32))

    def same_first_consonants(self, phonemes: str) -> NDArray[np.int64]:
        """Words whose first consonants are like those of these phonemes, the commonest of them.

        Args:
            phonemes: Of the beginning of a word; not empty.
        """
        keys = np.array([consonant_key(phonemes)], dtype=np.uint64)
        vowel_first = np.array([not _IS_CONSONANT[PHONEME_CODES[phonemes[0]]]])
        return np.concatenate(self._most_common(keys, vowel_first, _MAX_SCORED))

    def by_spelling(self, prefix: str) -> Scores:
        """Words of any script whose first characters are these."""
        numbers = self._words.most_common_with_prefix(prefix, _MAX_SCORED)
        return self._scores(numbers, np.zeros(len(numbers), np.float32))

    def _score_spelling(self, latin: str, found: list[NDArray[np.int64]]) -> Scores:
        """Those of the words whose spelling may begin so, with their scores."""
        numbers = distinct(np.concatenate(found))
        fit = EmissionModel.default().prefix_log_likelihoods(latin, self._words.phonemes(numbers))
        good = fit >= _MIN_LOG_P_PER_LETTER * len(latin) + _ONE_SLIP
        return self._scores(numbers[good], fit[good])

    def _scores(self, numbers: NDArray[np.int64], fit: NDArray[np.float32]) -> Scores:
        """Log P of what was typed, plus the prior."""
        prior = PRIOR_WEIGHT * np.log(self._words.articles[numbers] + 1.0)
        return dict(zip(numbers.tolist(), (fit + prior).tolist(), strict=True))

    def _most_common(
        self, keys: Keys, vowel_first: NDArray[np.bool_], most: int
    ) -> list[NDArray[np.int64]]:
        """Words that begin with the consonants of each key, at most so many of each.

        Each key by itself, else the words of a key without consonants, which are all words that
        begin with a vowel or all others, would crowd out the rest.
        """
        # How many consonants each key has: one for every nibble that is not beyond its highest.
        consonants = sum(
            (keys >> np.uint64(_CLASS_BITS * n) > 0).astype(np.uint64)
            for n in range(MAX_CONSONANTS)
        )
        # A prefix key is a number whose high digits are the typed consonants. All words that
        # begin with them lie from it up to, not including, the next number with as many digits.
        firsts = _prefix_keys(keys, vowel_first)
        free_digits = np.uint64(MAX_CONSONANTS) - consonants
        lasts = firsts + (np.uint64(1) << np.uint64(_CLASS_BITS) * free_digits)
        found = []
        for first, last in zip(*np.searchsorted(self._keys, (firsts, lasts)).tolist(), strict=True):
            numbers = self._order[first:last]
            if len(numbers) > most:
                articles = self._words.articles[numbers]
                numbers = numbers[np.argpartition(-articles, most)[:most]]
            if len(numbers):
                found.append(numbers.astype(np.int64))
        return found or [np.zeros(0, np.int64)]


def _prefix_readings(latin: str) -> list[str]:
    """The readings of the letters, likeliest first, and of what the last of them may become."""
    texts = [latin]
    for size in (1, 2):
        texts += [latin[:-size] + more for more in _UNFINISHED.get(latin[-size:], ())]
    if _VOCALIC_R.search(latin):
        texts += [_VOCALIC_R.sub("i", text) for text in texts]
    return list(dict.fromkeys(reading for text in texts for reading in latin_readings(text)))


@lru_cache(maxsize=256)
def _prefix_pattern(phonemes: str) -> re.Pattern[bytes]:
    """Matches codes of phonemes that begin like these; a matra or nasal may have been left out."""
    parts = []
    for position, phoneme in enumerate(phonemes):
        if phoneme == "a" and position:
            # An inherent vowel may stand for any matra. The last one may also stand for none, or
            # for one that is still to be typed.
            parts.append("" if position == len(phonemes) - 1 else f"[{_VOWELS}]?M?")
        else:
            alike = next((row for row in _INTERCHANGED if phoneme in row), phoneme)
            parts.append(f"[{alike}]{'M?' if phoneme in _VOWELS else ''}")
    return re.compile("".join(parts).translate(_ESCAPED_CODES).encode("latin-1"), re.DOTALL)


def _prefix_keys(keys: Keys, vowel_first: NDArray[np.bool_]) -> Keys:
    """Consonant keys turned round, so that words with the same first consonants sort together.

    The first consonant becomes the highest digit; above it one bit says that a vowel comes first.
    """
    result = vowel_first.astype(np.uint64) << np.uint64(_VOWEL_FIRST_BIT)
    for position in range(MAX_CONSONANTS):
        old = np.uint64(_CLASS_BITS * position)
        new = np.uint64(_CLASS_BITS * (MAX_CONSONANTS - 1 - position))
        result |= ((keys >> old) & np.uint64(15)) << new
    return result
