"""Which of the tables' names are whole by themselves, for the table of ``index.names``."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from index.analysis import analyze
from index.names import NameKind
from index.thesaurus.concepts import NamedThing

_CAPITAL: Final = re.compile(r"(?:The |the )?[A-Z]")
_GENERIC: Final = frozenset({"Cup", "Trophy", "Open", "Games", "League", "Awards", "Award"})
"""What is held, and is no organisation, ends so."""


def whole_names(things: Iterable[NamedThing], words: Collection[str]) -> Iterator[str]:
    """The lines of the table, of what is a name by itself.

    Left out are a surname or a first name alone, what the English writes without capitals, events,
    and names that are ordinary words as well.

    Args:
        things: People, places and organisations; those of one English name are one.
        words: The Hindi forms of ordinary words, and of what is no name to offer.
    """
    forms_of: dict[tuple[NameKind, str], list[str]] = {}
    every: list[tuple[NameKind, list[str]]] = []
    taken: set[str] = set()
    for thing in things:
        if not _is_proper(thing):
            continue
        known = (forms_of.get((thing.kind, name)) for name in thing.english)
        # Both tables have some things: one has forms that the other lacks.
        forms = next(filter(None, known), None)
        if forms is None:
            forms = []
            every.append((thing.kind, forms))
        forms_of.update(((thing.kind, name), forms) for name in thing.english)
        for form in thing.hindi:
            whole = thing.kind != "person" or " " in form
            if whole and form not in taken and form not in words and "." not in form:
                taken.add(form)
                forms.append(form)
    for kind, forms in every:
        if forms:
            stems = (" ".join(token.stem for token in analyze(form)) for form in forms)
            yield "\t".join((kind, "|".join(forms), "|".join(stems)))


def _is_proper(thing: NamedThing) -> bool:
    first = thing.english[0] if thing.english else ""
    return bool(_CAPITAL.match(first)) and first.rpartition(" ")[2] not in _GENERIC
