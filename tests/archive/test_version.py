"""The version that is shown is that of pyproject.toml."""

import tomllib
from pathlib import Path

from archive.version import NAME, version


def test_it_is_the_one_of_the_project() -> None:
    file = Path(__file__).resolve().parents[2] / "pyproject.toml"
    project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["version"]) == (NAME, version())
