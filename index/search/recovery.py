"""Ways out where nothing was found: searches near the one that was made, that find something.

It offers each with its number of articles, and searches for nothing by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import regex

from index.analysis import is_stop_word
from index.engine import Filters
from index.fields import LABELS
from index.lexicon import Lexicon
from index.query.parser import chunks
from index.search.models import Request, Results

AlternativeKind = Literal[
    "spelling", "inexact", "on", "plain", "fewer", "unfiltered", "year", "undated"
]
"""Another spelling of a word, other spellings of all, with what is switched off, without signs,
without one part of the query, without one filter or all, in the whole year, at any time."""

MOST_TRIED = 16
MOST_OFFERED = 8
_SPELLINGS = 3
_LONGEST = 8
"""Parts of a query of which one is left out: longer ones have no part that matters so."""

_FILTER = regex.compile(rf"[-−]?(?:{'|'.join(LABELS)}|after|before):.*", regex.I | regex.S)
_STRICT = regex.compile(r'^[-−=]|["“”„‟«»＂:*]')
_SIGNS = regex.compile(r'^=?(?:title:)?=?|["“”„‟«»＂]|\*+$', regex.I)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another search that finds something.

    Attributes:
        total: How many articles it finds.
        without: What it leaves out, where one thing is left out: a part of the query, a label.
    """

    kind: AlternativeKind
    request: Request
    total: int
    without: str = ""


def alternatives(
    results: Results, lexicon: Lexicon, count: Callable[[Request], int]
) -> tuple[Alternative, ...]:
    """What to try instead of a search that found nothing, likeliest first; a few at most.

    Args:
        results: The answer without results.
        lexicon: The words of the archive.
        count: How many articles a search finds.
    """
    found: list[Alternative] = []
    seen = {results.request}
    for kind, request, without in _tried(results, lexicon):
        if request in seen or len(seen) > MOST_TRIED:
            continue
        seen.add(request)
        if total := count(request):
            found.append(Alternative(kind, request, total, without))
        if len(found) == MOST_OFFERED:
            break
    return tuple(found)


def _tried(results: Results, lexicon: Lexicon) -> Iterator[tuple[AlternativeKind, Request, str]]:
    asked = replace(results.request, page=1)
    if results.did_you_mean:
        yield "spelling", _typed(asked, results.did_you_mean), ""
    for word in results.words:
        known = {match.term for match in (*word.matched, *word.off)}
        for variant in () if known else lexicon.find_variants(word.word, _SPELLINGS, min_weight=0):
            if not is_stop_word(variant.term):
                better = asked.query.replace(word.word, variant.term, 1)
                yield "spelling", _typed(asked, better), ""
    if asked.exact:
        yield "inexact", replace(asked, exact=False), ""
    if asked.off:
        yield "on", replace(asked, off=()), ""
    yield from _wider(asked)
    parts = chunks(asked.query)
    words = [part for part in parts if not _FILTER.fullmatch(part)]
    yield "unfiltered", _typed(asked, " ".join(words)), ""
    if 1 < len(parts) <= _LONGEST:
        for n, part in enumerate(parts):
            # Bare words are left out by the search itself where too few articles have all.
            if not _STRICT.search(part):
                continue
            rest = [*parts[:n], *parts[n + 1 :]]
            yield "fewer", _typed(asked, " ".join(rest)), part
    plain = " ".join(_SIGNS.sub("", word) for word in words if word[0] not in "-−")
    yield "plain", _typed(asked, plain), ""
    yield "plain", replace(_typed(asked, plain), filters=Filters(), exact=False), ""


def _wider(asked: Request) -> Iterator[tuple[AlternativeKind, Request, str]]:
    filters = asked.filters
    if filters.since and filters.until:
        year = replace(
            filters, since=date(filters.since.year, 1, 1), until=date(filters.until.year, 12, 31)
        )
        yield "year", replace(asked, filters=year), ""
    undated = replace(filters, since=None, until=None)
    yield "undated", replace(asked, filters=undated), ""
    for name, labels in filters.labels:
        others = filters.replacing(name, ())
        yield "unfiltered", replace(asked, filters=others), ", ".join(labels)
    yield "unfiltered", replace(asked, filters=Filters()), ""


def _typed(asked: Request, query: str) -> Request:
    return replace(asked, query=query)
