"""The version of this program, as pyproject.toml or the installed package has it."""

import re
from functools import cache
from pathlib import Path

NAME = "abhilekh"
_PROJECT = re.compile(r'\[project\]\nname = "(?P<name>[^"]*)"\nversion = "(?P<version>[^"]*)"\n')
"""The first lines of the project's file, which a parser of TOML would take 20 ms to come to."""
_CHECKOUT = Path(__file__).resolve().parents[1] / "pyproject.toml"


@cache
def version() -> str:
    """The version, such as 0.1.0."""
    # In a checkout another version may be installed beside it, and an old one be left behind.
    if found := _of_checkout():
        return found
    # Loaded when asked, since every command loads this module.
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "unknown"


def is_checkout() -> bool:
    """Whether this program lies in a checkout, instead of being installed."""
    return _of_checkout() is not None


@cache
def _of_checkout() -> str | None:
    try:
        found = _PROJECT.match(_CHECKOUT.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found["version"] if found and found["name"] == NAME else None
