"""Which indexed words a half-typed word may become, with a score each.

The words whose first consonants are those typed stand together; the commonest of them are weighed
by how likely their spelling begins so. It decides nothing: how many are shown is for the caller.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import (
    CONSONANT_CLASS,
    LONGEST,
    consonant_key,
    keys_one_edit_away,
    latin_readings,
)
from index.transliteration.emission import EmissionModel
from index.transliteration.tables import EDGE, PHONEME_CODES
from index.transliteration.vocabulary import Vocabulary

_LOOKED_AT: Final = 700
_OF_NEAR: Final = 30
"""Words weighed of one reading, and of one a consonant away, those in most articles: a rarer one is
not what two letters are meant for, and where more are typed there are fewer."""

_COMMON: Final = 0.7
_FEW: Final = 1.0
"""What log(articles + few) weighs beside log P of the letters; 0.5 to 0.8 measure alike."""

_POOREST: Final = -2.2
_SLIP: Final = -2.0
"""log P a letter, and once more, below which a word does not begin so."""

_TOO_FEW: Final = 8
_LEAST_CONSONANTS: Final = 2
"""Fewer words than these let one consonant be another, if so many are typed."""

_UNFINISHED: Final = {
    "c": ("ch", "ce"), "g": ("ge",), "s": ("sio",), "t": ("tch", "tio"), "ti": ("tio",),
    "si": ("sio",), "sc": ("sch",), "tc": ("tch",),
}  # fmt: skip
"""What the last letters may become that is read as other consonants."""

_VOCALIC: Final = re.compile("h?r[iu]")
"""An r that may be no consonant: मृदुला, ऋषि."""

_CONSONANT: Final = np.zeros(256, dtype=np.bool_)
for _unit, _code in PHONEME_CODES.items():
    _CONSONANT[_code] = CONSONANT_CLASS[ord(_unit)] > 0
_VOWELS: Final = "".join(unit for unit in PHONEME_CODES if unit in "aAiIuUqeEoO09")
_ALIKE: Final = ("iI", "uU", "eE9", "oO0", "A0", "j7", "P8", "d4", "D5", "MnNmfF", "sSR")
_CODED: Final = {
    ord(unit): f"\\x{code:02x}" for unit, code in PHONEME_CODES.items() if unit != EDGE
}
"""Sounds that are typed for each other, and how a pattern names a sound."""

_MATRAS: Final = -1.0
"""log P that matras were left out."""

_BITS: Final = 4
_ALL: Final = _BITS * LONGEST

Keys = NDArray[np.uint64]
Scored = dict[int, float]
"""Numbers of words, with log P of what was typed and of the word itself."""


class Completer:
    """The words of one vocabulary in the order of their first consonants."""

    def __init__(self, words: Vocabulary) -> None:
        """Sort them; a twentieth of a second for half a million."""
        self._words = words
        # A first vowel is heard, though skeletons have none: अनुपम is not among the words with न.
        keys = _turned(words.consonant_keys(), ~_CONSONANT[words.first_phonemes()])
        keys[words.latin] = ~np.uint64(0)
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]

    def of_latin(self, latin: str, also: Iterable[int] = ()) -> Scored:
        """Devanagari words whose Latin spelling may begin so, with their scores.

        Args:
            latin: In a to z; not empty.
            also: Numbers of words to weigh beside those found.
        """
        readings = _readings(latin)
        keys = np.array([consonant_key(reading) for reading in readings], dtype=np.uint64)
        vowel = np.array([reading.startswith("a") for reading in readings])
        others = np.fromiter(also, np.int64)
        numbers = [others[~self._words.latin[others]], *self._commonest(keys, vowel, _LOOKED_AT)]
        found = self._weighed(latin, np.concatenate(numbers))
        if len(found) < _TOO_FEW and int(keys[0]) >> _BITS * (_LEAST_CONSONANTS - 1):
            edited = np.unique(keys_one_edit_away(keys[:1]))
            near = self._commonest(edited, np.full(len(edited), vowel[0]), _OF_NEAR)
            found = self._weighed(latin, np.concatenate(near)) | found
        return found

    def of_devanagari(self, phonemes: str) -> Scored:
        """Words that begin with these sounds but for matras, nuktas and nasals not typed.

        Args:
            phonemes: Of the typed word; not empty.
        """
        keys = np.array([consonant_key(phonemes)], dtype=np.uint64)
        vowel = np.array([not _CONSONANT[PHONEME_CODES[phonemes[0]]]])
        numbers = np.concatenate(self._commonest(keys, vowel, _LOOKED_AT))
        rows = self._words.phonemes(numbers)[:, 1:]
        blob, width = rows.tobytes(), rows.shape[1]
        begins = _pattern(phonemes)
        good = [
            begins.match(blob, place, place + width) is not None
            for place in range(0, len(blob), width)
        ]
        numbers = numbers[np.array(good, dtype=np.bool_)]
        return self._scored(numbers, np.full(len(numbers), _MATRAS, np.float32))

    def as_written(self, prefix: str) -> Scored:
        """Words of any script that are written so from their first character on."""
        numbers = self._words.commonest_with(prefix, _LOOKED_AT)
        return self._scored(numbers, np.zeros(len(numbers), np.float32))

    def _weighed(self, latin: str, numbers: NDArray[np.int64]) -> Scored:
        numbers = np.unique(numbers)
        fit = EmissionModel.default().prefix_likelihoods(latin, self._words.phonemes(numbers))
        good = fit >= _POOREST * len(latin) + _SLIP
        return self._scored(numbers[good], fit[good])

    def _scored(self, numbers: NDArray[np.int64], fit: NDArray[np.float32]) -> Scored:
        common = _COMMON * np.log(self._words.articles[numbers] + _FEW)
        return dict(zip(numbers.tolist(), (fit + common).tolist(), strict=True))

    def _commonest(
        self, keys: Keys, vowel: NDArray[np.bool_], most: int
    ) -> list[NDArray[np.int64]]:
        """The commonest words that begin with the consonants of each of the skeletons."""
        consonants = sum(
            (keys >> np.uint64(_BITS * n) > 0).astype(np.uint64) for n in range(LONGEST)
        )
        firsts = _turned(keys, vowel)
        lasts = firsts + (np.uint64(1) << np.uint64(_BITS) * (np.uint64(LONGEST) - consonants))
        found = []
        # Each by itself, or the words of a reading without consonants would crowd out the rest.
        for first, last in zip(*np.searchsorted(self._keys, (firsts, lasts)).tolist(), strict=True):
            numbers = self._order[first:last]
            if len(numbers) > most:
                articles = self._words.articles[numbers]
                numbers = numbers[np.argpartition(-articles, most)[:most]]
            if len(numbers):
                found.append(numbers.astype(np.int64))
        return found or [np.zeros(0, np.int64)]


def _readings(latin: str) -> list[str]:
    """The consonants of the letters, likeliest first, and of what the last may become."""
    texts = [latin]
    for size in (1, 2):
        texts += [latin[:-size] + more for more in _UNFINISHED.get(latin[-size:], ())]
    if _VOCALIC.search(latin):
        texts += [_VOCALIC.sub("i", text) for text in texts]
    return list(dict.fromkeys(reading for text in texts for reading in latin_readings(text)))


@lru_cache(maxsize=256)
def _pattern(phonemes: str) -> re.Pattern[bytes]:
    """Codes of sounds that begin like these, where each silent vowel may be a matra left out."""
    parts = []
    for place, unit in enumerate(phonemes):
        alike = next((row for row in _ALIKE if unit in row), unit)
        # At the end of what is typed a matra may yet come, or none.
        if unit == "a" and place:
            parts.append("" if place == len(phonemes) - 1 else f"[{_VOWELS}]?M?")
        else:
            parts.append(f"[{alike}]{'M?' if unit in _VOWELS else ''}")
    return re.compile("".join(parts).translate(_CODED).encode("latin-1"), re.DOTALL)


def _turned(consonant_keys: Keys, vowel: NDArray[np.bool_]) -> Keys:
    """The first consonant highest, below whether a vowel comes first: like beginnings together."""
    result = vowel.astype(np.uint64) << np.uint64(_ALL)
    for place in range(LONGEST):
        low, high = np.uint64(_BITS * place), np.uint64(_BITS * (LONGEST - 1 - place))
        result |= ((consonant_keys >> low) & np.uint64(15)) << high
    return result
