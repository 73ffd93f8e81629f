"""Tags and handles in small Latin letters, taken apart: @narendramodi is नरेंद्र मोदी."""

from index.lexicon import Lexicon
from index.transliteration.phonemes import is_devanagari

MIN_PART = 3
"""Letters of each of the two words of a tag."""

MAX_LETTERS = 24
"""Letters of a tag that is taken apart: each place where it may be is looked up."""

_SURE = 0.7
"""The weight that a word must have for its half of a tag."""

_MIN_ARTICLES = 5
"""Articles that must hold it: of rare words some fit any letters."""


def split_tag(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The two words that a tag most likely consists of; None: it is one word, or unknown ones.

    Args:
        word: In a to z.
        lexicon: The words of the archive.
    """
    if not (2 * MIN_PART <= len(word) <= MAX_LETTERS and word.isascii() and word.isalpha()):
        return None
    if _articles(word, lexicon):
        return None
    best, most = None, 0
    for place in range(MIN_PART, len(word) - MIN_PART + 1):
        halves = word[:place], word[place:]
        articles = min(_articles(half, lexicon) for half in halves)
        if articles > most:
            best, most = halves, articles
    return best


def _articles(word: str, lexicon: Lexicon) -> int:
    """How many articles hold the Hindi word that this surely is; 0: it is none."""
    return max(
        (
            variant.articles
            for variant in lexicon.find_variants(word, 3, min_weight=_SURE)
            if variant.articles >= _MIN_ARTICLES and is_devanagari(variant.term)
        ),
        default=0,
    )
