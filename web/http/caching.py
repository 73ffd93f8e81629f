"""Conditional requests: ETag and Last-Modified, and 304 for clients that have the answer already.

Answers change only when the archive's generation or the program does, so that an ETag is computed
from these two and the address; no search is run to find that nothing has changed.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.sansio.http import is_resource_modified

from index.budget import ran_out
from index.engine import EngineError
from index.search import Archive, Generation
from web.http.proxies import address_is_known

ROOT = Path(__file__).parents[2]
PACKAGES = ("archive", "index", "web")

View = Callable[..., ResponseReturnValue]


@cache
def program_digest() -> str:
    """A digest of the program's code, tables and texts, the same on every machine."""
    digest = hashlib.blake2b(digest_size=8)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class State:
    """A state of archive and program.

    Attributes:
        tag: Differs from that of any other state.
        since: When this process first saw it.
    """

    tag: str
    since: datetime


def current_generation() -> Generation | None:
    """The archive's generation, read by ``conditional`` at the start of this request.

    Views hand it to whatever searches, so that it is read once. None: it could not be read, or the
    view is not conditional; whatever needs a generation then reads it.
    """
    found: Generation | None = g.get("generation")
    return found


class ConditionalRequests:
    """Answers requests conditionally on the archive's generation. Threads may share one.

    Args:
        archive: Whose generation it is.
        robots: The setting of that name, which answers depend on too: a crawler that was welcome
            is not to be told that nothing changed.
    """

    def __init__(self, archive: Archive, *, robots: bool = True) -> None:
        self._archive = archive
        self._robots = robots
        self._lock = threading.Lock()
        self._tag = ""
        self._since = 0

    def state(self, generation: Generation) -> State:
        """The state of this generation of the archive."""
        tag = f"{generation} {program_digest()} {self._robots}"
        with self._lock:
            if tag != self._tag:
                # Two states never share a second, since Last-Modified has no finer resolution.
                self._since = max(int(time.time()), self._since + 1)
                self._tag = tag
            return State(tag, datetime.fromtimestamp(self._since, UTC))

    def conditional(
        self, view: View, *, seconds: int = 0, personal: bool = False, absolute: bool = False
    ) -> View:
        """The view with validators; it answers 304 to clients that have its answer already.

        Args:
            view: Its answer depends on nothing but the address and the archive.
            seconds: How long caches may use the answer without asking; 0: they ask each time.
            personal: The answer depends on cookies too, as pages depend on their language.
            absolute: The answer names the site's address, which may be no more than what this
                reader asked for: then a shared cache must not keep it for others.
        """

        @wraps(view)
        def answer(**values: Any) -> ResponseReturnValue:
            # Before the view, so that its answer may be newer than its tag, but never older.
            with ExitStack() as stack:
                try:
                    g.generation = stack.enter_context(self._archive.reading())
                except EngineError:
                    return view(**values)
                return answer_from(g.generation, values)

        def answer_from(generation: Generation, values: dict[str, Any]) -> ResponseReturnValue:
            state = self.state(generation)
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
                if ran_out():
                    # The next who asks may be told more.
                    response.headers["Cache-Control"] = "no-store"
                    return response
            else:
                response = Response(status=304)
                if not personal:
                    del response.headers["Content-Type"]
            private = personal or (absolute and not address_is_known())
            return _with_headers(response, state, tag, seconds=seconds, private=private)

        return answer


def _tag(state: State, *, personal: bool) -> str:
    parts = state.tag, request.url, request.headers.get("Cookie", "") if personal else ""
    # Weak, since equal answers differ in the milliseconds that the search took.
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def _with_headers(
    response: Response, state: State, tag: str, *, seconds: int, private: bool
) -> Response:
    response.headers["ETag"] = tag
    # RFC 9110, 8.8.2.1: never later than the response itself.
    response.last_modified = min(state.since, datetime.now(UTC))
    scope = "private" if private else "public"
    age = f"max-age={seconds}" if seconds else "no-cache"
    response.headers["Cache-Control"] = f"{scope}, {age}"
    # A 304 has to have the Vary of the answer, which may be compressed.
    response.vary.add("Accept-Encoding")
    return response
