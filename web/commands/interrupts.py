"""Ends a command that is interrupted, by Ctrl-C or SIGTERM, with one line at whatever moment.

While a command works, an interrupt is KeyboardInterrupt, so that it puts away what it has open, and
click prints the line. Before there is nothing to put away, and Python would print a traceback of
what it loads: the process ends at once. So it does at the second Ctrl-C, of who will not wait, and
where the exception comes up inside what cannot pass it on. No article is lost by it: store and
index bear a kill at any moment.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final, Literal

_LINE: Final = b"Aborted!\n"
"""What click prints."""

_STATUS: Final = 1
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """What an interrupt does to this process, from now on; a signal that is ignored stays so."""

    def __init__(self) -> None:
        self._phase: Literal["before", "working", "after"] = "before"
        self._came = 0
        """The signal of the first interrupt."""
        self._handled = [n for n in _SIGNALS if signal.getsignal(n) is not signal.SIG_IGN]
        for number in self._handled:
            signal.signal(number, self._interrupt)

    def run(self, command: Callable[[], object]) -> None:
        """Run a command, to be interrupted by KeyboardInterrupt.

        After SIGTERM the process ends by that signal, as whoever sent it expects.
        """
        hook, sys.unraisablehook = sys.unraisablehook, self._on_unraisable
        try:
            self._phase = "working"
            command()
        except SystemExit as ended:
            if not ended.code:
                # It came too late: all was done.
                self._came = 0
            raise
        except KeyboardInterrupt:
            # Where click is not yet, or no more.
            self._end()
        finally:
            self._phase = "after"
            sys.unraisablehook = hook
            if self._came == signal.SIGTERM:
                self._end(line=b"")
            if not self._came:
                # It ends by itself in some milliseconds, with the status that it has.
                for number in self._handled:
                    signal.signal(number, signal.SIG_IGN)

    def _interrupt(self, number: int, _frame: FrameType | None) -> None:
        if self._phase == "after" and not self._came:
            return
        first, self._came = not self._came, self._came or number
        if first and self._phase == "working":
            raise KeyboardInterrupt
        self._end(line=b"" if self._phase == "after" else _LINE)

    def _on_unraisable(self, raised: "sys.UnraisableHookArgs") -> None:
        if isinstance(raised.exc_value, KeyboardInterrupt):
            self._end()
        sys.__unraisablehook__(raised)

    def _end(self, line: bytes = _LINE) -> None:
        """End now, with what was printed so far; in a container, process 1 outlives its SIGTERM."""
        for stream in (sys.stdout, sys.stderr):
            # What is being written at this moment cannot be written by this as well.
            with suppress(RuntimeError, OSError, ValueError):
                stream.flush()
        with suppress(OSError):
            os.write(2, line)
        if self._came == signal.SIGTERM:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTERM)
        os._exit(_STATUS)
