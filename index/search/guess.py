"""A query near one that found little: mistyped words put right, if that finds more.

It offers; it never searches for anything else than what was typed by itself.
"""

from collections.abc import Callable, Iterable, Iterator

from index.analysis import is_stop_word
from index.lexicon import TYPO_WEIGHT, Lexicon, Variant
from index.search.models import WordMatches
from index.transliteration.names import names_within_one_edit

FEW = 3
"""Fewer articles than this are little."""

_COMMON = 0.7
"""The power of its articles that a guess counts with, beside how near it is: putim is rather पुतिन
than पशिम, vides विदेश than वाइड."""


def did_you_mean(
    query: str,
    found: int,
    words: Iterable[WordMatches],
    lexicon: Lexicon,
    count: Callable[[str], int],
) -> str:
    """The query with its rare words replaced by likelier ones; "" if nothing finds more.

    Args:
        query: As typed.
        found: How many articles have all its words.
        words: What its words were matched with.
        lexicon: The words of the archive.
        count: How many articles have all words of a query.
    """
    if found >= FEW:
        return ""
    better = query
    for word in words:
        known = {match.term for match in (*word.matched, *word.off)}
        articles = sum(match.articles for match in word.matched)
        if articles >= FEW:
            continue
        guesses = [
            v
            for v in _near(word.word, lexicon)
            if v.term not in known and v.articles > articles and not is_stop_word(v.term)
        ]
        if guesses:
            guess = max(guesses, key=lambda v: v.weight * v.articles**_COMMON)
            better = better.replace(word.word, guess.term, 1)
    return better if better != query and count(better) > found else ""


def _near(word: str, lexicon: Lexicon) -> Iterator[Variant]:
    """What the word may have been meant for: by its sound, by a slip, or by a name's slip."""
    yield from lexicon.find_variants(word, min_weight=0)
    yield from lexicon.within_one_edit(word)
    for name in names_within_one_edit(word):
        yield Variant(name, TYPO_WEIGHT, lexicon.articles(name), "spelling")
