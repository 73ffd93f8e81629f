"""The thesaurus: which other words stand for a word by its meaning, in either language.

It answers from ``compiled.tsv``, which is searched as it is: one text whose lines are in order.
What the archive holds of the answers, and how much they count, is decided by whoever asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from importlib.resources import files
from itertools import islice
from typing import Final, Self

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.analysis import analyze
from index.thesaurus.capitals import ONLY_IN_CAPITALS
from index.thesaurus.concepts import Concept, Kind
from index.thesaurus.keys import index_keys, is_inflection, lookup_key

MAX_WORDS: Final = 6
"""Words of the longest phrase that is looked up."""

_MAX_CONCEPTS: Final = 4
"""Concepts that a word may stand for at most."""

_MIN_TYPO_CHARS: Final = 5
"""A shorter name is one letter from too many others."""

_MAX_EDITED_KEPT: Final = 1000
"""Words whose neighbours by one edit are kept: every search asks for those of rare words."""

_MAX_KEYS_COMPLETED: Final = 400
"""Keys that are looked at to complete one."""


_KINDS: Final[dict[str, Kind]] = {"word": "word", "name": "name", "person": "person"}


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Another form of a concept.

    Attributes:
        form: A word or phrase, as the table writes it.
        kind: What the concept is.
        near: Whether it means the same; False: one of several things that the word may mean.
    """

    form: str
    kind: Kind
    near: bool = True


