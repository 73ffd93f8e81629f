"""The rules of the code as a whole: who may import whom, names that stand once, first lines."""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import index.search

MAY_IMPORT = {
    # A room is a folder or a module; what lies in it belongs to the innermost room named here.
    # Each may import itself and what its row names, and nothing else of the project.
    "manage": "archive web.commands",
    "web.commands": (
        "archive archive.feeds archive.reading archive.store web index.search index.indexing "
        "index.engine index.budget index.query"
    ),
    "web": "archive archive.store index.search index.query index.engine index.budget index.fields",
    "index.python": ("manage archive index.search index.indexing index.query index.engine"),
    "index.search": (
        "archive archive.store index.query index.highlight index.indexing index.engines "
        "index.documents index.engine index.budget index.fields index.lexicon index.thesaurus "
        "index.names index.transliteration index.analysis"
    ),
    "index.indexing": (
        "archive archive.store index.documents index.engine index.fields index.names "
        "index.transliteration index.analysis"
    ),
    "index.query": "index.engine index.fields index.analysis",
    "index.highlight": "index.analysis",
    "index.documents": "archive index.engine index.fields index.analysis",
    "index.engines": "archive index.engine index.budget index.fields",
    "index.budget": "index.engine",
    "index.engine": "archive index.fields",
    "index.lexicon": "index.budget index.transliteration",
    "index.transliteration.training": "index.transliteration",
    "index.thesaurus": "index.analysis index.names",
    "index.names": "index.analysis index.fingerprint",
    "index.transliteration": "index.analysis index.fingerprint",
    "index.analysis": "index.fingerprint",
    "index.fields": "archive",
    "index.fingerprint": "",
    "archive": "archive.reading archive.store",
    "archive.feeds": "archive archive.reading archive.store",
    "archive.reading": "archive",
    "archive.store": "archive",
}
ONLY_IN = {
    # A library, and the rooms that may import it.
    "flask": "web",
    "flask_limiter": "web",
    "werkzeug": "web",
    "gunicorn": "web",
    "waitress": "web",
    "prometheus_client": "web",
    "whoosh": "index.engines.whoosh",
    "tantivy": "index.engines.tantivy",
    "opensearchpy": "index.engines.opensearch",
    "lxml": "archive.reading",
    "urllib3": "archive.feeds",
    "protego": "archive.feeds",
    "sqlalchemy": "archive.store",
    "psycopg": "archive.store",
    "click": "web.commands",
    "rich": "web.commands",
}
DOOR = {f"index.search.{name}" for name in index.search.__all__}
"""What whoever is not part of searching may import of it."""

READ_THE_ENVIRONMENT = {
    "manage",
    "web.wsgi",
    # Tells the library for metrics where all processes count; it asks nowhere else.
    "web.serving",
    # Hands it on to the program that it starts.
    "archive.reading.pages.ocr",
}
SAME_NAME_BY_DESIGN = {
    # Modules that have one role in several folders: in each engine, in each part of the site.
    "index": "engine reader writer schema queries collector files",
    "web": "views",
}

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("archive", "index", "web")
TEXTS = {".py", ".md", ".toml", ".html", ".js", ".css", ".yaml", ".yml", ".txt", ".tsv", ".xml", ""}
NOT_OURS = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "data"}


def _modules() -> Iterator[tuple[str, Path]]:
    yield "manage", ROOT / "manage.py"
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(_modules())


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> frozenset[str]:
    """The full names that it imports, wherever in its text."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def within(name: str, folder: str) -> bool:
    return f"{name}.".startswith(f"{folder}.")


def innermost(name: str, among: Collection[str]) -> str:
    """The longest of these names that this one lies in."""
    parts = name.split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((prefix for prefix in prefixes if prefix in among), "")


def test_a_module_imports_only_what_its_room_may() -> None:
    wrong = [
        f"{module} ({room}) imports {name}"
        for module in MODULES
        for room in [innermost(module, MAY_IMPORT)]
        for name in imports(module)
        if name.partition(".")[0] in (*PACKAGES, "manage", "tests")
        if innermost(name, MAY_IMPORT) not in (room, *MAY_IMPORT.get(room, "").split())
    ]
    assert not wrong


def test_searching_is_used_through_its_door() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        if not within(module, "index.search")
        for name in imports(module)
        if within(name, "index.search") and name not in DOOR
    ]
    assert not wrong


def test_the_table_allows_no_more_than_is_needed() -> None:
    used = {
        (innermost(module, MAY_IMPORT), innermost(name, MAY_IMPORT))
        for module in MODULES
        for name in imports(module)
    }
    allowed = {(room, goal) for room, row in MAY_IMPORT.items() for goal in row.split()}
    assert allowed <= used


def test_a_library_is_imported_only_where_it_belongs() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        for name in imports(module)
        if not within(module, ONLY_IN.get(name.partition(".")[0], module))
    ]
    assert not wrong


def folders() -> list[str]:
    return sorted({module.rpartition(".")[0] for module in MODULES if "." in module})


@pytest.mark.parametrize("folder", folders())
def test_what_lies_in_a_folder_is_imported_in_one_direction(folder: str) -> None:
    """No circle among its modules and subfolders; ``__init__`` stands above all of them."""

    def part(name: str) -> str:
        return name.removeprefix(f"{folder}.").partition(".")[0]

    graph: dict[str, set[str]] = {}
    for module in MODULES:
        if module != folder and within(module, folder):
            goals = {innermost(name, MODULES) for name in imports(module)}
            inside = {part(goal) for goal in goals if goal != folder and within(goal, folder)}
            graph.setdefault(part(module), set()).update(inside - {part(module)})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"{folder}: {' → '.join(reversed(error.args[1]))}")


def test_only_the_ends_read_the_environment() -> None:
    reading = {
        module
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    reading |= {module for module in MODULES if {"os.environ", "os.getenv"} & imports(module)}
    assert reading <= READ_THE_ENVIRONMENT


def test_the_first_line_of_a_module_is_one_sentence() -> None:
    first_lines = {
        module: (ast.get_docstring(tree(module)) or "").partition("\n")[0] for module in MODULES
    }
    wrong = {
        module: line
        for module, line in first_lines.items()
        if not re.fullmatch(r"[A-Z`].{8,98}\.", line)
    }
    assert not wrong


@pytest.mark.parametrize("package", PACKAGES)
def test_no_two_modules_of_a_package_share_a_name(package: str) -> None:
    names = Counter(path.stem for module, path in MODULES.items() if within(module, package))
    twice = {name for name, count in names.items() if count > 1} - {"__init__"}
    assert twice <= set(SAME_NAME_BY_DESIGN.get(package, "").split())


def test_no_two_public_classes_share_a_name() -> None:
    homes: dict[str, list[str]] = {}
    for module in MODULES:
        for node in tree(module).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_every_document_that_is_named_is_there() -> None:
    texts = [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in TEXTS and path.is_file()
        if not NOT_OURS & {*path.relative_to(ROOT).parts}
    ]
    there = {path.name for path in texts}
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in texts
        for name in re.findall(r"\b[\w.-]+\.md\b", path.read_text(encoding="utf-8"))
        if name not in there
    }
    assert not missing


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 100
    named = {name for row in MAY_IMPORT.values() for name in row.split()}
    assert named <= set(MAY_IMPORT)
