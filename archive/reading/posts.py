"""Finds the text of a post in what a social network gives out of a person's or a page's own posts.

Facebook lays what was written into a list beside times, what it links to into attachments, and
calls "title" what its timeline says: "X shared a link". No product is asked for; the shape is. The
numbers of messages are ids in their chat alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from archive.reading.jsonlocations import LINE

Record = Mapping[str, Any]

_TIMES = ("timestamp", "creation_timestamp", "taken_at")
_PLACES = frozenset({"data", "attachments", "media"})
_MAX_DEPTH = 6


def post_in(value: Record) -> list[Record]:
    """A post as one record with body, title, url and published; none if it is no such post.

    Its body is empty where it only shows or shares something.
    """
    if value.get("type") == "message":
        if isinstance(value.get("id"), int) and "text" in value:
            # Telegram counts the messages of each chat from 1.
            return [{key: each for key, each in value.items() if key != "id"}]
    elif not value.keys().isdisjoint(_PLACES) and (found := _shown(value) or _written(value)):
        line = {name: value[name] for name in (LINE,) if name in value}
        return [{**found, **line}]
    return []


def _written(value: Record) -> Record:
    """What somebody wrote, or the text of what they shared."""
    time = next((value[name] for name in _TIMES if isinstance(value.get(name), int)), None)
    parts, attached = value.get("data", []), value.get("attachments", [])
    if time is None or not isinstance(parts, list) or not isinstance(attached, list):
        return {}
    objects = _objects(parts)
    written = "\n".join(filter(None, (_text(part, "post") for part in objects)))
    inner = [*_inside(attached)]
    if not inner and not any("post" in part for part in objects):
        # Objects with a time and some data are not all posts.
        return {}
    described = next((text for each in inner if (text := _text(each, "description"))), "")
    shared: Record = next((link for each in inner if (link := _link(each))), {})
    return {
        "body": written or described,
        "title": _text(shared, "name") if written else "",
        "url": _text(shared, "url"),
        "published": time,
    }


def _shown(value: Record) -> Record:
    """A post of pictures, whose text Instagram calls their title, or that of all of them."""
    media = value.get("media")
    pictures = _objects(media) if isinstance(media, list) else []
    if not pictures or not all("uri" in each and _TIMES[1] in each for each in pictures):
        return {}
    texts = dict.fromkeys(_text(each, "title") for each in (value, *pictures))
    return {
        "body": next(filter(None, texts), ""),
        "published": value.get(_TIMES[1]) or pictures[0][_TIMES[1]],
    }


def _link(value: Record) -> Record:
    link = value.get("external_context")
    return link if isinstance(link, dict) else {}


def _text(value: Record, name: str) -> str:
    text = value.get(name)
    return text if isinstance(text, str) else ""


def _objects(values: list[Any]) -> list[Record]:
    return [value for value in values if isinstance(value, dict)]


def _inside(value: Any, depth: int = 0) -> Iterator[Record]:
    """All objects in a value."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _inside(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _inside(each, depth + 1)
