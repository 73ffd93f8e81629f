"""Reads JSON Feeds (jsonfeed.org): one article an item."""

import json
from collections.abc import Iterator
from typing import Any

from archive.article import Rejected
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.entries import Entry, EntryFields, apart, to_drafts, to_entry
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.syndication import MAX_FEED_BYTES, TOO_LARGE_A_FEED


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The whole feed, as one piece."""
    data = source.stream.read(MAX_FEED_BYTES + 1)
    if len(data) > MAX_FEED_BYTES:
        yield Rejected(source.origin.name, None, TOO_LARGE_A_FEED)
    else:
        yield Piece("jsonfeed", source.origin, data, len(data))


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in a feed, and why some items hold none."""
    found = entries(piece, options)
    yield from (each for each in found if isinstance(each, Rejected))
    yield from to_drafts(each for each in found if isinstance(each, Entry))


def entries(piece: Piece, _options: Options) -> list[Entry | Rejected]:
    """The entries of a feed, also those without a text."""
    name = piece.origin.name
    try:
        feed = json.loads(decode_bytes(piece.content)[0])
    except NotText as error:
        return [Rejected(name, None, str(error))]
    except (ValueError, RecursionError):
        return [Rejected(name, None, "a JSON Feed that is cut or damaged; fetch it again")]
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        return [Rejected(name, None, "a feed without entries; leave it out")]
    found: list[Entry] = []
    rejected: list[Entry | Rejected] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            found.append(_entry(item, feed, piece.origin, number))
        else:
            rejected.append(Rejected(name, number, "not an object; leave it out"))
    return [*rejected, *apart(found)]


def _entry(item: dict[str, Any], feed: dict[str, Any], origin: Origin, number: int) -> Entry:
    home = _text(feed.get("home_page_url"))
    id_ = _text(item.get("id"))
    links = [_text(item.get("url")), id_ if id_.startswith("http") else ""]
    links.append(_text(item.get("external_url")))
    found = EntryFields(
        title=_text(item.get("title")),
        content=_text(item.get("content_html")) or _text(item.get("content_text")),
        summary=_text(item.get("summary")),
        links=tuple(links),
        key=id_,
        dates=(_text(item.get("date_published")),),
        authors=_names(item) or _names(feed),
        categories=tuple(map(_text, _list(item.get("tags")))),
        source="" if any(links) else _text(feed.get("title")),
        language=_text(item.get("language")) or _text(feed.get("language")),
    )
    base = home or _text(feed.get("feed_url")) or origin.url
    return to_entry(found, origin, number, base, _text(feed.get("feed_url")) or base)


def _names(values: dict[str, Any]) -> tuple[str, ...]:
    """The authors of a feed or item; version 1 had one."""
    people = [*_list(values.get("authors")), values.get("author")]
    return tuple(_text(each.get("name")) for each in people if isinstance(each, dict))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value if isinstance(value, str) else str(value) if number else ""
