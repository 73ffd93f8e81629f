"""The words that a beginning with a star stands for: by spelling, folded spelling, and sound.

लाव* are the words written so from the start; हिंद* also हिन्दी and जरू* also ज़रूरत, which others
write otherwise; puti* what begins with that sound in Devanagari.
"""

from dataclasses import replace

from index.analysis.folding import fold
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryToken
from index.transliteration.phonemes import is_devanagari

MAX_PREFIX_WORDS = 50
"""Words that a prefix stands for at most: those in most articles."""


def words_beginning(
    word: QueryToken, lexicon: Lexicon, limit: int = MAX_PREFIX_WORDS
) -> tuple[list[Variant], bool]:
    """The words that begin so, those in most articles first; and whether there are more of them."""
    found = {each.term: each for each in lexicon.with_prefix(word.exact, limit + 1)}
    if is_devanagari(word.exact):
        start = fold(word.exact)
        for each in lexicon.beginning_alike(word.exact):
            if fold(each.term).startswith(start):
                found.setdefault(each.term, each)
    elif word.exact.isascii() and word.exact.isalpha():
        for each in lexicon.beginning_by_sound(word.exact):
            found.setdefault(each.term, each)
    ranked = sorted(found.values(), key=lambda each: (-each.articles, each.term))
    return [replace(each, why="prefix") for each in ranked[:limit]], len(ranked) > limit
