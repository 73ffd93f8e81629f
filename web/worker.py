"""A process of gunicorn's that serves the site: gunicorn starts, watches and ends it."""

import os
import time
from typing import Any

from gunicorn.workers.base import Worker as Process

from web.connections import Loop


class Worker(Process):  # type: ignore[misc]
    """Serves over connections that may be slow; for gunicorn's setting ``worker_class``."""

    _loop: Loop | None = None
    _told = 0.0

    def run(self) -> None:
        """Serve until told to end."""
        self._loop = Loop(self.wsgi, self.sockets[0].sock, self.cfg.threads)
        self._loop.run(self._goes_on)
        self._loop.finish(self.cfg.graceful_timeout)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End gracefully."""
        super().handle_exit(sig, frame)
        if self._loop:
            self._loop.wake()

    def _goes_on(self) -> bool:
        now = time.monotonic()
        if now - self._told > 1:
            # Who says nothing for long is taken for dead.
            self._told = now
            self.notify()
        return bool(self.alive) and self.ppid == os.getppid()
