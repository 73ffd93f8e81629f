"""Makes a draft of a record: an object of JSON, a row of a table, an element of XML.

What its keys mean, ``columns.py`` says; this is about their values. A missing value is one however
it is written. A body may be HTML, a list of paragraphs, or what an editor keeps of a text.
"""

import ast
import html
import json
import math
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, get_args

from archive.article import DateOrigin, TitleOrigin
from archive.notes import known_notes, note
from archive.reading.addresses import clean_url
from archive.reading.by_language import CODES
from archive.reading.bylines import unlabelled
from archive.reading.cleaning import host
from archive.reading.columns import Places, look, plan_for, told
from archive.reading.day_values import parse_day
from archive.reading.jsonkinds import why_no_record
from archive.reading.markup import has_escaped_markup, has_markup, text_of_html, unescape
from archive.reading.reader import Draft, Options, Origin
from archive.text import web_url

Values = Mapping[str, Any]

_DEFAULT = Options()
_DATE_ORIGINS = get_args(DateOrigin)[:-1]
_TITLE_ORIGINS = get_args(TitleOrigin)
_MAX_DAY_CHARS = 60
_MAX_DEPTH = 20
"""How deep the text of a body is looked for."""

_NOTHING = frozenset(
    # What programs write where there is no value, without case.
    "nan none null nil nat undefined \\n n/a #n/a <na> - -- – — [removed] [] {} ['']".split()
)
_MAX_NOTHING = max(map(len, _NOTHING))
_TEXTS = (
    # Where an object keeps its text or the parts of it, best first.
    "text rendered html #text _text $t @value __cdata cdata content children blocks paragraphs "
    "spans leaves ops insert data body document root nodes value plain"
).split()
_INLINE = frozenset("text span link a b i em strong bold italic mark".split())
"""Types of parts that stand in a paragraph, and are none."""

_TYPES = ("type", "_type", "nodeType", "object")
_NAMED = (
    "name rendered #text text value title plain_text data attributes node nodes edges literal $oid "
    "$numberLong $numberInt"
).split()
"""Where an object keeps what it is called."""

_NAME_PARTS = (
    ("given", "family"),
    ("givenName", "familyName"),
    ("first_name", "last_name"),
    ("firstName", "lastName"),
)
"""Where it keeps the parts of a person's name."""

_MAX_NAMED_DEPTH = 4
_CUT = re.compile(
    r"\s*(?:…|\.{3})?\s*(?:\[\+\d{1,9} char(?:acter)?s?\]|\[(?:…|\.{3})\])\s*$", re.IGNORECASE
)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_WRITTEN = re.compile(r"\s*(?:\[\s*['\"{\[]|\{\s*['\"])")
_MAX_WRITTEN_CHARS = 200_000
_HOST = re.compile(
    r"(?:[\w-]+\.)+(?!(?:html?|php\d?|aspx?|jsp|cms|cfm|pdf)\b)[a-z]{2,}(?:[/:?#]|$)", re.IGNORECASE
)
"""A host without http:// before it, and not the name of a file."""

_MAX_TOLD_CHARS = 80


class NoArticle(ValueError):
    """Why a record holds no article.

    Attributes:
        of_file: The keys are the mistake, so that other records of the file will have it too.
    """

    def __init__(self, reason: str, *, of_file: bool = False) -> None:
        super().__init__(reason)
        self.of_file = of_file


def to_draft(
    values: Values,
    origin: Origin,
    line: int | None = None,
    options: Options = _DEFAULT,
    notes: tuple[str, ...] = (),
) -> Draft:
    """The article in a record.

    Args:
        values: What it has: texts, numbers, lists and objects, by their names.
        origin: Where it was found.
        line: The line, row or record it stands in.
        options: What a person said about columns.
        notes: What was done to it already.

    Raises:
        NoArticle: It is no article; the text says why.
    """
    plan = plan_for(values, options)
    # What an export of ours holds is taken as it is: import gives back what was exported.
    exported = "dated_by" in values and "titled_by" in values and not options.columns
    body, made = _body(values, plan, exported=exported)
    first = _first_exported if exported else _first
    id_ = first(values, plan, "id").strip()
    url, odd = (first(values, plan, "url"), ()) if exported else _url(values, plan)
    if _is_from_wordpress(values):
        # Numbers of rows in its tables; another site has the same.
        id_ = "" if url and id_.isdecimal() else id_
    if problem := _path_problem(id_):
        raise NoArticle(problem)
    source, language = first(values, plan, "source"), first(values, plan, "language")
    author = first(values, plan, "author")
    dated_by, titled_by = values.get("dated_by"), values.get("titled_by")
    given = known_notes(_text(values.get("notes")))
    return Draft(
        origin=origin,
        line=line,
        body=body,
        id=id_,
        title=first(values, plan, "title"),
        url=url,
        source=source if exported else _outlet(source),
        author=author if exported else unlabelled(author),
        category=first(values, plan, "category"),
        language=language if exported else _language(language),
        published=next(
            (day for path in plan.paths["published"] if (day := _day(look(values, path)))),
            None,
        ),
        # An export says where it took these from.
        dated_by=dated_by if dated_by in _DATE_ORIGINS else None,
        titled_by=titled_by if titled_by in _TITLE_ORIGINS else None,
        notes=tuple(dict.fromkeys(given + notes + made + odd)),
    )


