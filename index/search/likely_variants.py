"""Which words that sound or are spelled like a query word are searched for without asking.

The lexicon weighs what a word in Latin letters may stand for by its sound. Here its commonness
counts as well, and what the thesaurus knows of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import inf

from index.analysis import is_stop_word
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryToken
from index.search.respelled import MAX_COMPARED, respellings
from index.search.spellings import (
    RARE_ARTICLES,
    SURE_WEIGHT,
    commoner_nasal,
    misplaced_anusvara,
    searched_spellings,
)
from index.transliteration.phonemes import is_devanagari, to_letters
from index.transliteration.pronunciation import pronunciations

MAX_WEIGHED = 14
"""Words by sound that are looked at: the right one is among ten for 99 of 100."""

COMMONNESS = 0.6
"""The power of its articles that a word by sound counts with: a paper's usual spelling wins over a
rare one that fits a letter better."""

COMMON_ARTICLES = 20
COMMON_SHARE = 0.001
"""Articles that count at most, in all or as a share of the archive: what has more is common, and
how common says nothing more (करें and विकास are no names). Measured with the power, on half of the
names: of 0.3 to 0.7, 10 to 300, these two serve names and everyday words best."""

LIKELY = 0.25
"""The share of the best word's rank from which on others are searched as well."""

LEAST_LIKE_OTHER = 0.1
LEAST_LIKE_BESIDE_FITTING = 0.45
FEW_FOR_FITTING = 2
"""The lexicon's weight from which on its commonness speaks for another word than the one that fits
best: more where that stands in more articles than so few. Jhelate is झेलते, which four articles
have, and not जलते (0.45), which nineteen do; bhagwant, which two have, may be भागवत (0.37)."""

LEAST_LIKE_OTHER_FORM = 0.5
"""The same where both have endings that no name has: daalon is दालों, and not दलों."""

LEAST_LIKE = 0.06
"""The lexicon's weight from which on the best word by sound is searched: below it, wrong ones
outnumber right ones."""

LEAST_LIKE_ENGLISH = 0.35
"""The same of an English word, whose pronunciation would have found a loan: stampede is not स्टैंड."""

LEAST_LIKE_BESIDE_MEANING = 0.8
"""The same, of all that is searched, where the thesaurus knows the word: star is स्तर too (1.0), but
mosque is not मास्क (0.74), nor Burma वर्मा (0.49)."""

FORM_OF_A_WORD = 0.5
"""What an oblique plural or an infinitive keeps of its rank: no name has these endings."""

_FORMS = re.compile("(?:ों|ें|[क-ह]ना|[क-ह]ने)$")

MIN_LETTERS_OTHERWISE, MAX_LETTERS_OTHERWISE = 3, 12
"""Letters of a word that is looked up with what may not have been typed."""

MAX_HEARD_OTHERWISE = 3
"""What each such form may be heard as."""

_VOWELS = frozenset("aeiou")
_BEFORE_NASALS = _VOWELS | {"h"}
_NO_NASAL_BEFORE = _VOWELS | set("nmyrlvwh")
_OTHER_ENDINGS = {
    # the last letter, and what may stand for it: plurals, oblique forms, a nasal left out
    "i": ("iyan", "iyon", "in"),
    "a": ("on", "an", "e", "aen", "aon"),
    "e": ("en", "on"),
    "u": ("un", "uon"),
    "o": ("on",),
}
_BEHIND_CONSONANTS = ("on", "en")

LEAST_LIKE_NEIGHBOUR = 0.003
"""The lexicon's weight from which on the commonest word that sounds a little like the typed one is
searched too, where all that is searched stands in few articles."""

NEIGHBOUR_WEIGHT = 0.4
"""What it weighs."""


