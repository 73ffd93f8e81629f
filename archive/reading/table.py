"""Reads the rows of a table, of CSV or of a spreadsheet: finds its header and what its columns are.

A table without names, or with such as nobody knows, is read where one column alone has long Hindi
text: that is the body, and each article has a note of it.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from statistics import median

from archive.article import Rejected
from archive.notes import note
from archive.reading.columns import by_language, folded, knows, plan_for, told
from archive.reading.dates import date_in_text
from archive.reading.reader import Draft, Options, Origin, Piece
from archive.reading.records import NoArticle, to_draft

_SAMPLE_ROWS = 200
_SAMPLE_CHARS = 1_000_000
_BATCH_ROWS = 250
_BATCH_CHARS = 400_000
_MAX_NAME_CHARS = 60
_MIN_BODY_CHARS = 100
"""The median of a column that may be the body, though nothing says so."""

_MIN_FACTOR = 3
"""So much longer is the body than the next column of Hindi."""

_TITLE_CHARS = (12, 200)
_MOST = 0.9
_SOME = 0.6
_MAX_ABOVE = 10
_MAX_CELLS_ABOVE = 2
_TELLING = ("body", "title", "url", "published", "beginning")
"""Fields whose names are no words of a text."""

_NO_BODIES = ("title", "url", "author", "source", "category")
_LETTER = re.compile(r"[^\W\d_]")
_HINDI = re.compile("[\u0904-\u0939\u0958-\u0961]")
_SENTENCE_END = re.compile(r"[।?!]|\.\s")
_VALUE = re.compile(r"https?://|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{7,}|\d+\.\d+$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        number: Counted from 1, with the header, as spreadsheets do.
        cells: Its texts.
        problem: Why it cannot be read; empty if it can.
        notes: What was done to its text.
    """

    number: int
    cells: list[str]
    problem: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table are.

    Attributes:
        names: Their names; "" for one that says nothing.
        has_header: Whether the first row has the names.
        guessed: Columns by fields of ours, where no name tells.
    """

    names: tuple[str, ...]
    has_header: bool
    guessed: Mapping[str, str] = field(default_factory=dict)


def pieces_of(
    rows: Iterable[Row], format_: str, origin: Origin, options: Options
) -> Iterator[Piece | Rejected]:
    """The rows of a table in pieces, or one reason for all of them.

    Args:
        rows: All rows, in order.
        format_: The format whose reader parses the pieces with ``drafts_of``.
        origin: Where the table lies.
        options: What a person said about columns.
    """
    rows = iter(rows)
    sample: list[Row] = []
    size = 0
    for row in islice(rows, _SAMPLE_ROWS):
        sample.append(row)
        size += sum(map(len, row.cells))
        if size > _SAMPLE_CHARS:
            break
    good = [row.cells for row in sample if not row.problem and any(row.cells)]
    if not good:
        reason = sample[0].problem if sample else ""
        yield Rejected(origin.name, None, reason or "no row is in it; leave it out")
        return
    above = _rows_above(good)
    layout = layout_of(good[above:], options)
    if problem := _problem(layout, options):
        yield Rejected(origin.name, None, problem)
        return
    passed_over = above + layout.has_header
    some: list[Row] = []
    size = 0
    empty = True
    for row in chain(sample, rows):
        if passed_over and any(row.cells) and not row.problem:
            passed_over -= 1
            continue
        empty = empty and not row.problem and not any(row.cells)
        some.append(row)
        size += sum(map(len, row.cells))
        if len(some) >= _BATCH_ROWS or size >= _BATCH_CHARS:
            yield Piece(format_, origin, (layout, some), 3 * size, some[0].number)
            some, size = [], 0
    if some:
        yield Piece(format_, origin, (layout, some), 3 * size, some[0].number)
    if empty:
        yield Rejected(origin.name, None, "a header without rows; leave it out")


def drafts_of(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some rows, and why others hold none."""
    layout: Layout
    rows: list[Row]
    layout, rows = piece.content
    name = piece.origin.name
    made: tuple[str, ...] = ()
    if layout.guessed:
        options = replace(options, columns={**layout.guessed, **options.columns})
        made = (note("guessed", layout.guessed["body"]),) if "body" in layout.guessed else ()
    for row in rows:
        if problem := row.problem or _misfit(row.cells, layout, piece.format):
            yield Rejected(name, row.number, problem)
        elif any(row.cells):
            values = {
                key: cell
                for key, cell in zip(layout.names, row.cells, strict=False)
                if key and cell.strip()
            }
            # The columns that are empty here are known all the same.
            values |= dict.fromkeys((key for key in layout.names if key not in values), "")
            values.pop("", None)
            for one in by_language(values, options):
                try:
                    yield to_draft(one, piece.origin, row.number, options, made + row.notes)
                except NoArticle as error:
                    text = json.dumps(one, ensure_ascii=False)
                    yield Rejected(name, row.number, str(error), text)


def layout_of(rows: list[list[str]], options: Options) -> Layout:
    """What the columns are, told from the first rows."""
    first = rows[0]
    mapped = {folded(column) for column in options.columns.values()}
    # Where a person names a column, the row with that name is the header.
    has_header = is_header(first, rows[1:]) or not mapped.isdisjoint(map(folded, first))
    body = rows[1:] if has_header else rows
    names = _names(first) if has_header else [str(number + 1) for number in range(len(first))]
    names = [
        "" if knows([name], "id") and _counts(_column(body, place)) else name
        for place, name in enumerate(names)
    ]
    plan = plan_for(filter(None, names), options)
    guessed: dict[str, str] = {}
    if not plan.paths["body"] and not plan.beginnings and "body" not in options.columns:
        guessed = _guess(
            names,
            body,
            known=has_header and not all(re.fullmatch(r"\d*", cell.strip()) for cell in first),
        )
    return Layout(tuple(names), has_header, guessed)


