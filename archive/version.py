"""The version of this program, as pyproject.toml or the installed package has it."""

import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

NAME = "abhilekh"
_CHECKOUT = Path(__file__).resolve().parents[1] / "pyproject.toml"


@cache
def version() -> str:
    """The version, such as 0.1.0."""
    # In a checkout another version may be installed beside it, and an old one be left behind.
    if found := _of_checkout():
        return found
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
        project = tomllib.loads(_CHECKOUT.read_text(encoding="utf-8"))["project"]
        return str(project["version"]) if project["name"] == NAME else None
    except (OSError, ValueError, KeyError):
        return None
