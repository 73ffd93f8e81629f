"""The embedded engine: Whoosh 2.7.4 keeps the postings, ``scoring`` ranks them.

It never searches with Whoosh's own searcher, which is not safe among threads, and never writes in
the place of a living build: a batch is one commit, a rebuild is made aside and swapped in.
"""

import threading
import time
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index.engine import (
    Checkpoint,
    Document,
    EngineUnavailable,
    Hits,
    SearchRequest,
)
from index.engines.folder import CURE, Damaged, IndexFolder
from index.engines.whoosh.collector import collect
from index.engines.whoosh.files import sweep_build
from index.engines.whoosh.reader import SegmentCache, Snapshot
from index.engines.whoosh.schema import CHECKPOINT_KEY, document_key, schema
from index.engines.whoosh.writer import FULL, TermsWriter

_ATTEMPTS = 6
_PAUSE = 0.002


class WhooshEngine:
    """Keeps ``index.engine.Engine`` in a folder on this machine.

    Args:
        folder: Made when first written to.
        patience: Seconds to wait for another process that is writing the index.
    """

    def __init__(self, folder: str | Path, *, patience: float = 600) -> None:
        self._folder = IndexFolder(Path(folder), patience)
        self._cache = SegmentCache()
        self._opening = threading.Lock()
        self._opened: tuple[tuple[Path, tuple[str, ...]], Snapshot] | None = None

    def checkpoint(self) -> Checkpoint | None:
        """What the index holds, or None if there is no index yet."""
        snapshot = self._newest()
        return snapshot.checkpoint if snapshot else None

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        if (snapshot := self._newest()) is None:
            raise self._missing()
        try:
            return collect(snapshot, request)
        except (Damaged, FileNotFoundError) as error:
            raise self._damaged() from error

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """See ``index.engine.Engine.frequencies``."""
        if (snapshot := self._newest()) is None:
            raise self._missing()
        try:
            return {stem: snapshot.frequency(stem) for stem in stems}
        except (Damaged, FileNotFoundError) as error:
            raise self._damaged() from error

    def apply(self, put: Iterable[Document], drop: Iterable[str], checkpoint: Checkpoint) -> None:
        """See ``index.engine.Engine.apply``; a document given twice counts as given last."""
        documents = {document.id: document for document in put}
        gone = [*map(document_key, documents), *map(document_key, drop), CHECKPOINT_KEY]
        with self._folder.writing():
            build = self._checked()
            if (there := self.checkpoint()) and there.supersedes(checkpoint):
                return
            sweep_build(build)
            with self._folder.storing(), _cancelling(TermsWriter(_open(build))) as writer:
                writer.drop(gone)
                writer.put(documents.values())
                writer.put_checkpoint(checkpoint)
                writer.commit()

    @contextmanager
    def rebuild(self) -> Iterator["WhooshWriter"]:
        """See ``index.engine.Engine.rebuild``."""
        with self._folder.writing():
            build = self._folder.new_build()
            writer = WhooshWriter(self._folder, build)
            try:
                yield writer
            finally:
                writer.close()
                self._folder.sweep()

    def close(self) -> None:
        """Let go of the open generation."""
        self._opened = None

    def _newest(self) -> Snapshot | None:
        """The newest generation, opened at most once however many threads ask."""
        for attempt in range(_ATTEMPTS):
            try:
                if (build := self._folder.current()) is None:
                    return None
                key = build, tuple(sorted(file.name for file in build.glob("_MAIN_*.toc")))
                with self._opening:
                    if self._opened is None or self._opened[0] != key:
                        self._opened = key, Snapshot(build, self._cache)
                    return self._opened[1]
            except (FileNotFoundError, Damaged) as error:
                # A commit or a swap may have taken files away between two steps: look again.
                if attempt == _ATTEMPTS - 1:
                    raise self._damaged() from error
                time.sleep(_PAUSE * attempt)
        raise self._missing()

    def _checked(self) -> Path:
        """The living build: a damaged segment must not be merged into a sound one."""
        try:
            if (build := self._folder.current()) is None:
                raise self._missing()
            self._cache.open(build)
        except (FileNotFoundError, Damaged) as error:
            raise self._damaged() from error
        return build

    def _missing(self) -> EngineUnavailable:
        return EngineUnavailable(f"no index in {self._folder.path} yet; {CURE}")

    def _damaged(self) -> EngineUnavailable:
        return EngineUnavailable(f"the index in {self._folder.path} cannot be read; {CURE}")


class WhooshWriter:
    """A new build in a folder of its own."""

    def __init__(self, folder: IndexFolder, build: Path) -> None:
        self._folder = folder
        self._build = build
        with folder.storing():
            whoosh_index.create_in(str(build), schema())
            self._writer = TermsWriter(_open(build))

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""
        for document in documents:
            with self._folder.storing():
                self._writer.put([document])
                if self._writer.pool.size > FULL:
                    self._writer.commit(merge=False)
                    self._writer = TermsWriter(_open(self._build))

    def finish(self, checkpoint: Checkpoint) -> None:
        """Commit, make sure that it is on the disk, and name it the living one."""
        with self._folder.storing():
            self._writer.put_checkpoint(checkpoint)
            self._writer.commit(merge=False)
        self._folder.publish(self._build)

    def close(self) -> None:
        """Give up whatever was not finished."""
        if not self._writer.is_closed:
            self._writer.cancel()


def _open(build: Path) -> whoosh_index.FileIndex:
    return whoosh_index.FileIndex(FileStorage(str(build)), schema=schema())


@contextmanager
def _cancelling(writer: TermsWriter) -> Generator[TermsWriter]:
    """On any error let the writer's lock go: Whoosh would keep it."""
    try:
        yield writer
    finally:
        if not writer.is_closed:
            writer.cancel()
