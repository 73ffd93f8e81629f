"""The page of one article: the text with the words searched for, and what stands beside it."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from flask import abort, current_app, render_template, request

from archive.article import Article, headline
from index.budget import OutOfTime
from index.engine import EngineError
from index.search import (
    Archive,
    Copies,
    PerGeneration,
    Place,
    Request,
    Snippet,
    copies_elsewhere,
    in_roman,
    related_articles,
)
from web.http.caching import current_generation
from web.i18n import gettext as _
from web.links import (
    ARTICLE_KINDS,
    absolute,
    article_file_link,
    article_link,
    card_link,
    result_link,
)
from web.pages.card import CAN_DRAW
from web.pages.citation import citations
from web.pages.comparison import compare
from web.pages.headings import search_name
from web.pages.markup import numbered
from web.pages.mentions import asked_from
from web.pages.metadata import citation_elements, description, news_article, open_graph
from web.pages.reading_notes import said
from web.request import AT, ROMAN

MAX_ELSEWHERE_KEPT = 256
"""Articles of which it is kept where else their story stands: mostly some ten ids each."""


MAX_ROMAN_KEPT = 32
"""Texts in Latin letters: whoever reads one looks at it again in another size."""


_Shown = tuple[str, str, bool, tuple[str, ...]]
"""What tells an article with its marks from others: its id, the query, and how it is read."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article among the results that led to it: its place, and the links from there."""

    place: Place
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The ids of the articles that have the same text, nearly the same, or tell the same story."""

    copies: tuple[str, ...] = ()
    near_copies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class ArticlePage:
    """The view of an article, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._elsewhere_kept: PerGeneration[str, _Elsewhere] = PerGeneration(MAX_ELSEWHERE_KEPT)
        self._roman: PerGeneration[_Shown, tuple[Snippet, Snippet]] = PerGeneration(MAX_ROMAN_KEPT)

    def article(self, id: str) -> str:  # noqa: A002 - the name that the address has
        """One article, with the words of the query marked."""
        article = self._archive.store.get(id)
        if article is None:
            abort(410 if self._archive.store.takedowns.is_gone(id) else 404)
        asked, _sort = asked_from(request.args)
        versions = self._archive.store.versions(id)
        wanted = request.args.get("version")
        compared = next((each for each in versions if str(each.seq) == wanted), None)
        title = Snippet(article.title or headline(article))
        body = Snippet(article.body)
        hurried: list[str] = []
        searched = asked.query.strip() and not compared
        if searched and (marked := self._marked(article, asked, hurried)):
            title, body = marked[0] if article.title else title, marked[1]
        roman = ROMAN.of(request.args, strict=False) and not compared
        if roman:
            try:
                title, body = self._in_roman((id, asked.query, asked.exact, asked.off), title, body)
            except OutOfTime:
                hurried.append(_("There was no time to write the text in Latin letters."))
                roman = False
        heading, paragraphs, marks = numbered(title, body)
        here = absolute(article_link(id, Request("")))
        at = AT.of(request.args, strict=False)
        neighbours = self._neighbours(article, asked, at, roman=roman) if at else None
        # Last, since it takes longest: what there is no time for then is missed least.
        same, related = self._elsewhere(article, hurried)
        cited = citations(article, here)
        return render_template(
            "article.html",
            article=article,
            heading=heading,
            paragraphs=paragraphs,
            marks=marks,
            here=here,
            news_article=news_article(article, here),
            open_graph=open_graph(article, here, absolute(card_link(id)) if CAN_DRAW else ""),
            description=description(article),
            citations=cited,
            citation_elements=citation_elements(article, here),
            files=self._files(article.id),
            asked=asked,
            roman=roman,
            scripts=_other_script(roman=roman),
            asked_name=search_name(asked),
            back=result_link(asked, at) if neighbours else "",
            neighbours=neighbours,
            whatsapp=f"https://wa.me/?text={quote(f'{headline(article)} {here}', safe='')}",
            same=same,
            related=related,
            versions=versions,
            compared=compared,
            comparison=compare(compared.article, article) if compared else None,
            notes=said(article),
            hurried=hurried,
        )

    def _files(self, id: str) -> list[tuple[str, str]]:  # noqa: A002 - the name that the address has
        """Kinds and addresses of the article as a file."""
        taken = self._archive.store.get_many([f"{id}.{kind}" for kind in ARTICLE_KINDS])
        return [(kind, article_file_link(id, kind, taken)) for kind in ARTICLE_KINDS]

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

    def _in_roman(self, key: _Shown, title: Snippet, body: Snippet) -> tuple[Snippet, Snippet]:
        def make() -> tuple[Snippet, Snippet]:
            return in_roman(title), in_roman(body)

        # Without a generation, as without an index, nothing is kept.
        generation = current_generation()
        return self._roman.get(generation, key, make) if generation else make()

    def _neighbours(
        self, article: Article, asked: Request, at: int, *, roman: bool
    ) -> Neighbours | None:
        """The results before and behind this one; nothing if the address tells another place."""
        try:
            place = self._archive.searcher.place(asked, article.id, at, current_generation())
        except (OutOfTime, EngineError) as error:
            current_app.logger.warning("no neighbours for %r: %s", article.id, error)
            return None
        if place is None:
            return None
        return Neighbours(
            place,
            article_link(place.previous, asked, at=at - 1, roman=roman) if place.previous else "",
            article_link(place.next, asked, at=at + 1, roman=roman) if place.next else "",
        )

    def _elsewhere(
        self, article: Article, hurried: list[str]
    ) -> tuple[Copies, tuple[Article, ...]]:
        """Where else the text stands, and the story in other words."""
        found: dict[str, Article] = {}

        def look() -> _Elsewhere:
            same = copies_elsewhere(self._archive, article)
            found.update({other.id: other for other in (*same.copies, *same.near_copies)})
            copies, near = ([one.id for one in some] for some in (same.copies, same.near_copies))
            ids = _Elsewhere(tuple(copies), tuple(near))
            try:
                related = [o for o in related_articles(self._archive, article) if o.id not in found]
            except OutOfTime:
                # The budget is spent, so that nothing of this is kept.
                hurried.append(_("There was no time to look for the same story elsewhere."))
                return ids
            found.update({other.id: other for other in related})
            return replace(ids, related=tuple(other.id for other in related))

        try:
            generation = current_generation() or self._archive.generation()
            ids = self._elsewhere_kept.get(generation, article.id, look)
        except OutOfTime:
            hurried.append(_("There was no time to look for the same story elsewhere."))
            return Copies(), ()
        except EngineError as error:
            current_app.logger.warning("nothing elsewhere for %r: %s", article.id, error)
            return Copies(), ()
        every = (*ids.copies, *ids.near_copies, *ids.related)
        if every and not found:
            found = self._archive.store.get_many(list(every))

        def known(some: tuple[str, ...]) -> tuple[Article, ...]:
            return tuple(found[id_] for id_ in some if id_ in found)

        return Copies(known(ids.copies), known(ids.near_copies)), known(ids.related)


def _other_script(*, roman: bool) -> str:
    """The link to this same page in the other letters."""
    others = [pair for pair in request.args.items(multi=True) if pair[0] != "roman"]
    return "?" + urlencode([*others, ("roman", "0" if roman else "1")], errors="replace")
