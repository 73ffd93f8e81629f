"""How else papers spell what a Latin word is: guterres is गुतारेस, and गुटेरेस and गुतेरेस as well.

The lexicon ranks words by how well they fit the letters typed, so that of a name's spellings those
that fit worse are far below, and rare ones beside a common one. A word that is both somewhat like
the letters and a respelling of what they surely stand for is the same name all the same. How far a
respelling may be depends on the length: short words soon are other words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Final

from index.analysis import is_stop_word, term
from index.lexicon import Variant
from index.search.own_forms import may_be_a_verb
from index.search.spellings import RARE_ARTICLES
from index.transliteration.phonemes import is_devanagari
from index.transliteration.respelling import consonants, respelling_distances

MAX_COMPARED: Final = 40
"""Words by sound that are compared: what is like a name stands among the first."""

MAX_MEANT: Final = 8
"""Words that others may be respellings of, the surest ones."""

RESPELLING_WEIGHT: Final = 0.9
"""What a respelling weighs of what is meant, times exp(-distance)."""


@dataclass(frozen=True, slots=True)
class _Limits:
    """What a respelling must keep to.

    Attributes:
        distance: How far it may be.
        fit: What the lexicon must make of it.
        commoner: How many times commoner it may be than the commonest of what is meant: where it
            is much commoner it is another word, as धन्यवाद is for dhanbad.
        few: Articles up to which it may be as common in any case.
    """

    distance: float
    fit: float
    commoner: float
    few: int = RARE_ARTICLES


# By consonants, from none on, the last for all longer words; one of the limits is enough. Judged by
# hand on the pairs that the news has for the odd halves of the lists of names: with three
# consonants वर्मा, for Burma, is 0.6 away, and कसब from कसाब. In a long name what fits the letters
# well may be farther: फिलेडेल्फिया, तेद्रोस.
_FAR: Final = (_Limits(1.3, 0.15, 0.34), _Limits(3.3, 0.08, 0.34))
_OF_NAMES: Final = (
    (),
    (),
    (_Limits(0.21, 0.2, 1.2), _Limits(0.81, 0.6, 1.2)),
    (_Limits(0.61, 0.5, 1.2), _Limits(0.81, 0.55, 0.5)),
    (_Limits(0.71, 0.01, 2.0, 6), _Limits(0.51, 1e-7, 0.2), *_FAR),
    (_Limits(0.86, 1e-9, 2.0, 6), *_FAR),
)
# No list says that these are names: a form of the word soon is another word.
_OF_WORDS: Final = (
    (),
    (),
    (_Limits(0.21, 0.2, 1.2),),
    (_Limits(0.31, 0.5, 0.5),),
    (_Limits(0.71, 0.4, 0.5),),
    (_Limits(0.76, 1e-4, 2.0, 6),),
)

_LEAST_FIT_OF_ONE_STEM: Final = 0.1
"""What the lexicon must make of a word that has the stem of what is meant, राजपक्ष of राजपक्षे: its
articles are found by that stem in any case."""


def respellings(
    meant: Sequence[Variant], found: Sequence[Variant], articles: Callable[[str], int]
) -> tuple[Variant, ...]:
    """The words of these that are other spellings of what a Latin word means, nearest first.

    Args:
        meant: What it surely means in Devanagari, of one word each: names that the thesaurus has,
            or what it sounds like.
        found: What the lexicon finds for its letters.
        articles: In how many articles a form stands.
    """
    meant = sorted(meant, key=lambda variant: -variant.weight)[:MAX_MEANT]
    if not meant:
        return ()
    known = {variant.term for variant in meant}
    others = [
        variant
        for variant in found[:MAX_COMPARED]
        if variant.term not in known
        and is_devanagari(variant.term)
        and not is_stop_word(variant.term)
    ]
    commonest = max(variant.articles for variant in meant)
    nearest: dict[str, Variant] = {}
    for one in meant:
        named = one.why == "name"
        if not (others and (named or not may_be_a_verb(one.term, articles))):
            continue
        by_size = _OF_NAMES if named else _OF_WORDS
        limits = by_size[min(consonants(one.term), len(by_size) - 1)]
        stem = term(one.term)[1]
        distances = respelling_distances(one.term, [other.term for other in others])
        for other, distance in zip(others, distances, strict=True):
            respelled = any(
                distance <= each.distance
                and other.weight >= each.fit
                and other.articles <= max(each.commoner * commonest, each.few)
                for each in limits
            )
            if respelled or _is_of_one_stem(other, stem, commonest):
                weight = one.weight * RESPELLING_WEIGHT * exp(-min(distance, 1.0))
                if other.term not in nearest or nearest[other.term].weight < weight:
                    nearest[other.term] = replace(other, weight=weight, why="spelling")
    return tuple(sorted(nearest.values(), key=lambda variant: -variant.weight))


def _is_of_one_stem(other: Variant, stem: str, commonest: int) -> bool:
    """Whether its articles are found in any case, and it is no other word."""
    fits = other.weight >= _LEAST_FIT_OF_ONE_STEM and other.articles <= commonest
    return fits and term(other.term)[1] == stem
