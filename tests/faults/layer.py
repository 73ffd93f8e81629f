"""Compiles the fault layer, and runs commands below it."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

KINDS = "open-read open-write create write sync rename unlink mkdir truncate read told".split()
"""In the order of ``enum kind`` in preload.c."""


def kinds(names: str) -> int:
    """Some kinds of calls as bits."""
    return sum(1 << KINDS.index(name) for name in names.split())


CHANGES = "create write sync rename unlink mkdir truncate"
"""What changes a disk."""

FAULTS: dict[int, str] = {
    # Which calls an error comes from.
    errno.ENOSPC: "create write sync rename mkdir truncate",
    errno.EIO: f"open-read open-write {CHANGES} read",
    errno.EMFILE: "open-read open-write create",
    errno.EROFS: f"open-write {CHANGES}",
    errno.EACCES: "open-read open-write create rename unlink mkdir",
    errno.ENOMEM: f"open-read open-write {CHANGES} read",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A call that fails.

    Attributes:
        nth: Which of the calls that this error comes from, counted from 1.
        error: The errno.
        once: Whether the calls after it go well again.
    """

    nth: int
    error: int
    once: bool

    def __str__(self) -> str:
        when = "once" if self.once else "from then on"
        return f"{errno.errorcode[self.error]} at call {self.nth}, {when}"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


class Layer:
    """Runs the commands of the program, below one folder that is watched."""

    def __init__(self, library: Path, root: Path) -> None:
        self.root = root.resolve()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE")},
            "LD_PRELOAD": str(library),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
        }
        self._program = subprocess.Popen(
            [sys.executable, str(HERE / "program.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        arguments: tuple[str, ...],
        environment: Mapping[str, str],
        fault: Fault | None = None,
        log: Path | None = None,
    ) -> Done:
        """Run a command.

        Args:
            arguments: Of the command.
            environment: Added to what the program has.
            fault: Which call fails.
            log: Where what is done is noted.
        """
        (done,) = self._ask((arguments,), environment, fault, log)
        return done

    def run_all(
        self, commands: Sequence[tuple[str, ...]], environment: Mapping[str, str]
    ) -> list[Done]:
        """Run commands that no fault meets, one after the other."""
        return self._ask(commands, environment, None, None)

    def _ask(
        self,
        commands: Sequence[tuple[str, ...]],
        environment: Mapping[str, str],
        fault: Fault | None,
        log: Path | None,
    ) -> list[Done]:
        request: dict[str, Any] = {
            "commands": commands,
            "environment": dict(environment),
            "root": str(self.root),
            "kinds": kinds(FAULTS[fault.error]) if fault else 0,
            "nth": fault.nth if fault else 0,
            "once": fault.once if fault else 1,
            "error": fault.error if fault else 0,
            "log": str(log or ""),
        }
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(request) + "\n")
        self._program.stdin.flush()
        return [Done(**each) for each in json.loads(self._program.stdout.readline())]

    def close(self) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        self._program.wait(60)
        self._program.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def compiled(folder: Path) -> Path:
    """The library."""
    library = folder / "faults.so"
    command = ("cc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library))
    subprocess.run([*command, str(HERE / "preload.c"), "-lpthread"], check=True)
    return library


@contextmanager
def layer(folder: Path) -> Iterator[Layer]:
    """The layer over a new folder in this one."""
    root = folder / "watched"
    root.mkdir()
    with Layer(compiled(folder), root) as made:
        yield made
