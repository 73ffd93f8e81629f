"""Suggestions for whoever is typing: as JSON, and as the search boxes of browsers take them."""

from typing import Any, Literal, TypedDict, get_args

from flask import Response, current_app, jsonify, request

from index.search.open import Archive
from index.search.suggest import LONGEST, MOST, Suggester
from web.request import One, clean

A_MINUTE = 60
"""Seconds for which a browser need not ask again: who deletes a letter sees what was there."""

OPENSEARCH = "application/x-suggestions+json"
Format = Literal["json", "opensearch"]


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


def _format(text: str) -> Format:
    for known in get_args(Format):
        if text == known:
            return known  # type: ignore[no-any-return]
    raise ValueError(text)


TYPED = One(
    "q",
    f"What is typed so far, in either script. Nothing is suggested beyond {LONGEST} characters.",
    {"type": "string", "default": ""},
    "",
    "",
    clean,
)
FORMAT: One[Format] = One(
    "format",
    'opensearch: as the search boxes of browsers take it, ["lav", ["लावरोव"]].',
    {"type": "string", "enum": list(get_args(Format)), "default": "json"},
    "json",
    "give json or opensearch",
    _format,
)
SUGGEST: tuple[One[Any], ...] = (TYPED, FORMAT)
"""All parameters, in the order in which they are described."""


class Suggest:
    """The view that completes queries, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._suggester = Suggester(archive.store, archive.engine, archive.searcher.lexicon)

    def suggest(self) -> Response:
        """What a half-typed query may become.

        The last word is completed, those before it are kept. What the archive holds most, and what
        follows the word before in its texts, comes first.
        """
        typed = TYPED.of(request.args, strict=True)
        kind = FORMAT.of(request.args, strict=True)
        found = self._suggester.suggest(typed, MOST)
        if kind == "opensearch":
            answer = current_app.json.dumps([typed, [one.text for one in found]])
            return Response(answer, mimetype=OPENSEARCH)
        suggestions: list[SuggestionAnswer] = [
            {"text": one.text, "articles": one.articles} for one in found
        ]
        return jsonify(SuggestAnswer(query=typed, suggestions=suggestions))
