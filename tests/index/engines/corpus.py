"""Small documents in plain words, and questions asked of an engine in one line."""

from collections.abc import Iterable
from datetime import date

from index.engine import (
    AllOf,
    Checkpoint,
    Clause,
    Document,
    Engine,
    Filters,
    Hits,
    Order,
    SearchRequest,
    Term,
)

EVERYTHING = AllOf()


def document(
    id_: str,
    body: str,
    title: str = "",
    *,
    exact: str | None = None,
    source: str = "",
    author: str = "",
    category: str = "",
    published: str = "",
) -> Document:
    """A document whose words are stems and exact forms at once, unless told otherwise."""
    return Document(
        id=id_,
        title=title,
        body=body,
        exact=f"{title} {body}".strip() if exact is None else exact,
        labels={"source": source, "author": author, "category": category},
        published=date.fromisoformat(published) if published else None,
    )


DOCUMENTS = (
    document("a", "लाव वोन पहुँच", "रूस मंत्र", source="x", published="2025-07-12"),
    document("b", "लाव चीन जा", "चीन", source="x", author="m", published="2025-07-14"),
    document("c", "वोन समुद्र तट लाव", source="y", category="w", published="2024-01-31"),
    document("d", "खेत वर्ष किसान", "किसान", source="y", author="m"),
    document("e", "न व", category="w", published="2026-01-01"),
)


def fill(engine: Engine, documents: Iterable[Document], seq: int = 1) -> None:
    """Build the index anew from these."""
    with engine.rebuild() as writer:
        writer.add(documents)
        writer.finish(Checkpoint("test", seq))


def ask(
    engine: Engine,
    query: Clause = EVERYTHING,
    filters: Filters | None = None,
    order: Order = "relevance",
    *,
    limit: int = 100,
    offset: int = 0,
) -> Hits:
    """Search, by default for everything."""
    return engine.search(SearchRequest(query, filters or Filters(), order, limit, offset))


def found(
    engine: Engine,
    query: Clause = EVERYTHING,
    filters: Filters | None = None,
    order: Order = "relevance",
) -> list[str]:
    """The ids of what is found, in order."""
    return [hit.id for hit in ask(engine, query, filters, order).hits]


def terms(words: str) -> tuple[Term, ...]:
    """A term a word."""
    return tuple(Term(word) for word in words.split())
