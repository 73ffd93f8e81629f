"""JSON that lies beside articles is refused with the reason, and never taken by its description."""

import json
from typing import Any

import pytest

from archive.article import Article, Rejected
from tests.factories import read_bytes

KINDS: list[tuple[str, dict[str, Any], str]] = [
    ("package.json", {"name": "a", "version": "1", "description": "b", "scripts": {}}, "settings"),
    ("package-lock.json", {"name": "a", "lockfileVersion": 3, "packages": {}}, "settings"),
    ("tsconfig.json", {"compilerOptions": {"strict": True}, "include": ["src"]}, "settings"),
    ("composer.json", {"name": "a/b", "description": "x", "require": {"php": "8"}}, "settings"),
    ("settings.json", {"editor.fontSize": 14, "files.autoSave": "on"}, "settings"),
    ("manifest.json", {"name": "A", "icons": [], "start_url": "/"}, "an app's settings"),
    ("a.ipynb", {"cells": [], "metadata": {}, "nbformat": 4}, "a notebook (Jupyter)"),
    ("a.json", {"type": "FeatureCollection", "features": []}, "a map (GeoJSON)"),
    ("api.json", {"openapi": "3.1.0", "info": {"description": "x"}}, "the description of an"),
    (
        "s.json",
        {"$schema": "x", "type": "object", "properties": {}, "description": "y"},
        "a schema",
    ),
]


@pytest.mark.parametrize(("name", "value", "what"), KINDS)
def test_it_is_refused_with_what_it_is(name: str, value: dict[str, Any], what: str) -> None:
    (rejected,) = read_bytes(json.dumps(value, indent=2).encode(), name)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith(what)
    assert rejected.reason.endswith("which holds no articles; leave it out")


def test_an_article_with_such_keys_is_one() -> None:
    text = "नदी का जल स्तर घटा और लोग घर लौटने लगे।"
    for more in ({"type": "news", "features": []}, {"name": "अ", "version": 2, "scripts": []}):
        (article,) = read_bytes(json.dumps({"body": text, **more}).encode(), "a.json")
        assert isinstance(article, Article)
    (article,) = read_bytes(json.dumps({"name": "अ", "description": text}).encode(), "a.json")
    assert isinstance(article, Article)
