"""Tells JSON that lies beside articles and holds none: settings of programs, maps, notebooks.

Each is told by its keys; a description in it is no text of an article.
"""

from collections.abc import Mapping
from typing import Any

from archive.reading.not_prose import LEAVE

_KINDS = (
    # keys that it has, keys of which it has one, and what it is
    ("", "dependencies devDependencies lockfileVersion compilerOptions require-dev", "settings"),
    ("name version", "scripts main exports engines bin type require packages", "settings"),
    ("", "eslintConfig rules plugins presets extends editorconfig", "settings"),
    ("name", "require require-dev autoload", "settings"),
    ("name", "manifest_version start_url short_name background_color", "an app's settings"),
    ("cells", "nbformat nbformat_minor", "a notebook (Jupyter)"),
    ("type", "features geometry geometries arcs bbox", "a map (GeoJSON)"),
    ("", "openapi swagger", "the description of an interface"),
    ("$schema", "properties definitions $defs type", "a schema"),
    ("log", "log.entries", "a record of a browser (HAR)"),
    ("version sources mappings", "version", "a program's map"),
)
_ROWS = tuple((frozenset(every.split()), any_.split(), what) for every, any_, what in _KINDS)
_MIN_DOTTED = 2
_MAPS = ("Feature", "Geometry", "Topology", "Point", "Polygon", "LineString")


def why_no_record(value: Mapping[str, Any]) -> str:
    """Why an object without a body holds no article, in one line with its cure; "" if it may."""
    for every, any_, what in _ROWS:
        if every <= value.keys() and any(_has(value, name) for name in any_):
            if "map (" in what and not str(value["type"]).startswith(_MAPS):
                continue
            return LEAVE.format(what)
    dotted = [key for key in value if "." in key.strip(".") and " " not in key]
    if len(dotted) >= _MIN_DOTTED and len(dotted) == len(value) and _are_switches(value):
        return LEAVE.format("settings")
    return ""


def _has(value: Mapping[str, Any], name: str) -> bool:
    outer, dot, inner = name.partition(".")
    if not dot:
        return name in value
    held = value.get(outer)
    return isinstance(held, dict) and inner in held


def _are_switches(value: Mapping[str, Any]) -> bool:
    return any(isinstance(each, bool | int | float) for each in value.values())
