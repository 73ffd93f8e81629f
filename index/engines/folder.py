"""The folder of an index: which build is current, and who may write.

A folder holds one subfolder a build and a file CURRENT that names the current one, so that a
rebuild is swapped in by renaming one small file. It looks into no build. The folder is private, and
one that others may write to is not opened: Whoosh's index is pickle, Tantivy's is read as it lies.
"""

import os
import re
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR

from archive import system
from archive.durable import make_folder, sync
from archive.machine import describe, fault_of
from index.engine import (
    REINDEX,
    EngineBusy,
    EngineHindered,
    EngineUnavailable,
    Footprint,
    IndexOfAnotherUser,
)

_BUILD = re.compile(r"build-\d{1,30}")
_OTHERS_WRITE = 0o022
_ROOT = 0


class Damaged(Exception):
    """The files of the index do not hold what they should."""


class IndexFolder:
    """The folder itself.

    Args:
        path: Made when first written to.
        lock_timeout: Seconds to wait for another writer.
    """

    def __init__(self, path: Path, lock_timeout: float) -> None:
        self.path = path
        self._lock_timeout = lock_timeout
        self._current = path / "CURRENT"
        self._read: tuple[object, Path] = None, path
        """What CURRENT was like when it was read, and the build that it named."""

    def current(self) -> Path | None:
        """The folder of the current build, or None if there is none yet.

        Raises:
            Damaged: CURRENT names no build.
            EngineUnavailable: Others may write to the index.
            FileNotFoundError: The build is gone; another one may be current by now.
        """
        try:
            file = self._current.stat()
            # Every search asks, and a swap puts another file in its place.
            key = file.st_ino, file.st_mtime_ns, file.st_size
            if key != self._read[0]:
                self._read = key, self.path / self._name()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Damaged(str(error)) from error
        build = self._read[1]
        self._must_be_private(self.path)
        self._must_be_private(build)
        return build

    def _name(self) -> str:
        name = self._current.read_bytes().decode("ascii", "replace").strip()
        if not _BUILD.fullmatch(name):
            raise Damaged("CURRENT names no build")
        return name

    def footprint(self) -> Footprint:
        """What the folder takes, with builds under way; when the current build was written last."""
        try:
            build = self.current()
        except (Damaged, EngineUnavailable, OSError):
            build = None
        size, changed = 0, None
        # Files come and go while an import runs.
        for folder, _, names in os.walk(self.path):
            for name in names:
                with suppress(OSError):
                    found = (Path(folder) / name).stat()
                    size += found.st_size
                    if build and Path(folder) == build:
                        changed = max(changed or 0.0, found.st_mtime)
        return Footprint(size, changed)

    @contextmanager
    def writing(self, *, wait: bool = True) -> Generator[None]:
        """One writer at a time among all processes; a killed one's lock is free at once.

        Args:
            wait: Whether to wait for another one.

        Raises:
            EngineBusy: The time is over.
            EngineHindered: The folder cannot be written to.
            IndexOfAnotherUser: The folder is another user's.
        """
        self._must_be_ours()
        with self.storing():
            make_folder(self.path)
            lock = (self.path / "LOCK").open("a")
        with lock:
            deadline = time.monotonic() + (self._lock_timeout if wait else 0)
            while True:
                try:
                    system.lock(lock.fileno())
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EngineBusy(
                            f"another process is writing {self.path}; try again when it is done"
                        ) from None
                    time.sleep(0.02)
            yield

    @contextmanager
    def storing(self) -> Generator[None]:
        """Tells a full disk, or whatever else keeps files from being written, in one line.

        Raises:
            EngineHindered: The machine fails.
            EngineUnavailable: Something else lies where files should be.
        """
        try:
            yield
        except (OSError, MemoryError) as error:
            if number := fault_of(error):
                reason = f"cannot write to {self.path}: {describe(number, writing=True)}"
                raise EngineHindered(reason) from error
            raise EngineUnavailable(
                f"cannot write to {self.path} ({getattr(error, 'strerror', None) or error}); "
                "free space or correct its owner, or set ARCHIVE_HOME"
            ) from error

    def new_build(self) -> Path:
        """An empty folder for a build; what killed ones left behind goes."""
        with self.storing():
            self.path.chmod(self.path.stat().st_mode & 0o777 & ~_OTHERS_WRITE)
            self.sweep()
            build = self.path / f"build-{time.time_ns()}"
            build.mkdir()
            # Whoever may read the folder may read what will be in it.
            build.chmod(self._mode())
            return build

    def share(self, build: Path) -> None:
        """Let those who may read the folder read a build: some files are made for one user."""
        readers = self._mode() & 0o044
        for file in build.iterdir() if readers else ():
            with suppress(FileNotFoundError):
                file.chmod(file.stat().st_mode & 0o777 | readers)

    def _mode(self) -> int:
        return self.path.stat().st_mode & 0o755

    def publish(self, build: Path) -> None:
        """Make this build the current one."""
        with self.storing():
            # What CURRENT will name is there before it does.
            sync(build)
            sync(self.path)
            with suppress(FileNotFoundError):
                if S_ISDIR(self._current.lstat().st_mode):
                    shutil.rmtree(self._current)
            beside = self._current.with_suffix(".new")
            beside.write_text(build.name, encoding="ascii")
            sync(beside)
            beside.replace(self._current)
            sync(self.path)

    def sweep(self) -> None:
        """Remove all builds but the current one, and whatever else a killed writer left."""
        try:
            current = self.current()
        except (Damaged, EngineUnavailable, FileNotFoundError) as error:
            if fault_of(error):
                # Which one is current cannot be told just now.
                return
            current = None
        for path in (*self.path.glob("build-*"), self._current.with_suffix(".new")):
            if path == current:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()

    def has_left_over(self) -> bool:
        """Whether there is anything that ``sweep`` would remove."""
        return len([*self.path.glob("build-*")]) > 1 or self._current.with_suffix(".new").exists()

    def _owner(self) -> int:
        """Who writes this index; what lies in it from others is not opened."""
        return self.path.stat().st_uid

    def _must_be_ours(self) -> None:
        """Do not spoil what another user made: it would be this user's then."""
        try:
            owner = self.path.stat().st_uid
        except OSError:
            return
        if owner not in (_ROOT, system.user_id()):
            raise IndexOfAnotherUser(
                f"the index in {self.path} belongs to another user; run this as its owner: "
                f"sudo -u '#{owner}' and the command"
            )

    def _must_be_private(self, folder: Path) -> None:
        try:
            owner = folder.stat()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise Damaged(str(error)) from error
        if owner.st_uid != self._owner() or owner.st_mode & _OTHERS_WRITE:
            raise EngineUnavailable(
                f"{folder} belongs to or may be written by others, and an index is trusted; "
                f"chown and chmod 700 it, or {REINDEX}"
            )
