"""Words typed in one piece, such as 5G, कोविड-19 and J&K: the forms in which they are searched.

Their parts stand next to each other. A Latin letter may be its Hindi name (5G, 5जी), or the name
the letter, an ordinal ending that of the other language (5th, 5वीं); any other word of the piece
may be a variant of itself, as everywhere (MiG-21, मिग-21).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from index.analysis import term
from index.lexicon import Why
from index.query.terms import QueryTerm, QueryToken
from index.transliteration.acronyms import letter_names, letters_named

MAX_FORMS = 8
"""Forms of a piece that are looked up: each costs the engine a search for a phrase."""

MAX_PART_FORMS = 3
"""Forms of one part of a piece beside itself."""

_ENGLISH_ORDINALS = ("th", "st", "nd", "rd")
_HINDI_ORDINALS = ("वीं", "वां", "वें")
"""The endings of 5th and 5वीं; folding makes one of वां and वाँ."""


@dataclass(frozen=True, slots=True)
class PieceForm:
    """One form of a piece.

    Attributes:
        text: The piece written so.
        stems: Of its words, in order.
        why: "exact" as typed, else why its first other word stands there.
    """

    text: str
    stems: tuple[str, ...]
    why: Why


def piece_forms(
    piece: QueryTerm, variants: Callable[[QueryToken], Sequence[tuple[str, Why]]]
) -> Iterator[PieceForm]:
    """The forms of a piece, as typed first; at most ``MAX_FORMS``.

    Args:
        piece: Several words that were typed in one piece.
        variants: What a word may stand for.
    """
    words = piece.words
    parts: list[list[tuple[str, str, Why]]] = []
    for number, word in enumerate(words):
        beside_number = any(_is_number(each) for each in words[max(number - 1, 0) : number + 2])
        others = _others(word, beside_number=beside_number or "&" in piece.piece)
        if others is None:
            others = variants(word)
        parts.append([(word.typed, word.stem, "exact")])
        for other, why in islice(others, MAX_PART_FORMS):
            exact, stem = term(other)
            if exact and stem != word.stem:
                parts[-1].append((other, stem, why))
    for form in islice(product(*parts), MAX_FORMS):
        why = next((why for _, _, why in form if why != "exact"), "exact")
        text = _written(piece, [text for text, _, _ in form])
        yield PieceForm(text, tuple(stem for _, stem, _ in form), why)


def _others(word: QueryToken, *, beside_number: bool) -> Sequence[tuple[str, Why]] | None:
    """What else a part of a piece may be by the rules of pieces; None: ask for its variants."""
    if _is_number(word):
        return ()
    if beside_number and word.exact in _ENGLISH_ORDINALS:
        return [(ending, "name") for ending in _HINDI_ORDINALS]
    if beside_number and word.exact in _HINDI_ORDINALS:
        return [(ending, "spelling") for ending in (*_HINDI_ORDINALS, _ENGLISH_ORDINALS[0])]
    names = letter_names(word.exact) if len(word.exact) == 1 else ()
    letters = letters_named(word.exact)
    if beside_number and (names or letters):
        return [(form, "sound") for form in (*names, *letters)]
    # A single letter is a word's beginning or a grade: never another word.
    return () if len(word.exact) == 1 else None


def _is_number(word: QueryToken) -> bool:
    return word.exact[:1].isdecimal()


def _written(piece: QueryTerm, words: Sequence[str]) -> str:
    """The piece with other words in the places of its own; what stands between them stays."""
    text, at = "", 0
    for own, word in zip(piece.words, words, strict=True):
        start = piece.piece.find(own.typed, at)
        if start < 0:  # a word that was cut, since a query is too long
            return " ".join(words)
        text += piece.piece[at:start] + word
        at = start + len(own.typed)
    return text
