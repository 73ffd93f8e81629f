"""The JSON API: search results, articles and suggestions as JSON, for programs."""

from typing import Any, Literal, TypedDict, get_args
from urllib.parse import parse_qsl

from flask import Response, abort, current_app, jsonify, request
from werkzeug.datastructures import MultiDict

from archive.article import Article
from archive.exporting import as_object
from archive.store import Version
from index.budget import OutOfTime
from index.search import (
    MAX_SUGGEST_CHARS,
    MAX_SUGGESTIONS,
    Archive,
    Copies,
    Request,
    Suggester,
    as_json,
    concordance_as_json,
    copies_elsewhere,
    related_articles,
)
from web.http import observing
from web.http.caching import current_generation
from web.request import (
    CONCORDANCE_PARAMETERS,
    SEARCH_PARAMETERS,
    BadParameter,
    Parameter,
    RepeatedParameter,
    choice,
    clean,
    refuse_unknown,
    to_mentions,
    to_request,
)

OPENSEARCH = "application/x-suggestions+json"
"""The media type of suggestions for the search box of a browser."""
Format = Literal["json", "opensearch"]

MAX_WATCHED = 20
"""Searches that are counted by one request: as many as a reader's device keeps."""

MAX_WATCHED_CHARS = 2_000
"""Characters of one of them."""

MAX_FIELDS = 100
"""Parameters of one of them."""


class RelatedAnswer(TypedDict):
    """An article that tells the same story elsewhere.

    Attributes:
        published: The day; null if unknown.
    """

    id: str
    title: str
    source: str
    published: str | None


class VersionAnswer(TypedDict):
    """A text of the article that another one at the same address replaced.

    Attributes:
        version: Its number; a later one is larger.
        replaced_at: When it was replaced, as ISO 8601.
        published: The day; null if unknown.
    """

    version: int
    replaced_at: str
    title: str
    published: str | None
    body: str


class SuggestionAnswer(TypedDict):
    """A query to search for.

    Attributes:
        text: The whole query, its last word completed.
        articles: How many have the word as it is written, or, of several words, all of them in
            whatever form; null: they were not counted.
    """

    text: str
    articles: int | None


class SuggestAnswer(TypedDict):
    """What a half-typed query may become.

    Attributes:
        query: As typed.
        suggestions: Likeliest first.
    """

    query: str
    suggestions: list[SuggestionAnswer]


class WatchedAnswer(TypedDict):
    """A search that is watched.

    Attributes:
        search: As it was asked.
        total: How many articles have all its words.
    """

    search: str
    total: int


class WatchAnswer(TypedDict):
    """How many articles each of some searches finds.

    Attributes:
        arrived: The number of the latest change that can be searched: ask for what comes after it
            with arrived_since.
        searches: In the order asked for.
    """

    arrived: int
    searches: list[WatchedAnswer]


WATCHED = RepeatedParameter(
    "search",
    "A search as the query string of /api/v1/search, percent-encoded: q%3DLavrov%26"
    "arrived_since%3D120. Its page, limit and order do not count.",
    MAX_WATCHED,
    MAX_WATCHED_CHARS,
)
TYPED = Parameter(
    "q",
    "What is typed so far, in either script. "
    f"Nothing is suggested beyond {MAX_SUGGEST_CHARS} characters.",
    {"type": "string", "default": ""},
    "",
    "",
    clean,
)
FORMAT: Parameter[Format] = choice(
    "format",
    'opensearch: as the search boxes of browsers take it, ["lav", ["लावरोव"]].',
    get_args(Format),
    "json",
)
SUGGEST_PARAMETERS: tuple[Parameter[Any], ...] = (TYPED, FORMAT)
"""In the order of the OpenAPI document."""


