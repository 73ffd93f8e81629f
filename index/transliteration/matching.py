"""Finds the indexed words that a typed word may stand for, with a weight each.

A Latin word is matched by sound, through candidates and models; then words that read so in a
scheme or letter by letter are added, and other spellings of the best one. A Devanagari word is
matched with other spellings of it, and with Latin words, since some texts keep names and acronyms
in Latin letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from operator import itemgetter
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from index.analysis.folding import fold, normalize_ending
from index.transliteration import acronyms, schemes
from index.transliteration.candidates import (
    generate_by_sounds,
    generate_candidates,
    pool_homophones,
)
from index.transliteration.consonant_key import CONSONANT_CLASS, consonant_key, latin_readings
from index.transliteration.emission import EmissionModel
from index.transliteration.misspellings import (
    with_glued_ending,
    with_moved_reph,
    without_glued_ending,
)
from index.transliteration.phonemes import to_letters, to_phonemes
from index.transliteration.phonetic_key import MAX_PHONEMES
from index.transliteration.pronunciation import pronunciations
from index.transliteration.respelling import UNKNOWN_CHANGE_COST, RespellingDistance
from index.transliteration.tables import PHONEME_CODES, encode
from index.transliteration.vocabulary import Vocabulary

_TEMPERATURE: Final = 2.0
"""Differences of scores are divided by this to make weights: the two models are not independent,
so the sum of their log P is too sure of itself."""

_GOOD_LOG_P: Final = -1.7
"""log P a letter from which on a spelling fits; below it, its weight shrinks."""

_WORST_LOG_P: Final = -8.0
"""log P a letter below which a word is like nothing."""

_MISFIT_STEEPNESS: Final = 3.0
"""How steeply the weight shrinks: as exp(steepness * log P)."""

_PRONOUNCED: Final = 0.95
"""The weight of the word that an English word sounds most like."""

_LEAST_PRONOUNCED: Final = 0.01
"""The weight below which a word by its sounds is left out; the letters may still bring it."""

_SOUNDS_TEMPERATURE: Final = 1.5
"""Differences of scores by sounds are divided by this to make weights."""

_GOOD_LOG_P_OF_SOUNDS: Final = -1.1
"""log P a sound from which on a word is said so: of ten loan words eight reach it."""

_LOG_P_SCHEME: Final = -0.5
"""log P that a word which can be read in a scheme is meant so."""

_RARE_ARTICLES: Final = 5
"""A word in so many articles or fewer is rare: other spellings of it are welcome."""

_MAX_DISTANCE: Final = (0.11, 0.11, 0.16, 0.61, 0.81)
"""How far another spelling may be from a word with so many consonants, the last for all longer
words: short words soon are other words."""

_MAX_DISTANCE_ALIKE: Final = (0.0, 0.0, 0.21, 0.0, 0.0)
"""The same, of a word that the index folds alike: अरूण, अरुण; दुःख, दुख. With fewer consonants these
are other words (की, कि), and with more they are near enough in any case."""

_MAX_DISTANCE_OF_RARE: Final = (0.11, 0.76, 0.76, 0.91, 1.21)
"""The same, of a rare word or one that no article holds."""

_MAX_COUNT_DIFFERENCE: Final = 4
"""Phonemes that another spelling may have more or less in all; checked before the distance."""

_MAX_RESPELLINGS: Final = 160
"""Words whose distance is computed, those with the most equal phonemes."""

_RESPELLING_OF_BEST: Final = 0.9
"""What a respelling of the best match of a Latin word weighs, times its nearness."""

_FAULT_RARER: Final = 10
"""How many times rarer a word with a fault of writing is than the right one."""

_MOVED_REPH_WEIGHT: Final = 0.8
"""The weight of a word whose hook of र् stands on the akshara before or behind."""

_GLUED_WEIGHT: Final = 0.7
"""The weight of a word with a postposition written to it."""

_MAX_LATIN: Final = 30
"""Latin words that are scored for a Devanagari one."""

_MIN_LATIN_LOG_P: Final = -1.2
"""log P a letter for a Latin word beside a Devanagari one."""

_COMMON_ARTICLES: Final = 100
"""A Devanagari word in so many articles is rarely meant otherwise."""

_MIN_LATIN_LOG_P_OF_COMMON: Final = -0.3
"""log P a letter for a Latin word beside such a one."""

_ACRONYM_WEIGHT: Final = 0.8
"""The weight of the acronym whose letters a Devanagari word names."""

_ONE_EDIT_WEIGHT: Final = 0.1
"""The weight of a word that is one letter away: enough to offer, not to search."""

_MIN_TYPO_LETTERS: Final = 5
"""Letters from which on a Latin word may have a typo, if nothing else is found."""

_MIN_TYPO_CONSONANTS: Final = 3
"""Consonants from which on a Devanagari word may have one."""

_IS_CONSONANT: Final = np.zeros(256, dtype=np.uint8)
"""1 for the code of a consonant."""

for _phoneme, _code in PHONEME_CODES.items():
    _IS_CONSONANT[_code] = CONSONANT_CLASS[ord(_phoneme)] > 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the vocabulary, by its number, that a typed word may stand for."""

    number: int
    weight: float
    why: Literal["exact", "spelling", "sound"]


