"""One phrase with alternatives and gaps → phrases of Tantivy's, which have neither.

Tantivy's own slop counts all gaps together and takes the words in any order, so a gap becomes one
phrase for each place where the next word may stand.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, product

from tantivy import Query, Schema

_MOST = 512
"""Phrases that one may become. Queries make a few; this many take some ms."""

_FARTHEST = 255
"""Tantivy counts the slop of three words or more in one byte."""


def patterns(
    schema: Schema, field: str, words: Sequence[Sequence[str]], slop: int
) -> Iterator[tuple[tuple[str, ...], Query]]:
    """The stems of each plain phrase, and its query.

    Beyond ``_MOST`` the last alternatives of the words that have most are left out; and where the
    gaps are too many, Tantivy's slop stands in for them, which finds other orders too.
    """
    words = _fewer(words)
    if len(words) == 1:
        for stem in words[0]:
            yield (stem,), Query.term_query(schema, field, stem, "freq")
        return
    gaps = len(words) - 1
    alternatives = math.prod(map(len, words))
    exactly = gaps * math.log(slop + 1) + math.log(alternatives) <= math.log(_MOST)
    for stems in product(*words):
        if exactly:
            for steps in product(range(1, slop + 2), repeat=gaps):
                places = accumulate(steps, initial=0)
                placed: list[str | tuple[int, str]] = list(zip(places, stems, strict=True))
                yield stems, Query.phrase_query(schema, field, placed)
        else:
            wide = min(slop * gaps, _FARTHEST)
            yield stems, Query.phrase_query(schema, field, list(stems), wide)


def _fewer(words: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    fewer = [tuple(dict.fromkeys(word)) for word in words]
    while math.prod(map(len, fewer)) > _MOST:
        longest = max(range(len(fewer)), key=lambda n: len(fewer[n]))
        fewer[longest] = fewer[longest][:-1]
    return list(fewer)
