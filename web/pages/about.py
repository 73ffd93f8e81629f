"""The help page, with example searches, and the page about the archive, with its figures."""

from dataclasses import dataclass
from datetime import date

from flask import render_template

from archive.article import Article
from archive.version import version
from index.engine import AllOf, EngineError, Filters, Order, SearchRequest
from index.fields import LABELS
from index.query.dates import first_day
from index.search import Archive, PerGeneration, Request
from web.http.caching import current_generation
from web.i18n import lazy_gettext
from web.labels import LABEL_NAMES
from web.pages.browse import ArchiveCounts
from web.pages.facets import INDIA

EXAMPLES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        lazy_gettext("In either script"),
        (
            ("Lavrov", lazy_gettext("Latin letters find the name in Devanagari")),
            ("लावरोव", lazy_gettext("and so does Devanagari, in every spelling")),
            ("videsh mantri", lazy_gettext("Hindi in Latin letters, as in a message to a friend")),
            ("North Korea", lazy_gettext("names with a different Hindi form: उत्तर कोरिया")),
            ("لاوروف", lazy_gettext("other Indian scripts and Urdu, by their sound")),
        ),
    ),
    (
        lazy_gettext("Words together"),
        (
            ("रूस कोरिया", lazy_gettext("articles with both words come first")),
            ('"विदेश मंत्री"', lazy_gettext("these words next to each other")),
            ("चीन -रूस", lazy_gettext("the first word, without the second; also NOT रूस")),
            ("बाढ़ OR तालाब", lazy_gettext("one word or the other; also या")),
        ),
    ),
    (
        lazy_gettext("Spelling"),
        (
            ("लाव*", lazy_gettext("words that begin like this")),
            ("lavr*", lazy_gettext("words that begin with this sound")),
            ("=लावरोव", lazy_gettext("only this very spelling")),
        ),
    ),
    (
        lazy_gettext("Where and when"),
        (
            ("title:लावरोव", lazy_gettext("in the title")),
            ("12 जुलाई", lazy_gettext("a day that the article mentions; exact wording first")),
            (
                "after:2025-07 before:2025-08",
                lazy_gettext("after: from a day, month or year; before: until then"),
            ),
        ),
    ),
)
"""Example searches by topic, and what each does; all find something in the sample."""

MAX_TOTALS = 64
"""Totals of examples that are kept."""


@dataclass(frozen=True, slots=True)
class Example:
    """A search to try, what it does, and how many articles it finds in this archive."""

    query: str
    does: str
    total: int


class About:
    """The views about the site itself, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._counts = ArchiveCounts(archive)
        self._totals: PerGeneration[str, int] = PerGeneration(MAX_TOTALS)

    def help(self) -> str:
        """How to search, with examples and how many articles each finds."""
        groups = [
            (heading, [Example(query, str(does), self._total(query)) for query, does in examples])
            for heading, examples in EXAMPLES
        ]
        source = self._some_source()
        if source:
            query = f'source:"{source}"'
            does = str(lazy_gettext("articles of one source; likewise author: and category:"))
            groups[-1][1].append(Example(query, does, self._total(query)))
        return render_template("help.html", asked=Request(""), groups=groups)

    def about(self) -> str:
        """How much is in the archive, and its oldest, newest and last changed articles."""
        engine = self._archive.engine
        counts = self._counts.of((*LABELS, "year"))
        return render_template(
            "about.html",
            asked=Request(""),
            articles=self._archive.store.count(),
            labels=[(len(counts[name]), names) for name, names in LABEL_NAMES.items()],
            years=sorted(counts["year"]),
            oldest=self._first("oldest"),
            newest=self._first("newest"),
            words=len(self._archive.words.lexicon(current_generation())),
            version=version(),
            engine=type(engine).__name__.removesuffix("Engine"),
            changed=(changed := self._last_changed()),
            changed_on=self._day_of_change(changed),
        )

    def _total(self, query: str) -> int:
        generation = current_generation() or self._archive.generation()
        return self._totals.get(
            generation, query, lambda: self._archive.searcher.count(Request(query), generation)
        )

    def _some_source(self) -> str:
        sources = self._counts.of(("source",))["source"]
        # A quotation mark would end the name.
        return next((label for label, _ in sources if '"' not in label), "")

    def _first(self, order: Order) -> Article | None:
        """The oldest or newest of the articles that have a date."""
        # A day before any article: it leaves out those without a date.
        filters = Filters(since=first_day("0001"))
        hits = self._archive.engine.search(SearchRequest(AllOf(), filters, order, limit=1)).hits
        return self._archive.store.get(hits[0].id) if hits else None

    def _last_changed(self) -> Article | None:
        store = self._archive.store
        last = list(store.changes(store.seq() - 1))
        return last[-1].article if last else None

    def _day_of_change(self, article: Article | None) -> date | None:
        """The day in India on which an article came in or changed; None: not known."""
        if not article or not (known := self._archive.store.arrivals([article.id])):
            return None
        changed_at = known[article.id].changed_at
        return changed_at.astimezone(INDIA).date() if changed_at else None


def newest(archive: Archive, limit: int) -> list[Article]:
    """The newest articles; none while nothing can be searched."""
    try:
        hits = archive.engine.search(SearchRequest(AllOf(), order="newest", limit=limit)).hits
    except EngineError:
        return []
    return list(archive.store.get_many([hit.id for hit in hits]).values())
