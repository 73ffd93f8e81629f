"""Whether the site is alive (/healthz), and whether it can answer searches (/readyz).

Alive says only that a process answers: who restarts it for that must not do so because a disk is
full or a database is away. Both are for programs, have no rate limit, and are never cached.
"""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response, jsonify

from archive.errors import StoreUnavailable
from archive.redaction import without_secrets
from archive.version import version
from index.search import Archive, index_state

LITTLE_DISK = 200_000_000
"""Bytes; an import of some thousand articles with its index needs less."""

DiskLeft = Callable[[], int]
"""Tells the bytes left where the archive keeps files; raises ``OSError`` if it cannot."""


class Health:
    """The views for monitors, over one opened archive.

    Args:
        archive: Whether it can be searched is told.
        disk_left: None: nobody knows.
    """

    def __init__(self, archive: Archive, disk_left: DiskLeft | None = None) -> None:
        self._archive = archive
        self._disk_left = disk_left

    def alive(self) -> Response:
        """That a process answers, and which version of the program it runs."""
        return _answer({"status": "ok", "version": version()})

    def ready(self) -> Response:
        """Whether searches can be answered, how far the index is behind, what disk is left.

        A full disk stops imports, not searches, so that it is a warning.
        """
        facts: dict[str, object] = {"version": version()}
        warnings = []
        reason = ""
        try:
            state = index_state(self._archive)
            facts["behind"] = state.behind
            facts["index"] = without_secrets(state.text)
            if not state.ready:
                reason = f"index: {state.text}"
        except StoreUnavailable as error:
            reason = f"articles: {error}"
        left = self._left()
        if left is not None:
            facts["disk_free_bytes"] = left
            if left < LITTLE_DISK:
                warnings.append(f"{left // 10**6:,} MB of disk are left: imports may fail")
        if warnings:
            facts["warnings"] = warnings
        if reason:
            unavailable = {"status": "unavailable", "reason": without_secrets(reason)}
            return _answer(unavailable | facts, HTTPStatus.SERVICE_UNAVAILABLE)
        return _answer({"status": "ready"} | facts)

    def _left(self) -> int | None:
        try:
            return self._disk_left() if self._disk_left else None
        except OSError:
            return None


def _answer(facts: dict[str, object], status: HTTPStatus = HTTPStatus.OK) -> Response:
    answer = jsonify(facts)
    answer.status_code = status
    answer.cache_control.no_store = True
    return answer
