"""Collects a page of what a Tantivy query finds: by score or by a number, ties in order of id.

Tantivy leaves ties in the order in which documents lie in its segments. What ties with the last of
a page is looked at as well; where that may be everything, the ids are sorted by Tantivy instead.
"""

from typing import Any

from tantivy import DocAddress, Occur, Order, Query, Searcher

from index.engine import Hit
from index.engines.tantivy.pairs import Pairs
from index.engines.tantivy.queries import all_articles, conjunction, numbers_between, with_ids

_DECIMALS = 5
"""Scores nearer than this are a tie: they are sums of 32-bit floats."""

_EXTRA = 8
_MAX_RERANKED = 500
"""Hits looked at for rewards at most; of a million articles, one page in forty has more near it."""
_ROUNDING = 1e-3
"""More than the sums of floats are wrong by."""


class TantivyCollector:
    """Collects the hits from ``start`` to ``end`` of a query, and the number of all."""

    def __init__(self, searcher: Searcher, match: Query, start: int, end: int) -> None:
        self._searcher = searcher
        self._match = match
        self._start = start
        self._end = end

    def by_score(self, scored: Query) -> tuple[int, list[Hit]]:
        """The best first."""
        limit = self._end + _EXTRA
        while True:
            result = self._searcher.search(scored, limit=limit)
            count, found = _count(result), result.hits
            if self._start >= count:
                return count, []
            scores = [round(score, _DECIMALS) for score, _ in found]
            last = scores[: self._end][-1]
            if not scores[0]:
                # What scores nothing at all ties with everything.
                ids = self._ids(self._match, self._end)[self._start :]
                return count, [Hit(id_, 0.0) for id_ in ids]
            if len(found) < limit or scores[-1] != last:
                break
            limit *= 4
        first = scores.index(scores[self._start])
        hits = [
            Hit(self._id(address), score)
            for score, (_, address) in zip(scores[first:], found[first:], strict=True)
            if score >= last
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.id))
        return count, hits[self._start - first : self._end - first]

    def by_score_and_pairs(self, without: Query, pairs: Pairs) -> tuple[int, list[Hit]] | None:
        """The best first, by their score without pairs and the reward for those; None: too many."""
        result = self._searcher.search(without, limit=_MAX_RERANKED)
        count, found = _count(result), result.hits
        if self._start >= count:
            return count, []
        end = min(self._end, count)
        if end > len(found):
            return None
        threshold = found[end - 1][0] - pairs.most - _ROUNDING
        if len(found) < count and found[-1][0] >= threshold:
            return None
        scores = {self._id(address): score for score, address in found if score >= threshold}
        if query := pairs.query(scores):
            for id_, reward in self._scores(query, len(scores)).items():
                scores[id_] += reward
        hits = [Hit(id_, round(score, _DECIMALS)) for id_, score in scores.items()]
        hits.sort(key=lambda hit: (-hit.score, hit.id))
        return count, hits[self._start : self._end]

    def by_number(self, scored: Query, field: str, order: Order) -> tuple[int, list[Hit]]:
        """The highest or the lowest numbers of a field first, those without one last."""
        result = self._searcher.search(
            self._match, limit=self._end, order_by_field=field, order=order
        )
        count, found = _count(result), result.hits
        if self._start >= count:
            return count, []
        numbers: list[int | None] = [number for number, _ in found]
        ids: list[str] = []
        first = numbers.index(numbers[self._start])
        of_number: dict[int | None, list[DocAddress]] = {}
        for number, address in found[first:]:
            of_number.setdefault(number, []).append(address)
        for number, addresses in of_number.items():
            if number == numbers[-1]:
                # There may be more of this number than were asked for.
                tied = conjunction(self._match, _with_number(field, number))
                ids += self._ids(tied, len(found) - first - len(ids))
            else:
                ids += sorted(map(self._id, addresses))
        return count, self._with_scores(ids[self._start - first :], scored)

    def _ids(self, query: Query, limit: int) -> list[str]:
        """The first ids of what is found."""
        hits = self._searcher.search(
            query, limit=limit, count=False, order_by_field="key", order=Order.Asc
        ).hits
        return [key for key, _ in hits]

    def _id(self, address: DocAddress) -> str:
        return str(self._searcher.doc(address).get_first("key"))

    def _with_scores(self, ids: list[str], scored: Query) -> list[Hit]:
        scores = self._scores(conjunction(with_ids(ids), scored), len(ids))
        return [Hit(id_, round(scores[id_], _DECIMALS)) for id_ in ids]

    def _scores(self, query: Query, limit: int) -> dict[str, float]:
        found = self._searcher.search(query, limit=limit, count=False).hits
        return {self._id(address): score for score, address in found}


def _count(result: Any) -> int:
    # The stub of tantivy's results forgets this one, hence Any.
    return int(result.count)


def _with_number(field: str, number: int | None) -> Query:
    if number is None:
        numbered = Query.exists_query(field)
        return Query.boolean_query([(Occur.Must, all_articles()), (Occur.MustNot, numbered)])
    return numbers_between(field, number, number)
