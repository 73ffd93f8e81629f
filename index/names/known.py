"""The whole names of people, places and organisations that are known, found in rows of tokens.

``known.tsv`` has a line for each: its kind, its forms as Hindi papers write them, the usual one
first, and the stems of each form. ``index.thesaurus.compile`` makes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from index.names.spelling import plain

NameKind = Literal["person", "place", "organisation"]
"""What a name is of."""

KINDS: Final[dict[str, NameKind]] = {
    "person": "person",
    "place": "place",
    "organisation": "organisation",
}
"""The kinds by their names in tables."""


class Name(NamedTuple):
    """A name, as papers write it most."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a name: its stems, and its words."""

    stems: list[str]
    words: list[str]
    name: Name


class KnownNames:
    """Finds the names of a table in a row of tokens.

    Args:
        lines: Of ``known.tsv``.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._alone: dict[str, list[_Form]] = {}
        self._by_two: dict[tuple[str, str], list[_Form]] = {}
        self._forms: dict[Name, list[list[str]]] = {}
        for line in lines:
            kind, forms, stems = line.split("\t")
            several = forms.split("|")
            name = Name(several[0], KINDS[kind])
            for text, its in zip(several, stems.split("|"), strict=True):
                form = _Form(its.split(" "), text.replace("-", " ").split(), name)
                self._forms.setdefault(name, []).append(form.stems)
                first, *rest = form.stems
                if rest:
                    self._by_two.setdefault((first, rest[0]), []).append(form)
                else:
                    self._alone.setdefault(first, []).append(form)
        for longer in self._by_two.values():
            longer.sort(key=lambda form: -len(form.stems))

    @classmethod
    @cache
    def default(cls) -> "KnownNames":
        """The table that comes with the project."""
        text = files("index.names").joinpath("known.tsv").read_text(encoding="utf-8")
        return cls(text.splitlines())

    def places(self, stems: list[str]) -> list[int]:
        """Where in these stems a name may begin."""
        # Sets are compared without a loop in Python; few stems are left for one.
        firsts = self._alone.keys() & set(stems)
        firsts.update(first for first, _ in self._by_two.keys() & set(pairwise(stems)))
        return [place for place, stem in enumerate(stems) if stem in firsts]

    def at(self, place: int, exacts: list[str], stems: list[str]) -> tuple[Name, int] | None:
        """The longest name that begins at a place, and how many tokens it has.

        Args:
            place: In both lists.
            exacts: The exact forms of the tokens of a text.
            stems: Their stems.
        """
        two = stems[place], stems[place + 1] if place + 1 < len(stems) else ""
        for form in (*self._by_two.get(two, ()), *self._alone.get(two[0], ())):
            end = place + len(form.stems)
            # People's names are spelled in many ways: अरुण, अरूण.
            if stems[place:end] == form.stems and (
                form.name.kind == "person" or _are_written_alike(exacts[place:end], form.words)
            ):
                return form.name, end - place
        return None

    def forms(self, name: Name) -> list[list[str]]:
        """The stems of each form of a name; of one that is not known, there are none."""
        return self._forms.get(name, [])


def _are_written_alike(words: list[str], others: list[str]) -> bool:
    """Whether these are the same words, however nukta, nasals and endings are written."""
    return words == others or [*map(plain, words)] == [*map(plain, others)]