def _day(value: object) -> date | None:
    short = isinstance(value, str) and len(value) <= _MAX_DAY_CHARS
    return _day_in(value) if short else parse_day(value)


@lru_cache(maxsize=4096)
def _day_in(text: str) -> date | None:
    """The day in a text; the articles of a file share few days."""
    return parse_day(text)


def has_body(values: Values, options: Options = _DEFAULT) -> bool:
    """Whether a record has a text under a name that means one."""
    for path in plan_for(values, options).paths["body"]:
        found = look(values, path)
        if found.strip() if isinstance(found, str) else _writing(found).strip():
            return True
    return False


def has_beginning(values: Values, options: Options = _DEFAULT) -> bool:
    """Whether it has a text under a name that means one where there is no body."""
    plan = plan_for(values, options)
    return any(_writing(look(values, path)) for path, _ in plan.beginnings)


def _body(values: Values, plan: Places, *, exported: bool) -> tuple[str, tuple[str, ...]]:
    """The body, and what was done to it."""
    places = [(path, False) for path in plan.paths["body"]]
    for number, (path, is_beginning) in enumerate((*places, *plan.beginnings)):
        if number == len(places) and (why := why_no_record(values)):
            raise NoArticle(why, of_file=True)
        writing = _writing(look(values, path))
        if exported:
            if writing.strip():
                return writing, ()
            continue
        text, notes = _mended(writing)
        if text:
            return text, (*notes, note("cut")) if is_beginning and "cut" not in notes else notes
    raise _no_body(values, plan)


def _no_body(values: Values, plan: Places) -> NoArticle:
    """Why there is no body."""
    places = [*plan.paths["body"], *(path for path, _ in plan.beginnings)]
    if not places:
        if plan.missing:
            named = told(plan.missing)
            return NoArticle(f"no {named}; there are {told(values)}", of_file=True)
        if why := why_no_record(values):
            return NoArticle(why, of_file=True)
        if not values or list(values) == [""]:
            return NoArticle('no body; write {"body": "…"}', of_file=True)
        reason = f"no body among {told(values)}; say which holds the text: --map body=…"
        return NoArticle(reason, of_file=True)
    value = next((value for path in places if (value := look(values, path)) is not None), None)
    if isinstance(value, dict) or (isinstance(value, int | float) and math.isfinite(value)):
        return NoArticle("the body is no text; write it as a string")
    return NoArticle("the body is empty; leave it out")


def _mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text of a body without markup and leftovers, and what was done to it."""
    notes: tuple[str, ...] = ()
    if "<" in text or "&" in text:
        if _PAGE.match(text):
            # A whole page, with all that stands around its article.
            return "", ()
        if has_escaped_markup(text):
            text = html.unescape(text)
        if has_markup(text):
            text = text_of_html(text)
            notes = (note("markup"),)
        text = unescape(text)
    if text.rstrip().endswith("]") and (cut := _CUT.search(text, max(0, len(text) - 60))):
        text = text[: cut.start()]
        notes += (note("cut"),)
    return ("", ()) if _is_nothing(text) or not text.strip() else (text, notes)


def _writing(value: object, depth: int = 0) -> str:
    """All text in a value that is meant as one: paragraphs as lines."""
    if isinstance(value, str):
        if depth == 0 and _WRITTEN.match(value) and (read := _written(value)) is not None:
            return _writing(read, 1)
        return value
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, (_writing(part, depth + 1) for part in value)))
    return _writing_in(value, depth) if isinstance(value, dict) else ""


def _writing_in(value: dict[str, Any], depth: int) -> str:
    """The text that an object keeps."""
    for name in _TEXTS:
        part = value.get(name)
        if isinstance(part, list) and (name == "ops" or _is_inline(part, value)):
            joined = "".join(_writing(each, depth + 1) for each in part)
        else:
            joined = _writing(part, depth + 1)
        if joined:
            return joined
    texts = [part for part in value.values() if isinstance(part, str)]
    return texts[0] if len(texts) == 1 and not _is_typed(value) else ""


def _is_typed(value: Mapping[str, Any]) -> bool:
    return any(name in value for name in _TYPES)


def _is_inline(parts: list[Any], parent: Mapping[str, Any]) -> bool:
    """Whether these are the parts of one paragraph."""
    if not all(isinstance(part, dict) for part in parts):
        return False
    types = {next((str(part[name]) for name in _TYPES if name in part), "") for part in parts}
    if types == {""}:
        return _is_typed(parent)
    return types <= _INLINE


def _written(text: str) -> list[Any] | dict[str, Any] | None:
    """A list or object that was written into a cell of a table, as JSON or by Python."""
    if len(text) > _MAX_WRITTEN_CHARS or text.rstrip()[-1] not in "]}":
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text.strip())
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        return value if isinstance(value, list | dict) else None
    return None


def _first(values: Values, plan: Places, field: str) -> str:
    """The best value of a short field, without markup."""
    for path in plan.paths[field]:
        value = look(values, path)
        if field in _NO_NUMBERS and _is_numbers(value) and _is_from_wordpress(values):
            continue
        text = _text(value)
        if text and ("<" in text or "&" in text):
            text = unescape(text_of_html(text) if has_markup(text) else text)
        if text:
            return text
    return ""


def _first_exported(values: Values, _plan: Places, field: str) -> str:
    value = values.get(field)
    return value if isinstance(value, str) else _text(value)


_NO_NUMBERS = ("author", "category")


def _is_from_wordpress(values: Values) -> bool:
    """Whether it is a post as WordPress's REST gives it, with numbers for names."""
    title = values.get("title")
    return isinstance(title, dict) and "rendered" in title


