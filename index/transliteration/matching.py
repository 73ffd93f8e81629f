"""Which indexed words a typed word may stand for, and how near each is.

A Latin word is heard: the words that share its consonants are sieved, then weighed by how they
are spelled and by how the letters are read. A Devanagari word is looked up among its respellings,
and in Latin, where texts keep names and acronyms so.
"""

from dataclasses import dataclass
from math import exp
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from index.transliteration import acronyms, schemes
from index.transliteration.candidates import generate_candidates, pool_respellings
from index.transliteration.consonant_key import CONSONANT_CLASS, consonant_key, latin_readings
from index.transliteration.emission import EmissionModel
from index.transliteration.phonemes import to_letters, to_phonemes
from index.transliteration.respelling import OTHER, Respelling
from index.transliteration.tables import PHONEME_CODES, code
from index.transliteration.vocabulary import LONGEST, Vocabulary

_MILD: Final = 2.0
"""Score differences are divided by this to make weights: the two opinions are not independent,
so their sum is too sure of itself."""

_FITTING: Final = -1.7
_POOREST: Final = -8.0
"""log P a letter from which on a spelling fits, and below which it is like nothing; between them
its weight shrinks this steeply."""
_STEEP: Final = 3.0

_SCHEME: Final = -0.5
"""log P that a word which reads as one in a scheme is that word."""

_RARE: Final = 5
_REACH: Final = (0.11, 0.11, 0.16, 0.61, 0.81)
_REACH_OF_RARE: Final = (0.11, 0.76, 0.76, 0.91, 1.21)
"""How far another spelling may be, by consonants: short words are soon other words, but of a
word in five articles or fewer, or none, even another spelling in the archive is welcome."""

_APART: Final = 4
"""Sounds that another spelling may have more or less in all; a quick look before the close one."""

_LOOKED_AT: Final = 160
_LATIN_MOST: Final = 30
"""Candidates weighed as another spelling, and as a Latin one."""

_LATIN_FIT: Final = -1.2
_OFTEN: Final = 100
_LATIN_FIT_OF_OFTEN: Final = -0.3
"""log P a letter for a Latin word beside a Devanagari one, and beside one in 100 articles or
more, which is rarely meant otherwise."""
_SPELLED_OUT: Final = 0.8
_GUESS: Final = 0.1
"""What a word is worth that one letter was perhaps mistyped of: enough to ask, not to search."""

_MISTYPED: Final = 5
_MISTYPED_CONSONANTS: Final = 3
"""Letters, and consonants of a Devanagari word, from which on a wrong one is forgiven, if nothing
else is found."""

_CONSONANT: Final = np.zeros(256, dtype=np.uint8)
for _unit, _code in PHONEME_CODES.items():
    _CONSONANT[_code] = CONSONANT_CLASS[ord(_unit)] > 0
