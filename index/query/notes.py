"""Notes on a query: which of its parts could not be used, and why."""

from dataclasses import dataclass
from typing import Literal

NoteKind = Literal[
    "too_long",  # values: how many characters are read
    "too_many_words",  # how many words are searched for
    "not_excludable",  # a filter with a minus sign: its field
    "no_value",  # a filter without a value: its field
    "not_a_date",  # field, value
    "unknown_label",  # a label that no article has: field, what was asked for, some that there are
]

_LINES: dict[NoteKind, str] = {
    "too_long": "only the first {0} characters of the query were read",
    "too_many_words": "only the first {0} words of the query were searched for",
    "not_excludable": "-{0}: cannot be excluded; name what you want instead",
    "no_value": '{0}: names nothing; write {0}:"…"',
    "not_a_date": "{0}:{1} is no date; write {0}:2025-07-12",
    "unknown_label": "no {0} matches {1}; known: {2}",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A part of a query that could not be used, for each interface to describe in its language.

    Attributes:
        values: What the description names, in the order given at ``NoteKind``.
    """

    kind: NoteKind
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """One plain line of English."""
        return _LINES[self.kind].format(*self.values)
