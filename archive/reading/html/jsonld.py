"""JSON-LD as pages have it: lists, graphs, comments, broken strings; a page's own article in it."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from archive.reading.html.page import Element

Record = dict[str, Any]

MAX_SCRIPT_CHARS = 2_000_000
_MAX_DEPTH = 8
_SCRIPTS = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report)")
GALLERIES = frozenset({"ImageGallery", "MediaGallery"})
_NOT_ITS_OWN = frozenset(
    "itemlistelement liveblogupdate haspart mentions relatedlink citation comment review "
    "ispartof associatedmedia about".split()
)
"""Keys under which other articles stand, or parts of this one."""

# Strings first, so that what looks like a comment inside one stays.
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|/\*.*?\*/|//[^\n]*|,(?=\s*[}\]])|<!--|-->|//<!\[CDATA\[|<!\[CDATA\[|\]\]>',
    re.DOTALL,
)
_FIELD = re.compile(
    r'"(?P<key>headline|datePublished|articleSection|inLanguage|@type)"\s*:\s*"'
    r'(?P<value>(?:[^"\\\n]|\\.){1,600})"'
    r'|"(?P<parent>author|publisher)"\s*:\s*\[?\s*\{[^{}]{0,300}?"name"\s*:\s*"'
    r'(?P<name>(?:[^"\\\n]|\\.){1,300})"'
)


def read_records(root: Element) -> list[Record]:
    """All objects in a page's JSON-LD, those in others too, outermost first."""
    found: list[Record] = []
    for script in root.xpath(_SCRIPTS):
        text = script.text or ""
        if text and len(text) <= MAX_SCRIPT_CHARS:
            for value in _load(text):
                found += _objects(value, _MAX_DEPTH)
    return found


def is_article(record: Record) -> bool:
    """Whether an object is an article, of whatever kind."""
    return any(_ARTICLE.fullmatch(name) for name in types(record))


def types(record: Record) -> list[str]:
    """The types of an object, without a vocabulary's address before them."""
    value = record.get("@type") or ""
    names = value if isinstance(value, list) else [value]
    return [str(name).rpartition("/")[2].rpartition(":")[2] for name in names]


def text_of(value: object, *keys: str) -> str:
    """The first text in a value: itself, of a list's first entry, or under one of the keys."""
    if isinstance(value, list):
        return next(filter(None, (text_of(each, *keys) for each in value[:20])), "")
    if isinstance(value, dict):
        return next(filter(None, (text_of(value.get(key), *keys) for key in (*keys, "@value"))), "")
    return unescape(value).strip() if isinstance(value, str) else ""


def resolve(record: Record, records: Sequence[Record]) -> Record:
    """An object, or the one that it only refers to."""
    reference = record.get("@id")
    if record.get("name") or not reference:
        return record
    return next((r for r in records if r.get("@id") == reference and r.get("name")), record)


def unescape(text: str) -> str:
    """A text whose entities may have been escaped twice (City &amp;amp; states)."""
    for _ in range(3):
        if "&" not in text:
            break
        text, before = html.unescape(text), text
        if text == before:
            break
    return text


def _load(text: str) -> list[object]:
    """The values in a script: mended where it is no JSON, its fields alone where that fails."""
    for variant in _variants(text):
        values = list(_values(variant))
        if values:
            return values
    fields: Record = {}
    for match in _FIELD.finditer(text):
        key, value = match["key"] or match["parent"], match["value"] or match["name"]
        fields.setdefault(key, re.sub(r'\\(["/\\])', r"\1", value))
    return [fields] if "headline" in fields else []


def _variants(text: str) -> Iterator[str]:
    text = text.strip().lstrip("\ufeff").rstrip(";").strip()
    yield text
    mended = _TOKEN.sub(lambda token: token[0] if token[0][0] == '"' else "", text).strip()
    yield mended.rstrip(";")
    if "&quot;" in text:
        yield html.unescape(mended)


def _values(text: str) -> Iterator[object]:
    """The JSON values in a text, one behind the other; none if the rest is no JSON."""
    decoder = json.JSONDecoder(strict=False)
    values = []
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        values.append(value)
        at = len(text) - len(text[at:].lstrip(" \t\r\n,;"))
    yield from values


def _objects(value: object, depth: int) -> Iterator[Record]:
    if not depth:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth)
    elif isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key.lower() not in _NOT_ITS_OWN:
                yield from _objects(inner, depth - 1)
