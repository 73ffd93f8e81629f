"""The embedded engine: Whoosh 2.7.4 keeps the postings, ``scorer`` ranks them.

It never searches with Whoosh's own searcher, which is not safe among threads, and never writes in
the place of the current build: a batch is one commit, a rebuild is made aside and swapped in.
"""

from collections.abc import Generator, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh import index as whoosh_index

from index.engine import Checkpoint, Document
from index.engines.folder import IndexFolder
from index.engines.folder_engine import FolderEngine
from index.engines.whoosh.files import DurableStorage, sweep_build
from index.engines.whoosh.reader import SegmentCache, WhooshSnapshot
from index.engines.whoosh.schema import CHECKPOINT_KEY, document_key, schema
from index.engines.whoosh.writer import MAX_SEGMENT_TERMS, TermsWriter


class WhooshEngine(FolderEngine[WhooshSnapshot]):
    """``index.engine.Engine``, written and read with Whoosh."""

    def __init__(self, folder: str | Path, *, lock_timeout: float = 600) -> None:
        super().__init__(folder, lock_timeout=lock_timeout)
        self._cache = SegmentCache()

    def _generation(self, build: Path) -> Hashable:
        return build, tuple(sorted(file.name for file in build.glob("_MAIN_*.toc")))

    def _open(self, build: Path) -> WhooshSnapshot:
        return WhooshSnapshot(build, self._cache)

    def apply(self, put: Iterable[Document], drop: Iterable[str], checkpoint: Checkpoint) -> None:
        """See ``index.engine.Engine.apply``; a document given twice counts as given last."""
        documents = {document.id: document for document in put}
        gone = [*map(document_key, documents), *map(document_key, drop), CHECKPOINT_KEY]
        with self._folder.writing():
            there = self._existing()
            with self._translate_faults():
                # A damaged segment must not be merged into a sound one.
                self._cache.open(there.build)
            if there.checkpoint.supersedes(checkpoint):
                return
            build = there.build
            with self._folder.storing():
                sweep_build(build)
                self._folder.sweep()
            with self._folder.storing(), _cancelling(TermsWriter(_file_index(build))) as writer:
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


class WhooshWriter:
    """A new build in a folder of its own."""

    def __init__(self, folder: IndexFolder, build: Path) -> None:
        self._folder = folder
        self._build = build
        with folder.storing():
            DurableStorage(str(build)).create_index(schema())
            self._writer = TermsWriter(_file_index(build))

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""
        for document in documents:
            with self._folder.storing():
                self._writer.put([document])
                if self._writer.pool.size > MAX_SEGMENT_TERMS:
                    self._writer.commit(merge=False)
                    self._writer = TermsWriter(_file_index(self._build))

    def finish(self, checkpoint: Checkpoint) -> None:
        """Commit, make sure that it is on the disk, and name it the current one."""
        with self._folder.storing():
            self._writer.put_checkpoint(checkpoint)
            self._writer.commit(merge=False)
        self._folder.publish(self._build)

    def close(self) -> None:
        """Give up whatever was not finished."""
        _give_up(self._writer)


def _file_index(build: Path) -> whoosh_index.FileIndex:
    return whoosh_index.FileIndex(DurableStorage(str(build)), schema=schema())


@contextmanager
def _cancelling(writer: TermsWriter) -> Generator[TermsWriter]:
    """On any error let the writer's lock go: Whoosh would keep it."""
    try:
        yield writer
    finally:
        _give_up(writer)


def _give_up(writer: TermsWriter) -> None:
    """Let go of a writer that did not commit; whatever ended it fails here as well, and is told."""
    if not writer.is_closed:
        with suppress(Exception):
            writer.cancel()