def _is_numbers(value: object) -> bool:
    return isinstance(value, int) or (
        isinstance(value, list) and all(isinstance(each, int) for each in value)
    )


def _url(values: Values, plan: Places) -> tuple[str, tuple[str, ...]]:
    """The address, and a note where there is one that leads nowhere."""
    odd = ""
    perhaps = (*plan.paths["source"], *plan.paths["id"])
    for path in (*plan.paths["url"], *perhaps):
        text = _text(look(values, path)).strip()
        if not text or _is_nothing(text):
            continue
        if path in perhaps and not text.startswith(("http://", "https://")):
            continue
        if url := clean_url(_whole_address(text)):
            return url, ()
        odd = odd or text
    if odd and ("/" in odd or "." in odd):
        return "", (note("address", odd[:_MAX_TOLD_CHARS]),)
    return "", ()


def _whole_address(text: str) -> str:
    """An address with the scheme that people leave out of it."""
    return f"https://{text}" if "://" not in text and _HOST.match(text) else text


def _outlet(text: str) -> str:
    """The name of an outlet; of an address its host."""
    return host(web_url(text)) if text.startswith(("http://", "https://")) else text


@lru_cache(maxsize=256)
def _language(text: str) -> str:
    """The code of a language that is given as a code, with a country, or by name."""
    name = text.strip().casefold()
    return CODES.get(name) or CODES.get(re.split("[-_]", name)[0], text)


def _path_problem(id_: str) -> str:
    """Why no browser could request this id, or an empty text: they resolve . and .. in a path."""
    if {".", ".."}.isdisjoint(id_.split("/")):
        return ""
    return 'the id has a part that is "." or ".."; rename it or leave the id out'


def _text(value: object) -> str:
    """A value as text; the values of a list are joined, and of an object the name is taken."""
    if isinstance(value, str):
        if value[:1].isalnum() or not value.lstrip().startswith(("[", "{")):
            return "" if _is_nothing(value) else value
        read = _written(value) if _WRITTEN.match(value) else None
        value = value if read is None else read
    if isinstance(value, list):
        return _joined(value, 0)
    return _single(value, 0)


def _joined(values: list[Any], depth: int) -> str:
    return ", ".join(filter(None, (_single(value, depth) for value in values)))


def _single(value: object, depth: int) -> str:
    for _ in range(_MAX_NAMED_DEPTH):
        if isinstance(value, dict):
            value = _name_in(value)
    if isinstance(value, list):
        # A cell may hold lists in one another without end.
        return _joined(value, depth + 1) if depth < _MAX_NAMED_DEPTH else ""
    if isinstance(value, str):
        return "" if _is_nothing(value) else value
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if number else ""


def _name_in(value: dict[str, Any]) -> object:
    """What an object is called, if it says so."""
    if found := next((value[name] for name in _NAMED if value.get(name)), None):
        return found
    parts = ([value.get(name) for name in names] for names in _NAME_PARTS)
    whole = (each for each in parts if all(isinstance(part, str) and part for part in each))
    return next((" ".join(map(str, each)) for each in whole), None)


def _is_nothing(text: str) -> bool:
    return len(text) < _MAX_NOTHING + 10 and text.strip().casefold() in _NOTHING
