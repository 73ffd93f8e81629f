"""Tells JSON by its beginning, and whether it is one object a line."""

import json
import re

_MAX_LINES = 50
"""Lines at the beginning that are looked at."""

_JSON = re.compile(r"\{\s*(?:[\"'}]|//|/\*)|\[\s*(?:[{\]]|\[\s*[\"\[{]|//|/\*)")
_SCRIPT = re.compile(r"[\w.$][\w.$ \t]{0,100}[=(]\s*[\[{]\s*[\"{\[]")
"""JSON with a name before it: window.news = [{"title": …}]; or callback({"news": …})"""

_CUT_JSON = re.compile(r"[\[{]\s*$")


def json_format(head: str) -> str:
    """The name of the format, or "" if it is no JSON.

    Args:
        head: The beginning of a text, without space before it; its last line may be cut.
    """
    head = head.lstrip("\x1e")
    if _SCRIPT.match(head):
        return "json"
    if not _JSON.match(head) and not _CUT_JSON.match(head[:1000]):
        return ""
    if head.startswith("["):
        return "json"
    lines = [line for line in head.split("\n")[:_MAX_LINES] if line.strip()]
    # A mistake in the first line makes no document of it: the second is an object by itself.
    return "jsonlines" if any(map(_is_object, lines)) else "json"


def _is_object(line: str) -> bool:
    """Whether a line is a whole object that begins where the line does."""
    line = line.lstrip("\x1e\ufeff")
    if not line.startswith("{") or not line.rstrip().endswith("}"):
        return line.startswith("{'")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line.startswith("{'")
