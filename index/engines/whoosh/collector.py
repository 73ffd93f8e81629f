"""Collects a page of hits from scores: filters, sorts and counts facets over arrays."""

import numpy as np

from index.engine import Counts, Filters, Hit, Hits, SearchRequest, in_order
from index.engines.whoosh.postings import Booleans, Integers, LabelColumn, PostingsSource
from index.engines.whoosh.scorer import Scorer

_DECIMALS = 6
"""Scores nearer than this are a tie: sums of floats differ by the order they are added in."""


def collect(source: PostingsSource, request: SearchRequest) -> Hits:
    """Search one source; see ``index.engine.Engine.search``."""
    found = Scorer(source).score(request.query)
    docs = np.flatnonzero(found.matched & _passing(source, request.filters))
    facets = {facet: _counts(source.labels[facet], docs) for facet in request.facets}
    if not request.limit:
        return Hits(len(docs), (), facets)
    scores = np.round(found.scores[docs], _DECIMALS)
    days = source.days[docs]
    ranks = source.rank_of_id[docs]
    match request.order:
        case "relevance":
            by = np.lexsort((ranks, -scores))
        case "newest":
            by = np.lexsort((ranks, -days))
        case "oldest":
            by = np.lexsort((ranks, np.where(days, days, np.iinfo(np.int64).max)))
        case "arrived":
            by = np.lexsort((ranks, -days, -source.arrivals[docs]))
    page = by[request.offset : request.offset + request.limit]
    return Hits(
        total=len(docs),
        hits=tuple(
            Hit(str(source.ids[doc]), float(score))
            for doc, score in zip(docs[page], scores[page], strict=True)
        ),
        facets=facets,
    )


def _passing(source: PostingsSource, filters: Filters) -> Booleans:
    """Which documents pass the filters."""
    passing = source.live
    for facet, wanted in filters.labels:
        labels = source.labels[facet]
        codes = [code for code, value in enumerate(labels.values) if value in wanted]
        passing = passing & np.isin(labels.codes, codes)
    for facet, unwanted in filters.not_labels:
        labels = source.labels[facet]
        codes = [code for code, value in enumerate(labels.values) if value in unwanted]
        passing = passing & ~np.isin(labels.codes, codes)
    if filters.arrived_since is not None:
        passing = passing & (source.arrivals > filters.arrived_since)
    ranges = filters.day_ranges()
    if ranges is None:
        return passing
    days = (source.days == 0) if filters.undated else np.zeros_like(passing)
    for first, last in ranges:
        days = days | ((source.days >= first.toordinal()) & (source.days <= last.toordinal()))
    return passing & days


def _counts(labels: LabelColumn, docs: Integers) -> Counts:
    """How many of these documents have each value."""
    totals = np.bincount(labels.codes[docs], minlength=len(labels.values))
    pairs = ((value, int(totals[code])) for code, value in enumerate(labels.values) if value)
    return in_order(pair for pair in pairs if pair[1])
