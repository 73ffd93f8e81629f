"""An expansion: what is searched for one word, phrase or name of a query."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.engine import Clause, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Variant
from index.query.notes import Note
from index.search.models import WordMatches

MAX_PHRASE_VARIANTS = 4
"""Stems that stand for one word of a phrase at most."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What is searched for one term of a query.

    Attributes:
        words: Each word with the variants it was matched with, for people.
        highlight: What is marked in the articles found.
        stems: Of a single word that may stand anywhere: its stems, for pairs. Else empty.
        is_stop_word: A query that has other words can do without it.
        required: It was typed with a sign (quotes, =, *, title:), so every article found has it.
        nowhere: Of several words: no article has them next to each other.
        notes: What of the term could not be used.
        itself: Of a single Hindi word that enough articles hold: what finds the very form typed.
    """

    clause: Clause
    words: tuple[WordMatches, ...]
    highlight: tuple[HighlightTerms, ...]
    stems: tuple[str, ...] = ()
    is_stop_word: bool = False
    required: bool = False
    nowhere: bool = False
    notes: tuple[Note, ...] = ()
    itself: Term | None = None


def matches_of(
    typed: str, variants: Iterable[Variant], off: Collection[str], always: str = ""
) -> WordMatches:
    """What was typed with its variants, those switched off apart.

    Args:
        typed: For people.
        variants: Best first.
        off: Terms that the user does not want searched.
        always: A term that cannot be switched off.
    """
    variants = tuple(variants)
    left_out = tuple(v for v in variants if v.term in off and v.term != always)
    return WordMatches(typed, tuple(v for v in variants if v not in left_out), left_out)
