"""The documents name only files, functions, commands, options and settings that exist."""

import ast
import re
import shlex
from pathlib import Path

import click
import pytest

from web.commands.main import cli

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "docs/commands.md",
    "docs/growing.md",
    "docs/measured.md",
    "docs/server.md",
)
_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:archive|index|web|tests|deploy|\.ci)/[\w./*-]*|manage\.py")
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
    assert paths or document not in ("ARCHITECTURE.md", "CONTRIBUTING.md")
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


TYPED = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))
"""Whose blocks of commands somebody types as they are."""
_BEFORE = re.compile(r"sudo|\S+=\S*|(?:\S*/)?python[\d.]*")
"""What may stand before the program in a command."""
_ON_THE_SERVER = re.compile(r"(?:/opt/abhilekh/|(?<![\w/])deploy/)([\w./-]+)")


def _commands(document: str) -> list[str]:
    """The commands in a document's blocks, without what is said about them."""
    lines, inside, kind = [], False, ""
    for line in (ROOT / document).read_text("utf-8").splitlines():
        if line.startswith("```"):
            inside, kind = not inside, line[3:]
        elif inside and kind in ("", "sh"):
            lines.append(re.sub(r"(?:^|\s)#\s.*", "", line).strip())
    return [line for line in lines if line]


def _typed(line: str) -> list[list[str]]:
    """What is typed behind the name of the program, for each time that a line runs it."""
    found = []
    for one in re.split(r"\s(?:\||&&)\s", line):
        words = shlex.split(one)
        while words and _BEFORE.fullmatch(words[0]):
            words = words[1:]
        if one.startswith("docker compose") and "site" in words:
            words = words[words.index("site") + 1 :]
        if words and words[0].rpartition("/")[2] in ("abhilekh", "manage.py"):
            found.append(words[1:])
    return found


def check_arguments(words: list[str]) -> None:
    """Check that these words after the program name a command, and only options that it has."""
    command: click.Command = cli
    context = click.Context(cli)
    for word in words:
        name = word.partition("=")[0]
        if name.startswith("-") and name != "-":
            known = {option for each in command.params for option in each.opts}
            assert name in known | {"--help"}, f"{command.name} has no {name}"
        elif isinstance(command, click.Group):
            # What stands before a command is the value of an option.
            command = command.get_command(context, word) or command
    assert command is not cli or {"--help", "--version"} & {*words}, f"no command in {words}"


@pytest.mark.parametrize("document", ["README.md", "README.hi.md", *TYPED])
def test_every_command_that_is_typed_exists(document: str) -> None:
    typed = [words for line in _commands(document) for words in _typed(line)]
    for words in typed:
        check_arguments(words)
    assert typed or document not in ("README.md", "docs/server.md", "docs/backup.md")


def test_what_is_typed_on_a_server_is_there() -> None:
    lines = _commands("docs/server.md")
    assert len(lines) > 40
    text = "\n".join(lines)
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake -C /opt/abhilekh (\S+)", text)) <= set(made)
    named = [name.rstrip(".") for name in _ON_THE_SERVER.findall(text)]
    assert len(named) > 10
    missing = [
        name for name in named if not any((ROOT / top / name).exists() for top in (".", "deploy"))
    ]
    assert not missing
    units = {path.name for path in (ROOT / "deploy").iterdir()}
    for line in lines:
        if "systemctl" in line and "abhilekh" in line:
            for unit in re.findall(r"\babhilekh[\w.-]*", line):
                assert unit in units or f"{unit}.service" in units, unit


@pytest.mark.parametrize("place", [*TYPED, "README.md", "deploy"])
def test_every_setting_that_is_named_is_one(place: str) -> None:
    path = ROOT / place
    texts = sorted(path.iterdir()) if path.is_dir() else [path]
    known = {str(each.envvar) for each in cli.params if isinstance(each, click.Option)}
    for text in texts:
        named = set(re.findall(r"\bARCHIVE_[A-Z_]+\b", text.read_text("utf-8")))
        assert named <= known, text.name
