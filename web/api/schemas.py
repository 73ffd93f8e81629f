"""JSON Schema (draft 2020-12) of the types that answers are made of, with their docstrings."""

import inspect
import re
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]

PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


class Schemas:
    """Makes schemas; those of named types are kept in ``named``, and others refer to them."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type.

        Raises:
            TypeError: There is no schema for this type.
        """
        if kind in PLAIN:
            return dict(PLAIN[kind])
        if is_dataclass(kind) or is_typeddict(kind):
            return self._object(kind)
        origin, parts = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"type": "string", "enum": list(parts)}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(part) for part in parts]}
        if origin in (list, tuple, dict):
            return self._collection(origin, parts)
        raise TypeError(f"no schema for {kind!r}")

    def add(self, name: str, key: str, kind: Any, about: str) -> None:
        """Add a required key to a named type."""
        there = self.named[name]
        there["properties"][key] = {**self.of(kind), "description": about}
        there["required"].append(key)

    def _collection(self, origin: type, parts: tuple[Any, ...]) -> Schema:
        if origin is dict:
            names, values = map(self.of, parts)
            return {"type": "object", "propertyNames": names, "additionalProperties": values}
        if origin is list or parts[1:] == (...,):
            return {"type": "array", "items": self.of(parts[0])}
        every = {"minItems": len(parts), "maxItems": len(parts)}
        return {"type": "array", "prefixItems": [self.of(part) for part in parts], **every}

    def _object(self, kind: Any) -> Schema:
        name = str(kind.__name__)
        if name not in self.named:
            self.named[name] = {}
            docstring = inspect.getdoc(kind) or ""
            about = {key: " ".join(text.split()) for key, text in _ATTRIBUTE.findall(docstring)}
            properties = {}
            for key, type_ in get_type_hints(kind).items():
                properties[key] = self.of(type_)
                if key in about:
                    properties[key]["description"] = about[key]
            self.named[name] = {
                "type": "object",
                "description": " ".join(docstring.partition("\n\n")[0].split()),
                "properties": properties,
                # Every key is always present; unknown values are empty or null.
                "required": list(properties),
                "additionalProperties": False,
            }
        return {"$ref": f"#/components/schemas/{name}"}
