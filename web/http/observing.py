"""Notes of each request what the operator may know: route, status, time, kind of search.

The access log and the log of slow searches are made of it, and the metrics. None of it says who
asked; what was typed is in the log of slow searches alone, and there only if the operator asks.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from flask import Flask, Response, g, request

from archive.logs import FACTS
from index.engine import NO_FILTERS
from index.query.parser import parse
from index.search import Archive, Concordance, Request, ResultExport, Results, Sort
from web.http.caching import current_generation
from web.http.health import DiskLeft

SearchKind = Literal["plain", "relaxed", "corrected", "nothing_found", "failed"]

UNMATCHED = "none"
"""The route of a request whose address is none of the site's."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A search that was made for a request.

    Attributes:
        asked: What was asked.
        kind: What became of it.
        total: How many articles were found; None: it failed.
        seconds: What the search alone took.
    """

    asked: Request
    kind: SearchKind = "failed"
    total: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """A request that was answered.

    Attributes:
        route: Its address as the site names it, such as /articles/<id:id>: one of few.
        seconds: Until the answer was ready, or sent if it was streamed.
        size: Bytes of the answer's body; None: it was streamed.
    """

    route: str
    method: str
    status: int
    seconds: float
    size: int | None
    searched: Searched | None


Observer = Callable[[Observed], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """What the operator wants to know of the site.

    Attributes:
        access: A log of all requests; None: none is kept.
        slow: A log of searches that took long; None: none is kept.
        slow_ms: From how many milliseconds on that is.
        queries: Whether the log of slow searches holds what was typed.
        counts: The folder where all processes count, for /metrics; None: each counts alone.
        disk_left: Tells the bytes left where the archive keeps files; None: nobody knows.
    """

    access: logging.Logger | None = None
    slow: logging.Logger | None = None
    slow_ms: int = 500
    queries: bool = False
    counts: Path | None = None
    disk_left: DiskLeft | None = None


def search(archive: Archive, asked: Request, *, with_names: bool = False) -> Results:
    """Search, as ``Searcher.search`` does, and note for the observers what was asked and found."""
    g.searched, began = Searched(asked), time.perf_counter()
    found = archive.searcher.search(asked, current_generation(), with_names=with_names)
    kind = _kind(found.total, corrected=bool(found.did_you_mean), relaxed=found.relaxed)
    g.searched = Searched(asked, kind, found.total, time.perf_counter() - began)
    return found


def export(archive: Archive, asked: Request, limit: int) -> ResultExport:
    """Search for everything, and note it as ``search`` does."""
    g.searched, began = Searched(asked), time.perf_counter()
    found = archive.searcher.export(asked, limit, current_generation())
    kind = _kind(found.hits.total, corrected=False, relaxed=found.relaxed)
    g.searched = Searched(asked, kind, found.hits.total, time.perf_counter() - began)
    return found


def concordance(archive: Archive, asked: Request, sort: Sort) -> Concordance:
    """Collect the mentions of a search, and note it as ``search`` does."""
    g.searched, began = Searched(asked), time.perf_counter()
    found = archive.searcher.concordance(asked, sort, current_generation())
    kind = _kind(found.total, corrected=False, relaxed=False)
    g.searched = Searched(asked, kind, found.total, time.perf_counter() - began)
    return found


def _kind(total: int, *, corrected: bool, relaxed: bool) -> SearchKind:
    if not total:
        return "nothing_found"
    if corrected:
        return "corrected"
    return "relaxed" if relaxed else "plain"


def init_observing(app: Flask, *observers: Observer) -> None:
    """Tell the observers of each request. Call it before other hooks: it runs last."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # Not after the request's own context is gone, as it is once the answer was streamed.
        noted = partial(
            Observed,
            request.url_rule.rule if request.url_rule else UNMATCHED,
            request.method if request.method in _METHODS else "OTHER",
            response.status_code,
        )
        began, searched = g.get("began", time.perf_counter()), g.get("searched")
        streamed = response.is_streamed and not response.direct_passthrough
        size = None if streamed else response.content_length

        def tell() -> None:
            observed = noted(time.perf_counter() - began, size, searched)
            for observer in observers:
                try:
                    observer(observed)
                except Exception:
                    # The answer is ready; that it cannot be counted is no reason to lose it.
                    app.logger.exception("a request could not be noted")

        if streamed:
            response.call_on_close(tell)
        else:
            tell()
        return response


_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


def access_log(log: logging.Logger) -> Observer:
    """Writes a line for each request."""

    def write(observed: Observed) -> None:
        facts = {
            "method": observed.method,
            "route": observed.route,
            "status": observed.status,
            "ms": _milliseconds(observed.seconds),
            "bytes": observed.size,
        }
        if observed.searched:
            facts["search"] = observed.searched.kind
        log.info("request", extra={FACTS: facts})

    return write


def slow_log(log: logging.Logger, engine: str, slow_ms: int, *, queries: bool) -> Observer:
    """Writes a line for each search that took long: what helps to mend it.

    Args:
        log: Where to.
        engine: Its name.
        slow_ms: From how many milliseconds on a request with a search is slow.
        queries: Whether the line holds what was typed. A query may name a person.
    """

    def write(observed: Observed) -> None:
        ms = _milliseconds(observed.seconds)
        if observed.searched is None or ms < slow_ms:
            return
        searched, asked = observed.searched, observed.searched.asked
        facts = {
            "route": observed.route,
            "status": observed.status,
            "ms": ms,
            "search_ms": None if searched.seconds is None else _milliseconds(searched.seconds),
            "engine": engine,
            "search": searched.kind,
            "total": searched.total,
            "page": asked.page,
            "limit": asked.limit,
            "order": asked.order,
            **query_shape(asked),
        }
        if queries:
            facts["query"] = asked.query
        log.warning("slow search", extra={FACTS: facts})

    return write


def query_shape(asked: Request) -> dict[str, object]:
    """What a query is made of, as numbers and names of ours: none of its words."""
    query = parse(asked.query, exact=asked.exact)
    parts = [part for part in query.parts if not part.operator]
    filters = {part.field for part in parts if part.is_filter}
    filters |= {name for name, _ in asked.filters.labels}
    if (asked.filters.since, asked.filters.until) != (NO_FILTERS.since, NO_FILTERS.until):
        filters.add("dates")
    return {
        "characters": len(asked.query),
        "words": sum(len(part.text.split()) for part in parts if not part.is_filter),
        "scripts": _scripts(asked.query),
        "phrases": sum(part.quoted and not part.is_filter for part in parts),
        "prefixes": sum("*" in part.text for part in parts),
        "excluded": sum(part.excluded for part in parts),
        "alternatives": sum(part.operator == "or" for part in query.parts),
        "exact": asked.exact or any(part.exact for part in parts),
        "filters": sorted(filters),
        "switched_off": len(asked.off),
    }


def _scripts(text: str) -> list[str]:
    letters = [character for character in text if character.isalpha()]
    found = {
        "latin" if each.isascii() else "devanagari" if "\u0900" <= each <= "\u097f" else "other"
        for each in letters
    }
    return sorted(found)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)
