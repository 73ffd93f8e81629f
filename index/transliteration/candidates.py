"""Generates and reranks the Devanagari words that a Latin spelling may stand for.

A noisy channel (Kernighan, Church and Gale 1990), read from both ends. The words with the same or
a similar consonant key are prefiltered by counting; those left are scored by the emission model,
P(spelling | word), and the best of them by the decoding model, P(word | spelling), too; how many
articles hold a word is the prior.
"""

from math import exp, log, log1p
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import consonant_key, latin_readings
from index.transliteration.decoding import DecodingModel
from index.transliteration.emission import EmissionModel
from index.transliteration.prefilter import Prefilter
from index.transliteration.pronunciation import (
    PlainModel,
    pronunciation_keys,
)
from index.transliteration.tables import PHONEME_CODES
from index.transliteration.vocabulary import Vocabulary

_MAX_EMISSION_SCORED: Final = 160
"""Candidates that the prefilter leaves for the emission model."""

_MAX_RERANKED: Final = 30
"""Candidates that the decoding model reranks."""

_DECODING_WEIGHT: Final = 0.6
"""What log P of the decoding model counts beside that of the emission model. This and the two
below were measured on dakshina-dev; the result is flat around them."""

_PRIOR_WEIGHT: Final = 0.4
"""What log(articles + offset) counts beside log P of the emission model."""

_PRIOR_OFFSET: Final = 6
"""Articles added to every count, so that one counts little more than none."""

_KEY_EDIT_COST: Final = 2.0
"""What the prefilter takes off for a consonant more, less or other than in the key."""

_EASTERN_WEIGHT: Final = 1.5
"""What log P of an Eastern spelling counts: as much as both models of the usual ones."""

_LOG_P_EASTERN: Final = -4.0
"""log P that a word is spelled the Eastern way."""

_EASTERN_LETTERS: Final = frozenset("bosvj")
"""Letters without which no spelling is Eastern."""

_RARE_ARTICLES: Final = 5
_GOOD_LOG_P: Final = -1.2
"""A word in more articles whose letters have such a log P each is what was typed: no Eastern
spelling is looked for, which takes time."""

_LETTERS_BESIDE_SOUNDS: Final = 0.5
"""What log P of the letters counts beside that of the sounds of an English word."""

_MAX_SOUNDS_SCORED: Final = 120
"""Candidates of which the likelihood of the sounds is computed: those with just the
consonants of the sounds first, then those in most articles."""

_LESSER_RESPELLING_COST: Final = 0.5
"""The share of its distance that a word falls behind the best word that is pronounced the same."""

_HOMOPHONE_CODE: Final = np.arange(256, dtype=np.uint8)
"""One code for phonemes that spellings of one word interchange; 0 for a nasal sign, left out."""

for _one, _other in ("Ii", "Uu", "7j", "8P", "4d", "5D", "0o"):
    _HOMOPHONE_CODE[PHONEME_CODES[_one]] = PHONEME_CODES[_other]
_HOMOPHONE_CODE[PHONEME_CODES["M"]] = 0


def generate_candidates(
    words: Vocabulary, latin: str
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.uint8]]:
    """The likeliest words for a spelling, before the prior.

    Args:
        words: The words to choose from.
        latin: In a to z.

    Returns:
        Their numbers, the weighted sum of log P of both models, and their phonemes.
    """
    keys = set(map(consonant_key, latin_readings(latin)))
    is_eastern = not _EASTERN_LETTERS.isdisjoint(latin)
    if is_eastern and "b" in latin:
        keys.add(consonant_key(latin_readings(latin.replace("b", "v"))[0]))
    numbers, equal = words.with_near_keys(keys)
    hindi = ~words.is_latin[numbers]
    numbers, equal = numbers[hindi], equal[hindi]
    if len(numbers) > _MAX_EMISSION_SCORED:
        rough = Prefilter.default().scores(latin, words.phoneme_counts.take(numbers, axis=0))
        rough += _log_prior(words.articles[numbers]) - np.float32(_KEY_EDIT_COST) * ~equal
        numbers = numbers[np.argpartition(-rough, _MAX_EMISSION_SCORED)[:_MAX_EMISSION_SCORED]]
    if not len(numbers):
        return numbers, np.zeros(0, np.float32), words.phonemes(numbers)
    phonemes = words.phonemes(numbers)
    emission = EmissionModel.default().log_likelihoods(latin, phonemes)
    score = emission + _log_prior(words.articles[numbers])
    if is_eastern:
        likeliest = score.argmax()
        common = words.articles[numbers[likeliest]] > _RARE_ARTICLES
        is_eastern = not common or emission[likeliest] < _GOOD_LOG_P * (len(latin) + 1)
    if is_eastern:
        east = PlainModel.eastern().log_likelihoods(latin, phonemes)
        east = np.float32(_EASTERN_WEIGHT) * east + np.float32(_LOG_P_EASTERN)
        score = np.maximum(score, east + _log_prior(words.articles[numbers]))
    best = np.argsort(-score, kind="stable")[:_MAX_RERANKED]
    phonemes = phonemes[best]
    decoding = DecodingModel.default().log_likelihoods(latin, phonemes)
    fit = emission[best] + np.float32(_DECODING_WEIGHT) * decoding
    if is_eastern:
        fit = np.logaddexp(fit, east[best])
    return numbers[best], fit, phonemes


