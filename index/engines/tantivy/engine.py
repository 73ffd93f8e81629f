"""The fast embedded engine: Tantivy keeps the postings and ranks them.

It never writes in the place of the current build: a batch is one commit, a rebuild is made aside
and swapped in. Queries go to Tantivy as objects; none is ever parsed from text.
"""

from collections.abc import Generator, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from archive.durable import sync
from index.engine import Checkpoint, Document
from index.engines.folder import IndexFolder
from index.engines.folder_engine import FolderEngine
from index.engines.tantivy.files import generation, sweep_build
from index.engines.tantivy.reader import TantivySnapshot
from index.engines.tantivy.schema import CHECKPOINT, article, checkpoint_document, schema, writable

_WRITER_MEMORY = 32_000_000
"""Bytes of postings that a writer gathers before it closes a segment."""


class TantivyEngine(FolderEngine[TantivySnapshot]):
    """``index.engine.Engine``, written and read with Tantivy."""

    faults = (*FolderEngine.faults, ValueError)

    def __init__(self, folder: str | Path, *, lock_timeout: float = 600) -> None:
        super().__init__(folder, lock_timeout=lock_timeout)
        self._checked: set[Path] = set()

    def _generation(self, build: Path) -> Hashable:
        return generation(build)

    def _open(self, build: Path) -> TantivySnapshot:
        return TantivySnapshot(build, self._checked)

    def apply(self, put: Iterable[Document], drop: Iterable[str], checkpoint: Checkpoint) -> None:
        """See ``index.engine.Engine.apply``; a document given twice counts as given last."""
        documents = {document.id: document for document in put}
        # A bad document shows before anything is written.
        articles = [article(document) for document in documents.values()]
        with self._folder.writing():
            there = self._existing()
            if there.checkpoint.supersedes(checkpoint):
                return
            with self._translate_faults():
                sweep_build(there.build)
            with self._folder.storing():
                self._folder.sweep()
            writing = _writing(self._folder, there.build)
            with writing as writer, _translate_errors(self._folder):
                for id_ in filter(writable, (*documents, *drop)):
                    writer.delete_documents_by_term("key", id_)
                writer.delete_documents_by_term("kind", CHECKPOINT)
                for one in articles:
                    writer.add_document(one)
                writer.add_document(checkpoint_document(checkpoint))
                writer.commit()
                sync(there.build)
                self._folder.share(there.build)

    @contextmanager
    def rebuild(self) -> Iterator["TantivyWriter"]:
        """See ``index.engine.Engine.rebuild``."""
        with self._folder.writing():
            build = self._folder.new_build()
            try:
                with _writing(self._folder, build) as writer:
                    yield TantivyWriter(self._folder, build, writer)
            finally:
                self._folder.sweep()


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
            with _translate_errors(self._folder):
                self._writer.add_document(one)

    def finish(self, checkpoint: Checkpoint) -> None:
        """Commit, wait until it is on the disk, and name it the current one."""
        with _translate_errors(self._folder):
            self._writer.add_document(checkpoint_document(checkpoint))
            self._writer.commit()
        self._folder.publish(self._build)


@contextmanager
def _writing(folder: IndexFolder, build: Path) -> Generator[tantivy.IndexWriter]:
    """A writer; what it did not commit is given up, and its merges are waited for.

    One thread: two would leave twice as many segments, and analysis takes longer anyway.
    """
    with _translate_errors(folder):
        writer = tantivy.Index(schema(), str(build)).writer(_WRITER_MEMORY, 1)
    try:
        yield writer
    finally:
        with _translate_errors(folder):
            writer.wait_merging_threads()
            # A merge is a commit, too, and Tantivy renames without waiting for the disk.
            sync(build)
            folder.share(build)


@contextmanager
def _translate_errors(folder: IndexFolder) -> Generator[None]:
    """Tantivy raises ``ValueError`` whatever happens; what is written was looked at before."""
    with folder.storing():
        try:
            yield
        except ValueError as error:
            raise OSError(" ".join(str(error).split())) from error
