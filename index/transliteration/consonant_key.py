"""The consonants of a word, near ones merged, as one number: what finds candidates fast.

Aspiration, the two t and d rows, the sibilants, all nasals and m, and v/w are merged; vowels and
y, which Latin spelling treats as one, are dropped; a doubled consonant counts once. Each class is
four bits, the first consonant lowest, so that every skeleton one edit away is a few shifts off.

It finds candidates and says nothing of how good they are.
"""

import re
from functools import lru_cache
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 15
"""Consonants kept of a word; what comes after them does not count."""

# One row a class, its number the row's place from 1: Devanagari units, then the letter that
# stands for the class in the sound of a Latin word.
_CLASSES: Final = (
    "kK", "gG", "cC", "jJ7", "tTwW", "dDxX45", "nNfFmM", "pP8", "bB", "v", "r", "l6", "sSR", "h",
)  # fmt: skip
CONSONANT_CLASS: Final = np.zeros(256, dtype=np.uint64)
for _number, _row in enumerate(_CLASSES, 1):
    for _unit in _row:
        CONSONANT_CLASS[ord(_unit)] = _number
_ALL: Final = np.arange(1, len(_CLASSES) + 1, dtype=np.uint64)

_NASAL: Final = CONSONANT_CLASS[ord("n")]

# How Latin letters are read, longest first; several readings where English and Hindi differ.
_READINGS: Final = {
    "tch": ("c",), "chh": ("c",), "sch": ("s", "sk"), "ch": ("c", "k"), "ck": ("k",), "sh": ("s",),
    "ph": ("p",), "kh": ("k",), "gh": ("g", ""), "th": ("t",), "dh": ("d",), "bh": ("b",),
    "jh": ("j",), "rh": ("r", "d"), "wh": ("v",), "tio": ("sa", "ta"), "sio": ("sa",),
    "x": ("ks", "j"),
    "ce": ("sa",), "ci": ("sa",), "cy": ("sa",), "ge": ("ga", "ja"), "gi": ("ga", "ja"),
    "gy": ("ga", "ja"), "c": ("k",), "q": ("k",), "w": ("v", ""), "f": ("p",), "z": ("j", "s"),
    "m": ("m",), "cch": ("c",), "y": ("a",), "e": ("a",), "i": ("a",), "o": ("a",), "u": ("a",),
}  # fmt: skip
_PIECE: Final = re.compile("|".join(sorted(_READINGS, key=len, reverse=True)) + "|.")
_MOST_READINGS: Final = 6


def latin_readings(word: str) -> tuple[str, ...]:
    """A word in a to z as units, any vowel as ``a``, likeliest reading first, at most six."""
    options: list[tuple[str, ...]] = []
    last = ""
    for piece in _PIECE.findall(word):
        if piece == last and len(piece) == 1:
            continue
        last = piece
        options.append(_READINGS.get(piece, (piece,)))
    readings: dict[str, None] = {}
    for choice in product(*options[: 3 * LONGEST]):
        readings["".join(choice)] = None
        if len(readings) == _MOST_READINGS:
            break
    return tuple(readings)


def consonant_keys(blob: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The skeletons of many words at once.

    Args:
        blob: The units of all words, one after the other.
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
    kept &= rank < LONGEST
    nibbles = np.where(kept, classes << (np.minimum(rank, LONGEST) * 4).astype(np.uint64), 0)
    total = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(nibbles, dtype=np.uint64)))
    # Sums beyond 64 bits wrap around, and so do their differences: each word's own is exact.
    result: NDArray[np.uint64] = total[ends] - total[starts]
    return result


@lru_cache(maxsize=4096)
def consonant_key(units: str) -> int:
    """The skeleton of one word."""
    blob = np.frombuffer(units.encode("ascii", "replace"), dtype=np.uint8)
    return int(consonant_keys(blob, np.array([len(blob)]))[0])


def keys_one_edit_away(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every skeleton that one consonant more, less or other makes of these; may repeat."""
    longest = (int(numbers.max(initial=0)).bit_length() + 3) // 4
    shift = (np.arange(min(longest, LONGEST - 1) + 1) * 4).astype(np.uint64)[:, None, None]
    # Past the end of a shorter skeleton this leaves gaps, which no word has: they find nothing.
    low = numbers & ((np.uint64(1) << shift) - np.uint64(1))
    above = shift + np.uint64(4)
    here, rest = numbers >> shift, (numbers >> shift) >> np.uint64(4)
    put = low | (_ALL[:, None] << shift)
    return np.concatenate([
        (put | (here << above)).ravel(), (put | (rest << above)).ravel(),
        (low | (rest << shift)).ravel(),
    ])  # fmt: skip
