"""Finds the text of an article elsewhere in the whole archive: word for word, or nearly so.

The index itself is the sketch that candidates are found by: it holds where every word stands, so a
few stretches of the text, spread over it, are asked for as phrases. What has any of them is then
compared whole (``index.search.copies``). Nothing is kept for it: no import is slower, an old
archive knows its copies at once, and what is deleted is no candidate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from archive.article import Article
from index.analysis import terms
from index.documents import duplicate_key
from index.engine import AnyOf, Phrase, SearchRequest
from index.search.copies import MAX_CHARS, near_copy
from index.search.open import Archive

_MIN_STRETCHES, _MAX_STRETCHES, _WORDS_A_STRETCH_IS_OF = 8, 24, 40
"""How many stretches are asked for, by the length of the text: a long one may hold a short article
somewhere. A near copy has half of the text's word triples at least, mostly in few pieces."""

_STRETCH_WORDS: Final = 6
"""Words in a stretch: so many stand in a row by chance only in set phrases."""

_CANDIDATES: Final = 40
"""Articles that are compared, those with most of the stretches."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Where else a text stands; each the earliest first, what bears no day last.

    Attributes:
        copies: Articles with the same words.
        near_copies: Those with nearly the same.
    """

    copies: tuple[Article, ...] = ()
    near_copies: tuple[Article, ...] = ()


def copies_elsewhere(archive: Archive, article: Article) -> Copies:
    """Other articles with the text of this one, or nearly.

    Raises:
        EngineUnavailable: There is no index, or it cannot be read.
        StoreUnavailable: The database cannot be read.
    """
    stems = " ".join(stem for _, stem in terms(article.body[:MAX_CHARS])).split()
    stretches = _stretches(stems, archive.engine.frequencies(set(stems)) if stems else {})
    if not stretches:
        return Copies()
    query = AnyOf(tuple(Phrase(tuple((stem,) for stem in each)) for each in stretches))
    hits = archive.engine.search(SearchRequest(query, limit=_CANDIDATES + 1)).hits
    found = archive.store.get_many([hit.id for hit in hits if hit.id != article.id])
    key = duplicate_key(article)
    copies, near_copies = [], []
    for other in sorted(found.values(), key=lambda other: (other.published or date.max, other.id)):
        if duplicate_key(other) == key:
            copies.append(other)
        elif near_copy(article, other):
            near_copies.append(other)
    return Copies(tuple(copies), tuple(near_copies))


def _stretches(stems: Sequence[str], frequencies: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Of each part of the text the stretch with the rarest word, each stretch once.

    A word that stands in this article alone, such as the name of its reporter, is in no copy.
    """
    last = len(stems) - _STRETCH_WORDS
    if last < 0:
        return []
    weights = [1 / frequencies[stem] if frequencies[stem] > 1 else 0.0 for stem in stems]

    def rarity(start: int) -> float:
        return max(weights[start : start + _STRETCH_WORDS])

    number = min(max(len(stems) // _WORDS_A_STRETCH_IS_OF, _MIN_STRETCHES), _MAX_STRETCHES)
    size = -(-(last + 1) // number)
    parts = (range(start, min(start + size, last + 1)) for start in range(0, last + 1, size))
    best = (max(part, key=rarity) for part in parts)
    return list(dict.fromkeys(tuple(stems[at : at + _STRETCH_WORDS]) for at in best))
