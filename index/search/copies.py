"""Groups articles of one page of results: copies word for word, and near copies.

An agency's story stands in many papers, here with another first sentence, there cut at the end.
Resemblance is that of Broder (1997), the Jaccard index of the sets of word triples; of two
articles it is computed itself, not estimated by MinHash. Before it, two quick looks leave out
nearly all pairs: whether one of a few stretches of the one stands in the other, and whether enough
of its long words do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from archive.article import Article
from index.documents import duplicate_key, duplicate_prefix, duplicate_suffix
from index.engine import Hits

Scored = tuple[Article, float]

_PROBES = 3
_PROBE_CHARS = 24
"""Stretches of a text that are looked for in another."""

_LONG_WORD = 6
"""Characters of a word that tells texts apart."""
_MIN_LONG_WORDS = 0.4
"""Of the long words of a near copy so many stand in the longer text; of the 401 pairs of the real
news, 0.59 or more."""

_MIN_CHARS = 400
"""Shorter texts are alike by chance: forecasts, prices, results."""

_MIN_RESEMBLANCE = 0.5
_MIN_CONTAINED = 0.8
"""Of two texts that resemble each other so much, or of which one lies so far in the other, one is a
near copy; read on 120 pairs of the real news of which a stretch is the same."""

MAX_CHARS = 20_000
"""Characters of a text that are compared."""

_WORDS = re.compile(r"[^\s।.,;:!?'\"()|–—-]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that tell a story in the same words; of each its score.

    Attributes:
        first: The one that stands for them.
        copies: Those of the same text, the earliest first.
        near_copies: Those of nearly the same text, the earliest first.
    """

    first: Scored
    copies: tuple[Article, ...] = ()
    near_copies: tuple[Article, ...] = ()


def grouped(hits: Hits, articles: Mapping[str, Article], *, earliest_first: bool) -> list[Group]:
    """The articles of a page, each once, in the order of the first of each group.

    Args:
        hits: Of the page, in their order.
        articles: By id; one that was deleted since the index was caught up is no result.
        earliest_first: Whether the earliest of the same text stands for them, not the first found.
    """
    found = [(article, hit.score) for hit in hits.hits if (article := articles.get(hit.id))]
    same = [list(group) for group in _word_for_word(found)]
    texts: dict[str, _Text] = {}

    def text_of(article: Article) -> _Text:
        if (text := texts.get(article.id)) is None:
            text = texts[article.id] = _Text(article.body)
        return text

    if earliest_first:
        for group in same:
            group.sort(key=lambda scored: _day(scored[0]))
    groups: list[tuple[list[Scored], list[Scored]]] = []
    for group in same:
        text = text_of(group[0][0])
        near = next((other for other in groups if text_of(other[0][0][0]).is_near(text)), None)
        if near:
            near[1].extend(group)
        else:
            groups.append((group, []))
    return [Group(first, _by_day(copies), _by_day(near)) for (first, *copies), near in groups]


def near_copy(one: Article, other: Article) -> bool:
    """Whether the two have nearly the same text."""
    return _Text(one.body).is_near(_Text(other.body))


class _Text:
    """A text that is compared with others, its triples found when they are first needed."""

    def __init__(self, body: str) -> None:
        self.length = len(body)
        self.start = body[:MAX_CHARS]
        step = (len(self.start) - _PROBE_CHARS) // _PROBES
        self.probes = (
            [self.start[at : at + _PROBE_CHARS] for at in range(0, step * _PROBES, step)]
            if self.length >= _MIN_CHARS
            else []
        )

    @cached_property
    def long_words(self) -> set[str]:
        return {word for word in self.start.split() if len(word) >= _LONG_WORD}

    @cached_property
    def triples(self) -> set[tuple[str, str, str]]:
        words = _WORDS.findall(self.start)
        return set(zip(words, words[1:], words[2:], strict=False))

    def is_near(self, other: "_Text") -> bool:
        """Whether the other is nearly the same."""
        shorter, longer = (self, other) if self.length <= other.length else (other, self)
        text = longer.start
        if not any(probe in text for probe in shorter.probes):
            return False
        shared = len(shorter.long_words & longer.long_words)
        if shared < _MIN_LONG_WORDS * len(shorter.long_words):
            return False
        few, many = shorter.triples, longer.triples
        shared = len(few & many)
        either = len(few) + len(many) - shared
        return shared > 0 and (
            shared >= _MIN_RESEMBLANCE * either or shared >= _MIN_CONTAINED * len(few)
        )


def _word_for_word(found: Iterable[Scored]) -> Iterable[list[Scored]]:
    """Those of the same text together; none is left out."""
    found = list(found)
    articles = [article for article, _ in found]
    # Only where two begin alike and end alike is the whole text compared, which is slow.
    begin = [duplicate_prefix(article) for article in articles]
    alike = Counter(begin)
    ends = [
        (prefix, duplicate_suffix(article) if alike[prefix] > 1 else "")
        for prefix, article in zip(begin, articles, strict=True)
    ]
    both_alike = Counter(ends)
    groups: dict[tuple[str, str], list[Scored]] = {}
    for scored, end in zip(found, ends, strict=True):
        key = (duplicate_key(scored[0]), "") if both_alike[end] > 1 else end
        groups.setdefault(key, []).append(scored)
    return groups.values()


def _by_day(scored: Iterable[Scored]) -> tuple[Article, ...]:
    return tuple(sorted((article for article, _ in scored), key=_day))


def _day(article: Article) -> date:
    return article.published or date.max
