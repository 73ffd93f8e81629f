"""Bare engines over the same terms, to compare with: only words in, only ten ids out.

They know no titles, leads or exact forms, no facets and no snippets; a query is the stems that the
plan of a real search came to, each word with its alternatives.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import tantivy
import whoosh.index
from whoosh import fields, query
from whoosh.analysis import SpaceSeparatedTokenizer

from index.engine import AllOf, AnyOf, Clause, DisMax, Document, Phrase, Term

TEN = 10
Words = tuple[tuple[str, ...], ...]
"""The words that are wanted, each with its alternatives."""


class Peer(Protocol):
    """An engine as it comes."""

    name: str

    def build(self, documents: Iterable[Document]) -> None:
        """Index the documents."""

    def search(self, words: Words) -> list[str]:
        """The ids of the ten best that have all of the words."""


def words_of(clause: Clause) -> Words:
    """The alternatives of each word of a planned search."""
    match clause:
        case Term(stem=stem):
            return ((stem,),)
        case Phrase(words=words):
            return tuple(word[:1] for word in words)
        case DisMax(clauses=clauses):
            stems = (part.stem for part in clauses if isinstance(part, Term))
            return (tuple(dict.fromkeys(stems)),)
        case AllOf(must=parts) | AnyOf(clauses=parts):
            return tuple(word for part in parts for word in words_of(part) if word)
        case _:
            return ()


class Fts5:
    """SQLite's own full-text search; matras are told to be part of words."""

    name = "SQLite FTS5, same terms"

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.db")

    def build(self, documents: Iterable[Document]) -> None:
        self._database.execute(
            "CREATE VIRTUAL TABLE news USING fts5(id UNINDEXED, body, tokenize="
            "\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\")"
        )
        with self._database:
            rows = ((one.id, one.body) for one in documents)
            self._database.executemany("INSERT INTO news VALUES (?, ?)", rows)

    def search(self, words: Words) -> list[str]:
        wanted = " AND ".join(f"({' OR '.join(_quoted(stem) for stem in word)})" for word in words)
        found = self._database.execute(
            "SELECT id FROM news WHERE news MATCH ? ORDER BY rank LIMIT ?", (wanted, TEN)
        )
        return [id_ for (id_,) in found]


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', '""') + '"'


class BareTantivy:
    """Tantivy with one field."""

    name = "bare Tantivy, same terms"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
        self._schema = builder.build()
        (folder / "bare").mkdir()
        self._index = tantivy.Index(self._schema, str(folder / "bare"))

    def build(self, documents: Iterable[Document]) -> None:
        writer = self._index.writer(150_000_000)
        for one in documents:
            writer.add_document(tantivy.Document(id=one.id, body=one.body))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, words: Words) -> list[str]:
        term = tantivy.Query.term_query
        wanted = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Must,
                    tantivy.Query.boolean_query(
                        [(tantivy.Occur.Should, term(self._schema, "body", s)) for s in word]
                    ),
                )
                for word in words
            ]
        )
        hits = self._searcher.search(wanted, TEN, count=False).hits
        return [str(self._searcher.doc(address).get_first("id")) for _, address in hits]


class BareWhoosh:
    """Whoosh with one field, its own scoring and its own way of reading postings."""

    name = "bare Whoosh, same terms"

    def __init__(self, folder: Path) -> None:
        (folder / "whoosh").mkdir()
        schema = fields.Schema(
            id=fields.ID(stored=True), body=fields.TEXT(analyzer=SpaceSeparatedTokenizer())
        )
        self._index = whoosh.index.create_in(str(folder / "whoosh"), schema)

    def build(self, documents: Iterable[Document]) -> None:
        writer = self._index.writer(limitmb=512)
        for one in documents:
            writer.add_document(id=one.id, body=one.body)
        writer.commit()
        self._searcher = self._index.searcher()

    def search(self, words: Words) -> list[str]:
        wanted = query.And([query.Or([query.Term("body", s) for s in word]) for word in words])
        return [hit["id"] for hit in self._searcher.search(wanted, limit=TEN)]
