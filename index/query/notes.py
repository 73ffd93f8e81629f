"""Notes: what in a query could not be used."""

from dataclasses import dataclass
from typing import Literal

NoteKind = Literal["long", "many", "unexcludable", "nameless", "undated", "unlabelled"]
"""What could not be used: characters or words beyond those read (how many are), an excluded filter
(field), a filter without a value (field), a date that is none (field, value), a label that no
article bears (field, what was asked for, some that there are)."""

_NOTES: dict[NoteKind, str] = {
    "long": "only the first {0} characters of the query were read",
    "many": "only the first {0} words of the query were searched for",
    "unexcludable": "-{0}: cannot be excluded; name what you want instead",
    "nameless": '{0}: names nothing; write {0}:"…"',
    "undated": "{0}:{1} is no date; write {0}:2025-07-12",
    "unlabelled": "no {0} matches {1}; known: {2}",
}


@dataclass(frozen=True, slots=True)
class Note:
    """What in a query could not be used, for each interface to say in its own language.

    Attributes:
        values: What the kind speaks of, in the order that ``NoteKind`` tells.
    """

    kind: NoteKind
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """One plain line of English."""
        return _NOTES[self.kind].format(*self.values)
