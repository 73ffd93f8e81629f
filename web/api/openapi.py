"""The OpenAPI 3.1 document of the API, made from the code: parameters, answers, docstrings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify

from archive.article import Article
from index.fields import FACETS, LABELS
from index.search import ConcordanceAnswer, SearchAnswer, TrendsAnswer
from web.api.schemas import Schema, Schemas
from web.api.views import (
    OPENSEARCH,
    SUGGEST_PARAMETERS,
    WATCHED,
    Api,
    RelatedAnswer,
    SuggestAnswer,
    VersionAnswer,
    WatchAnswer,
)
from web.http.errors import Problem
from web.links import site_root
from web.pages.trends import TREND_PARAMETERS, Trends
from web.request import CONCORDANCE_PARAMETERS, SEARCH_PARAMETERS, Parameter, RepeatedParameter

ABOUT = """Read access to an archive of Hindi news: the same searches and articles as the site's
pages. No key is needed. Answers bear an ETag and Last-Modified; ask again with If-None-Match, and
304 says that nothing has changed. Scripts of other sites may read them (CORS). A parameter that
there is not is refused, and the one that may be meant is named. One address may search as often
as the owner of the archive allows (by default 120 times a minute); beyond, 429 names in Retry-
After how long to wait. Within version 1, keys and parameters may be added; none is taken away."""

PROBLEM_DESCRIPTIONS = {
    400: "A parameter cannot be used; the detail says which, and what to give instead.",
    404: "There is no such article.",
    410: "The article was deleted from the archive, and stays away.",
    429: "Too many searches from this address; Retry-After says for how many seconds to wait.",
    503: "The archive cannot be read or searched right now.",
}

_ID: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The article's id; a slash or any other sign in it percent-encoded.",
    "schema": {"type": "string", "minLength": 1},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API.

    Attributes:
        view: Answers it; its docstring is the description.
        parameters: Of the query string.
        problems: Statuses that it answers with where something is wrong.
        other: Media types of other forms of the answer, with their schemas.
    """

    path: str
    endpoint: str
    view: Callable[..., Any]
    answer: str
    parameters: tuple[Parameter[Any] | RepeatedParameter, ...] = ()
    problems: tuple[int, ...] = ()
    other: tuple[tuple[str, Schema], ...] = ()


COMPLETIONS: Schema = {
    "type": "array",
    "description": "What was typed, and the queries that it may become.",
    "items": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "minItems": 2,
    "maxItems": 2,
}

PROBLEMS = (400, 429, 503)
OPERATIONS = (
    Operation(
        "/api/v1/search",
        "api_search",
        Api.search,
        "SearchAnswer",
        SEARCH_PARAMETERS,
        PROBLEMS,
    ),
    Operation("/api/v1/watch", "api_watch", Api.watch, "WatchAnswer", (WATCHED,), PROBLEMS),
    Operation(
        "/api/v1/concordance",
        "api_concordance",
        Api.concordance,
        "ConcordanceAnswer",
        CONCORDANCE_PARAMETERS,
        PROBLEMS,
    ),
    Operation(
        "/api/v1/trends",
        "api_trends",
        Trends.answer,
        "TrendsAnswer",
        TREND_PARAMETERS,
        PROBLEMS,
    ),
    Operation(
        "/api/v1/suggest",
        "api_suggest",
        Api.suggest,
        "SuggestAnswer",
        SUGGEST_PARAMETERS,
        PROBLEMS,
        ((OPENSEARCH, COMPLETIONS),),
    ),
    Operation(
        "/api/v1/articles/{id}", "api_article", Api.article, "Article", (), (404, 410, 429, 503)
    ),
)


def view() -> Response:
    """The description, as the site's own answer."""
    return jsonify(document(site_root()))


def document(root: str) -> dict[str, Any]:
    """The description.

    Args:
        root: The path that the site stands under; empty at the top of its host.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "अभिलेख · Abhilekh",
            "version": "1.0.0",
            "description": " ".join(ABOUT.split()),
        },
        "servers": [{"url": root or "/"}],
        "paths": {operation.path: {"get": _get(operation)} for operation in OPERATIONS},
        "components": {"schemas": dict(sorted(_schemas().items()))},
    }


def _schemas() -> dict[str, Schema]:
    schemas = Schemas()
    schemas.of(SearchAnswer)
    for name in LABELS:
        schemas.add("Found", name, str, f"Its {name}; empty if unknown.")
    schemas.named["SearchAnswer"]["properties"]["facets"]["propertyNames"] = {"enum": [*FACETS]}
    schemas.of(ConcordanceAnswer)
    schemas.of(SuggestAnswer)
    schemas.of(TrendsAnswer)
    schemas.of(WatchAnswer)
    schemas.of(Problem)
    schemas.of(Article)
    for name, told in (
        ("related", "The same story elsewhere."),
        ("copies", "Articles with the same text word for word, the earliest first."),
        ("near_copies", "Articles with nearly the same text, the earliest first."),
    ):
        schemas.add("Article", name, list[RelatedAnswer], told)
    schemas.add(
        "Article", "versions", list[VersionAnswer], "Texts that were replaced, the latest first."
    )
    return schemas.named


def _get(operation: Operation) -> dict[str, Any]:
    summary, _, more = (operation.view.__doc__ or "").partition("\n\n")
    described: dict[str, Any] = {
        "operationId": operation.endpoint,
        "summary": " ".join(summary.split()),
    }
    if more.strip():
        described["description"] = " ".join(more.split())
    described["parameters"] = [*_path(operation), *map(_parameter, operation.parameters)]
    described["responses"] = {
        "200": {
            "description": HTTPStatus.OK.phrase,
            "headers": {name: {"schema": {"type": "string"}} for name in ("ETag", "Last-Modified")},
            "content": {
                "application/json": {"schema": _named(operation.answer)},
                **{type_: {"schema": schema} for type_, schema in operation.other},
            },
        },
        "304": {"description": "What was asked for with If-None-Match has not changed."},
        **dict(_problems(operation.problems)),
    }
    return described


def _path(operation: Operation) -> list[Schema]:
    return [_ID] if "{id}" in operation.path else []


def _parameter(parameter: Parameter[Any] | RepeatedParameter) -> Schema:
    # As forms send what nobody filled in; it counts as not given.
    empty = {"allowEmptyValue": True} if isinstance(parameter, Parameter) else {}
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        **empty,
        "schema": parameter.schema,
    }


def _problems(statuses: Iterable[int]) -> Iterable[tuple[str, Schema]]:
    for status in statuses:
        content = {"application/problem+json": {"schema": _named("Problem")}}
        yield str(status), {"description": PROBLEM_DESCRIPTIONS[status], "content": content}


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
