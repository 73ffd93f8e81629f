"""The lexicon: finds the words of the archive by spelling, by sound, or by their first letters.

A typed word is not converted: it is compared with the words that are there, and the near ones
come back, each with a weight. No string is an error; what is like nothing gives nothing.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from math import exp, log1p
from typing import Final, Literal

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.budget import check
from index.transliteration import acronyms
from index.transliteration.completion import PRIOR_WEIGHT, Completer, Scores
from index.transliteration.matching import Candidate, Matcher
from index.transliteration.other_scripts import match_other_script
from index.transliteration.phonemes import is_devanagari, to_letters, to_phonemes
from index.transliteration.phonetic_key import MAX_PHONEMES
from index.transliteration.vocabulary import Vocabulary

MIN_WEIGHT: Final = 0.15
"""The weight below which a variant is left out: further down, wrong words outnumber right ones."""

_VERY_COMMON: Final = 0.05
"""A word in this share of the articles (है, पर) is very common: whoever types it means it."""

_MIN_WEIGHT_BESIDE_COMMON: Final = 0.4
"""The weight below which a variant is left out beside a very common word."""

_MIN_LETTERS_TYPED_OUT: Final = 4
"""Letters from which on a half-typed Latin word may be a whole word already."""

_MIN_WEIGHT_TYPED_OUT: Final = 0.42
"""The weight of the variants that it may then stand for."""

_MAX_ACRONYM_SPELLINGS: Final = 4
"""Spellings of a half-typed acronym that are completed."""

_LATIN_WORD_COST: Final = 2.0
"""What the score of a Latin completion loses: who types Latin letters mostly means Hindi."""

_MIN_TYPO_CHARS: Final = 4
"""Characters from which on a word may have a typo: every shorter word is like others."""

_MAX_TYPO_CANDIDATES: Final = 3000
"""Words that a mistyped one may be compared with: 2 ms if all of them were as long."""

TYPO_WEIGHT: Final = 0.05
"""The weight of a word that a typo leads to: as of one that sounds a little like it."""

_MAX_TYPOS: Final = 50
"""Words found for one with a typo at most, those in most articles."""

_MAX_CACHED_WORDS: Final = 4096
"""Words whose variants are kept, and as many whose typos are."""

_MAX_WORD_CHARS: Final = 100
"""Characters of a typed word that count."""

_MAX_BEGINNING: Final = 700
"""Completions among which the words are that begin with a sound."""

_MAX_MISFIT: Final = 0.6
"""How much less log P a typed letter may be than that of the best: of puti* पुतिन has -0.02, पुश
-0.69; of lav* लव has -0.59 against -0.13 of लावा, which is the worst of what is meant."""

_NO_BOOSTS: Final[Mapping[str, float]] = {}


Why = Literal["exact", "spelling", "sound", "name", "equivalent", "joined", "prefix"]
"""Why a variant stands for a query word: it is the word as typed, another spelling in the same
script, a word that sounds so, another form of the name, a word that means the same, the same
written together or apart, or a word that begins so."""


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


def _plain(typed: str) -> str:
    """The word as the analysis writes words: composed (NFC), no joiners, digits 0-9."""
    word = unicodedata.normalize("NFC", typed).replace("\u200c", "").replace("\u200d", "")
    if not word[:1].isdecimal():
        return word
    return "".join(str(unicodedata.decimal(c, c)) for c in word.replace(",", ""))


class Lexicon:
    """The words of one generation of the archive. It does not change, so threads may share it.

    Attributes:
        most_articles: How many articles hold the commonest word: nearly all of the archive.
    """

    def __init__(
        self, rows: Iterable[tuple[str, str, int]], misreadings: Iterable[str] = ()
    ) -> None:
        """Take in (word, ``phonetic_key(word)``, articles) as the store gives them.

        It opens quickest when the words come in the order of their code points.

        Args:
            rows: The words.
            misreadings: Those among them that may be misread, to be offered to nobody.
        """
        self._words = Vocabulary(rows)
        self._may_be_misread = bytearray(len(self._words))
        for number in map(self._words.number, misreadings):
            if number is not None:
                self._may_be_misread[number] = True
        self._matcher = Matcher(self._words)
        self._completer = Completer(self._words)
        self.most_articles = int(self._words.articles.max(initial=0))
        self._very_common = _VERY_COMMON * self.most_articles
        # An lru_cache of a method would keep an old lexicon until the garbage collector finds it.
        self._cache: dict[str, tuple[Variant, ...]] = {}
        self._typos: dict[str, tuple[Variant, ...]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def find_variants(
        self, word: str, limit: int = 10, *, min_weight: float = MIN_WEIGHT
    ) -> tuple[Variant, ...]:
        """The words that this one may stand for, best first; nothing if none is near enough.

        The word itself, if it is there, comes first with weight 1.

        Args:
            word: As typed: any string, in either script, any case, with or without diacritics.
            limit: How many at most.
            min_weight: Variants below this weight are left out. 0 lists whatever is at all like
                the word, for people to look through, not for a search to use.

        Raises:
            OutOfTime: The request may take no longer.
        """
        word = word[:_MAX_WORD_CHARS]
        variants = self._cache.get(word)
        if variants is None:
            check()
            variants = tuple(map(self._variant, self._candidates(word)))
            if len(self._cache) >= _MAX_CACHED_WORDS:
                self._cache.clear()
            self._cache[word] = variants
        kept = [variant for variant in variants if variant.weight >= min_weight]
        if min_weight > 0 and kept and max(v.articles for v in kept[:2]) > self._very_common > 1:
            kept = [v for v in kept if v.weight >= max(min_weight, _MIN_WEIGHT_BESIDE_COMMON)]
        return tuple(kept[: max(limit, 0)])

    def articles(self, word: str) -> int:
        """How many articles hold exactly this word."""
        number = self._words.number(word)
        return 0 if number is None else int(self._words.articles[number])

    def may_be_misread(self, word: str) -> bool:
        """Whether a word of the archive may be an error of OCR."""
        number = self._words.number(word)
        return number is not None and bool(self._may_be_misread[number])

    def with_prefix(self, prefix: str, limit: int = 50) -> tuple[Variant, ...]:
        """Words that begin with the prefix, those in most articles first."""
        numbers = self._words.with_prefix(prefix)
        counts = self._words.articles
        best = nsmallest(max(limit, 0), numbers, key=lambda n: (-counts[n], n))
        return tuple(Variant(self._words[n], 1.0, int(counts[n]), "exact") for n in best)

    def beginning_alike(self, prefix: str) -> tuple[Variant, ...]:
        """Devanagari words whose first consonants are like those of the prefix, the commonest.

        They are more than begin so: of vowels, aspiration and nuktas nothing is asked.
        """
        phonemes = to_phonemes(_plain(prefix[:_MAX_WORD_CHARS]))[:MAX_PHONEMES]
        numbers = self._completer.same_first_consonants(phonemes).tolist() if phonemes else ()
        counts = self._words.articles
        return tuple(Variant(self._words[n], 1.0, int(counts[n]), "prefix") for n in numbers)

    def beginning_by_sound(self, latin: str) -> tuple[Variant, ...]:
        """Devanagari words that begin with the sound of these Latin letters, likeliest first."""
        found = self.complete(latin, _MAX_BEGINNING)
        fits = [
            (one.score - PRIOR_WEIGHT * log1p(one.articles), one)
            for one in found
            if is_devanagari(one.term)
        ]
        letters = len(to_letters(latin))
        least = max((fit for fit, _ in fits), default=0.0) - _MAX_MISFIT * letters
        return tuple(
            Variant(one.term, exp(fit / letters), one.articles, "prefix")
            for fit, one in sorted(fits, key=lambda pair: -pair[0])
            if fit >= least
        )

    def within_one_edit(self, word: str, limit: int = 5) -> tuple[Variant, ...]:
        """Words that one typo more or less makes of this one, those in most articles first.

        A letter too many, missing or wrong, or two in the wrong order: optimal string alignment,
        after Damerau (1964). The first letter is taken to be right.
        """
        word = _plain(word[:_MAX_WORD_CHARS])
        if len(word) < _MIN_TYPO_CHARS:
            return ()
        if (known := self._typos.get(word)) is None:
            if len(self._typos) >= _MAX_CACHED_WORDS:
                self._typos.clear()
            known = self._typos[word] = self._within_one_edit(word)
        return known[: max(limit, 0)]

    def _within_one_edit(self, word: str) -> tuple[Variant, ...]:
        numbers = self._words.most_common_with_prefix(word[0], _MAX_TYPO_CANDIDATES)
        # An edit makes a word one letter shorter or longer at most: two thirds need no comparing.
        numbers = self._words.about_as_long(numbers, len(word), 1)
        near = extract(
            word,
            {number: self._words[number] for number in numbers.tolist()},
            scorer=OSA.distance,
            score_cutoff=1,
            limit=None,
        )
        counts = self._words.articles
        best = nsmallest(_MAX_TYPOS, near, key=lambda found: (-counts[found[2]], found[0]))
        return tuple(Variant(term, TYPO_WEIGHT, int(counts[n]), "spelling") for term, _, n in best)

    def complete(
        self, typed: str, limit: int = 10, *, boosts: Mapping[str, float] = _NO_BOOSTS
    ) -> tuple[Completion, ...]:
        """What a half-typed word may become, likeliest first.

        Args:
            typed: The first letters, in either script; any string.
            limit: How many at most.
            boosts: What the score of some words gains, if they begin so at all.
        """
        word = _plain(typed[:_MAX_WORD_CHARS])
        numbers = ((self._words.number(term), boost) for term, boost in boosts.items())
        boosted = {number: boost for number, boost in numbers if number is not None}
        if not word:
            scores: Scores = {}
        elif is_devanagari(word):
            scores = self._complete_devanagari(word, limit)
        elif latin := to_letters(word):
            scores = self._complete_latin(word, latin, boosted)
        else:
            scores = self._completer.by_spelling(word)
        for number in boosted.keys() & scores.keys():
            scores[number] += boosted[number]
        best = nsmallest(max(limit, 0), scores, key=lambda n: (-scores[n], n))
        counts = self._words.articles
        return tuple(Completion(self._words[n], scores[n], int(counts[n])) for n in best)

    def _complete_devanagari(self, word: str, limit: int) -> Scores:
        """Words that are written so from the start; where these are few, matras may be missing."""
        scores = self._completer.by_spelling(word)
        if len(scores) < limit and (phonemes := to_phonemes(word)[:MAX_PHONEMES]):
            scores = self._completer.complete_devanagari(phonemes) | scores
        return scores

    def _complete_latin(self, word: str, latin: str, boosted: Collection[int]) -> Scores:
        """Devanagari words that are spelled so from the start, acronyms, and Latin words.

        Args:
            word: As typed.
            latin: The same in a to z.
            boosted: Numbers of words that are scored though they may be rare.
        """
        also = list(boosted)
        if len(latin) >= _MIN_LETTERS_TYPED_OUT:
            variants = self.find_variants(word, min_weight=_MIN_WEIGHT_TYPED_OUT)
            numbers = (self._words.number(variant.term) for variant in variants)
            also += [number for number in numbers if number is not None]
        as_latin = self._completer.by_spelling(word.casefold())
        scores = {number: score - _LATIN_WORD_COST for number, score in as_latin.items()}
        log_p = acronyms.log_likelihood(word, latin)
        for form in islice(acronyms.spell_out(word, latin), _MAX_ACRONYM_SPELLINGS):
            as_acronym = self._completer.by_spelling(form)
            scores |= {number: score + log_p for number, score in as_acronym.items()}
        return scores | self._completer.complete_latin(latin, also)

    def _candidates(self, typed: str) -> list[Candidate]:
        """The word itself, then what it may stand for, each once, best first."""
        word = _plain(typed)
        found: dict[int, Candidate] = {}
        if any(map(str.isdecimal, word)):
            # The letters of 5G are no word by themselves.
            number = self._words.number(word)
            return [] if number is None else [Candidate(number, 1.0, "exact")]
        forms = (word,) if is_devanagari(word) else (word, to_letters(word))
        for form in forms:
            if (number := self._words.number(form)) is not None:
                found.setdefault(number, Candidate(number, 1.0, "exact"))
        match = self._matcher.match_devanagari if is_devanagari(word) else self._matcher.match_latin
        latin = to_letters(word) if word.isascii() else ""
        for candidate in match(word) or match_other_script(word, self._words, self._matcher):
            if not latin or acronyms.may_sound_like(latin, self._words[candidate.number]):
                found.setdefault(candidate.number, candidate)
        return list(found.values())

    def _variant(self, candidate: Candidate) -> Variant:
        articles = int(self._words.articles[candidate.number])
        return Variant(self._words[candidate.number], candidate.weight, articles, candidate.why)