def generate_by_sounds(
    words: Vocabulary, latin: str, sounds: str
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32], NDArray[np.uint8]]:
    """The likeliest words for an English word of known sounds, before the prior.

    Returns:
        Their numbers, log P of the sounds, the same and a share of log P of the letters (cake is
        केक, though खाक sounds nearly so), and their phonemes.
    """
    keys = {consonant_key(key) for key in pronunciation_keys(sounds)}
    numbers, equal = words.with_near_keys(keys)
    hindi = ~words.is_latin[numbers]
    numbers, equal = numbers[hindi], equal[hindi]
    if len(numbers) > _MAX_SOUNDS_SCORED:
        commonest = np.lexsort((-words.articles[numbers], ~equal))
        numbers = numbers[commonest[:_MAX_SOUNDS_SCORED]]
    phonemes = words.phonemes(numbers)
    fit = PlainModel.english().log_likelihoods(sounds, phonemes)
    best = np.argsort(-(fit + _log_prior(words.articles[numbers])), kind="stable")
    best = best[:_MAX_RERANKED]
    numbers, fit, phonemes = numbers[best], fit[best], phonemes[best]
    emission = EmissionModel.default().log_likelihoods(latin, phonemes)
    return numbers, fit, fit + np.float32(_LETTERS_BESIDE_SOUNDS) * emission, phonemes


def _log_prior(articles: NDArray[np.integer]) -> NDArray[np.float32]:
    prior: NDArray[np.float32] = (_PRIOR_WEIGHT * np.log1p(articles / _PRIOR_OFFSET)).astype(
        np.float32
    )
    return prior


def pool_homophones(
    fit: NDArray[np.float32], articles: NDArray[np.int32], phonemes: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """The score of each word with the prior; words that are pronounced the same share theirs.

    Their articles count together, and so do their probabilities; the better one goes first.

    Args:
        fit: log P of each word.
        articles: How many articles hold each.
        phonemes: Their codes, a row a word.
    """
    # Thirty words in small groups: plain numbers are quicker here than arrays.
    fits, counts = fit.tolist(), articles.tolist()
    groups: dict[bytes, list[int]] = {}
    merged = _HOMOPHONE_CODE[phonemes]
    blob, width = merged.tobytes(), merged.shape[1]
    for row in range(len(fits)):
        key = blob[row * width : (row + 1) * width].replace(b"\0", b"")
        groups.setdefault(key, []).append(row)
    score = [0.0] * len(fits)
    for rows in groups.values():
        prior = _PRIOR_WEIGHT * log1p(sum(counts[row] for row in rows) / _PRIOR_OFFSET)
        # log of the sum of the probabilities, from the highest, so that none underflows
        top = max(fits[row] for row in rows)
        shared = prior + top + log(sum(exp(fits[row] - top) for row in rows))
        alone = [fits[row] + _PRIOR_WEIGHT * log1p(counts[row] / _PRIOR_OFFSET) for row in rows]
        for row, own in zip(rows, alone, strict=True):
            score[row] = shared + _LESSER_RESPELLING_COST * (own - max(alone))
    return np.array(score, dtype=np.float32)
