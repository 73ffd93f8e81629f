"""Parts a record that has one article in several languages side by side: body_hi, body_en.

Each becomes an article of its own, labelled with its language. Where they share an id or an
address, the first keeps it, and the id of another ends in its language.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from archive.article import derived_id
from archive.reading.addresses import clean_url


def _by_name(names_of: Mapping[str, str]) -> dict[str, str]:
    return {name: code for code, names in names_of.items() for name in names.split()}


CODES: Final = _by_name(
    {
        "hi": "hi hin hindi हिंदी हिन्दी",
        "en": "en eng english अंग्रेजी अंग्रेज़ी",
        "mr": "mr mar marathi मराठी",
        "ne": "ne nep nepali नेपाली",
    }
)
"""Codes of the languages that articles are labelled with, by the names that records say."""

_LANGUAGES: Final = CODES | _by_name(
    {
        "ur": "ur urd urdu",
        "pa": "pa pan punjabi",
        "gu": "gu guj gujarati",
        "bn": "bn ben bengali bangla",
        "ta": "ta tam tamil",
        "te": "te tel telugu",
    }
)
_FRONT: Final = 5
"""Letters of a language that may stand before a name: hindi_title; "te" may be anything there."""

_ALSO_IN_FRONT: Final = ("hi", "en")
_PARTS = re.compile(r"[_\s().:/\[\]-]+|(?<=[a-z])(?=[A-Z])")

Record = Mapping[str, Any]


@lru_cache(maxsize=4096)
def language_in(name: str) -> tuple[str, str]:
    """The name of a column without the language in it, and that language's code; "" for none."""
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) > 1:
        if code := _LANGUAGES.get(parts[-1].casefold()):
            return "_".join(parts[:-1]), code
        first = parts[0].casefold()
        if (len(first) >= _FRONT or first in _ALSO_IN_FRONT) and first in _LANGUAGES:
            return "_".join(parts[1:]), _LANGUAGES[first]
    return name, ""


def parted(
    values: Record, languages: Sequence[str], fields: Mapping[str, str], bodies: Iterable[str]
) -> list[Record]:
    """The record once for each language that has a text in it; itself where none has.

    Args:
        values: A record.
        languages: Codes in their order; "" for names without one.
        fields: Of each key that has a language or names what such a key names, the field of ours.
        bodies: The keys that name a body.
    """
    found: list[Record] = []
    with_text = [
        code
        for code in languages
        if any(values.get(key) and language_in(key)[1] == code for key in bodies)
    ]
    for code in with_text:
        own = {fields[key] for key in fields if language_in(key)[1] == code and values.get(key)}
        record: dict[str, Any] = {}
        for key, value in values.items():
            base, of = language_in(key)
            if key not in fields or (not of and (not code or fields[key] not in own)):
                record[key] = value
            elif of == code and value:
                record[base] = value
        if code:
            record["language"] = code
        if found and "url" not in own and "id" not in own:
            _give_id(record, fields, code)
        found.append(record)
    return found or [values]


def _give_id(record: dict[str, Any], fields: Mapping[str, str], code: str) -> None:
    def value_of(field: str) -> str:
        keys = [key for key, name in fields.items() if name == field]
        return next((str(record[key]) for key in (*keys, field) if record.get(key)), "")

    id_, url = value_of("id"), clean_url(value_of("url"))
    if id_ or url:
        for key in [key for key, name in fields.items() if name == "id"]:
            record.pop(key, None)
        record["id"] = f"{id_ or derived_id(url, '')}-{code}"
