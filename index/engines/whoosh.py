"""The embedded engine: Whoosh 2.7.4 keeps the postings, ``scoring`` ranks them.

A folder holds one subfolder a build and a file CURRENT that names the living one, so that a rebuild
is swapped in by renaming one small file. An index is pickle inside: the folder is private, and one
that others may write to is not opened. It never searches with Whoosh's own searcher.
"""

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from index.engine import (
    Clause,
    Document,
    EngineBusy,
    EngineUnavailable,
    Facet,
    Hits,
    Order,
    Stamp,
    Within,
)
from index.engines.answer import answer
from index.engines.whoosh_reading import Damaged, PostingCache, Snapshot, reading
from index.engines.whoosh_schema import (
    STAMP_KEY,
    document_fields,
    document_key,
    schema,
    stamp_fields,
)

_CURE = "run: manage.py reindex"
_POOL_MB = 256
_ATTEMPTS = 3


class WhooshEngine:
    """Keeps ``index.engine.Engine`` in a folder on this machine.

    Args:
        folder: Made when first written to.
        patience: Seconds to wait for another process that is writing the index.
    """

    def __init__(self, folder: str | Path, *, patience: float = 600) -> None:
        self._folder = Path(folder)
        self._patience = patience
        self._cache = PostingCache()
        self._opening = threading.Lock()
        self._opened: tuple[tuple[str, int], Snapshot] | None = None

    def stamp(self) -> Stamp | None:
        """What the index holds, or None if there is no index yet."""
        return self._snapshot().stamp if self._current() else None

    def search(
        self,
        query: Clause,
        within: Within,
        order: Order,
        *,
        limit: int,
        offset: int = 0,
        count: Sequence[Facet] = (),
    ) -> Hits:
        """See ``index.engine.Engine.search``."""
        snapshot = self._snapshot()
        try:
            return answer(snapshot, query, within, order, limit=limit, offset=offset, count=count)
        except Damaged as error:
            raise self._damaged() from error

    def apply(self, put: Iterable[Document], drop: Iterable[str], stamp: Stamp) -> None:
        """See ``index.engine.Engine.apply``; a document given twice counts as given last."""
        documents = {document.id: document for document in put}
        with self._writing():
            if (build := self._current()) is None:
                raise EngineUnavailable(f"no index in {self._folder} yet; {_CURE}")
            writer = self._open(build).writer(limitmb=_POOL_MB)
            with _committing(writer):
                gone = [*map(document_key, documents), *map(document_key, drop), STAMP_KEY]
                _delete(writer, gone)
                _add(writer, documents.values(), stamp)

    @contextmanager
    def rebuild(self) -> Iterator["WhooshWriter"]:
        """See ``index.engine.Engine.rebuild``."""
        with self._writing():
            old = self._current()
            self._sweep(keep=old)
            build = f"build-{time.time_ns()}"
            (self._folder / build).mkdir(mode=0o700)
            writer = WhooshWriter(self._folder / build)
            try:
                yield writer
            finally:
                writer.close()
                if writer.finished:
                    _write_atomically(self._folder / "CURRENT", build)
                self._sweep(keep=self._current())

    def close(self) -> None:
        """Let go of the open generation."""
        self._opened = None

    def _current(self) -> str | None:
        try:
            return (self._folder / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def _snapshot(self) -> Snapshot:
        """The newest generation, opened at most once however many threads ask."""
        for attempt in range(1, _ATTEMPTS + 1):
            if (build := self._current()) is None:
                break
            try:
                opened = self._open(build)
                key = build, opened.latest_generation()
                with self._opening:
                    if self._opened is None or self._opened[0] != key:
                        self._opened = key, Snapshot(opened.reader(), self._cache)
                    return self._opened[1]
            except (FileNotFoundError, Damaged) as error:
                # A commit or a swap may have taken files away between two steps: look again.
                if attempt == _ATTEMPTS:
                    raise self._damaged() from error
        raise EngineUnavailable(f"no index in {self._folder} yet; {_CURE}")

    def _open(self, build: str) -> FileIndex:
        folder = self._folder / build
        owner = folder.stat()
        if owner.st_uid != os.getuid() or owner.st_mode & 0o022:
            raise EngineUnavailable(
                f"{folder} belongs to or may be written by others, and an index is code; "
                f"chown and chmod 700 it, or {_CURE}"
            )
        with reading():
            return whoosh_index.open_dir(str(folder))

    def _damaged(self) -> EngineUnavailable:
        return EngineUnavailable(f"the index in {self._folder} cannot be read; {_CURE}")

    @contextmanager
    def _writing(self) -> Generator[None]:
        """One writer at a time among all processes; a killed one's lock is free at once."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self._folder / "LOCK").open("a")
        except OSError as error:
            raise EngineUnavailable(
                f"cannot write to {self._folder} ({error.strerror}); set ARCHIVE_HOME"
            ) from error
        with lock:
            deadline = time.monotonic() + self._patience
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EngineBusy(
                            f"another process is writing {self._folder}; try again when it is done"
                        ) from None
                    time.sleep(0.05)
            yield

    def _sweep(self, keep: str | None) -> None:
        for folder in self._folder.glob("build-*"):
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)


class WhooshWriter:
    """A new build in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writer: SegmentWriter = whoosh_index.create_in(str(folder), schema()).writer(
            limitmb=_POOL_MB
        )
        self.finished = False

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""
        for document in documents:
            self._writer.add_document(**document_fields(document))

    def finish(self, stamp: Stamp) -> None:
        """Commit, and make sure that it is on the disk before it is named."""
        _add(self._writer, (), stamp)
        self._writer.commit()
        for file in self._folder.iterdir():
            _sync(file)
        _sync(self._folder)
        self.finished = True

    def close(self) -> None:
        """Give up whatever was not finished."""
        if not self._writer.is_closed:
            self._writer.cancel()


@contextmanager
def _committing(writer: SegmentWriter) -> Generator[None]:
    """Commit, or on any error let the writer's lock go: Whoosh would keep it."""
    try:
        yield
        writer.commit()
    finally:
        if not writer.is_closed:
            writer.cancel()


def _delete(writer: SegmentWriter, keys: Iterable[str]) -> None:
    reader = writer.reader()
    for key in keys:
        if ("key", key) in reader:
            matcher = reader.postings("key", key)
            while matcher.is_active():
                writer.delete_document(matcher.id())
                matcher.next()


def _add(writer: SegmentWriter, documents: Iterable[Document], stamp: Stamp) -> None:
    for document in documents:
        writer.add_document(**document_fields(document))
    writer.add_document(**stamp_fields(stamp))


def _write_atomically(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="ascii")
    _sync(beside)
    beside.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
