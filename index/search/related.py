"""Finds the same story elsewhere: other articles on an article's event, though the words differ.

The index proposes what has the article's rarest words, of all days and of the days around it; each
proposal is then compared with the article (``index.search.telling``). Where both bear a date that
can be trusted, days tell more than words. Fewer are better than wrong ones: most articles have no
other on their event.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from archive.article import Article
from index.documents import duplicate_key
from index.engine import AllOf, AnyOf, Filters, SearchRequest, Term, count
from index.search.open import Archive
from index.search.telling import Comparison, Rarity, Telling, same_words

_QUERY_TERMS: Final = 20
"""Terms that the index is asked for; more make it slower and nothing better."""

_MIN_SHARED_TERMS: Final = 4
"""Of these terms, how many a proposal must have."""

_PROPOSALS, _NEAR_PROPOSALS = 12, 6
"""Articles that are compared: of all days, and of the days around the article."""

_TRUSTED: Final = frozenset({"byline", "metadata", "url"})
"""Origins of a date that is when the article was published. One that stands in the text may be that
of anything."""

_NEAR_DAYS: Final = 7
"""An event, and what follows from it at once, is told within so many days."""

_NEAR: Final = 1.4
"""What the likeness of articles is multiplied by whose dates are near."""

_FADING: Final = 0.1
"""How fast it fades with days beyond: a month leaves 0.86, a year 0.67."""

_MIN_LIKENESS: Final = 0.38
"""Below it, it is another story: tuned, like all of this, on the first half of
tests/relevance/sets/related.tsv."""

_ALIKE_ANYWAY, _DISCOUNT = 10, 0.3
"""If so many proposals are alike, this share of the likeness of the last of them does not count: a
series (stock exchanges, fact checks) is told in the same words every time."""

_MIN_RARE: Final = 2
"""Rare words that articles on one event share at least: else they are of one series."""


def related_articles(archive: Archive, article: Article, limit: int = 5) -> tuple[Article, ...]:
    """Other articles on the event, those from other outlets first, each the likeliest first.

    Raises:
        EngineUnavailable: There is no index, or it cannot be read.
        StoreUnavailable: The database cannot be read.
    """
    own = Telling.of(article)
    # The index has it at hand; the store would count its rows.
    articles = count(archive.engine, AllOf())
    proposals = _proposals(archive, article, own, articles)
    tellings = [Telling.of(other) for other in proposals]
    stems = {*own.words, *(stem for telling in tellings for stem in telling.words)}
    rarity = Rarity(articles, archive.engine.frequencies(stems) if proposals else {})
    same = same_words(own, tellings, rarity, archive.words.own_rows.thesaurus())
    tellings = [telling.taking(same) for telling in tellings]
    comparison = Comparison(own, tellings, rarity)
    likenesses = [comparison.likeness(telling) for telling in tellings]
    anyway = _DISCOUNT * sum(sorted(likenesses, reverse=True)[_ALIKE_ANYWAY - 1 : _ALIKE_ANYWAY])
    likely = []
    for other, telling, likeness in zip(proposals, tellings, likenesses, strict=True):
        sure = (likeness - anyway) * _by_days(article, other)
        if sure >= _MIN_LIKENESS and comparison.shared_rare(telling) >= _MIN_RARE:
            likely.append((other.source == article.source != "", -sure, other.id, other))
    return tuple(other for *_, other in sorted(likely, key=lambda one: one[:3])[:limit])


def _proposals(archive: Archive, article: Article, own: Telling, articles: int) -> list[Article]:
    """What the index proposes, without copies of the article or of one another."""
    terms = _rarest(own, archive.engine.frequencies(own.words), articles)
    if len(terms) < _MIN_SHARED_TERMS:
        return []
    query = AnyOf(terms, _MIN_SHARED_TERMS)
    requests = [SearchRequest(query, limit=_PROPOSALS + 1)]
    if day := _trusted_day(article):
        around = Filters(since=_shifted(day, -_NEAR_DAYS), until=_shifted(day, _NEAR_DAYS))
        requests.append(SearchRequest(query, around, limit=_NEAR_PROPOSALS + 1))
    ids = (hit.id for request in requests for hit in archive.engine.search(request).hits)
    seen = {duplicate_key(article)}
    proposals = []
    for other in archive.store.get_many(list(dict.fromkeys(ids))).values():
        if other.id != article.id and (key := duplicate_key(other)) not in seen:
            seen.add(key)
            proposals.append(other)
    return proposals


def _rarest(own: Telling, frequencies: Mapping[str, int], articles: int) -> tuple[Term, ...]:
    """The stems of the lead that weigh most, of those that other articles have too."""
    rarity = Rarity(articles, frequencies)
    weighed = [
        (own.lead[stem] * rarity.weight(stem), stem) for stem in own.words if frequencies[stem] > 1
    ]
    best = sorted(weighed, reverse=True)[:_QUERY_TERMS]
    return tuple(Term(stem, weight=weight / best[0][0]) for weight, stem in best)


def _by_days(article: Article, other: Article) -> float:
    """What the likeness is multiplied by."""
    day, other_day = _trusted_day(article), _trusted_day(other)
    if day is None or other_day is None:
        return 1.0
    apart = abs((day - other_day).days)
    return _NEAR if apart <= _NEAR_DAYS else (_NEAR_DAYS / apart) ** _FADING


def _trusted_day(article: Article) -> date | None:
    return article.published if article.dated_by in _TRUSTED else None


def _shifted(day: date, days: int) -> date:
    """So many days later; the first or last day of the calendar if there is none."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
