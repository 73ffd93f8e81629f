"""Logs as JSON lines: whatever a stranger sends stays within its line, and no secret is in it.

Nothing but ASCII is written, so that no line end, escape sequence or direction mark of a message
can look like a line of its own: jq and the like show the letters. A log that cannot be written,
since the disk is full or the pipe is closed, is never an error of whoever logs.
"""

import json
import logging
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import TextIO

from archive.errors import BadSetting
from archive.redaction import without_secrets

LEVELS = ("debug", "info", "warning", "error")

MAX_MESSAGE_CHARS = 2_000
MAX_TRACE_CHARS = 6_000
"""The end of a traceback says what failed."""

OUR_OWN = ("archive", "index", "web", "manage")
"""Our loggers are named like our modules."""

FACTS = "facts"
"""The key of a record's ``extra`` whose values by name become keys of the line."""


class JsonLines(logging.Formatter):
    """A record as one line: time, level, logger, message, and the facts that came with it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # Cut twice: what the first cut leaves of an address is behind the second.
            "message": without_secrets(record.getMessage()[: 2 * MAX_MESSAGE_CHARS])[
                :MAX_MESSAGE_CHARS
            ],
        }
        line |= getattr(record, FACTS, {})
        if record.exc_info:
            trace = self.formatException(record.exc_info)[-2 * MAX_TRACE_CHARS :]
            line["trace"] = without_secrets(trace)[-MAX_TRACE_CHARS:]
        return json.dumps(line, default=str)


class _ToFile(WatchedFileHandler):
    """Lines at the end of a file, which is opened again when it was moved away (logrotate)."""

    def _open(self) -> TextIOWrapper:
        file = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        return open(file, "a", encoding="ascii")  # noqa: PTH123  a handle, not a path

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:
            # The folder is gone, say: next time it may be there again.
            return

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the library's
        """Go on: the standard library would print a traceback."""

    def close(self) -> None:
        """Let go of the file; what could not be written is lost."""
        with suppress(OSError):
            super().close()


class _ToStream(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the library's
        """Go on: the standard library would print a traceback."""


def handler_for(target: str, option: str) -> logging.Handler:
    """What writes lines to a file, or to standard error if the target is "-".

    Args:
        target: A path, or "-".
        option: What named it, for the message.

    Raises:
        BadSetting: The file cannot be written.
    """
    handler: logging.Handler
    if target == "-":
        handler = _ToStream(sys.stderr)
    else:
        try:
            handler = _ToFile(Path(target).absolute())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", "") or str(error)
            raise BadSetting(
                f"{option}={target} cannot be written: {reason}; name another file, or - for "
                "standard error"
            ) from error
    handler.setFormatter(JsonLines())
    return handler


def log_to_stderr(level: str) -> None:
    """Write what the program logs to standard error, from this level on.

    Libraries are heard from warnings on: what they say below holds statements, texts and addresses.

    Args:
        level: One of ``LEVELS``.
    """
    root = logging.getLogger()
    for each in [one for one in root.handlers if isinstance(one, _ToStream)]:
        root.removeHandler(each)
    root.addHandler(handler_for("-", "--log-level"))
    root.setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    for name in OUR_OWN:
        logging.getLogger(name).setLevel(level.upper())


def log_of_its_own(name: str, target: str, option: str) -> logging.Logger:
    """A log that goes to its own target alone, whatever the level of the others.

    Raises:
        BadSetting: As ``handler_for``.
    """
    handler = handler_for(target, option)
    close_log(name)
    log = logging.getLogger(name)
    log.addHandler(handler)
    log.propagate = False
    log.setLevel(logging.INFO)
    return log


def close_log(name: str) -> None:
    """Let go of where a log of its own goes."""
    log = logging.getLogger(name)
    for each in list(log.handlers):
        log.removeHandler(each)
        each.close()
