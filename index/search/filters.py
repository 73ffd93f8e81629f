"""Outlets, authors and categories as a person names them → the labels that articles bear.

``source:jansatta`` is to find जनसत्ता, and ``author:manisha`` Manisha Dhanwani. A name that fits
nothing finds nothing, and a note says so.
"""

from collections.abc import Iterable
from functools import lru_cache

from index.analysis import analyze
from index.engine import AllOf, Engine, Filters, facet_counts
from index.fields import LABELS
from index.lexicon import Lexicon
from index.query.notes import Note
from index.transliteration.phonetic_key import phonetic_key

_TOLD = 5


def resolve(
    engine: Engine, filters: Filters, typed: Iterable[tuple[str, str]]
) -> tuple[Filters, tuple[Note, ...]]:
    """The filter with its labels as the archive writes them, and what fits nothing.

    With any note, nothing can be found.
    """
    typed = tuple(typed)
    notes = []
    for field in LABELS:
        wanted = filters.values(field) + tuple(value for name, value in typed if name == field)
        if not wanted:
            continue
        known = facet_counts(engine, AllOf(), Filters(), (field,))[field]
        labels = tuple(label for label, _ in known)
        fitting = {label for value in wanted for label in _fitting(value, labels)}
        if not fitting:
            some = ", ".join(labels[:_TOLD]) or "–"
            named = ", ".join(wanted)
            notes.append(Note("unknown_label", (field, named, some)))
        filters = filters.replacing(field, sorted(fitting) or wanted)
    return filters, tuple(notes)


@lru_cache(maxsize=256)
def _fitting(value: str, labels: tuple[str, ...]) -> frozenset[str]:
    """The label itself; else those that have every word of the name, in any spelling."""
    if value in labels:
        return frozenset({value})
    words = {label: {token.exact for token in analyze(label)} for label in labels}
    lexicon = Lexicon(
        (word, phonetic_key(word), 1) for word in {w for ws in words.values() for w in ws}
    )
    wanted = [
        {
            token.exact,
            *(variant.term for variant in lexicon.find_variants(value[token.start : token.end])),
        }
        for token in analyze(value)
    ]
    return frozenset(
        label for label, has in words.items() if wanted and all(has & forms for forms in wanted)
    )
