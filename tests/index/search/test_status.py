"""The advice that status gives to an archive that outgrows its engine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.search.status import CAPACITIES, advice, archive_status
from tests.factories import archive_in, settings_in


def test_an_engine_that_is_right_says_how_far_it_goes() -> None:
    assert advice("whoosh:data/index", "data", 500) == (
        f"whoosh is right up to about {CAPACITIES['whoosh'].articles:,} articles"
    )


@pytest.mark.parametrize("engine", CAPACITIES)
def test_a_bigger_archive_is_told_two_commands(engine: str) -> None:
    told = advice(f"{engine}:somewhere", "data", CAPACITIES[engine].articles + 1)
    assert "export ARCHIVE_ENGINE_URL=" in told
    assert told.endswith("manage.py reindex")


@pytest.mark.thorough
def test_the_two_commands_move_an_archive(tmp_path: Path) -> None:
    told = advice("whoosh:x", str(tmp_path), CAPACITIES["whoosh"].articles + 1)
    url = told.partition("ARCHIVE_ENGINE_URL=")[2].split()[0]
    environment = os.environ | {"ARCHIVE_HOME": str(tmp_path)}

    def run(*command: str, **more: str) -> str:
        line = [sys.executable, "manage.py", *command]
        return subprocess.run(
            line, env=environment | more, capture_output=True, text=True, check=True
        ).stdout

    run("import", "archive/sample")
    before = run("search", "Lavrov", "--json")
    assert "68 articles indexed" in run("reindex", ARCHIVE_ENGINE_URL=url)
    after = run("search", "Lavrov", "--json", ARCHIVE_ENGINE_URL=url)
    assert before.partition('"results"')[2].count('"id"') == after.count('"id"') > 0


def test_an_engine_of_many_nodes_has_no_next() -> None:
    assert advice("opensearch+https://u:p@h/x", "data", 10**9) == (
        "opensearch+https grows with its nodes"
    )


def test_rows_of_ones_own_are_counted_and_what_is_wrong_is_told(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        assert archive_status(settings_in(tmp_path), archive)["thesaurus"] == "no rows of your own"
        path = tmp_path / "thesaurus.tsv"
        path.write_text("clock tower\tघंटाघर\nno tab\nlonely\t\n", encoding="utf-8")
        told = str(archive_status(settings_in(tmp_path), archive)["thesaurus"])
        assert told.startswith("1 rows of your own; not used: line 2: no tab")
        assert told.splitlines()[1].startswith("line 3: one word alone")
        path.write_text("no tab\n" * 50, encoding="utf-8")
        told = str(archive_status(settings_in(tmp_path), archive)["thesaurus"])
        assert told.splitlines()[19].startswith("line 20: no tab")
        assert told.splitlines()[20:] == ["and 30 more"]
