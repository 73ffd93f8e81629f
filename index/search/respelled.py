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

MAX_MEANT: Final = 6
"""Words that others may be respellings of, the surest ones."""

RESPELLING_WEIGHT: Final = 0.9
"""What a respelling weighs of what is meant, times exp(-distance)."""


@dataclass(frozen=True, slots=True)
class _Limits:
    """What a respelling of a word with so many consonants must keep to.

    Attributes:
        distance: How far it may be.
        fit: What the lexicon must make of it.
        commoner: How many times commoner it may be than the commonest of what is meant: where it
            is much commoner it is another word, as धन्यवाद is for dhanbad.
    """

    distance: float
    fit: float
    commoner: float


# By consonants, from none on, the last for all longer words. Judged by hand on the pairs that the
# news has for the odd halves of the lists of names: with three consonants वर्मा, for Burma, is 0.6
# away; with four रनवीर, another man, 0.8 from रणबीर.
_OF_NAMES: Final = (
    _Limits(0.0, 1.0, 0.0),
    _Limits(0.0, 1.0, 0.0),
    _Limits(0.21, 0.25, 1.2),
    _Limits(0.51, 0.5, 0.5),
    _Limits(0.71, 0.01, 2.0),
    _Limits(0.81, 1e-9, 2.0),
)
# No list says that these are names: a form of the word soon is another word.
_OF_WORDS: Final = (
    *_OF_NAMES[:3],
    _Limits(0.31, 0.5, 0.5),
    _Limits(0.61, 0.3, 2.0),
    _Limits(0.76, 1e-4, 2.0),
)

_FITTING: Final = _Limits(0.81, 0.6, 1.2)
"""The same of any name and a word that fits the letters nearly as well: इथियोपिया, इथोपिया."""

_FEW: Final = 6
"""Articles up to which a long word is not counted as commoner."""

_LONG: Final = 4
"""Consonants of a long word."""

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
        size = consonants(one.term)
        limits = (_OF_NAMES if named else _OF_WORDS)[min(size, len(_OF_NAMES) - 1)]
        most = max(limits.commoner * commonest, _FEW if size >= _LONG else RARE_ARTICLES)
        stem = term(one.term)[1]
        for other, distance in zip(
            others, respelling_distances(one.term, [each.term for each in others]), strict=True
        ):
            respelled = any(
                distance <= each.distance and other.weight >= each.fit
                for each in ((limits, _FITTING) if named and size > 1 else (limits,))
            )
            of_one_stem = other.weight >= _LEAST_FIT_OF_ONE_STEM and term(other.term)[1] == stem
            if other.articles <= most and (respelled or of_one_stem):
                weight = one.weight * RESPELLING_WEIGHT * exp(-min(distance, 1.0))
                if other.term not in nearest or nearest[other.term].weight < weight:
                    nearest[other.term] = replace(other, weight=weight, why="spelling")
    return tuple(sorted(nearest.values(), key=lambda variant: -variant.weight))
