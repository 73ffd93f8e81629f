"""Finds the same story elsewhere: other articles on an article's event, though the words differ.

The query is the article's characteristic terms: those that are frequent in it and rare in the
archive (tf-idf). Dates play no part, since a scraped date can be months off. Word-for-word copies
are left out.
"""

import math
from collections import Counter

from archive.article import Article
from index.analysis import is_stop_word
from index.documents import document, duplicate_key
from index.engine import AnyOf, SearchRequest, Term
from index.lexicon import Lexicon
from index.search.generation import Generation
from index.search.open import Archive

MAX_TERMS = 40
"""Terms that stand for an article at most."""

MIN_SHARED_TERMS = 4
"""Of these terms, how many another article must have."""

MAX_CANDIDATES = 30
"""Articles that are looked at."""

MIN_SCORE_SHARE = 0.3
"""Less than this share of what the article itself scores is another story: in the sample, articles
on one event score 0.33 or more, all others 0.26 or less, but for events that follow each other."""


def related_articles(
    archive: Archive, article: Article, limit: int = 5, generation: Generation | None = None
) -> tuple[Article, ...]:
    """Other articles on the event, those from other outlets first, each the nearest first.

    Raises:
        EngineUnavailable: There is no index, or it cannot be read.
        StoreUnavailable: The database cannot be read.
    """
    lexicon = archive.words.lexicon(generation)
    terms = characteristic_terms(article, lexicon, archive.store.count())
    if len(terms) < MIN_SHARED_TERMS:
        return ()
    query = AnyOf(terms, MIN_SHARED_TERMS)
    hits = archive.engine.search(SearchRequest(query, limit=MAX_CANDIDATES)).hits
    own = next((hit.score for hit in hits if hit.id == article.id), hits[0].score if hits else 0)
    near = [hit.id for hit in hits if hit.score >= MIN_SCORE_SHARE * own]
    seen = {duplicate_key(article)}
    others = []
    for other in archive.store.get_many(near).values():
        if (key := duplicate_key(other)) not in seen:
            seen.add(key)
            others.append(other)
    others.sort(key=lambda other: other.source == article.source != "")
    return tuple(others[:limit])


def characteristic_terms(article: Article, lexicon: Lexicon, articles: int) -> tuple[Term, ...]:
    """The article's stems of the highest tf-idf, with it as their weight: the best has 1.

    Args:
        article: Need not be in the archive.
        lexicon: Tells in how many articles a word stands.
        articles: How many articles there are.
    """
    found = document(article)
    stems = f"{found.title} {found.body}".split()
    frequencies = Counter(stems)
    spread: Counter[str] = Counter()
    for exact, stem in zip(found.exact.split(), stems, strict=True):
        if not is_stop_word(exact):
            spread[stem] = max(spread[stem], lexicon.articles(exact))
    weighed = [
        (math.log1p(frequencies[stem]) * math.log((articles + 1) / (spread[stem] or 1)), stem)
        for stem in spread
        if spread[stem] > 1
    ]
    best = sorted(weighed, reverse=True)[:MAX_TERMS]
    top = best[0][0] if best else 1.0
    return tuple(Term(stem, weight=weight / top) for weight, stem in best)
