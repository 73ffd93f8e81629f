"""The trail of deletions as JSON, and its copy beside the archive.

The trail itself is in the database. The copy outlives it: a backup that is put back, or an archive
that is begun anew in the same folder, takes it in, so that nothing comes back unasked.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from archive.durable import make_folder, sync
from archive.errors import BadSetting
from archive.locks import locked
from archive.store import Takedown

TRAIL = "deleted.json"
"""The name of the copy in the archive's folder."""

_ORDER = ("deletion", "at", "by", "why")


def as_json(trail: Iterable[Takedown]) -> dict[str, Any]:
    """The trail, an object for each deletion, as ``from_json`` reads it."""
    deletions = []
    for _, group in groupby(trail, key=lambda each: each.deletion):
        some = list(group)
        head = {name: getattr(some[0], name) for name in _ORDER}
        articles = [_article(each) for each in some]
        erased = all(each.erased for each in some)
        deletions.append({**head, "at": _time(some[0].at), "erased": erased, "articles": articles})
    return {"deletions": deletions}


def from_json(text: str) -> list[Takedown]:
    """Read a trail.

    Raises:
        ValueError: It is none.
    """
    trail = []
    try:
        for each in json.loads(text)["deletions"]:
            at = _seconds(each["at"])
            deletion, by, why = (str(each[name]) for name in ("deletion", "by", "why"))
            for article in each["articles"]:
                found = Takedown(deletion, str(article["id"]), str(article["url"]), at, by, why)
                if lifted := article["lifted"]:
                    found = replace(
                        found,
                        lifted_at=_seconds(lifted["at"]),
                        lifted_by=str(lifted["by"]),
                        lifted_why=str(lifted["why"]),
                    )
                trail.append(found)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("it is no trail of deletions") from error
    return trail


def keep_copy(home: Path, read: Callable[[], Iterable[Takedown]]) -> None:
    """Write the copy beside the archive; a kill leaves the old one.

    Args:
        home: The archive's folder.
        read: Gives the trail. Called while no other process writes the copy, so that the last one
            written is the newest.

    Raises:
        Locked: Another process has been writing it for long.
        OSError: It cannot be written.
    """
    make_folder(home)
    with locked(home):
        part = home / f"{TRAIL}.part"
        descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - it is open already
            json.dump(as_json(read()), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(home / TRAIL)
        sync(home)


def read_copy(file: Path) -> list[Takedown]:
    """The trail in a file; empty if there is no such file.

    Raises:
        BadSetting: It cannot be read: what was deleted would come back.
    """
    try:
        return from_json(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadSetting(
            f"{file}: what was deleted from this archive cannot be read ({reason}); "
            "put the file right, or move it away to let everything in again"
        ) from error


def _article(takedown: Takedown) -> dict[str, Any]:
    lifted = None
    if takedown.lifted_at:
        values = asdict(takedown)
        lifted = {name: values[f"lifted_{name}"] for name in ("by", "why")}
        lifted["at"] = _time(takedown.lifted_at)
    return {"id": takedown.id, "url": takedown.url, "lifted": lifted}


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
