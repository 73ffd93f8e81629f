"""Tells at which line of its document each object of JSON begins, for what is rejected.

Parsers say it of mistakes only, and so a pretty-printed export would be told as its first line.
"""

import json
import re
from typing import Any, Final

LINE: Final = "\0line"
"""The key under which an object has its line, counted from 0."""

_SIGN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\n]', re.DOTALL)


def with_lines(text: str) -> Any:
    """The value of JSON in a text, in which each object has its line.

    Raises:
        ValueError: It is no JSON.
    """
    lines = iter(_lines(text))

    def numbered(value: dict[str, Any]) -> dict[str, Any]:
        return {**value, LINE: next(lines, 0)}

    return json.JSONDecoder(strict=False, object_hook=numbered).decode(text)


def _lines(text: str) -> list[int]:
    """The lines at which objects begin, in the order in which they end, as parsers make them."""
    found, opened, line = [], [], 0
    for sign in _SIGN.finditer(text):
        if sign[0] == "{":
            opened.append(line)
        elif sign[0] == "}" and opened:
            found.append(opened.pop())
        else:
            line += sign[0].count("\n")
    return found
