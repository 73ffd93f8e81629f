"""Imports files into the store; a bad file or line is reported, and the others go on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from archive.article import Article, Rejected, derived_id, former_id
from archive.journal import Journal
from archive.reading import Options, Step, read_in_steps
from archive.reading.finishing import finish
from archive.reading.reader import Origin
from archive.reading.records import NoArticle, to_draft
from archive.store import PutCount, Store

_AT_ONCE = 500
"""Articles that are stored together, and then remembered in the journal."""

_DEFAULT = Options()
_RECORDS = "record"
"""Where a record is said to come from."""


def import_paths(
    store: Store,
    paths: Iterable[Path],
    rejected: Callable[[Rejected], object],
    progress: Callable[[int], object] | None = None,
    *,
    options: Options = _DEFAULT,
    journal: Journal | None = None,
    dry_run: bool = False,
) -> PutCount:
    """Read the paths and put every article into the store.

    Args:
        store: Where the articles go.
        paths: Files and folders.
        rejected: Called with each input that is no article, when it is met.
        progress: Called with the number of bytes read since the last call.
        options: What a person says about the input.
        journal: Remembers what is stored; what it has already is passed over.
        dry_run: Whether only to say what would be done.

    Raises:
        StoreUnavailable: The database cannot be written; what was written before stays.
    """
    total = PutCount()
    done = journal.done if journal else None
    put = store.compare if dry_run else store.put
    with closing(read_in_steps(paths, progress, options, done)) as steps:
        for step in _larger(steps):
            articles = []
            for found in step.found:
                if isinstance(found, Article):
                    articles.append(found)
                else:
                    rejected(found)
            total += put(_as_stored(store, articles))
            if journal and not dry_run:
                journal.add(step.progress)
    return total


def put_records(
    store: Store,
    records: Iterable[Mapping[str, Any]],
    rejected: Callable[[Rejected], object],
    options: Options = _DEFAULT,
) -> PutCount:
    """Put records that a program has in memory into the store.

    Args:
        store: Where the articles go.
        records: Each with the names and values that a file of JSON Lines may have; also days as
            Python has them, and numbers as numpy does.
        rejected: Called with each record that is no article; its line is its place, from 1.
        options: What a person says about them.

    Raises:
        StoreUnavailable: The database cannot be written; what was written before stays.
    """
    total = PutCount()
    numbered = enumerate(records, start=1)
    while some := list(islice(numbered, _AT_ONCE)):
        articles = []
        for number, record in some:
            found = _of_record(record, number, options)
            if isinstance(found, Article):
                articles.append(found)
            else:
                rejected(found)
        total += store.put(_as_stored(store, articles))
    return total


def _of_record(record: Mapping[str, Any], number: int, options: Options) -> Article | Rejected:
    if not isinstance(record, Mapping):
        reason = f"a record is {type(record).__name__}; give a dictionary"
        return Rejected(_RECORDS, number, reason)
    values = {str(name): _plain(value) for name, value in record.items()}
    try:
        return finish(to_draft(values, Origin(_RECORDS, ""), number, options), options)
    except NoArticle as error:
        return Rejected(_RECORDS, number, str(error))


def _plain(value: Any) -> Any:
    """A value as JSON has it: pandas, numpy and databases give days and numbers of their own."""
    if isinstance(value, date):
        # A missing one, NaT, is a date to Python, and no text to anybody.
        return value.isoformat() if value == value else None  # noqa: PLR0124
    if hasattr(value, "item") and not isinstance(value, str | bytes | Mapping | list | tuple):
        return value.item()
    return value


def _as_stored(store: Store, articles: Sequence[Article]) -> Iterator[Article]:
    """The articles; one that is named by its address keeps id and address that it has already.

    So another way to write the address makes no change, and an article keeps the id that an
    earlier version gave it.
    """
    former = {
        article.id: former_id(article.url)
        for article in articles
        if article.url and article.id == derived_id(article.url, "")
    }
    urls = store.urls([*former, *former.values()]) if former else {}
    for article in articles:
        old = former.get(article.id)
        if old is None:
            yield article
        else:
            id_ = old if old in urls else article.id
            yield replace(article, id=id_, url=urls.setdefault(id_, article.url))


def _larger(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, put together until they hold enough articles for one transaction."""
    some = Step([], ())
    for step in steps:
        some = Step([*some.found, *step.found], (*some.progress, *step.progress))
        if len(some.found) >= _AT_ONCE:
            yield some
            some = Step([], ())
    if some.found or some.progress:
        yield some
