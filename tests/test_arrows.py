"""Who may import whom: the arrows of the design, read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("archive", "index", "web")
MAY_USE_ARCHIVE = (
    "index.indexing.documents",
    "index.indexing",
    "index.search",
    "index.search.related",
)
LIBRARIES = {
    "flask": ("web.",),
    "flask_babel": ("web.",),
    "whoosh": ("index.engines.whoosh",),
    "tantivy": ("index.engines.tantivy",),
    "opensearchpy": ("index.engines.opensearch",),
    "sqlalchemy": ("archive.store.",),
    "click": ("manage",),
    "rich": ("manage", "archive.progress"),
}


def _modules() -> Iterator[tuple[str, Path]]:
    yield "manage", ROOT / "manage.py"
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = tuple(_modules())


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def allowed(importer: str, room: str) -> bool:
    home = importer.partition(".")[0]
    if home in ("manage", room):
        return True
    if home == "web":
        return room in ("index", "archive")
    return home == "index" and room == "archive" and importer.startswith(MAY_USE_ARCHIVE)


@pytest.mark.parametrize(("module", "path"), MODULES, ids=lambda value: str(value)[-40:])
def test_a_module_imports_only_what_it_may(module: str, path: Path) -> None:
    for name in imports(path):
        top = name.partition(".")[0]
        if top in ROOMS:
            assert allowed(module, top), f"{module} may not import {name}"
        if top in LIBRARIES:
            assert f"{module}.".startswith(LIBRARIES[top]), f"{module} may not import {name}"


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize(("module", "path"), MODULES, ids=lambda value: str(value)[-40:])
def test_only_the_ends_read_the_environment(module: str, path: Path) -> None:
    if module not in ("manage", "web.wsgi"):
        names = imports(path) | {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not names & {"environ", "getenv", "os.environ", "os.getenv"}