class LikelyVariants:
    """Finds the variants of a query word that are searched, among the words of an archive."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, word: QueryToken, *, known: bool = False) -> tuple[Variant, ...]:
        """The variants that are searched for without asking.

        Args:
            word: As typed.
            known: The thesaurus knows it: what sounds like it is searched if it surely does.
        """
        if is_devanagari(word.typed):
            return searched_spellings(word, self._lexicon)
        # Where the whole query is in capitals they say nothing about any word.
        quiet = word.typed.isupper() and not word.shouted
        typed = word.typed.lower() if quiet else word.typed
        found = self._lexicon.find_variants(typed, MAX_WEIGHED, min_weight=0)
        enough = max(COMMON_ARTICLES, COMMON_SHARE * self._lexicon.most_articles)
        english = bool(pronunciations(to_letters(typed)))
        least = LEAST_LIKE_ENGLISH if english else LEAST_LIKE
        if known:
            found = tuple(
                v for v in found if v.why == "exact" or v.weight >= LEAST_LIKE_BESIDE_MEANING
            )
        likely = likely_by_sound(found, enough, least)
        unsure = max((variant.weight for variant in found), default=0) < SURE_WEIGHT
        heard = found if likely else ()
        if unsure and not (known or english) and (meant := self._typed_otherwise(typed, heard)):
            bare = meant.term.replace("ं", "")
            return meant, *(v for v in likely if v.term.replace("ं", "") == bare)
        found_terms = {variant.term: variant for variant in likely}
        for each in likely:
            if each.why == "sound" and is_devanagari(each.term):
                for nasal in commoner_nasal(each, self._lexicon):
                    found_terms.setdefault(nasal.term, nasal)
                for other in misplaced_anusvara(each.term, self._lexicon):
                    weaker = replace(other, weight=each.weight * other.weight, why="sound")
                    found_terms.setdefault(other.term, weaker)
        return tuple(found_terms.values())

    def _typed_otherwise(self, typed: str, found: Sequence[Variant]) -> Variant | None:
        """The commonest word that would be heard if a nasal or an ending were typed as well.

        For words of which nothing is surely heard: mahgai, where the archive has महंगाई; chutti,
        where it has छुट्टियां alone. So it is for a ksh that is typed as x: kaxa.

        Args:
            typed: In Latin letters.
            found: What is heard, though not surely. If some of it is as likely and common, no
                other word is meant: ayekar is आयकर, and no एंकर.
        """
        fits = MIN_LETTERS_OTHERWISE <= len(typed) <= MAX_LETTERS_OTHERWISE
        if not (typed.isascii() and typed.isalpha() and fits):
            return None
        said = typed.replace("x", "ksh")
        endings = _OTHER_ENDINGS.get(said[-1], _BEHIND_CONSONANTS)
        base = said[:-1] if said[-1] in _OTHER_ENDINGS else said
        forms = [said, *(f"{base}{ending}" for ending in endings)]
        forms += [
            f"{said[:n]}n{said[n:]}"
            for n in range(1, len(said))
            if said[n - 1] in _BEFORE_NASALS and said[n] not in _NO_NASAL_BEFORE
        ]
        heard = [
            variant
            for form in forms
            for variant in self._lexicon.find_variants(
                form, MAX_HEARD_OTHERWISE, min_weight=SURE_WEIGHT
            )
            if variant.why == "sound" and is_devanagari(variant.term)
        ]
        best = max(heard, key=lambda variant: variant.articles, default=None)
        if best and any(_rank(each, inf) >= _rank(best, inf) for each in found):
            return None
        return replace(best, weight=1.0) if best else None

    def respelled(
        self, word: QueryToken, meant: Sequence[Variant], heard: Sequence[Variant]
    ) -> tuple[Variant, ...]:
        """How else papers spell what a Latin word is, beside what is searched already.

        Args:
            word: As typed.
            meant: What the thesaurus has for it.
            heard: Its variants by sound.
        """
        if is_devanagari(word.typed):
            return ()
        found = self._lexicon.find_variants(word.typed, MAX_COMPARED, min_weight=0)
        surely = [v for v in meant if v.why == "name" and is_devanagari(v.term)]
        if not surely:
            # Of an English word a loan: nobel is नोबेल, but mosque not what it sounds like.
            loans = [variant for variant in meant if variant.why == "equivalent"]
            fitting = {variant.term for variant in found if variant.weight >= SURE_WEIGHT}
            first = [v for v in heard if v.why == "sound" and v.weight >= 1][:1]
            surely = [v for v in loans or first if is_devanagari(v.term) and v.term in fitting]
        known = {variant.term for variant in (*meant, *heard)}
        others = [variant for variant in found if variant.term not in known]
        single = [variant for variant in surely if " " not in variant.term]
        return respellings(single, others, self._lexicon.articles)


def likely_by_sound(found: Sequence[Variant], enough: float, least: float) -> tuple[Variant, ...]:
    """Of what a Latin word may stand for, what is searched for without asking, likeliest first.

    Commonness counts beside sound. A word in Latin letters that the archive holds is no reason
    against any.

    Args:
        found: As the lexicon weighs it, the word itself first if it is there.
        enough: Articles that make a word common.
        least: The lexicon's weight that the likeliest word must have.
    """
    itself = tuple(variant for variant in found if variant.why == "exact")
    heard = [
        (_rank(variant, enough), variant)
        for variant in found
        if variant.why != "exact"
        and (variant.weight >= SURE_WEIGHT or not is_stop_word(variant.term))
    ]
    heard.sort(key=lambda ranked: -ranked[0])
    if max((variant.weight for _, variant in heard), default=0) < least:
        return itself
    fitting = max((variant for _, variant in heard), key=lambda variant: variant.weight)
    top = max(rank for rank, variant in heard if variant.weight >= _least(variant, fitting))
    kept, others = [], []
    for rank, variant in heard:
        likely = rank >= LIKELY * top and variant.weight >= _least(variant, fitting)
        if likely or variant.weight >= SURE_WEIGHT:
            kept.append(replace(variant, weight=min(1.0, rank / top)))
        else:
            others.append(variant)
    if sum(variant.articles for variant in (*itself, *kept)) <= RARE_ARTICLES:
        kept += _commonest_neighbour(others, enough)
    return (*itself, *kept)


def _least(variant: Variant, fitting: Variant) -> float:
    """The lexicon's weight that a word needs beside the one that fits best."""
    unsure = fitting.articles <= FEW_FOR_FITTING
    if _FORMS.search(fitting.term):
        if _FORMS.search(variant.term):
            return min(LEAST_LIKE_OTHER_FORM, fitting.weight)
        unsure = True
    return min(LEAST_LIKE_OTHER if unsure else LEAST_LIKE_BESIDE_FITTING, fitting.weight)


def _rank(variant: Variant, enough: float) -> float:
    """How likely a word is meant, by its sound and how common it is."""
    rank: float = variant.weight * max(min(variant.articles, enough), 0.5) ** COMMONNESS
    return rank * (FORM_OF_A_WORD if _FORMS.search(variant.term) else 1)


def _commonest_neighbour(others: Iterable[Variant], enough: float) -> list[Variant]:
    """The likeliest common word of those that sound a little like the typed one."""
    common = [
        variant
        for variant in others
        if variant.weight >= LEAST_LIKE_NEIGHBOUR
        and variant.articles > RARE_ARTICLES
        and is_devanagari(variant.term)
        and not is_stop_word(variant.term)
    ]
    best = max(common, key=lambda variant: _rank(variant, enough), default=None)
    return [replace(best, weight=NEIGHBOUR_WEIGHT)] if best else []


def without_stop_words(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The variants without stop words, for which no other word ever stands."""
    return tuple(variant for variant in variants if not is_stop_word(variant.term))
