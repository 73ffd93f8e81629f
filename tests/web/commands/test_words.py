"""Words of a query on a command line: no quotes are needed, and options stay options."""

from typing import Any

import click
import pytest
from click.testing import CliRunner

from web.commands.words import FIRST_DAY, LAST_DAY, WordsCommand, query_argument


@click.command(cls=WordsCommand, context_settings={"help_option_names": ["-h", "--help"]})
@query_argument
@click.option("-s", "--source", multiple=True)
@click.option("--exact", is_flag=True)
@click.option("--since", type=FIRST_DAY)
@click.option("--until", type=LAST_DAY)
def said(query: str, **options: Any) -> None:
    given = {name: value for name, value in options.items() if value}
    click.echo(f"{query} {' '.join(f'{name}={value}' for name, value in given.items())}".strip())


LINES = [
    (["रूस", "-जापान", "Lavrov"], "रूस -जापान Lavrov"),
    (["-China", "रूस"], "-China रूस"),
    (["--exact", "रूस", "-hindi"], "रूस -hindi exact=True"),
    (['"विदेश मंत्री"', "रूस"], '"विदेश मंत्री" रूस'),
    (["रूस -जापान"], "रूस -जापान"),
    (["--", "--exact", "-जापान"], "--exact -जापान"),
    (["रूस", "--source", "-x", "-source:भोर"], "रूस -source:भोर source=('-x',)"),
    (["रूस", "-s", "भोर"], "रूस source=('भोर',)"),
    (["रूस", "--since", "2025-07"], "रूस since=2025-07-01"),
    (["रूस", "--since=2025", "--until=2024-02"], "रूस since=2025-01-01 until=2024-02-29"),
]


@pytest.mark.parametrize(("typed", "expected"), LINES)
def test_what_is_typed_is_the_query(typed: list[str], expected: str) -> None:
    done = CliRunner().invoke(said, typed)
    assert (done.exit_code, done.output.strip()) == (0, expected)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["रूस", "--exakt"], "--exact"),
        (["रूस", "--since", "July"], "'July' is no day; give 2025-07-12, 2025-07 or 2025"),
        ([], "WORDS"),
    ],
)
def test_a_mistake_is_told(typed: list[str], told: str) -> None:
    done = CliRunner().invoke(said, typed)
    assert done.exit_code == 2
    assert told in done.output


def test_help_is_help() -> None:
    for option in ("-h", "--help"):
        assert "Usage" in CliRunner().invoke(said, [option]).output
