"""Collects a page of what a query finds, and the counts of facets.

A page far back is walked to in strides, since a cluster gathers all hits before a page at once:
each stride begins behind the last hit of the one before, and remembers nothing else.
"""

from collections.abc import Callable, Sequence
from typing import Any

from index.engine import Counts, Hit, Hits, Order, SearchRequest, in_order
from index.fields import Facet

_WINDOW = 10_000
"""Hits that a cluster gathers for one request; more it refuses unless it is set up otherwise."""

_MAX_VALUES = 2_000
"""Values of a facet that are counted at once; the others are fetched in turn."""

_RESPONSE_FIELDS = "_shards.failed,hits.total,hits.hits._score,hits.hits.sort,aggregations"

Search = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
"""Sends a body and parameters to ``_search``."""

_ORDERS: dict[Order, list[Any]] = {
    "relevance": ["_score", "key"],
    "newest": [{"day": {"order": "desc", "missing": "_last"}}, "key"],
    "oldest": [{"day": {"order": "asc", "missing": "_last"}}, "key"],
    "arrived": [
        # Older indexes have no such field.
        {"arrived": {"order": "desc", "missing": "_last", "unmapped_type": "long"}},
        {"day": {"order": "desc", "missing": "_last"}},
        "key",
    ],
}
"""Each ends with the key, which is the id of a hit."""


class OpenSearchCollector:
    """Collects the hits and the facet counts of one query.

    Args:
        search: Asks the cluster.
        query: The query and its filters.
        request: What the engine was asked for.
    """

    def __init__(self, search: Search, query: dict[str, Any], request: SearchRequest) -> None:
        self._search = search
        self._query = query
        self._request = request

    def collect(self) -> Hits:
        """The hits of the page, the number of all, and the counts."""
        start, limit, facets = self._request.offset, self._request.limit, self._request.facets
        near = start + limit <= _WINDOW
        hits, answer = self._hits(start, limit, facets) if near else self._hits(0, 0, facets)
        total = answer["hits"]["total"]["value"]
        if not near and start < total:
            hits = self._far(start, limit)
        counts = {facet: self._counts(facet, answer) for facet in facets}
        return Hits(total, tuple(Hit(hit["sort"][-1], hit["_score"]) for hit in hits), counts)

    def _far(self, start: int, limit: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        after: list[Any] | None = None
        passed, end = 0, start + limit
        while passed < end:
            hits, _ = self._hits(0, min(_WINDOW, end - passed), (), after)
            if not hits:
                break
            found += hits[max(0, start - passed) :]
            passed += len(hits)
            after = hits[-1]["sort"]
        return found

    def _hits(
        self, start: int, limit: int, facets: Sequence[Facet], after: list[Any] | None = None
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """The hits of one request, and the whole answer."""
        body: dict[str, Any] = {
            "query": self._query,
            "size": limit,
            "track_total_hits": after is None,
            "_source": False,
        }
        if limit:
            by_day = self._request.order != "relevance"
            body |= {"from": start, "sort": _ORDERS[self._request.order], "track_scores": by_day}
        if after is not None:
            body["search_after"] = after
        if facets:
            body["aggs"] = {
                facet: {"terms": {"field": facet, "size": _MAX_VALUES}} for facet in facets
            }
        answer = self._search(body, {"filter_path": _RESPONSE_FIELDS})
        return answer.get("hits", {}).get("hits", []), answer

    def _counts(self, facet: Facet, answer: dict[str, Any]) -> Counts:
        """Most frequent first, then by value."""
        counts = answer["aggregations"][facet]
        pairs = {_value(bucket): bucket["doc_count"] for bucket in counts["buckets"]}
        if counts["sum_other_doc_count"]:
            pairs = self._all_counts(facet)
        return in_order(pairs.items())

    def _all_counts(self, facet: Facet) -> dict[str, int]:
        """All values of a facet that has more than are counted at once."""
        source: dict[str, Any] = {"terms": {"field": facet}}
        if facet == "day":
            by_day = {"field": facet, "calendar_interval": "day", "format": "strict_date"}
            source = {"date_histogram": by_day}
        composite: dict[str, Any] = {"size": _MAX_VALUES, "sources": [{"value": source}]}
        pairs: dict[str, int] = {}
        while True:
            body = {"query": self._query, "size": 0, "aggs": {"all": {"composite": composite}}}
            answer = self._search(body, {"filter_path": "_shards.failed,aggregations"})
            buckets = answer["aggregations"]["all"]["buckets"]
            pairs |= {bucket["key"]["value"]: bucket["doc_count"] for bucket in buckets}
            if len(buckets) < _MAX_VALUES:
                return pairs
            composite["after"] = answer["aggregations"]["all"]["after_key"]


def _value(bucket: dict[str, Any]) -> str:
    return str(bucket.get("key_as_string", bucket["key"]))
