"""What Python programs and notebooks use: open an archive, search it, add to it.

Installed, this is the package ``abhilekh``; docs/python.md shows it. Nothing here changes a setting
of the process.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, get_args

from archive.article import LABELS, Article, Rejected
from archive.errors import ArchiveError
from archive.exporting import as_object
from archive.importing import put_records
from archive.ownership import must_be_owner
from archive.settings import Settings
from archive.version import version
from index import indexing
from index.engine import EngineError, Filters, Order
from index.query.dates import first_day, last_day
from index.search import Archive, Request, Result
from index.search import open_archive as open_parts

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ArchiveError",
    "Article",
    "ArticleFound",
    "EngineError",
    "OpenArchive",
    "PutReport",
    "Rejected",
    "SearchResults",
    "open_archive",
]
__version__ = version()

_PAGE = 100
"""Results that are asked for at a time."""


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """One article that a search found.

    Attributes:
        id: Names the article for good.
        published: The day; None if unknown.
        score: How well it fits; comparable within one search only.
        snippet: The passage that shows best why it was found.
        body: The whole text.
    """

    id: str
    title: str
    source: str
    author: str
    category: str
    language: str
    published: date | None
    url: str
    score: float
    snippet: str
    body: str

    def as_dict(self) -> dict[str, Any]:
        """The same as a dictionary, as JSON has it: the day is a text such as 2025-07-12."""
        return asdict(self) | {"published": self.published and self.published.isoformat()}


class SearchResults(list[ArticleFound]):
    """The articles found, best first, as a list.

    Attributes:
        total: How many articles there are in all, also those beyond the limit.
        notes: What in the query could not be used, a sentence each.
        did_you_mean: A query near this one that finds more; empty if none is better.
    """

    def __init__(
        self,
        found: Iterable[ArticleFound],
        total: int,
        notes: tuple[str, ...] = (),
        did_you_mean: str = "",
    ) -> None:
        super().__init__(found)
        self.total = total
        self.notes = notes
        self.did_you_mean = did_you_mean


@dataclass(frozen=True, slots=True)
class PutReport:
    """What became of articles that were put in.

    Attributes:
        kept_out: Those that a person deleted for good before.
        rejected: Those that could not be used, each with the reason; ``line`` counts from 1.
    """

    added: int
    changed: int
    unchanged: int
    kept_out: int
    rejected: tuple[Rejected, ...]


class OpenArchive:
    """An open archive; ``open_archive`` makes it. Threads may share one."""

    def __init__(self, settings: Settings, archive: Archive) -> None:
        self._settings = settings
        self._archive = archive

    def __len__(self) -> int:
        """How many articles it holds."""
        return self._archive.store.count()

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        order: Order = "relevance",
        since: date | str | None = None,
        until: date | str | None = None,
        exact: bool = False,
        **labels: str | Iterable[str],
    ) -> SearchResults:
        """Search as the site does.

        Args:
            query: As it is typed into the site's box.
            limit: How many articles are given at most.
            order: relevance, newest, oldest or arrived.
            since: The first day: a date, or 2025-07-12, 2025-07 or 2025.
            until: The last day, likewise.
            exact: Search only for the words exactly as typed.
            labels: source, author, category or language: a name or several; not_source and so on
                leave some out.

        Raises:
            ValueError: A day, the order or the limit cannot be used.
            TypeError: There is no such label.
            EngineError: The index cannot be read; the text says what to do.
            ArchiveError: The database cannot be read.
        """
        if limit < 0:
            raise ValueError(f"limit={limit} cannot be used: give 0 or more")
        if order not in (orders := get_args(Order)):
            raise ValueError(f"order={order!r} cannot be used: give one of {', '.join(orders)}")
        filters = _filters(since, until, labels)
        size = min(limit, _PAGE) or 1
        with self._archive.reading() as generation:
            found: list[Result] = []
            page = 1
            while True:
                asked = Request(
                    query, page=page, limit=size, order=order, filters=filters, exact=exact
                )
                results = self._archive.searcher.search(asked, generation)
                found += results.results
                page += 1
                if len(found) >= min(limit, results.total) or not results.results:
                    break
        notes = tuple(note.text for note in results.notes)
        articles = (_found(each) for each in found[:limit])
        return SearchResults(articles, results.total, notes, results.did_you_mean)

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their ids; one after the other, not all in memory."""
        return self._archive.store.articles()

    def get(self, id: str) -> Article | None:  # noqa: A002  what the archive calls it everywhere
        """The article of this id; None if there is none."""
        return self._archive.store.get(id)

    def put(self, records: Iterable[Mapping[str, Any]]) -> PutReport:
        """Add articles, or change those of the same id or address, and index them.

        Args:
            records: A dictionary for each, with the names that import knows (docs/importing.md):
                body, and title, url, source, author, category, published, id if there are any.

        Raises:
            ArchiveError: The archive cannot be written, or it belongs to another user.
            EngineError: The index cannot be written; the articles are in, and the next import or
                put indexes them.
        """
        must_be_owner(self._settings)
        rejected: list[Rejected] = []
        count = put_records(self._archive.store, records, rejected.append)
        indexing.catch_up(self._archive.store, self._archive.engine)
        return PutReport(**asdict(count), rejected=tuple(rejected))

    def to_dataframe(
        self, articles: Iterable[ArticleFound | Article] | None = None
    ) -> "pd.DataFrame":
        """A table for pandas: of results or articles, or of all articles.

        Raises:
            ImportError: pandas is not installed in this environment.
        """
        try:
            import pandas as pd  # noqa: PLC0415  only who asks for a table needs it
        except ModuleNotFoundError as error:
            raise ImportError(
                "pandas is not installed in this environment; install it: pip install pandas"
            ) from error
        given = self.articles() if articles is None else articles
        rows = [
            each.as_dict() if isinstance(each, ArticleFound) else as_object(each) for each in given
        ]
        kind = ArticleFound if isinstance(articles, SearchResults) else Article
        table = pd.DataFrame(rows, columns=None if rows else [each.name for each in fields(kind)])
        table["published"] = pd.to_datetime(table["published"])
        return table

    def close(self) -> None:
        """Let go of files and connections."""
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_archive(
    path: str | PathLike[str] = "data",
    *,
    database_url: str = "",
    engine_url: str = "",
    make: bool = False,
) -> OpenArchive:
    """Open an archive.

    Args:
        path: Its folder: what ARCHIVE_HOME names for the commands.
        database_url: Where the articles are, if not in that folder: ARCHIVE_DATABASE_URL.
        engine_url: Where the index is, if not in that folder: ARCHIVE_ENGINE_URL.
        make: Whether to make an empty one where there is none.

    Raises:
        ArchiveError: There is none, or it cannot be opened; the text says what to do.
        EngineError: There is no such engine.
    """
    settings = Settings.from_mapping(
        {
            "ARCHIVE_HOME": str(Path(path)),
            "ARCHIVE_DATABASE_URL": database_url,
            "ARCHIVE_ENGINE_URL": engine_url,
        }
    )
    if make:
        must_be_owner(settings)
    return OpenArchive(settings, open_parts(settings, make=make))


def _found(result: Result) -> ArticleFound:
    article = result.article
    return ArticleFound(
        id=article.id,
        title=result.title.text,
        source=article.source,
        author=article.author,
        category=article.category,
        language=article.language,
        published=article.published,
        url=article.url,
        score=result.score,
        snippet=result.snippet.text,
        body=article.body,
    )


def _filters(
    since: date | str | None, until: date | str | None, labels: Mapping[str, str | Iterable[str]]
) -> Filters:
    filters = Filters.of(since=_day(since, first_day), until=_day(until, last_day))
    for name, value in labels.items():
        if name.removeprefix("not_") not in LABELS:
            raise TypeError(f"there is no label {name!r}; there are {', '.join(LABELS)}")
        filters = filters.replacing(name, (value,) if isinstance(value, str) else value)
    return filters


def _day(value: date | str | None, read: Callable[[str], date]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return read(value)
    except ValueError as error:
        reason = f"{value!r} is no day; give 2025-07-12, 2025-07 or 2025"
        raise ValueError(reason) from error
