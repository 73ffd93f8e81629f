"""Resolves the sources, authors and other labels that a user names to those of the archive.

``source:jansatta`` is to find जनसत्ता, and ``author:manisha`` Manisha Dhanwani. A name that fits
nothing finds nothing, and a note says so.
"""

from collections.abc import Iterable, Sequence

from index.analysis import analyze
from index.engine import EXCLUDED, AllOf, Engine, Filters, facet_counts
from index.fields import LABELS
from index.lexicon import Lexicon
from index.query.notes import Note
from index.search.generation import Generation, PerGeneration
from index.transliteration.phonetic_key import phonetic_key

MAX_SUGGESTED_LABELS = 5
"""Labels that the note on a name that fits nothing lists."""


class LabelResolver:
    """Knows the labels of an archive. Threads may share one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._labels: PerGeneration[str, tuple[str, ...]] = PerGeneration(len(LABELS))
        self._matching: PerGeneration[tuple[str, str], frozenset[str]] = PerGeneration(256)

    def resolve(
        self, filters: Filters, typed: Iterable[tuple[str, str]], generation: Generation
    ) -> tuple[Filters, tuple[Note, ...]]:
        """The filters with labels as the archive writes them, and notes on those that fit none.

        With any note, nothing can be found: a label that is to be excluded and fits none as well,
        since what was to be kept out would stand in the answer unsaid.

        Args:
            filters: As asked for; the labels may be written otherwise.
            typed: Field and value of the labels that are part of the query; ``not_`` before a
                field excludes them.
            generation: As read at the start of the request.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        typed = tuple(typed)
        notes = []
        for key in (*LABELS, *(EXCLUDED + field for field in LABELS)):
            named = filters.values(key) + tuple(value for name, value in typed if name == key)
            if not named:
                continue
            field = key.removeprefix(EXCLUDED)
            labels = self._labels_of(field, generation)
            matching = {
                label for value in named for label in self._matching_of(field, value, generation)
            }
            if not matching:
                some = ", ".join(labels[:MAX_SUGGESTED_LABELS]) or "–"
                notes.append(Note("unknown_label", (field, ", ".join(named), some)))
            filters = filters.replacing(key, sorted(matching) or named)
        return filters, tuple(notes)

    def _labels_of(self, field: str, generation: Generation) -> tuple[str, ...]:
        """The labels of a field, the commonest first."""

        def read() -> tuple[str, ...]:
            counts = facet_counts(self._engine, AllOf(), Filters(), (field,))[field]
            return tuple(label for label, _ in counts)

        return self._labels.get(generation.index, field, read)

    def _matching_of(self, field: str, value: str, generation: Generation) -> frozenset[str]:
        labels = self._labels_of(field, generation)
        return self._matching.get(
            generation.index, (field, value), lambda: matching_labels(value, labels)
        )


def matching_labels(value: str, labels: Sequence[str]) -> frozenset[str]:
    """The label itself; else those that have every word of the value, in any spelling."""
    if value in labels:
        return frozenset({value})
    words = {label: {token.exact for token in analyze(label)} for label in labels}
    lexicon = Lexicon(
        (word, phonetic_key(word), 1) for word in {w for ws in words.values() for w in ws}
    )
    spellings = [
        {
            token.exact,
            *(variant.term for variant in lexicon.find_variants(value[token.start : token.end])),
        }
        for token in analyze(value)
    ]
    if not spellings:
        return frozenset()
    return frozenset(
        label for label, has in words.items() if all(has & forms for forms in spellings)
    )
