"""Words that OCR may have misread: they are searched like all others, and offered to nobody.

Such a word stands in no article that was typed, in few that were read from pictures, and in no list
of common words. A rare name is among them too, until a fourth page or a typed article has it.
"""

from collections.abc import Iterator
from functools import cache

from archive.legacy.vocabulary import common_words
from archive.store import Store
from index.analysis import term

MOST_ARTICLES = 3
"""Articles with such a word: of 1,234 misread words on 90 scanned pages 10 are in more
(``tests.relevance.misread``)."""


def misreadings(store: Store) -> Iterator[str]:
    """The words of the archive that may be misread.

    Raises:
        StoreUnavailable: The database cannot be read.
    """
    for word, articles, scanned in store.scanned_words(MOST_ARTICLES):
        # Of a number nobody can tell whether it is misread.
        if scanned >= articles and not word[0].isdecimal() and word not in _known():
            yield word


@cache
def _known() -> frozenset[str]:
    return frozenset(term(word)[0] for word in common_words())
