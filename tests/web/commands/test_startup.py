"""What a command costs before it does anything, and a search in a terminal from start to end."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.search import SORTS
from tests.benchmarks import startup
from web.commands.concordance import concordance
from web.commands.main import COMMANDS

HEAVY = {"sqlalchemy", "numpy", "rich", "regex", "flask", "lxml", "index.search", "archive.store"}


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with startup.sample_home() as made:
        yield made


def test_the_help_takes_a_quarter_of_a_second() -> None:
    assert startup.cost_of(["--help"]).seconds <= startup.HELP_SECONDS
    assert startup.cost_of(["search", "--help"]).seconds <= startup.HELP_SECONDS


@pytest.mark.parametrize(
    ("shell", "words"),
    [("bash", ("s",)), ("bash", ("serve", "--")), ("zsh", ("search", "--")), ("fish", ("s",))],
)
def test_a_completion_is_there_while_one_types(shell: str, words: tuple[str, ...]) -> None:
    assert startup.completion_cost(shell, *words).seconds <= startup.COMPLETION_SECONDS


@pytest.mark.parametrize("word", ["Lavrov", "लावरोव"])
def test_a_search_in_a_terminal(home: Path, word: str) -> None:
    cost = startup.cost_of(["--archive-home", str(home), "search", word])
    assert cost.seconds <= startup.SEARCH_SECONDS
    assert cost.megabytes <= startup.SEARCH_MB


@pytest.mark.thorough
def test_a_site_with_two_workers_fits_into_a_small_machine(home: Path) -> None:
    assert startup.memory_of_site({"ARCHIVE_HOME": str(home)}) <= startup.SITE_MB


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_loads_nothing_of_its_work(name: str) -> None:
    program = (
        "import sys; from web.commands.main import cli;"
        f"cli.get_command(None, {name!r}); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert not HEAVY.intersection(done.stdout.decode().split())


def test_commands_are_completed_without_loading_any() -> None:
    program = (
        "import sys, click; from web.commands.main import cli;"
        "found = cli.shell_complete(click.Context(cli), 're');"
        "print(*(each.value for each in found)); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    found, loaded = done.stdout.decode().splitlines()
    assert found == "reindex restore"
    assert "web.commands.restore" not in loaded.split()


def test_what_is_said_of_the_commands_is_what_they_say() -> None:
    [sort] = [each for each in concordance.params if each.name == "sort"]
    assert tuple(sort.type.choices) == SORTS  # type: ignore[attr-defined]
