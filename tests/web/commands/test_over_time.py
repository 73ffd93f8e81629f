"""The command trends."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from rich.cells import cell_len

from archive.article import Article
from index.search.trends import Point, Trend
from tests.factories import archive_in, client_of
from web.commands.main import cli
from web.commands.over_time import aligned, table

ARTICLES = [
    Article("1", "किसान आए", published=date(2020, 3, 1)),
    Article("2", "किसान और कोरोना", published=date(2020, 3, 9)),
    Article("3", "कुछ और", published=date(2021, 1, 9)),
    Article("4", "किसान बिना तारीख़"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("trends") / "data"
    with archive_in(home, ARTICLES):
        pass
    return home


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--archive-home", str(home), "trends", *arguments])


def test_in_a_pipe_there_are_tabs(home: Path) -> None:
    done = run(home, "kisan", "किसान -कोरोना")
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines() == [
        "kisan: 3 articles, 1 of them without a date",
        "किसान -कोरोना: 2 articles, 1 of them without a date",
    ]
    assert [row.split("\t") for row in done.stdout.splitlines()] == [
        ["", "dated", "kisan", "%", "किसान -कोरोना", "%"],
        ["2020-03", "2", "2", "100.00", "1", "50.00"],
        ["2021-01", "1", "0", "0.00", "0", "0.00"],
    ]


def test_the_same_object_as_the_api(home: Path) -> None:
    done = run(home, "किसान", "कोरोना", "--by", "year", "--since", "2020", "--json")
    with archive_in(home) as archive:
        client: FlaskClient = client_of(archive)
        answer = client.get("/api/v1/trends?q=किसान&q=कोरोना&by=year&since=2020").get_json()
        file = client.get("/trends.csv?q=किसान&by=month").get_data(as_text=True)
    assert json.loads(done.stdout) == answer
    rows = run(home, "किसान", "--csv").stdout
    assert list(csv.reader(io.StringIO(rows))) == list(csv.reader(io.StringIO(file[1:])))


def test_wrong_usage_and_an_empty_archive(home: Path, tmp_path: Path) -> None:
    for arguments in ((), ("a",) * 6, ("a", "--csv", "--json"), ("a", "--by", "week")):
        assert run(home, *arguments).exit_code == 2
    done = run(tmp_path / "nothing", "किसान")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert run(home, "zzqqxx").stderr == "zzqqxx: 0 articles\n"
    assert run(home, "-कोरोना").exit_code == 0


def test_on_a_terminal_numbers_stand_below_each_other() -> None:
    found = [Trend("किसान\tआए\x1b", 10, 0, (Point("2020", 5, 1000), Point("2021", 12, 24)))]
    lines = list(aligned(list(table(found))))
    assert len({cell_len(line) for line in lines}) == 1
    assert lines[2].split() == ["2021", "24", "12", "50.00"]
    assert "\x1b" not in "".join(lines)
