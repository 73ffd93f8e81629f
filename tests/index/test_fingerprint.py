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
    (folder / changed).write_text("another_rule = 1")
    assert (fingerprint(PACKAGE) != before) == changes


CODE = '''"""Rules."""

RULE = "a"
"""Which letter."""


def rule(word: str, *, times: int = 1) -> str | None:
    """The rule."""
    return word * times if RULE in word else None
'''


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ('"""Rules."""\n', "", False),
        ('"""Which letter."""', "# Which letter.", False),
        ('"""The rule."""', '"""As many times the word."""', False),
        ("word: str, *, times", "\n    word: str,\n    *,\n    times", False),
        ('"a"', "'a'", False),
        ('"a"', '"b"', True),
        ("times: int = 1", "times: int = 2", True),
        ("word * times", "times * word", True),
        ("None\n", "''\n", True),
        (", *,", ",", True),
    ],
)
def test_of_a_module_only_the_code_counts(
    folder: Path, old: str, new: str, *, changes: bool
) -> None:
    (folder / "a.py").write_text(CODE)
    before = fingerprint(PACKAGE)
    assert old in CODE
    (folder / "a.py").write_text(CODE.replace(old, new))
    assert (fingerprint(PACKAGE) != before) == changes


def test_defaults_of_keywords_keep_their_places(folder: Path) -> None:
    (folder / "a.py").write_text("def rule(*, a, b=1): pass")
    before = fingerprint(PACKAGE)
    (folder / "a.py").write_text("def rule(*, a=1, b): pass")
    assert fingerprint(PACKAGE) != before


def test_every_version_of_python_says_the_same(folder: Path) -> None:
    (folder / "a.py").write_text(
        CODE + "match rule('a'):\n    case [str(x), *_]: print(f'{x!r:>3}')\n"
    )
    assert fingerprint(PACKAGE) == "99894d784638b71e"


@pytest.mark.parametrize(("changed", "changes"), [("a.py", True), ("b.py", False)])
def test_of_some_files_only(folder: Path, changed: str, changes: bool) -> None:
    before = fingerprint(PACKAGE, only=["a.py", "table.tsv"])
    (folder / changed).write_text("another_rule = 1")
    assert (fingerprint(PACKAGE, only=["a.py", "table.tsv"]) != before) == changes


def test_versions_of_libraries_count() -> None:
    assert fingerprint("index.analysis", "1.0") != fingerprint("index.analysis", "1.1")
