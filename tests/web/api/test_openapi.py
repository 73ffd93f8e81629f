"""The description of the API against what the API does."""

from collections.abc import Callable, Iterable
from typing import Any, get_args

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.datastructures import MultiDict

from index.engine import Order
from tests.factories import json_of
from web.api.openapi import OPERATIONS, document
from web.request import SEARCH_PARAMETERS, BadParameter, Parameter, to_request

DESCRIPTION = "/api/v1/openapi.json"


def schema_of(described: dict[str, Any], name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}", "components": described["components"]}


def test_it_is_served_and_valid(client: FlaskClient) -> None:
    described = json_of(client.get(DESCRIPTION))
    assert described["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    assert described == document("")
    below = json_of(client.get(DESCRIPTION, base_url="http://a.example/news"))
    assert below["servers"] == [{"url": "/news"}]


def test_every_address_of_the_api_is_described(app: Flask) -> None:
    served = {
        rule.rule.replace("<id:id>", "{id}"): rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint != "openapi"
    }
    assert served == {operation.path: operation.endpoint for operation in OPERATIONS}
    assert document("")["paths"].keys() == served.keys()


def test_what_the_code_says_is_in_it() -> None:
    described = document("")
    search = described["paths"]["/api/v1/search"]["get"]
    parameters = {one["name"]: one for one in search["parameters"]}
    assert list(parameters) == [one.name for one in SEARCH_PARAMETERS]
    assert parameters["limit"]["schema"]["maximum"] == 100
    assert parameters["order"]["schema"]["enum"] == list(get_args(Order))
    assert all(one["description"] for one in parameters.values())
    assert search["summary"] == "One page of what a search finds."
    found = described["components"]["schemas"]["Found"]
    assert found["properties"]["snippet"]["$ref"] == "#/components/schemas/Passage"
    assert found["properties"]["copies"]["description"].startswith("Ids of articles")
    article = described["components"]["schemas"]["Article"]["properties"]
    assert article["dated_by"]["enum"] == ["byline", "metadata", "url", "text", "file", "none"]
    assert article["published"]["anyOf"][0] == {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    "one", [one for one in SEARCH_PARAMETERS if isinstance(one, Parameter) and one.cure]
)
def test_a_parameter_takes_what_its_schema_says_and_nothing_else(one: Parameter[Any]) -> None:
    valid = jsonschema.Draft202012Validator(
        one.schema, format_checker=jsonschema.FormatChecker()
    ).is_valid
    for text in (
        *("1", "0", "100", "101", "10000", "10001", "-1", "1.5", "yes", "relevance", "newest"),
        *("2025", "2025-01", "2025-01-31", "2025-02-31", "2025-13", "0000", "20250101", "x"),
    ):
        value = int(text) if one.schema.get("type") == "integer" and text.isdigit() else text
        try:
            to_request(MultiDict({one.name: text}), strict=True)
        except BadParameter:
            assert not valid(value), text
        else:
            assert valid(value), text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/api/v1/search?q=Lavrov", "SearchAnswer"),
        ("/api/v1/search?q=zzqqxx+रूस", "SearchAnswer"),
        ("/api/v1/search?q=Lavrov&off=लावरोव", "SearchAnswer"),
        ("/api/v1/trends?q=Lavrov&q=बाढ़&by=month", "TrendsAnswer"),
        ("/api/v1/trends", "TrendsAnswer"),
        ("/api/v1/trends?by=week", "Problem"),
        ("/api/v1/concordance?q=Lavrov", "ConcordanceAnswer"),
        ("/api/v1/concordance?q=Lavrov&sort=best", "Problem"),
        ("/api/v1/suggest?q=lav", "SuggestAnswer"),
        ("/api/v1/articles/lavrov", "Article"),
        ("/api/v1/articles/untitled", "Article"),
        ("/api/v1/articles/none", "Problem"),
        ("/api/v1/search?page=0", "Problem"),
        ("/api/v1/nowhere", "Problem"),
    ],
)
def test_answers_are_as_described(client: FlaskClient, address: str, name: str) -> None:
    described = json_of(client.get(DESCRIPTION))
    answer = json_of(client.get(address))
    jsonschema.validate(answer, schema_of(described, name))
    answer["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answer, schema_of(described, name))


@pytest.mark.thorough
def test_schemathesis_finds_nothing(app: Flask) -> None:
    """Hundreds of requests, right and wrong, by what the description allows; always the same."""
    # Importing it takes seconds, which only this test is to pay.
    import schemathesis  # noqa: PLC0415
    from schemathesis.config import HealthCheck  # noqa: PLC0415
    from schemathesis.engine import events, from_schema  # noqa: PLC0415

    def plain(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        # Its WSGI client asks for gzip but does not unpack it.
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return app(environ, start)

    # A busy machine is slow to think requests up, which says nothing of the answers.
    config = schemathesis.Config(suppress_health_check=[HealthCheck.all])
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, plain, config=config)
    schema.config.generation.update(max_examples=30, deterministic=True)
    failures: list[str] = []
    requests = 0
    covered = set()
    for event in from_schema(schema).execute():
        if isinstance(event, (events.NonFatalError, events.FatalError)):
            failures.append(str(event))
        elif isinstance(event, events.ScenarioFinished):
            covered.add(event.recorder.label)
            for case, checks in event.recorder.checks.items():
                requests += 1
                request = event.recorder.cases[case].value.as_curl_command()
                found = [check.failure_info.failure for check in checks if check.failure_info]
                failures += [f"{request}\n{one.title}: {one.message}" for one in found]
    assert failures == []
    assert covered == {f"GET {operation.path}" for operation in OPERATIONS}
    assert requests > 300
