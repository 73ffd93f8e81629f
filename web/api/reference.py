"""The API reference: the OpenAPI document as a page, with examples."""

from collections.abc import Iterator
from typing import Any

from flask import render_template

from web.api.openapi import document
from web.links import absolute, site_root

EXAMPLES = {
    "api_search": "/api/v1/search?q=Lavrov&order=newest&limit=3",
    "api_concordance": "/api/v1/concordance?q=Lavrov&sort=right&limit=3",
    "api_watch": "/api/v1/watch?search=q%3DLavrov&search=q%3DDelhi%26arrived_since%3D120",
    "api_trends": "/api/v1/trends?q=Lavrov&q=Delhi&by=year",
    "api_suggest": "/api/v1/suggest?q=lav",
}
"""Addresses that work on every archive, by operation; an article's would need an id."""


def reference() -> str:
    """The page."""
    root = site_root()
    described = document(root)
    operations = [
        {"path": path, **item["get"], "try": root + example if example else ""}
        for path, item in described["paths"].items()
        for example in [EXAMPLES.get(item["get"]["operationId"], "")]
    ]
    return render_template(
        "api.html",
        described=described,
        operations=operations,
        schemas=described["components"]["schemas"],
        kind=kind,
        values=values,
        root=absolute(root),
    )


def kind(schema: dict[str, Any]) -> str:
    """The type of a schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(kind, schema["anyOf"])))
    if "prefixItems" in schema:
        return f"[{', '.join(map(kind, schema['prefixItems']))}]"
    if "items" in schema:
        return f"list of {kind(schema['items'])}"
    if "additionalProperties" in schema:
        return f"object of {kind(schema['additionalProperties'])}"
    return str(schema.get("format", schema["type"]))


def values(schema: dict[str, Any]) -> str:
    """The values that a schema allows, and the default."""
    return ", ".join(_values(schema))


def _values(schema: dict[str, Any]) -> Iterator[str]:
    if "enum" in schema:
        yield " | ".join(schema["enum"])
    if "maximum" in schema:
        yield f"{schema['minimum']} to {schema['maximum']:,}"
    if "maxItems" in schema and "items" in schema:
        yield f"may be repeated, at most {schema['maxItems']} times"
    if schema.get("default", "") != "":
        yield f"default {schema['default']}"
