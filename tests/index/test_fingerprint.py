"""Fingerprints change with the rules of a package, and with nothing else."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.fingerprint import fingerprint

PACKAGE = "rules_of_a_test"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / PACKAGE
    (folder / "training").mkdir(parents=True)
    for name in ("__init__.py", "a.py", "b.py", "table.tsv", "README.md", "training/t.py"):
        (folder / name).write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    sys.modules.pop(PACKAGE, None)


@pytest.mark.parametrize(
    ("changed", "changes"),
    [
        ("a.py", True),
        ("table.tsv", True),
        ("new.py", True),
        ("README.md", False),
        ("training/t.py", False),
        ("training/new.tsv", False),
    ],
)
def test_what_changes_it(folder: Path, changed: str, changes: bool) -> None:
    before = fingerprint(PACKAGE)
    (folder / changed).write_text("another rule")
    assert (fingerprint(PACKAGE) != before) == changes


@pytest.mark.parametrize(("changed", "changes"), [("a.py", True), ("b.py", False)])
def test_of_some_files_only(folder: Path, changed: str, changes: bool) -> None:
    before = fingerprint(PACKAGE, only=["a.py", "table.tsv"])
    (folder / changed).write_text("another rule")
    assert (fingerprint(PACKAGE, only=["a.py", "table.tsv"]) != before) == changes


def test_versions_of_libraries_count() -> None:
    assert fingerprint("index.analysis", "1.0") != fingerprint("index.analysis", "1.1")
