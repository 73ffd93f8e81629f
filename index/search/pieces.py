"""Words typed in one piece, such as 5G, कोविड-19 and J&K: the forms in which they are searched.

Their parts stand next to each other. A Latin letter may be its Hindi name (5G, 5जी), or the name
the letter, an ordinal ending that of the other language (5th, 5वीं); any other word of the piece
may be a variant of itself, as everywhere (MiG-21, मिग-21). A day in digits may be written out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from index.analysis import term
from index.lexicon import Why
from index.query.amounts import ordinals
from index.query.beside_numbers import month
from index.query.number_phrases import ORDINAL_ENDINGS, UNDER
from index.query.terms import QueryTerm, QueryToken
from index.transliteration.acronyms import letter_names, letters_named
from index.transliteration.phonemes import is_devanagari

MAX_FORMS = 8
"""Forms of a piece that are looked up: each costs the engine a search for a phrase."""

MAX_PART_FORMS = 4
"""Forms of one part of a piece, with itself."""

_UNDER_OTHERWISE = {word: tuple(other for other in UNDER if other != word) for word in UNDER}
"""What else may stand before the age of players, commonest first: अंडर-19, under-19, U-19."""

_ENGLISH_ORDINALS = ("th", "st", "nd", "rd")
_HINDI_ORDINALS = ("वीं", "वां", "वें")
"""The endings of 5th and 5वीं; folding makes one of वां and वाँ."""

_AMPERSAND = "एंड"
"""How Hindi papers read the ampersand of R&D."""

_DATE_PARTS = 3


@dataclass(frozen=True, slots=True)
class PieceForm:
    """One form of a piece.

    Attributes:
        text: The piece written so.
        words: The stems of each word of it, in order.
        why: "exact" as typed, else why its first other word stands there.
        otherwise: It is for archives that hold none of the other forms.
    """

    text: str
    words: tuple[tuple[str, ...], ...]
    why: Why
    otherwise: bool = False


def piece_forms(
    piece: QueryTerm, variants: Callable[[QueryToken], Sequence[tuple[str, Why]]]
) -> Iterator[PieceForm]:
    """The forms of a piece, as typed first; at most ``MAX_FORMS``.

    Args:
        piece: Several words that were typed in one piece.
        variants: What a word may stand for.
    """
    if day := _day(piece.words):
        yield from _forms_of_day(piece, day)
        return
    words = piece.words
    has_ampersand = "&" in piece.piece
    parts: list[list[tuple[str, str, Why]]] = []
    for number, word in enumerate(words):
        others = other_forms(words, number)
        forms: dict[str, tuple[str, str, Why]] = {word.stem: (word.typed, word.stem, "exact")}
        for other, why in variants(word) if others is None else others:
            exact, stem = term(other)
            if exact and " " not in exact and len(forms) < MAX_PART_FORMS:
                forms.setdefault(stem, (other, stem, why))
        parts.append(list(forms.values()))
    for form in islice(product(*parts), MAX_FORMS - 1):
        why = next((why for _, _, why in form if why != "exact"), "exact")
        texts = [text for text, _, _ in form]
        stems: tuple[tuple[str, ...], ...] = tuple((stem,) for _, stem, _ in form)
        if has_ampersand and all(map(is_devanagari, texts)):
            stems = _with_ampersand(stems)
        yield PieceForm(_written(piece, texts), stems, why)
    if times := _with_times_sign(piece):
        yield times
    if len(words) == 2 and words[1].exact in ORDINAL_ENDINGS:  # noqa: PLR2004
        for ordinal in ordinals(words[0].exact):
            yield PieceForm(ordinal, ((term(ordinal)[1],),), "equivalent")


def _with_times_sign(piece: QueryTerm) -> PieceForm | None:
    """24×7 with an x, or the reverse: some write the sign, some the letter, which is a word."""
    words = [word.exact for word in piece.words]
    stems = tuple((word.stem,) for word in piece.words)
    match words:
        case [_, "x", _]:
            return PieceForm(piece.piece.replace(piece.words[1].typed, "×"), stems[::2], "spelling")
        case [first, second] if "×" in piece.piece:
            return PieceForm(f"{first}x{second}", (stems[0], ("x",), stems[1]), "spelling")
    return None


def words_of_piece(piece: QueryTerm) -> tuple[QueryTerm, ...]:
    """The words of a piece that is nowhere, to be searched apart; none if only parts are left.

    Numbers and letters by themselves say nothing: 5G is not whatever has a 5, 5जी not every जी.
    """
    kept = [w for w in piece.words if not _is_letter(w) and not letters_named(w.exact)]
    if "&" in piece.piece or all(_is_number(word) for word in kept):
        return ()
    return tuple(QueryTerm((word,), piece.scope) for word in kept)


def other_forms(words: Sequence[QueryToken], number: int) -> Sequence[tuple[str, Why]] | None:
    """What else a word may be as a part of a piece or phrase; None: ask for its variants.

    Args:
        words: Of the piece or phrase.
        number: Which of them, from 0.
    """
    word = words[number]
    around = (*words[max(number - 1, 0) : number], *words[number + 1 : number + 2])
    beside_number = any(_is_number(each) or _is_letter(each) for each in around)
    if _is_number(word):
        return ()
    following = words[number + 1 : number + 2]
    if word.exact in _UNDER_OTHERWISE and following and _is_number(following[0]):
        return [(form, "equivalent") for form in _UNDER_OTHERWISE[word.exact]]
    if beside_number and word.exact in _ENGLISH_ORDINALS:
        return [(ending, "name") for ending in _HINDI_ORDINALS]
    if beside_number and word.exact in _HINDI_ORDINALS:
        return [(ending, "spelling") for ending in (*_HINDI_ORDINALS, _ENGLISH_ORDINALS[0])]
    names = letter_names(word.exact) if len(word.exact) == 1 else ()
    letters = letters_named(word.exact)
    if beside_number and (names or letters):
        return [(form, "sound") for form in (*names, *letters)]
    # A single letter is an initial or a grade: never another word.
    return () if _is_letter(word) else None


def _is_number(word: QueryToken) -> bool:
    return word.exact[:1].isdecimal()


def _is_letter(word: QueryToken) -> bool:
    return len(word.exact) == 1 and word.exact.isascii()


def _with_ampersand(words: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """R&D is आर एंड डी; आर डी is something else."""
    first, *others = words
    return (first, *(each for word in others for each in ((_AMPERSAND,), word)))


def _written(piece: QueryTerm, words: Sequence[str]) -> str:
    """The piece with other words in the places of its own; what stands between them stays."""
    if piece.piece.isalnum() and piece.piece.isascii() and piece.piece.isalpha():
        return " ".join(words)  # a tag, whose words are apart in this form
    text, at = "", 0
    for own, word in zip(piece.words, words, strict=True):
        start = piece.piece.find(own.typed, at)
        if start < 0:  # a word that was cut, since a query is too long
            return " ".join(words)
        text += piece.piece[at:start] + word
        at = start + len(own.typed)
    return text


def _day(words: Sequence[QueryToken]) -> date | None:
    """The day that three numbers are, written 12/07/2025 or 2025-07-12."""
    numbers = [word.exact for word in words]
    if len(numbers) != _DATE_PARTS or not all(number.isdecimal() for number in numbers):
        return None
    if len(numbers[0]) == len("2025"):
        numbers.reverse()
    day, month_, year = numbers
    if len(year) != len("2025") or max(len(day), len(month_)) > len("12"):
        return None
    try:
        return date(int(year), int(month_), int(day))
    except ValueError:
        return None


def _forms_of_day(piece: QueryTerm, day: date) -> Iterator[PieceForm]:
    """A day in digits, with zeros or without, in either order; and with its month's name."""
    dd, mm = ((str(number), f"{number:02}") for number in (day.day, day.month))
    yyyy = (str(day.year),)
    yield PieceForm(piece.piece, (dd, mm, yyyy), "exact")
    yield PieceForm(day.isoformat(), (yyyy, mm, dd), "spelling")
    named = month(day.month)
    if named:
        text = f"{day.day} {named.name}"
        yield PieceForm(f"{text} {day.year}", (dd, named.stems, yyyy), "equivalent")
        yield PieceForm(text, (dd, named.stems), "equivalent", otherwise=True)
