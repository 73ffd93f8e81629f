"""The views of the home page, the results, and an article."""

from dataclasses import replace

from flask import (
    abort,
    current_app,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.article import Article
from index.budget import OutOfTime
from index.engine import EngineError
from index.search import Archive, Copies, Request, Snippet, copies_elsewhere, related_articles
from web.http import observing
from web.http.caching import current_generation
from web.links import absolute, article_link, search_link
from web.pages.about import newest
from web.pages.citation import citations
from web.pages.comparison import compare
from web.pages.explanations import (
    alternative_links,
    explain_words,
    summarize_words,
    unknown_words,
)
from web.pages.facets import active_filters, date_choices, facet_views
from web.pages.headings import search_heading, search_name
from web.pages.markup import numbered
from web.pages.metadata import description, news_article, open_graph
from web.pages.reading_notes import said
from web.pages.timeline import chart
from web.request import to_request

EXAMPLES = (
    "Lavrov",
    "लावरोव",
    "videsh mantri",
    "उत्तर कोरिया",
    "pradhanmantri",
    '"विदेश मंत्री"',
)
"""Searches to start from, in both scripts."""

HOME_ARTICLES = 6
"""The newest articles, on the home page."""


class Pages:
    """The views that answer with HTML, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def home(self) -> str:
        """The search box, what the archive is, and searches to try."""
        return render_template(
            "home.html",
            asked=Request(""),
            articles=self._archive.store.count(),
            examples=EXAMPLES,
            newest=newest(self._archive, HOME_ARTICLES),
        )

    def search(self) -> ResponseReturnValue:
        """One page of results."""
        asked = to_request(request.args, strict=False)
        generation = current_generation()
        results = observing.search(self._archive, asked)
        last = max(1, -(-results.total // asked.limit))
        if asked.page > last:
            return redirect(search_link(replace(asked, page=last)))
        return render_template(
            "search.html",
            asked=asked,
            results=results,
            last=last,
            words=explain_words(asked, results.words),
            summary=summarize_words(results.words),
            unknown=unknown_words(results.words),
            facets=facet_views(asked, results),
            filters=active_filters(asked),
            chart=chart(asked, results),
            heading=search_heading(asked, results.total),
            page_title=search_name(asked) or _("Search"),
            date_choices=date_choices(asked, results.histogram.undated),
            alternatives=()
            if results.total
            else alternative_links(self._archive.searcher.alternatives(results, generation)),
            examples=EXAMPLES,
        )

    def article(self, id: str) -> str:  # noqa: A002 - the name that the address has
        """One article, with the words of the query marked."""
        article = self._archive.store.get(id)
        if article is None:
            abort(410 if self._archive.store.takedowns.is_gone(id) else 404)
        asked = to_request(request.args, strict=False)
        versions = self._archive.store.versions(id)
        wanted = request.args.get("version")
        compared = next((each for each in versions if str(each.seq) == wanted), None)
        title, body = Snippet(article.title), Snippet(article.body)
        hurried: list[str] = []
        if asked.query.strip() and not compared:
            title, body = self._marked(article, asked, hurried) or (title, body)
        heading, paragraphs, marks = numbered(title, body)
        here = absolute(article_link(id, Request("")))
        same, related = self._elsewhere(article, hurried)
        return render_template(
            "article.html",
            article=article,
            heading=heading,
            paragraphs=paragraphs,
            marks=marks,
            here=here,
            news_article=news_article(article, here),
            open_graph=open_graph(article, here),
            description=description(article),
            citations=citations(article, here),
            asked=asked,
            same=same,
            related=related,
            versions=versions,
            compared=compared,
            comparison=compare(compared.article, article) if compared else None,
            notes=said(article),
            hurried=hurried,
        )

    def _marked(
        self, article: Article, asked: Request, hurried: list[str]
    ) -> tuple[Snippet, Snippet] | None:
        try:
            return self._archive.searcher.highlight(article, asked, current_generation())
        except OutOfTime:
            hurried.append(_("There was no time to mark the words in all passages."))
            return None
        except EngineError as error:
            # An article can be read while nothing can be searched.
            current_app.logger.warning("no marks for %r: %s", article.id, error)
            return None

    def _elsewhere(
        self, article: Article, hurried: list[str]
    ) -> tuple[Copies, tuple[Article, ...]]:
        """Where else the text stands, and the story in other words."""
        same = Copies()
        try:
            same = copies_elsewhere(self._archive, article)
            related = related_articles(self._archive, article)
        except OutOfTime:
            hurried.append(_("There was no time to look for the same story elsewhere."))
            return same, ()
        except EngineError as error:
            current_app.logger.warning("nothing elsewhere for %r: %s", article.id, error)
            return same, ()
        listed = {other.id for other in (*same.copies, *same.near_copies)}
        return same, tuple(other for other in related if other.id not in listed)
