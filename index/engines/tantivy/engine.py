"""The fast embedded engine: Tantivy keeps the postings and ranks them.

It never writes in the place of a living build: a batch is one commit, a rebuild is made aside and
swapped in. Queries go to Tantivy as objects; none is ever parsed from text.
"""

import threading
import time
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from index.engine import (
    Checkpoint,
    Document,
    EngineUnavailable,
    Hits,
    SearchRequest,
)
from index.engines.folder import CURE, Damaged, IndexFolder
from index.engines.tantivy.files import Generation, generation, sweep_build
from index.engines.tantivy.reader import Snapshot
from index.engines.tantivy.schema import CHECKPOINT, article, checkpoint_document, schema, writable

_ATTEMPTS = 6
_PAUSE = 0.002
_HEAP = 32_000_000
"""Bytes of postings that a writer gathers before it closes a segment."""


class TantivyEngine:
    """Keeps ``index.engine.Engine`` in a folder on this machine.

    Args:
        folder: Made when first written to.
        patience: Seconds to wait for another process that is writing the index.
    """

    def __init__(self, folder: str | Path, *, patience: float = 600) -> None:
        self._folder = IndexFolder(Path(folder), patience)
        self._opening = threading.Lock()
        self._sound: set[Path] = set()
        self._opened: tuple[Generation, Snapshot] | None = None

    def checkpoint(self) -> Checkpoint | None:
        """What the index holds, or None if there is no index yet."""
        snapshot = self._newest()
        return snapshot.checkpoint if snapshot else None

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        snapshot = self._there()
        try:
            return snapshot.search(request)
        except ValueError as error:
            raise self._damaged() from error

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """See ``index.engine.Engine.frequencies``; counts what is deleted but not merged away."""
        snapshot = self._there() if stems else None
        return {stem: snapshot.frequency(stem) for stem in stems} if snapshot else {}

    def apply(self, put: Iterable[Document], drop: Iterable[str], checkpoint: Checkpoint) -> None:
        """See ``index.engine.Engine.apply``; a document given twice counts as given last."""
        documents = {document.id: document for document in put}
        # A bad document shows before anything is written.
        articles = [article(document) for document in documents.values()]
        with self._folder.writing():
            there = self._there()
            if there.checkpoint.supersedes(checkpoint):
                return
            with self._folder.storing():
                sweep_build(there.build)
            with _writing(self._folder, there.build, _HEAP) as writer, _telling(self._folder):
                for id_ in filter(writable, (*documents, *drop)):
                    writer.delete_documents_by_term("key", id_)
                writer.delete_documents_by_term("kind", CHECKPOINT)
                for one in articles:
                    writer.add_document(one)
                writer.add_document(checkpoint_document(checkpoint))
                writer.commit()

    @contextmanager
    def rebuild(self) -> Iterator["TantivyWriter"]:
        """See ``index.engine.Engine.rebuild``."""
        with self._folder.writing():
            build = self._folder.new_build()
            try:
                with _writing(self._folder, build, _HEAP) as writer:
                    yield TantivyWriter(self._folder, build, writer)
            finally:
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
                key = generation(build)
                with self._opening:
                    if self._opened is None or self._opened[0] != key:
                        self._opened = key, Snapshot(build, self._sound)
                    return self._opened[1]
            except (FileNotFoundError, Damaged) as error:
                # A commit or a swap may have taken files away between two steps: look again.
                if attempt == _ATTEMPTS - 1:
                    raise self._damaged() from error
                time.sleep(_PAUSE * attempt)
        raise self._damaged()

    def _there(self) -> Snapshot:
        if (snapshot := self._newest()) is None:
            raise EngineUnavailable(f"no index in {self._folder.path} yet; {CURE}")
        return snapshot

    def _damaged(self) -> EngineUnavailable:
        return EngineUnavailable(f"the index in {self._folder.path} cannot be read; {CURE}")


class TantivyWriter:
    """A new build in a folder of its own."""

    def __init__(self, folder: IndexFolder, build: Path, writer: tantivy.IndexWriter) -> None:
        self._folder = folder
        self._build = build
        self._writer = writer

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""
        for document in documents:
            one = article(document)
            with _telling(self._folder):
                self._writer.add_document(one)

    def finish(self, checkpoint: Checkpoint) -> None:
        """Commit, wait until it is on the disk, and name it the living one."""
        with _telling(self._folder):
            self._writer.add_document(checkpoint_document(checkpoint))
            self._writer.commit()
        self._folder.publish(self._build)


@contextmanager
def _writing(folder: IndexFolder, build: Path, heap: int) -> Generator[tantivy.IndexWriter]:
    """A writer; what it did not commit is given up, and its merges are waited for.

    One thread: two would leave twice as many segments, and analysis takes longer anyway.
    """
    with _telling(folder):
        writer = tantivy.Index(schema(), str(build)).writer(heap, 1)
    try:
        yield writer
    finally:
        with _telling(folder):
            writer.wait_merging_threads()


@contextmanager
def _telling(folder: IndexFolder) -> Generator[None]:
    """Tantivy raises ``ValueError`` whatever happens; what is written was looked at before."""
    with folder.storing():
        try:
            yield
        except ValueError as error:
            raise OSError(" ".join(str(error).split())) from error