class Thesaurus:
    """The compiled concepts and a person's own, which come first. What it answers does not change.

    Args:
        concepts: The lines of the concepts in ``compiled.tsv``.
        keys: The lines of its keys, in one text.
        own: Concepts that a person has added.
    """

    def __init__(self, concepts: list[str], keys: str, own: Iterable[Concept] = ()) -> None:
        self._lines = concepts
        self._keys = keys
        self._own = tuple(own)
        self._own_keys = index_keys(self._own)
        self._own_by_letter: dict[str, list[str]] = {}
        for key in self._own_keys:
            self._own_by_letter.setdefault(key[0], []).append(key)
        self._edited: dict[str, tuple[str, ...]] = {}

    @classmethod
    @cache
    def default(cls) -> Self:
        """The tables that come with the project."""
        # Split as bytes, which take half the room of the text: less is held while it opens.
        table = files("index.thesaurus").joinpath("compiled.tsv").read_bytes()
        lines = table.split(b"\n", int(table[: table.index(b"\n")]) + 1)
        del table
        keys = lines.pop().decode()
        concepts = [line.decode() for line in lines[1:]]
        return cls(concepts, keys)

    def with_own(self, own: Iterable[Concept]) -> "Thesaurus":
        """The same with a person's own concepts."""
        return Thesaurus(self._lines, self._keys, own)

    def find(self, words: Sequence[str], *, shouted: bool = False) -> tuple[Equivalent, ...]:
        """What else means what these words mean together, the most usual first.

        Args:
            words: As typed, in either script, in any inflection; any strings.
            shouted: Whether one word stands in capitals that mean something: US is America then,
                and not another word.
        """
        text = " ".join(words)
        if len(words) > MAX_WORDS or (
            len(words) == 1 and not shouted and text.casefold() in ONLY_IN_CAPITALS
        ):
            return ()
        key = lookup_key(text)
        found: dict[str, Equivalent] = {}
        for concept in self._meant(key, text):
            for each in _others(concept, key):
                found.setdefault(each.form, each)
        return tuple(found.values())

    def knows(self, words: Sequence[str]) -> bool:
        """Whether these words together are a form of a concept: quicker than ``find``."""
        key = lookup_key(" ".join(words))
        return key in self._own_keys or next(self._lines_from(f"{key}\t"), "").startswith(
            f"{key}\t"
        )

    def knows_english(self, word: str) -> bool:
        """Whether it is an English word (no name) that has Hindi ones."""
        key = lookup_key(word)
        return word.isascii() and any(one.kind == "word" for one in self._concepts(key))

    def complete(self, typed: str, limit: int) -> tuple[str, ...]:
        """Hindi forms of each concept with an English form that begins so.

        The first of as many words as the English form, and behind several words the first of all,
        which is the most usual: chief minist, मुख्यमंत्री.

        Args:
            typed: The first letters of a word or phrase; after a space the next word begins.
            limit: How many at most; those of the shortest forms stand first.
        """
        start = lookup_key(typed) + (" " if typed[-1:].isspace() else "")
        if not start.strip() or not start.isascii():
            return ()
        own = [(key, number) for key, numbers in self._own_keys.items() for number in numbers]
        hits = [(key, self._own[n]) for key, n in own if key.startswith(start)]
        for key, numbers in islice(self._with_prefix(start), _MAX_KEYS_COMPLETED):
            hits += [(key, self._concept(number)) for number in numbers]
        shortest = nsmallest(4 * limit, hits, key=lambda hit: len(hit[0]))
        forms = (
            form
            for key, one in shortest
            for form in (*one.hindi[: " " in start], *_of_length(one.hindi, key))
        )
        return tuple(islice(dict.fromkeys(forms), limit))

    def within_one_edit(self, typed: str) -> tuple[str, ...]:
        """Hindi forms of the English words and names that are one edit (OSA) away: rusia is रूस."""
        found = (one for key in self.keys_within_one_edit(typed) for one in self._concepts(key))
        return tuple(dict.fromkeys(form for one in found for form in one.hindi))

    def keys_within_one_edit(self, typed: str) -> tuple[str, ...]:
        """The keys of the English words and names that are one edit (OSA) away."""
        start = lookup_key(typed)
        if len(start) < _MIN_TYPO_CHARS or not start.isascii():
            return ()
        if (known := self._edited.get(start)) is not None:
            return known
        first, end = self._place_of(start[0]), self._place_of(chr(ord(start[0]) + 1))
        keys = [line.partition("\t")[0] for line in self._keys[first:end].splitlines()]
        own = _one_edit_from(start, self._own_by_letter.get(start[0], ()))
        found = tuple(dict.fromkeys((*own, *_one_edit_from(start, keys))))
        if len(self._edited) >= _MAX_EDITED_KEPT:
            self._edited.clear()
        self._edited[start] = found
        return found

    def _meant(self, key: str, text: str) -> list[Concept]:
        """The concepts of a key; if one has a form exactly as typed, those that have it alone.

        The key of a Hindi word is its stem, which other words may share: only inflections count.
        """
        concepts = self._concepts(key)
        if key.isascii():
            return concepts[:_MAX_CONCEPTS]
        typed = [token.exact for token in analyze(text)]
        exact = [one for one in concepts if any(_words(form) == typed for form in one.hindi)]
        if exact:
            return exact[:_MAX_CONCEPTS]
        inflected = [one for one in concepts if any(_inflected(typed, f) for f in one.hindi)]
        return inflected[:_MAX_CONCEPTS]

    def _concepts(self, key: str) -> list[Concept]:
        own = [self._own[number] for number in self._own_keys.get(key, ())]
        line = next(self._lines_from(f"{key}\t"), "") if key else ""
        found, _, numbers = line.partition("\t")
        return own + ([self._concept(int(n)) for n in numbers.split()] if found == key else [])

    def _concept(self, number: int) -> Concept:
        kind, *columns = self._lines[number].split("\t")
        english, hindi, also = (tuple(filter(None, each.split("|"))) for each in columns)
        return Concept(english, hindi, also, _KINDS[kind])

    def _with_prefix(self, prefix: str) -> Iterator[tuple[str, list[int]]]:
        for line in self._lines_from(prefix):
            if not line.startswith(prefix):
                return
            key, _, numbers = line.partition("\t")
            yield key, [int(number) for number in numbers.split()]

    def _lines_from(self, start: str) -> Iterator[str]:
        """The lines of the keys from the first on that is not before ``start``."""
        text, line = self._keys, self._place_of(start)
        while line < len(text):
            end = text.index("\n", line)
            yield text[line:end]
            line = end + 1

    def _place_of(self, start: str) -> int:
        """Where the first line begins that is not before ``start``: binary search."""
        text, low, high = self._keys, 0, len(self._keys)
        while low < high:
            line = text.rfind("\n", 0, (low + high) // 2) + 1
            if text[line : line + len(start)] < start:
                low = text.find("\n", (low + high) // 2) + 1 or len(text)
            else:
                high = line
        return low


def _one_edit_from(word: str, keys: Sequence[str]) -> list[str]:
    return [
        key for key, _, _ in extract(word, keys, scorer=OSA.distance, score_cutoff=1, limit=None)
    ]


def _words(form: str) -> list[str]:
    return [token.exact for token in analyze(form)]


def _inflected(typed: Sequence[str], form: str) -> bool:
    """Whether the words typed are those of the form, perhaps inflected or spelled otherwise."""
    words = _words(form)
    return len(words) == len(typed) and all(map(is_inflection, typed, words))


def _of_length(forms: Sequence[str], key: str) -> list[str]:
    """The first of the forms whose number of words is nearest to that of the key; or none."""
    return sorted(forms, key=lambda form: abs(form.count(" ") - key.count(" ")))[:1]


def _others(concept: Concept, key: str) -> Iterator[Equivalent]:
    """The forms of a concept that stand for the one with this key."""
    in_english = all(lookup_key(form) != key for form in concept.hindi)
    others = concept.hindi + concept.english if not in_english else concept.hindi
    for form in others:
        if lookup_key(form) != key:
            yield Equivalent(form, concept.kind)
    if in_english:
        for form in concept.also:
            yield Equivalent(form, concept.kind, near=False)
        for form in concept.english:
            if lookup_key(form) != key:
                yield Equivalent(form, concept.kind)