_NONE: Final = np.zeros(0, np.int64), np.zeros(0, np.bool_)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the vocabulary, by number."""

    number: int
    weight: float
    why: Literal["exact", "spelling", "sound"]


class Matcher:
    """Ranks the words of one vocabulary. The tables are opened by the first question."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    def of_latin(self, typed: str) -> list[Candidate]:
        """What a word in Latin letters may stand for, best first; itself is not among them."""
        latin = to_letters(typed)[:LONGEST]
        if not latin:
            return []
        numbers, fit, phonemes = generate_candidates(self._words, latin)
        score = fit.copy()
        extra = {n: _SCHEME for form in schemes.readings(typed) for n in self._any(form)}
        said = acronyms.likelihood(typed, latin)
        extra |= {n: said for form in acronyms.read_out(typed, latin) for n in self._any(form)}
        if extra:
            numbers = np.concatenate((numbers, np.fromiter(extra, np.int64)))
            score = np.concatenate((score, np.fromiter(extra.values(), np.float32)))
            fit = np.concatenate((fit, np.zeros(len(extra), np.float32)))
            phonemes = self._words.phonemes(numbers)
        good = fit >= _POOREST * (len(latin) + 1)
        numbers, score, fit = numbers[good], score[good], fit[good] / np.float32(len(latin) + 1)
        if not len(numbers):
            return self._mistyped(latin)
        phonemes = phonemes[good]
        score = pool_respellings(score, self._words.articles[numbers], phonemes)
        order = np.argsort(-score, kind="stable")
        weights = np.exp((score - score.max()) / _MILD + np.minimum(_STEEP * (fit - _FITTING), 0))
        found: dict[int, float] = {}
        for number, weight in zip(numbers[order].tolist(), weights[order].tolist(), strict=True):
            found.setdefault(number, weight)
        best = order[0]
        for place, near in self._respelled(phonemes[best], numbers, phonemes, int(numbers[best])):
            number = int(numbers[place])
            found[number] = max(found[number], 0.9 * near * float(weights[best]))
        matches = [Candidate(number, weight, "sound") for number, weight in found.items()]
        return sorted(matches, key=lambda match: -match.weight)

    def of_devanagari(self, typed: str) -> list[Candidate]:
        """Other spellings of a Devanagari word, best first, then Latin words that sound so."""
        text = to_phonemes(typed)[:LONGEST]
        row = np.frombuffer(b"\0" + code(text, PHONEME_CODES) + b"\0", dtype=np.uint8)
        numbers, equal = self._words.near([consonant_key(text)]) if text else _NONE
        latin = self._words.latin[numbers]
        itself = self._words.number(typed)
        articles = 0 if itself is None else int(self._words.articles[itself])
        hindi = numbers[~latin]
        found = [
            Candidate(int(hindi[place]), near, "spelling")
            for place, near in self._respelled(row, hindi, None, itself)
        ]
        if not found and itself is None:
            found = self._mistyped_devanagari(row, hindi)
        spelled = acronyms.spelled(typed)
        found += [Candidate(n, _SPELLED_OUT, "sound") for n in self._any(spelled) if spelled]
        least = _LATIN_FIT if articles < _OFTEN else _LATIN_FIT_OF_OFTEN
        found += self._in_latin(row, numbers[latin & equal][:_LATIN_MOST], least)
        return sorted(found, key=lambda match: -match.weight)

    def _any(self, word: str) -> list[int]:
        number = self._words.number(word)
        return [] if number is None else [number]

    def _respelled(
        self,
        row: NDArray[np.uint8],
        numbers: NDArray[np.int64],
        phonemes: NDArray[np.uint8] | None,
        itself: int | None,
    ) -> list[tuple[int, float]]:
        """Which of the words are another spelling of the one in the row, and how near."""
        articles = 0 if itself is None else int(self._words.articles[itself])
        consonants = int(_CONSONANT[row].sum())
        reaches = _REACH_OF_RARE if articles <= _RARE else _REACH
        reach = reaches[min(consonants, len(reaches) - 1)]
        phoneme_counts = self._words.phoneme_counts[numbers].astype(np.int16)
        phoneme_counts[:, 0] = 0
        mine = np.bincount(row, minlength=phoneme_counts.shape[1])
        mine[0] = 0
        apart = np.abs(phoneme_counts - mine.astype(np.int16)).sum(axis=1)
        near = np.flatnonzero((apart <= _APART) & (numbers != itself))
        near = near[np.argsort(apart[near], kind="stable")][:_LOOKED_AT]
        if not len(near):
            return []
        others = self._words.phonemes(numbers[near]) if phonemes is None else phonemes[near]
        distances = Respelling.default().distances(row, others)
        return [
            (place, exp(-distance))
            for place, distance in zip(near.tolist(), distances.tolist(), strict=True)
            if distance <= reach
        ]

    def _in_latin(
        self, row: NDArray[np.uint8], numbers: NDArray[np.int64], least: float
    ) -> list[Candidate]:
        """Latin words that are likely spellings of the one in the row."""
        found = []
        for number in numbers.tolist():
            latin = to_letters(self._words[number])
            fit = float(EmissionModel.default().likelihoods(latin, row[None, :])[0]) / (
                len(latin) + 1
            )
            if fit >= least:
                found.append(Candidate(number, exp(fit), "sound"))
        return found

    def _mistyped_devanagari(
        self, row: NDArray[np.uint8], numbers: NDArray[np.int64]
    ) -> list[Candidate]:
        if int(_CONSONANT[row].sum()) < _MISTYPED_CONSONANTS or not len(numbers):
            return []
        distances = Respelling.default().distances(row, self._words.phonemes(numbers))
        return [
            Candidate(number, _GUESS * exp(-distance / OTHER), "spelling")
            for number, distance in zip(numbers.tolist(), distances.tolist(), strict=True)
            if distance <= OTHER
        ]

    def _mistyped(self, latin: str) -> list[Candidate]:
        words = self._words
        if len(latin) < _MISTYPED:
            return []
        numbers, _ = words.near([consonant_key(reading) for reading in latin_readings(latin)])
        return [
            Candidate(number, _GUESS, "spelling")
            for number in numbers[words.latin[numbers]].tolist()
            if OSA.distance(latin, words[number], score_cutoff=1) == 1
        ]
