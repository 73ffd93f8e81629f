"""ETag and Last-Modified, so that whoever has an answer already is not sent it again.

Answers change only when the articles, the index, its words or the program do. Those are asked for
their numbers; no search is run to say that nothing has changed.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.sansio.http import is_resource_modified

from index.engine import EngineError
from index.search import Archive, Generation

ROOT = Path(__file__).parents[2]
ROOMS = ("archive", "index", "web")
REVALIDATE = 0
"""Seconds for which an answer is used without asking again; 0: ask each time."""

View = Callable[..., ResponseReturnValue]


@cache
def program() -> str:
    """What the program is: a digest of its code, tables and texts, the same on every machine."""
    digest = hashlib.blake2b(digest_size=8)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class State:
    """What the archive holds, as numbers; ``since`` is when this was first seen here."""

    tag: str
    since: datetime


def current_generation() -> Generation | None:
    """The archive's generation as ``Freshness.fresh`` read it at the start of this request.

    Views hand it to whatever searches, so that it is read once. None: it could not be read, or the
    view has no tag; whatever needs one then reads it.
    """
    found: Generation | None = g.get("generation")
    return found


class Freshness:
    """Knows whether an answer can have changed. Threads may share one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._tag = ""
        self._since = 0

    def state(self, generation: Generation) -> State:
        """The state that a generation of the archive is, and when it was first seen."""
        tag = f"{generation} {program()}"
        with self._lock:
            if tag != self._tag:
                # Two states never share a second, which is all that Last-Modified tells apart.
                self._since = max(int(time.time()), self._since + 1)
                self._tag = tag
            return State(tag, datetime.fromtimestamp(self._since, UTC))

    def fresh(self, view: View, *, seconds: int = REVALIDATE, personal: bool = False) -> View:
        """A view that answers 304 to who has its answer already.

        Args:
            view: Its answer depends on the address and the archive alone.
            seconds: For how long caches may use the answer without asking.
            personal: The answer depends on cookies too, as pages with their language do.
        """

        @wraps(view)
        def answer(**values: Any) -> ResponseReturnValue:
            # Before the view: what it answers may then be newer than its tag, never older.
            try:
                g.generation = self._archive.generation()
            except EngineError:
                return view(**values)
            state = self.state(g.generation)
            tag = _tag(state, personal=personal)
            if is_resource_modified(
                http_if_none_match=request.headers.get("If-None-Match"),
                http_if_modified_since=request.headers.get("If-Modified-Since"),
                etag=tag,
                last_modified=state.since,
            ):
                response = make_response(view(**values))
                if response.status_code != 200:  # noqa: PLR2004
                    return response
            else:
                response = Response(status=304)
                if not personal:
                    del response.headers["Content-Type"]
            return _marked(response, state, tag, seconds=seconds, personal=personal)

        return answer


def _tag(state: State, *, personal: bool) -> str:
    parts = state.tag, request.url, request.headers.get("Cookie", "") if personal else ""
    # Weak: the milliseconds that a search took differ from answer to answer.
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def _marked(
    response: Response, state: State, tag: str, *, seconds: int, personal: bool
) -> Response:
    response.headers["ETag"] = tag
    # RFC 9110, 8.8.2.1: never later than the answer itself.
    response.last_modified = min(state.since, datetime.now(UTC))
    scope = "private" if personal else "public"
    age = f"max-age={seconds}" if seconds else "no-cache"
    response.headers["Cache-Control"] = f"{scope}, {age}"
    # Whole answers may be compressed on their way out; a 304 has to vary as they do.
    response.vary.add("Accept-Encoding")
    return response
