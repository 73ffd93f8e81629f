"""Which Devanagari words a Latin spelling may stand for, with a score each.

The words that share its consonants are sieved by counting, weighed by how they are spelled, and
the best of them by how the letters are read; then commonness has its say. It decides nothing:
what is near enough is for the caller.
"""

from math import exp, log, log1p
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import consonant_key, latin_readings
from index.transliteration.decoding import DecodingModel
from index.transliteration.emission import EmissionModel
from index.transliteration.prefilter import Prefilter
from index.transliteration.tables import PHONEME_CODES
from index.transliteration.vocabulary import Vocabulary

_CLOSE: Final = 160
"""Candidates whose spelling is weighed, after counting alone."""

_CLOSER: Final = 30
"""Candidates that are read back from the letters too."""

_READ: Final = 0.6
_COMMON: Final = 0.4
_FEW: Final = 6
"""What reading back, and log(articles + few), weigh beside log P of the spelling. The few keep
one article from counting much against none. Measured on dakshina-dev, flat around these."""

_EDIT: Final = 2.0
"""What a consonant more, less or other costs in the sieve."""

_TIE: Final = 0.5
"""How far a spelling falls behind the best of those that differ from it in writing only."""

_SAID_ALIKE: Final = np.arange(256, dtype=np.uint8)
for _one, _other in ("Ii", "Uu", "7j", "8P", "4d", "5D", "0o"):
    _SAID_ALIKE[PHONEME_CODES[_one]] = PHONEME_CODES[_other]
_SAID_ALIKE[PHONEME_CODES["M"]] = 0


def generate_candidates(
    words: Vocabulary, latin: str
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.uint8]]:
    """Words, how likely they are by spelling and reading, as weighed log P, and their sounds.

    Args:
        words: What there is to hear.
        latin: In a to z.
    """
    numbers, equal = words.near([consonant_key(reading) for reading in latin_readings(latin)])
    hindi = ~words.latin[numbers]
    numbers, equal = numbers[hindi], equal[hindi]
    if not len(numbers):
        return numbers, np.zeros(0, np.float32), words.phonemes(numbers)
    if len(numbers) > _CLOSE:
        scores = Prefilter.default().scores(latin, words.phoneme_counts.take(numbers, axis=0))
        scores += _commonness(words.articles[numbers]) - np.float32(_EDIT) * ~equal
        numbers = numbers[np.argpartition(-scores, _CLOSE)[:_CLOSE]]
    phonemes = words.phonemes(numbers)
    spelled = EmissionModel.default().likelihoods(latin, phonemes)
    score = spelled + _commonness(words.articles[numbers])
    best = np.argsort(-score, kind="stable")[:_CLOSER]
    phonemes = phonemes[best]
    read = DecodingModel.default().likelihoods(latin, phonemes)
    return numbers[best], spelled[best] + np.float32(_READ) * read, phonemes


def _commonness(articles: NDArray[np.integer]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = (_COMMON * np.log1p(articles / _FEW)).astype(np.float32)
    return result


def pool_respellings(
    fit: NDArray[np.float32], articles: NDArray[np.int32], phonemes: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """The score of each word, spellings that differ in writing only standing up for each other.

    Their articles count together, and so do their probabilities; the better one goes first.
    """
    # Thirty words in small groups: plain numbers are quicker here than arrays.
    fits, counts = fit.tolist(), articles.tolist()
    groups: dict[bytes, list[int]] = {}
    said = _SAID_ALIKE[phonemes]
    text, width = said.tobytes(), said.shape[1]
    for place in range(len(fits)):
        key = text[place * width : (place + 1) * width].replace(b"\0", b"")
        groups.setdefault(key, []).append(place)
    score = [0.0] * len(fits)
    for places in groups.values():
        pooled = _COMMON * log1p(sum(counts[p] for p in places) / _FEW)
        top = max(fits[p] for p in places)
        shared = pooled + top + log(sum(exp(fits[p] - top) for p in places))
        alone = [fits[p] + _COMMON * log1p(counts[p] / _FEW) for p in places]
        for place, own in zip(places, alone, strict=True):
            score[place] = shared + _TIE * (own - max(alone))
    return np.array(score, dtype=np.float32)
