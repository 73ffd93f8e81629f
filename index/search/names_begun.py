"""Names typed short: what follows a word in the archive and begins as the next one is typed.

Amit Sha is अमित शाह: शा follows अमित nowhere, and शाह in hundreds of articles.
"""

from collections.abc import Sequence

from index.analysis import is_stop_word, term
from index.engine import Engine, Phrase, count
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryToken
from index.search.prefixes import words_beginning

MIN_LETTERS = 2
MAX_LETTERS = 6
"""Letters of what is typed short; a longer word is mostly whole."""

MOST_MISSING = 6
"""Characters that a Hindi word may be longer than what is typed of it."""

MAX_LOOKED_FOR = 8
"""Words that are looked for behind the one before: those in most articles."""

SURELY_HEARD = 0.9
COMMON_SHARE = 0.01
"""A word that surely sounds as typed is meant if it stands in more than this share of articles."""

MIN_ARTICLES = 20
TIMES = 20
"""In how many articles the longer word must follow, and in how many times as many as the typed."""


def name_begun(
    before: Sequence[str], word: QueryToken, stems: Sequence[str], lexicon: Lexicon, engine: Engine
) -> Variant | None:
    """The word that a short one begins, if that follows the word before and it does not.

    Args:
        before: The stems that stand for the word before.
        word: As typed.
        stems: What stands for it.
        lexicon: The words of the archive.
        engine: Tells how many articles have two words in a row.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    if (
        not before
        or word.exact[:1].isdecimal()
        or not MIN_LETTERS <= len(word.exact) <= MAX_LETTERS
    ):
        return None
    if _is_a_word(word, lexicon):
        return None
    follows = count(engine, Phrase((tuple(before), tuple(stems)))) if stems else 0
    least = max(MIN_ARTICLES, TIMES * follows)
    best, most = None, least - 1
    for longer in _longer(word, stems, lexicon):
        articles = count(engine, Phrase((tuple(before), (term(longer.term)[1],))))
        if articles > most:
            best, most = longer, articles
    if best is None:
        return None
    return Variant(best.term, 1.0, best.articles, "sound" if word.exact.isascii() else "spelling")


def _is_a_word(word: QueryToken, lexicon: Lexicon) -> bool:
    """Whether it is a common word as it stands: raj, which is राज, and सी."""
    if not word.exact.isascii():
        return lexicon.articles(word.exact) >= MIN_ARTICLES
    return any(
        variant.articles > max(MIN_ARTICLES, COMMON_SHARE * lexicon.most_articles)
        for variant in lexicon.find_variants(word.exact, min_weight=SURELY_HEARD)
    )


def _longer(word: QueryToken, stems: Sequence[str], lexicon: Lexicon) -> list[Variant]:
    """The commonest words that begin so and are a little longer."""
    found, _ = words_beginning(word, lexicon)
    return [
        variant
        for variant in found
        if variant.articles >= MIN_ARTICLES
        and not is_stop_word(variant.term)
        and term(variant.term)[1] not in stems
        and (word.exact.isascii() or len(variant.term) - len(word.exact) <= MOST_MISSING)
    ][:MAX_LOOKED_FOR]
