"""The same story elsewhere: other articles on an article's event, though the words differ.

The words that say most about the article, by frequency in it and rarity in the archive, are the
query. Dates play no part, since a scraped date can be months off. Word-for-word copies are no
other telling, and are left out.
"""

import math
from collections import Counter

from archive.article import Article
from archive.store import Store
from index.analysis import is_stop_word
from index.engine import AnyOf, Engine, SearchRequest, Term
from index.indexing.documents import document, duplicate_key
from index.lexicon import Lexicon

_WORDS = 40
"""How many of its words stand for an article."""

_LEAST = 4
_LOOKED_AT = 30
_NEAR = 0.3
"""Less than this share of what the article itself scores is another story: in the sample, tellings
of one event score 0.33 or more, all others 0.26 or less, but for events that follow each other."""


def related(
    article: Article, store: Store, engine: Engine, lexicon: Lexicon, limit: int = 5
) -> tuple[Article, ...]:
    """Other articles on the event, those from other outlets first, each the nearest first."""
    terms = _telling(article, lexicon, store.count())
    if len(terms) < _LEAST:
        return ()
    hits = engine.search(SearchRequest(AnyOf(terms, _LEAST), limit=_LOOKED_AT)).hits
    own = next((hit.score for hit in hits if hit.id == article.id), hits[0].score if hits else 0)
    found = store.get_many([hit.id for hit in hits if hit.score >= _NEAR * own])
    seen = {duplicate_key(article)}
    others = []
    for other in found.values():
        if (key := duplicate_key(other)) not in seen:
            seen.add(key)
            others.append(other)
    others.sort(key=lambda other: other.source == article.source != "")
    return tuple(others[:limit])


def _telling(article: Article, lexicon: Lexicon, articles: int) -> tuple[Term, ...]:
    """The article's stems that say most, with what each says as its weight."""
    words = document(article)
    frequencies = Counter((*words.title, *words.body))
    spread: Counter[str] = Counter()
    for exact, stem in zip(words.exact, (*words.title, *words.body), strict=True):
        if not is_stop_word(exact):
            spread[stem] = max(spread[stem], lexicon.articles(exact))
    weighed = [
        (math.log1p(frequencies[stem]) * math.log((articles + 1) / (spread[stem] or 1)), stem)
        for stem in spread
        if spread[stem] > 1
    ]
    best = sorted(weighed, reverse=True)[:_WORDS]
    top = best[0][0] if best else 1.0
    return tuple(Term(stem, weight=weight / top) for weight, stem in best)
