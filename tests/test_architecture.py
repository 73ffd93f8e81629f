"""The documents for contributors name only files, functions and commands that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")
_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:archive|index|web|tests|\.ci)/[\w./*-]*|manage\.py")
_MODULE = re.compile(r"python -m ([\w.]+)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[a-z_]\w*)?")


def _quoted(document: str) -> list[str]:
    return _QUOTED.findall((ROOT / document).read_text("utf-8"))


def _defined(path: Path) -> set[str]:
    """The classes and functions of a module; methods as Class.method."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            names |= {node.name}
            names |= {
                f"{node.name}.{each.name}"
                for each in node.body
                if isinstance(each, ast.FunctionDef)
            }
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
    return names


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_exists(document: str) -> None:
    paths = [quoted for quoted in _quoted(document) if _PATH.fullmatch(quoted)]
    assert paths or document == "README.md"
    missing = [
        path
        for path in paths
        if not (any(ROOT.glob(path)) if "*" in path else (ROOT / path).exists())
    ]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_run_exists(document: str) -> None:
    modules = _MODULE.findall((ROOT / document).read_text("utf-8"))
    missing = [name for name in modules if not (ROOT / f"{name.replace('.', '/')}.py").exists()]
    assert not missing


def test_the_flows_name_functions_of_the_file_before_them() -> None:
    flows = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    flows = flows[flows.index("## Two flows") : flows.index("## Glossary")]
    pairs = re.findall(r"`([\w/]+\.py)`\s+`(" + _NAME.pattern + ")`", flows)
    assert len(pairs) >= 10
    missing = [(path, name) for path, name in pairs if name not in _defined(ROOT / path)]
    assert not missing