class Matcher:
    """Ranks the words of one vocabulary. The models are loaded by the first question."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    def match_latin(self, typed: str) -> list[Candidate]:
        """What a word in Latin letters may stand for, best first; itself is not among them."""
        latin = to_letters(typed)[:MAX_PHONEMES]
        if not latin:
            return []
        numbers, fit, phonemes = generate_candidates(self._words, latin)
        score = fit.copy()
        if extra := self._read_otherwise(typed, latin):
            numbers = np.concatenate((numbers, np.fromiter(extra, np.int64)))
            score = np.concatenate((score, np.fromiter(extra.values(), np.float32)))
            fit = np.concatenate((fit, np.zeros(len(extra), np.float32)))
            phonemes = self._words.phonemes(numbers)
        good = fit >= _WORST_LOG_P * (len(latin) + 1)
        numbers, score, fit = numbers[good], score[good], fit[good] / np.float32(len(latin) + 1)
        if not len(numbers):
            pronounced = dict(self._pronounced(latin))
            if not pronounced:
                return self._latin_typos(latin)
            by_weight = sorted(pronounced.items(), key=itemgetter(1), reverse=True)
            return [Candidate(number, weight, "sound") for number, weight in by_weight]
        phonemes = phonemes[good]
        score = pool_homophones(score, self._words.articles[numbers], phonemes)
        order = np.argsort(-score, kind="stable")
        misfit = np.minimum(_MISFIT_STEEPNESS * (fit - _GOOD_LOG_P), 0)
        weights = np.exp((score - score.max()) / _TEMPERATURE + misfit)
        found: dict[int, float] = {}
        for number, weight in zip(numbers[order].tolist(), weights[order].tolist(), strict=True):
            found.setdefault(number, weight)
        best = order[0]
        top = float(weights[best])
        for row, near in self._respellings(phonemes[best], numbers, phonemes, int(numbers[best])):
            number = int(numbers[row])
            found[number] = max(found[number], _RESPELLING_OF_BEST * near * top)
        for number, weight in self._pronounced(latin):
            found[number] = max(found.get(number, 0), weight)
        candidates = [Candidate(number, weight, "sound") for number, weight in found.items()]
        return sorted(candidates, key=lambda candidate: -candidate.weight)

    def _pronounced(self, latin: str) -> Iterator[tuple[int, float]]:
        """Words that an English word sounds like, by its pronunciation: numbers and weights."""
        for sounds in pronunciations(latin):
            numbers, fit, both, phonemes = generate_by_sounds(self._words, latin, sounds)
            if len(numbers):
                score = pool_homophones(both, self._words.articles[numbers], phonemes)
                apart = (score - score.max()) / _SOUNDS_TEMPERATURE
                misfit = fit / np.float32(len(sounds) + 1) - _GOOD_LOG_P_OF_SOUNDS
                weights = _PRONOUNCED * np.exp(apart + _MISFIT_STEEPNESS * np.minimum(misfit, 0))
                likely = weights >= _LEAST_PRONOUNCED
                yield from zip(numbers[likely].tolist(), weights[likely].tolist(), strict=True)

    def match_devanagari(self, typed: str) -> list[Candidate]:
        """Other spellings of a Devanagari word, then Latin words that sound so, best first."""
        text = to_phonemes(typed)[:MAX_PHONEMES]
        word = np.frombuffer(b"\0" + encode(text, PHONEME_CODES) + b"\0", dtype=np.uint8)
        numbers, equal = self._words.with_near_keys([consonant_key(text)] if text else ())
        latin = self._words.is_latin[numbers]
        itself = self._words.number(typed)
        articles = 0 if itself is None else int(self._words.articles[itself])
        hindi = numbers[~latin]
        found = [
            Candidate(int(hindi[row]), near, "spelling")
            for row, near in self._respellings(word, hindi, None, itself)
        ]
        if not found and itself is not None:
            found = self._folded_alike(typed, word, hindi, itself)
        found += self._misspelled(typed, articles)
        if not found and itself is None:
            found = self._devanagari_typos(word, hindi)
        if acronym := acronyms.acronym_of(typed):
            found += [Candidate(n, _ACRONYM_WEIGHT, "sound") for n in self._numbers_of(acronym)]
        common = articles >= _COMMON_ARTICLES
        least = _MIN_LATIN_LOG_P_OF_COMMON if common else _MIN_LATIN_LOG_P
        found += self._latin_spellings(word, numbers[latin & equal][:_MAX_LATIN], least)
        return sorted(found, key=lambda candidate: -candidate.weight)

    def _folded_alike(
        self, typed: str, word: NDArray[np.uint8], numbers: NDArray[np.int64], itself: int
    ) -> list[Candidate]:
        """Other spellings of a short word, by the folds of the index."""
        folded = fold(normalize_ending(typed))
        return [
            Candidate(int(numbers[row]), near, "spelling")
            for row, near in self._respellings(word, numbers, None, itself, _MAX_DISTANCE_ALIKE)
            if fold(normalize_ending(self._words[int(numbers[row])])) == folded
        ]

    def _misspelled(self, typed: str, articles: int) -> list[Candidate]:
        """Words that are this one with a fault of writing, or that this one is with a fault."""
        words = self._words
        found: dict[int, float] = {}
        for form in with_moved_reph(typed):
            for number in self._numbers_of(form):
                theirs = int(words.articles[number])
                rarer, commoner = sorted((theirs, articles))
                if rarer * _FAULT_RARER <= commoner:
                    found[number] = _MOVED_REPH_WEIGHT
        for form, others in with_glued_ending(typed):
            for number in self._numbers_of(form):
                rare = words.articles[number] * _FAULT_RARER <= max(articles, _RARE_ARTICLES * 10)
                if rare and not any(words.number(other) is not None for other in others):
                    found[number] = _GLUED_WEIGHT
        if not articles:
            for form in without_glued_ending(typed):
                found |= dict.fromkeys(self._numbers_of(form), _GLUED_WEIGHT)
        return [Candidate(number, weight, "spelling") for number, weight in found.items()]

    def _read_otherwise(self, typed: str, latin: str) -> dict[int, float]:
        """Words that this one is in a scheme or letter by letter: their numbers and log P."""
        found = {
            number: _LOG_P_SCHEME
            for form in schemes.devanagari_readings(typed)
            for number in self._numbers_of(form)
        }
        log_p = acronyms.log_likelihood(typed, latin)
        return found | {
            number: log_p
            for form in acronyms.spell_out(typed, latin)
            for number in self._numbers_of(form)
        }

    def _numbers_of(self, word: str) -> list[int]:
        number = self._words.number(word)
        return [] if number is None else [number]

    def _respellings(
        self,
        word: NDArray[np.uint8],
        numbers: NDArray[np.int64],
        phonemes: NDArray[np.uint8] | None,
        itself: int | None,
        limits: tuple[float, ...] = _MAX_DISTANCE,
    ) -> list[tuple[int, float]]:
        """Which of the words are another spelling of this one.

        Args:
            word: The codes of its phonemes, 0 before and after them.
            numbers: The words to choose from.
            phonemes: Theirs, a row each, if they are known already.
            itself: The number of the word, if it is in the vocabulary.
            limits: How far they may be, by consonants, unless the word is rare.

        Returns:
            Rows of ``numbers``, with exp(-distance) each.
        """
        articles = 0 if itself is None else int(self._words.articles[itself])
        consonants = int(_IS_CONSONANT[word].sum())
        by_consonants = _MAX_DISTANCE_OF_RARE if articles <= _RARE_ARTICLES else limits
        most = by_consonants[min(consonants, len(by_consonants) - 1)]
        counts = self._words.phoneme_counts[numbers].astype(np.int16)
        counts[:, 0] = 0
        own = np.bincount(word, minlength=counts.shape[1])
        own[0] = 0
        difference = np.abs(counts - own.astype(np.int16)).sum(axis=1)
        near = np.flatnonzero((difference <= _MAX_COUNT_DIFFERENCE) & (numbers != itself))
        near = near[np.argsort(difference[near], kind="stable")][:_MAX_RESPELLINGS]
        if not len(near):
            return []
        others = self._words.phonemes(numbers[near]) if phonemes is None else phonemes[near]
        distances = RespellingDistance.default().distances(word, others)
        return [
            (row, exp(-distance))
            for row, distance in zip(near.tolist(), distances.tolist(), strict=True)
            if distance <= most
        ]

    def _latin_spellings(
        self, word: NDArray[np.uint8], numbers: NDArray[np.int64], least: float
    ) -> list[Candidate]:
        """Latin words that are likely spellings of this one.

        Args:
            word: The codes of its phonemes, 0 before and after them.
            numbers: The Latin words to choose from.
            least: log P a letter.
        """
        model, found = EmissionModel.default(), []
        for number in numbers.tolist():
            latin = to_letters(self._words[number])
            fit = float(model.log_likelihoods(latin, word[None, :])[0]) / (len(latin) + 1)
            if fit >= least:
                found.append(Candidate(number, exp(fit), "sound"))
        return found

    def _devanagari_typos(
        self, word: NDArray[np.uint8], numbers: NDArray[np.int64]
    ) -> list[Candidate]:
        """Words that one change makes of this one, whatever the change."""
        if int(_IS_CONSONANT[word].sum()) < _MIN_TYPO_CONSONANTS or not len(numbers):
            return []
        distances = RespellingDistance.default().distances(word, self._words.phonemes(numbers))
        return [
            Candidate(number, _ONE_EDIT_WEIGHT * exp(-distance / UNKNOWN_CHANGE_COST), "spelling")
            for number, distance in zip(numbers.tolist(), distances.tolist(), strict=True)
            if distance <= UNKNOWN_CHANGE_COST
        ]

    def _latin_typos(self, latin: str) -> list[Candidate]:
        """Latin words one edit from this one: optimal string alignment, after Damerau (1964)."""
        words = self._words
        if len(latin) < _MIN_TYPO_LETTERS:
            return []
        numbers, _ = words.with_near_keys(map(consonant_key, latin_readings(latin)))
        return [
            Candidate(number, _ONE_EDIT_WEIGHT, "spelling")
            for number in numbers[words.is_latin[numbers]].tolist()
            if OSA.distance(latin, words[number], score_cutoff=1) == 1
        ]
