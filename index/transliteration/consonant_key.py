"""The consonant key of a word: its consonants, similar ones merged, as one number.

Words are looked up by it, in either script, as by Soundex (Russell 1918). Aspiration, the two rows
of t and d, the sibilants, all nasals and m, and v/w are merged; vowels and y, which Latin spelling
treats as one, are dropped; a doubled consonant counts once. Each class takes four bits, the first
consonant the lowest, so that every key one edit away is made by a few shifts.
"""

import re
from functools import lru_cache
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

MAX_CONSONANTS: Final = 15
"""Consonants kept of a word; what comes after them does not count."""

# A class of phonemes in each string; its number is the string's position, from 1.
_CLASSES: Final = (
    "kK", "gG", "cC", "jJ7", "tTwW", "dDxX45", "nNfFmM", "pP8", "bB", "v", "r", "l6", "sSR", "h",
)  # fmt: skip
CONSONANT_CLASS: Final = np.zeros(256, dtype=np.uint64)
"""The class of the phoneme with this byte; 0 of a vowel and of everything else."""

for _number, _phonemes in enumerate(_CLASSES, 1):
    for _phoneme in _phonemes:
        CONSONANT_CLASS[ord(_phoneme)] = _number
_CLASS_NUMBERS: Final = np.arange(1, len(_CLASSES) + 1, dtype=np.uint64)

_NASAL: Final = CONSONANT_CLASS[ord("n")]

# How Latin letters are read; in several ways where English and Hindi differ.
_LETTER_READINGS: Final = {
    "tch": ("c",), "chh": ("c",), "sch": ("s", "sk"), "ch": ("c", "k"), "ck": ("k",), "sh": ("s",),
    "ph": ("p",), "kh": ("k",), "gh": ("g", ""), "th": ("t",), "dh": ("d",), "bh": ("b",),
    "jh": ("j",), "rh": ("r", "d"), "wh": ("v",), "tio": ("sa", "ta"), "sio": ("sa",),
    "x": ("ks", "j"),
    "ce": ("sa",), "ci": ("sa",), "cy": ("sa",), "ge": ("ga", "ja"), "gi": ("ga", "ja"),
    "gy": ("ga", "ja"), "c": ("k",), "q": ("k",), "w": ("v", ""), "f": ("p",), "z": ("j", "s"),
    "m": ("m",), "cch": ("c",), "y": ("a",), "e": ("a",), "i": ("a",), "o": ("a",), "u": ("a",),
}  # fmt: skip
_LETTERS: Final = re.compile("|".join(sorted(_LETTER_READINGS, key=len, reverse=True)) + "|.")
_MOST_READINGS: Final = 6


def latin_readings(word: str) -> tuple[str, ...]:
    """A word in a to z as phonemes, any vowel as ``a``, likeliest reading first, at most six."""
    options: list[tuple[str, ...]] = []
    last = ""
    for piece in _LETTERS.findall(word):
        if piece == last and len(piece) == 1:
            continue
        last = piece
        options.append(_LETTER_READINGS.get(piece, (piece,)))
    readings: dict[str, None] = {}
    for choice in product(*options[: 3 * MAX_CONSONANTS]):
        readings["".join(choice)] = None
        if len(readings) == _MOST_READINGS:
            break
    return tuple(readings)


def consonant_keys(blob: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The consonant keys of many words at once.

    Args:
        blob: The phonemes of all words, one after the other.
        ends: Where each word ends in it.
    """
    classes = CONSONANT_CLASS[blob]
    doubled = np.zeros(len(blob), dtype=bool)
    # A nasal before another (जन्म, अन्न) is one only where the very letter is doubled.
    same = (classes[1:] == classes[:-1]) & (classes[1:] != _NASAL)
    doubled[1:] = same | (blob[1:] == blob[:-1])
    starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    doubled[starts[starts < len(blob)]] = False
    kept = (classes > 0) & ~doubled
    before = np.concatenate(([0], np.cumsum(kept)))
    rank = before[:-1] - np.repeat(before[starts], ends - starts)
    kept &= rank < MAX_CONSONANTS
    nibbles = np.where(kept, classes << (np.minimum(rank, MAX_CONSONANTS) * 4).astype(np.uint64), 0)
    total = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(nibbles, dtype=np.uint64)))
    # A key is the sum of its nibbles, so one running sum gives them all.
    # Sums beyond 64 bits wrap around, and so do their differences: each word's own is exact.
    result: NDArray[np.uint64] = total[ends] - total[starts]
    return result


@lru_cache(maxsize=4096)
def consonant_key(phonemes: str) -> int:
    """The consonant key of one word."""
    blob = np.frombuffer(phonemes.encode("ascii", "replace"), dtype=np.uint8)
    return int(consonant_keys(blob, np.array([len(blob)]))[0])


def consonants_in(key: int) -> int:
    """How many consonants a key has."""
    return (key.bit_length() + 3) // 4


def keys_one_edit_away(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every key that one consonant more, less or other makes of these; may repeat."""
    consonants = (int(keys.max(initial=0)).bit_length() + 3) // 4
    shift = (np.arange(min(consonants, MAX_CONSONANTS - 1) + 1) * 4).astype(np.uint64)[
        :, None, None
    ]
    # Past the end of a shorter key this leaves gaps, which no word has: they find nothing.
    low = keys & ((np.uint64(1) << shift) - np.uint64(1))
    above = shift + np.uint64(4)
    here, rest = keys >> shift, (keys >> shift) >> np.uint64(4)
    put = low | (_CLASS_NUMBERS[:, None] << shift)
    added, changed, dropped = put | (here << above), put | (rest << above), low | (rest << shift)
    return np.concatenate((added.ravel(), changed.ravel(), dropped.ravel()))
