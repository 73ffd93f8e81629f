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
    "unknown_field",  # no field of ours: the field, those that there are
    "other_field",  # a field of other search engines: the field, ours that may be meant
    "no_field_needed",  # a field for what is searched anyway: the field
    "dash_excludes",  # a dash taken for a minus sign: the dash, what it excludes
    "unused_operator",  # AND, OR or NOT with nothing to join or exclude: the operator
    "other_operator",  # NEAR and the like: the operator, ours that was read for it
    "no_other_half",  # a quotation mark or bracket without its other half
    "unread_sign",  # a sign that stands at no word, or means nothing here: the sign
    "brackets",  # brackets around words beside an "or", which are not read
    "star_place",  # a star that no word stands before: the word
    "too_many_stars",  # how many words with a star are searched for
    "short_prefix",  # too few characters before a star: the word, how many it takes
    "prefix_cut",  # more words begin so than are searched for: the word, how many are
    "phrase_as_words",  # a quotation that is nowhere: its words were searched for
    "other_store",  # not of the query: the index was made from another store
    "words_as_typed",  # not every word was looked up in other spellings: too much at once
    "no_time_for_fewer",  # time was up before articles with only some of the words were looked for
    "no_time_for_counts",  # time was up before the values of filters were counted
    "no_time_for_marks",  # time was up before the passages were chosen and marked
    "mentions_cut",  # more mentions than are shown: how many are
    "articles_cut",  # mentions of the first articles only: how many were read, how many there are
    "read_as",  # typed for an old font: the query that it is read as
]

_LINES: dict[NoteKind, str] = {
    "too_long": "only the first {0} characters of the query were read",
    "too_many_words": "only the first {0} words of the query were searched for",
    "not_excludable": "-{0}: dates cannot be excluded; name those you want instead",
    "no_value": '{0}: needs a name; write {0}:"…"',
    "not_a_date": "{0}:{1} is no date; write {0}:2025-07-12",
    "unknown_label": "no {0} matches {1}; known: {2}",
    "unknown_field": "{0}: is no field; there are {1}",
    "other_field": "{0}: is no field here; use {1}: instead",
    "no_field_needed": "{0}: is no field here; words are searched for in title and text",
    "dash_excludes": (
        "articles with “{1}” were left out; put a space after “{0}” to search for it"
    ),
    "unused_operator": "{0} has no word beside it to join or exclude",
    "other_operator": "{0} is no operator here, it was read as {1}; there are AND, OR and NOT",
    "no_other_half": "“{0}” has no other half and was left out",
    "unread_sign": "“{0}” was not read; -, = and * stand directly at a word",
    "brackets": "brackets have no effect: OR joins the two words beside it",
    "star_place": "{0}: a star works only after the beginning of a word",
    "too_many_stars": "only the first {0} words with a star were searched for",
    "short_prefix": "{0}: a star needs {1} characters before it",
    "prefix_cut": "{0}: only the {1} words in most articles were searched for",
    "phrase_as_words": "the exact phrase “{0}” was not found; its words were searched for",
    "other_store": (
        "the index belongs to another archive: some articles may be missing; "
        "the next import or reindex rebuilds it"
    ),
    "words_as_typed": (
        "this asks for too much at once: some words were searched for only as typed, "
        "so there may be more or others; use fewer words"
    ),
    "no_time_for_fewer": (
        "there was no time to look for articles with only some of the words; use fewer words"
    ),
    "no_time_for_counts": "there was no time to count the filters",
    "no_time_for_marks": "there was no time to mark the words in all passages",
    "mentions_cut": "there are more than these {0} mentions; narrow the search, such as by date",
    "articles_cut": (
        "these are the mentions of the first {0} of {1} articles; "
        "narrow the search, such as by date"
    ),
    "read_as": "nothing was found as typed; it was read as {0}",
}

_MAX_VALUE_SHOWN = 30
"""Characters of what was typed that a note repeats."""


def shortened(value: str) -> str:
    """A value as a note may repeat it: short, and text that can be written anywhere."""
    text = value.encode(errors="replace").decode()
    return text if len(text) <= _MAX_VALUE_SHOWN else f"{text[:_MAX_VALUE_SHOWN]}…"


CUTTING: frozenset[NoteKind] = frozenset({"words_as_typed", "no_time_for_fewer"})
"""Notes that say that the number of articles found is not that of all there are."""

HURRIED: frozenset[NoteKind] = CUTTING | {"no_time_for_marks"}
"""Notes that say that the articles are not shown as they would be with more time."""


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
