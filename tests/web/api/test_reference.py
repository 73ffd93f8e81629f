"""The page that explains the API."""

import pytest
from flask.testing import FlaskClient

from web.api.openapi import OPERATIONS, document
from web.api.reference import EXAMPLES, kind, values


def test_every_address_and_parameter_is_told(client: FlaskClient) -> None:
    page = client.get("/api?lang=en").text
    for operation in OPERATIONS:
        assert f"GET {operation.path}" in page
        for parameter in operation.parameters:
            assert f"<code>{parameter.name}</code>" in page
    for name in document("")["components"]["schemas"]:
        assert f'<h3 id="{name}">' in page
    assert 'href="/api/v1/openapi.json"' in page
    assert "1 to 100, default 10" in page


@pytest.mark.parametrize("address", EXAMPLES.values())
def test_its_examples_work(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200
    assert address.replace("&", "&amp;") in client.get("/api").text


def test_every_page_leads_to_it(client: FlaskClient) -> None:
    assert '<a href="/api">' in client.get("/").text


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "date"}, "date"),
        ({"$ref": "#/components/schemas/Found"}, "Found"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": "array", "items": {"type": "string"}}, "list of string"),
        (
            {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
            "[string, integer]",
        ),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "object of integer"),
    ],
)
def test_kinds_in_words(schema: dict[str, object], told: str) -> None:
    assert kind(schema) == told


def test_values_in_words() -> None:
    assert values({"enum": ["a", "b"], "default": "a"}) == "a | b, default a"
    assert values({"type": "string", "default": ""}) == ""