class Api:
    """The views that answer with JSON, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._suggester = Suggester(archive)

    def search(self) -> Response:
        """One page of what a search finds.

        Words are found in every spelling and by their sound, in either script. A parameter that
        cannot be used is refused.
        """
        refuse_unknown(request.args, SEARCH_PARAMETERS)
        asked = to_request(request.args, strict=True)
        results = observing.search(self._archive, asked, with_names=True)
        names = self._archive.searcher.names(asked, current_generation())
        return jsonify(as_json(results, names))

    def concordance(self) -> Response:
        """Every mention of the words that a search finds, with what stands around it.

        Words next to each other are one mention. Cut between words, else between aksharas. Of more
        articles than are read for one answer, those of the first are here, and complete is false.
        """
        refuse_unknown(request.args, CONCORDANCE_PARAMETERS)
        asked, sort = to_mentions(request.args, strict=True)
        return jsonify(concordance_as_json(observing.concordance(self._archive, asked, sort)))

    def article(self, id: str) -> Response:  # noqa: A002 - the name that the address has
        """All that is known of one article, and where else its text stands or its story is told."""
        article = self._archive.store.get(id)
        if article is None and self._archive.store.takedowns.is_gone(id):
            abort(410, description=f"the article with the id {id!r} was deleted; it stays away")
        if article is None:
            abort(404, description=f"no article has the id {id!r}; search for it at /api/v1/search")
        same = Copies()
        related: tuple[Article, ...] = ()
        notes: list[str] = []
        try:
            same = copies_elsewhere(self._archive, article)
            related = related_articles(self._archive, article)
        except OutOfTime:
            notes = ["there was no time to look for related articles"]
        elsewhere = {
            name: list(map(_related_answer, some))
            for name, some in (
                ("related", related),
                ("copies", same.copies),
                ("near_copies", same.near_copies),
            )
        }
        answer: dict[str, Any] = as_object(article) | elsewhere
        if notes:
            answer["notes"] = notes
        versions = [_version_answer(each) for each in self._archive.store.versions(id)]
        return jsonify(answer | {"versions": versions})

    def watch(self) -> Response:
        """How many articles have all the words of each of some searches.

        With arrived_since in a search, how many of them are new since then. Each five searches
        count as one for the rate limit.
        """
        searches = WATCHED.of(request.args, strict=True)
        generation = current_generation()
        arrived = generation.index.seq if generation and generation.index else 0
        count = self._archive.searcher.count_with_all
        counted: list[WatchedAnswer] = [
            {"search": text, "total": count(_search_of(text), generation)} for text in searches
        ]
        return jsonify(WatchAnswer(arrived=arrived, searches=counted))

    def suggest(self) -> Response:
        """What a half-typed query may become.

        The last word is completed, those before it are kept. What the archive holds most, and what
        follows the word before in its texts, comes first.
        """
        refuse_unknown(request.args, SUGGEST_PARAMETERS)
        typed = TYPED.of(request.args, strict=True)
        kind = FORMAT.of(request.args, strict=True)
        found = self._suggester.suggest(typed, MAX_SUGGESTIONS, current_generation())
        if kind == "opensearch":
            answer = current_app.json.dumps([typed, [one.text for one in found]])
            return Response(answer, mimetype=OPENSEARCH)
        suggestions: list[SuggestionAnswer] = [
            {"text": one.text, "articles": one.articles} for one in found
        ]
        return jsonify(SuggestAnswer(query=typed, suggestions=suggestions))


def _search_of(text: str) -> Request:
    """A search in a query string.

    Raises:
        BadParameter: It is none, or a value in it cannot be used.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        line = f"search={clean(text, 40)!r} cannot be used: give at most {MAX_FIELDS} parameters"
        raise BadParameter(line) from error
    return to_request(MultiDict(pairs), strict=True)


def _version_answer(version: Version) -> VersionAnswer:
    return {
        "version": version.seq,
        "replaced_at": version.replaced_at.isoformat(timespec="seconds"),
        "title": version.article.title,
        "published": _day(version.article),
        "body": version.article.body,
    }


def _related_answer(article: Article) -> RelatedAnswer:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": _day(article),
    }


def _day(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None