def _rows_above(rows: list[list[str]]) -> int:
    """How many rows stand above the names of columns, such as the title of a sheet."""
    for number, row in enumerate(rows[:_MAX_ABOVE]):
        if knows(row, "body") and any(knows(row, field) for field in _TELLING if field != "body"):
            return number
        if sum(bool(cell.strip()) for cell in row) > _MAX_CELLS_ABOVE:
            return 0
    return 0


def is_header(row: list[str], others: list[list[str]]) -> bool:
    """Whether a row has the names of columns, told from it and those below it."""
    cells = [cell.strip() for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled or any(_is_value(cell) for cell in filled):
        return False
    known = sum(any(knows([cell], field) for field in _TELLING) for cell in filled)
    numbers = [str(number) for number in range(len(cells) + 1)]
    if known * 4 >= len(cells) or cells in (numbers[:-1], numbers[1:]):
        return True
    if len(set(filled)) < len(filled) or any(
        cell.isdecimal() or _SENTENCE_END.search(cell) for cell in filled
    ):
        return False
    # Names are short where the values below them are long.
    below = [max(map(len, other), default=0) for other in others[:50]]
    return bool(below) and median(below) > 2 * max(map(len, filled))


def _is_value(cell: str) -> bool:
    """Whether nobody calls a column so."""
    return len(cell) > _MAX_NAME_CHARS or "\n" in cell or bool(_VALUE.search(cell))


def _names(cells: list[str]) -> list[str]:
    """Names of columns, each once; a column without one is called by its number."""
    names: list[str] = []
    for place, cell in enumerate(cells):
        name = " ".join(cell.split()) or str(place + 1)
        count = 2
        unique = name
        while unique in names:
            unique = f"{name} {count}"
            count += 1
        names.append(unique)
    return names


def _problem(layout: Layout, options: Options) -> str:
    """Why a table has no articles, whatever its rows are, or an empty text."""
    names = [name for name in layout.names if name]
    plan = plan_for(names, options)
    if plan.missing:
        return f"no column {told(plan.missing)}; there are {told(names)}"
    if layout.guessed or plan.paths["body"] or plan.beginnings:
        return ""
    if not layout.has_header:
        return (
            f"no column is known by name, and none alone has long Hindi text; "
            f"there are {told(names)}: say which holds the text: --map body=…"
        )
    return f"no body: the columns are {told(names)}; say which holds the text: --map body=…"


def _guess(names: list[str], rows: list[list[str]], *, known: bool) -> dict[str, str]:
    """The column that must be the body, and without a header others that leave no doubt."""
    columns = {
        name: _column(rows, place)
        for place, name in enumerate(names)
        if name
        and not any(
            knows([name], each) for each in ("title", "url", "author", "source", "category")
        )
    }
    hindi = {name: median(map(len, cells)) for name, cells in columns.items() if _is_hindi(cells)}
    by_length = sorted(hindi, key=lambda name: hindi[name], reverse=True)
    if not by_length or hindi[by_length[0]] < _MIN_BODY_CHARS:
        return {}
    if len(by_length) > 1 and hindi[by_length[0]] < _MIN_FACTOR * hindi[by_length[1]]:
        return {}
    guessed = {"body": by_length[0]}
    if known:
        return guessed
    for place, name in enumerate(names):
        cells = _column(rows, place)
        if cells and _share(cells, lambda cell: cell.startswith(("http://", "https://"))) >= _MOST:
            guessed.setdefault("url", name)
        elif cells and _share(cells, _is_day) >= _MOST:
            guessed.setdefault("published", name)
    titles = [
        name
        for name in by_length[1:]
        if _TITLE_CHARS[0] <= hindi[name] <= _TITLE_CHARS[1]
        and len(set(columns[name])) >= _MOST * len(columns[name])
    ]
    if len(titles) == 1:
        guessed["title"] = titles[0]
    return guessed


def _column(rows: list[list[str]], place: int) -> list[str]:
    """The cells of a column that hold something."""
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _is_hindi(cells: list[str]) -> bool:
    text = "\n".join(cell[:1000] for cell in cells[:50])
    letters = len(_LETTER.findall(text))
    return bool(letters) and len(_HINDI.findall(text)) >= _SOME * letters


def _is_day(cell: str) -> bool:
    return len(cell) <= _MAX_NAME_CHARS and date_in_text(cell) is not None


def _share(cells: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _counts(cells: list[str]) -> bool:
    """Whether a column numbers the rows: then its values are no ids, other files have the same."""
    try:
        numbers = [int(cell) for cell in cells]
    except ValueError:
        return False
    if not numbers or numbers[0] not in (0, 1):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _misfit(cells: list[str], layout: Layout, format_: str) -> str:
    """Why a row does not fit the header, or an empty text."""
    if any(cell.strip() for cell in cells[len(layout.names) :]):
        return f"{len(cells)} columns where there are {len(layout.names)}; put the text in quotes"
    # A sheet leaves out the empty cells at a row's end, where CSV has its delimiters.
    few = format_ == "csv" and len(cells) == 1 and cells[0].strip()
    if few and len(layout.names) > 2:  # noqa: PLR2004
        return f"one column where there are {len(layout.names)}; mend the row"
    return ""
