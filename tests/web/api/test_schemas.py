"""JSON schemas drawn from dataclasses and their docstrings."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypedDict

import pytest

from web.api.schemas import Schemas


class Inner(TypedDict):
    """Something within."""

    marks: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Outer:
    """Something.

    More of it.

    Attributes:
        day: When,
            as far as known.
        inner: Within.
    """

    day: date | None
    inner: Inner
    kind: Literal["a", "b"]
    counts: dict[str, tuple[str, ...]]


def test_a_dataclass_with_what_its_docstring_says() -> None:
    schemas = Schemas()
    assert schemas.of(Outer) == {"$ref": "#/components/schemas/Outer"}
    assert schemas.named["Outer"] == {
        "type": "object",
        "description": "Something.",
        "properties": {
            "day": {
                "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
                "description": "When, as far as known.",
            },
            "inner": {"$ref": "#/components/schemas/Inner", "description": "Within."},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "counts": {
                "type": "object",
                "propertyNames": {"type": "string"},
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
        "required": ["day", "inner", "kind", "counts"],
        "additionalProperties": False,
    }
    pair = schemas.named["Inner"]["properties"]["marks"]["items"]
    assert pair["prefixItems"] == [{"type": "integer"}, {"type": "integer"}]
    assert (pair["minItems"], pair["maxItems"]) == (2, 2)


def test_one_key_more() -> None:
    schemas = Schemas()
    schemas.of(Inner)
    schemas.add("Inner", "total", int, "All.")
    inner = schemas.named["Inner"]
    assert inner["properties"]["total"] == {"type": "integer", "description": "All."}
    assert inner["required"] == ["marks", "total"]


@pytest.mark.parametrize("kind", [Any, object, bytes, set[str]])
def test_other_types_are_refused(kind: Any) -> None:
    with pytest.raises(TypeError, match="no schema for"):
        Schemas().of(kind)
