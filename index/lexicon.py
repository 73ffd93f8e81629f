"""The words that the archive holds, found by spelling and by sound.

A typed word is not converted: the words that are there are weighed against it, and the near ones
come back, each with a weight. It fails on no string; what is like nothing gives nothing.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import Final, Literal

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.transliteration import acronyms
from index.transliteration.completion import Completer
from index.transliteration.consonant_key import latin_readings
from index.transliteration.matching import Candidate, Matcher
from index.transliteration.phonemes import is_devanagari, to_letters, to_phonemes
from index.transliteration.vocabulary import LATIN_MARK, LONGEST, Vocabulary

MIN_WEIGHT: Final = 0.15
"""The weight below which a variant is left out: further down, wrong words outnumber right ones."""

_VERY_COMMON: Final = 0.05
_LEAST_BESIDE_COMMON: Final = 0.4
"""Beside a word in every twentieth article (है, पर) only its equals stay: whoever types such a
word means it."""

_WHOLE: Final = 4
_LIKELY: Final = 0.42
_MOST_READ_OUT: Final = 4
_LATIN: Final = 2.0
"""Letters from which on a word may be typed out, and the weight of the variants then offered too;
ways to read letters out; what a Latin word falls behind: who types Latin mostly means Hindi."""

_SLIPPED: Final = 4
_LOOKED_AT: Final = 3000
TYPO_WEIGHT: Final = 0.05
"""Letters from which on a word may be mistyped: every shorter one is like others. Words looked at,
which takes 2 ms. The weight of what a slip leads to: as of a word that sounds a little like it."""

_NOTHING: Final[Mapping[str, float]] = {}

_REMEMBERED: Final = 4096
_LONGEST: Final = 100
"""Answers kept at hand, and characters looked at of a word."""


Why = Literal["exact", "spelling", "sound", "name", "prefix"]
"""Why a variant stands for a query word: it is the word as typed, another spelling in the same
script, a word that sounds so, the name in Hindi papers, or a word that begins so."""


@dataclass(frozen=True, slots=True)
class Variant:
    """An indexed word or name that a query word may stand for.

    Attributes:
        weight: In (0, 1]: how near it is, against the best.
        articles: How many articles hold it.
    """

    term: str
    weight: float
    articles: int
    why: Why = "exact"


@dataclass(frozen=True, slots=True)
class Completion:
    """An indexed word that a half-typed word may become.

    Attributes:
        score: How likely it is meant, as a logarithm; only differences mean something.
        articles: How many articles hold it.
    """

    term: str
    score: float
    articles: int


def phonetic_key(word: str) -> str:
    """The key kept beside a word: its Hindi sounds, or, of a Latin word, its consonants."""
    if is_devanagari(word):
        return to_phonemes(word)
    return LATIN_MARK + latin_readings(to_letters(word)[:LONGEST])[0]


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFC", typed).replace("\u200c", "").replace("\u200d", "")


class Lexicon:
    """The words of the archive. Questions do not change it, so threads may share one."""

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Take in (word, ``phonetic_key(word)``, articles) as the store gives them.

        It opens quickest when the words come in the order of their code points.
        """
        self._words = Vocabulary(rows)
        self._matcher = Matcher(self._words)
        self._completer = Completer(self._words)
        self._many = _VERY_COMMON * float(self._words.articles.max(initial=0))
        self._known: dict[str, tuple[Variant, ...]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def find_variants(
        self, word: str, limit: int = 10, *, min_weight: float = MIN_WEIGHT
    ) -> tuple[Variant, ...]:
        """The words that this one may stand for, best first; nothing if none is near enough.

        The word itself, if it is there, comes first with weight 1. Raw typed words are welcome:
        any case, diacritics, both scripts.

        Args:
            word: Any string.
            limit: How many at most.
            min_weight: Variants below this weight are left out. 0 lists whatever is at all like the
                word, for people to look through, not for a search to use.
        """
        word = word[:_LONGEST]
        known = self._known.get(word)
        if known is None:
            known = tuple(map(self._variant, self._matches(word)))
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = known
        kept = [variant for variant in known if variant.weight >= min_weight]
        if min_weight > 0 and kept and max(v.articles for v in kept[:2]) > self._many > 1:
            kept = [v for v in kept if v.weight >= max(min_weight, _LEAST_BESIDE_COMMON)]
        return tuple(kept[: max(limit, 0)])

    def articles(self, word: str) -> int:
        """How many articles hold exactly this word."""
        number = self._words.number(word)
        return 0 if number is None else int(self._words.articles[number])

    def with_prefix(self, prefix: str, limit: int = 50) -> tuple[Variant, ...]:
        """Words that begin with the prefix, those in most articles first."""
        numbers = self._words.with_prefix(prefix)
        counts = self._words.articles
        best = nsmallest(max(limit, 0), numbers, key=lambda n: (-counts[n], n))
        return tuple(Variant(self._words[n], 1.0, int(counts[n]), "exact") for n in best)

    def within_one_edit(self, word: str, limit: int = 5) -> tuple[Variant, ...]:
        """Words written with one slip more or less, those in most articles first, for people.

        A letter too many, missing, another one, or two in the wrong order (Damerau, 1964); the
        first letter is taken to be right.
        """
        word = _plain(word[:_LONGEST])
        if len(word) < _SLIPPED:
            return ()
        numbers = self._words.commonest_with(word[0], _LOOKED_AT).tolist()
        near = extract(
            word,
            {number: self._words[number] for number in numbers},
            scorer=OSA.distance,
            score_cutoff=1,
            limit=None,
        )
        counts = self._words.articles
        best = nsmallest(max(limit, 0), near, key=lambda found: (-counts[found[2]], found[0]))
        return tuple(Variant(term, TYPO_WEIGHT, int(counts[n]), "spelling") for term, _, n in best)

    def complete(
        self, typed: str, limit: int = 10, *, boosts: Mapping[str, float] = _NOTHING
    ) -> tuple[Completion, ...]:
        """What a half-typed word may become, likeliest first.

        A Devanagari word goes on as it is written; where few do, it may lack matras. A Latin word
        becomes Devanagari words that are spelled so, and Latin ones.

        Args:
            typed: The first letters, in either script; any string.
            limit: How many at most.
            boosts: What the score of some words gains, if they begin so at all.
        """
        word = _plain(typed[:_LONGEST])
        if not word:
            return ()
        numbers = ((self._words.number(term), gain) for term, gain in boosts.items())
        gains = {number: gain for number, gain in numbers if number is not None}
        others = list(gains)
        if is_devanagari(word):
            found = self._completer.as_written(word)
            if len(found) < limit and (phonemes := to_phonemes(word)[:LONGEST]):
                found = self._completer.of_devanagari(phonemes) | found
        elif latin := to_letters(word):
            if len(latin) >= _WHOLE:
                whole = (
                    self._words.number(v.term) for v in self.find_variants(word, min_weight=_LIKELY)
                )
                others += [n for n in whole if n is not None]
            found = self._completer.as_written(word.casefold())
            found = {n: score - _LATIN for n, score in found.items()}
            said = acronyms.likelihood(word, latin)
            for form in islice(acronyms.read_out(word, latin), _MOST_READ_OUT):
                spelled = self._completer.as_written(form)
                found |= {n: score + said for n, score in spelled.items()}
            found |= self._completer.of_latin(latin, others)
        else:
            found = self._completer.as_written(word)
        for number in gains.keys() & found.keys():
            found[number] += gains[number]
        best = nsmallest(max(limit, 0), found, key=lambda n: (-found[n], n))
        counts = self._words.articles
        return tuple(Completion(self._words[n], found[n], int(counts[n])) for n in best)

    def _matches(self, typed: str) -> list[Candidate]:
        word = _plain(typed)
        found: dict[int, Candidate] = {}
        forms = (word,) if is_devanagari(word) else (word, to_letters(word))
        for form in forms:
            if (number := self._words.number(form)) is not None:
                found.setdefault(number, Candidate(number, 1.0, "exact"))
        matcher = self._matcher
        others = matcher.of_devanagari(word) if is_devanagari(word) else matcher.of_latin(word)
        for match in others:
            found.setdefault(match.number, match)
        return list(found.values())

    def _variant(self, match: Candidate) -> Variant:
        articles = int(self._words.articles[match.number])
        return Variant(self._words[match.number], match.weight, articles, match.why)
