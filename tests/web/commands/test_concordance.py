"""The command concordance."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from archive.article import Article
from index.search import Mention
from index.search.concordance import line
from tests.factories import archive_in
from web.commands.concordance import aligned
from web.commands.main import cli

BODY = "रूस के मंत्री लावरोव आए।\nकल ‘लावरोव’, यानी वे\tफिर बोले।"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("concordance") / "data"
    articles = [Article("1", BODY, source="भोर"), Article("2", "Lavrov \x1b[31m उड़े।", source="शाम")]
    with archive_in(home, articles):
        pass
    return home


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--archive-home", str(home), "concordance", *arguments])


def test_in_a_pipe_there_are_tabs(home: Path) -> None:
    done = run(home, "Lavrov", "--sort", "right")
    assert done.exit_code == 0
    assert done.stderr == "3 mentions in 2 articles\n"
    table = [row.split("\t") for row in done.stdout.splitlines()]
    assert [row[1] for row in table] == ["Lavrov", "लावरोव", "लावरोव"]
    assert {len(row) for row in table} == {6}
    assert "\x1b" not in done.stdout
    assert table[1] == ["रूस के मंत्री", "लावरोव", "आए।", "भोर", "", "1"]


def test_words_options_and_json(home: Path) -> None:
    done = run(home, "मंत्री", "Lavrov", "--json", "--limit", "1", "--page", "2", "--source", "भोर")
    answer = json.loads(done.stdout)
    assert (answer["query"], answer["total"], answer["page"]) == ("मंत्री Lavrov", 2, 2)
    assert len(answer["mentions"]) == 1
    assert run(home, "Lavrov", "--limit", "1", "--page", "2").stderr == (
        "3 mentions in 2 articles: 2 to 2\n"
    )
    assert run(home, "zzqqxx").stderr == "0 mentions in 0 articles\n"
    assert run(home, "Lavrov", "--sort", "best").exit_code == 2
    assert run(home).exit_code == 2


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing", "Lavrov")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("width", [20, 60, 100, 200])
def test_on_a_terminal_the_words_stand_below_each_other(width: int) -> None:
    article = Article("1", BODY, source="एक बहुत लंबे नाम वाला अख़बार जो कहीं नहीं समाता")
    found = [
        Mention(article, line(BODY, start, start + 6), 1, "text")
        for start in (BODY.index("लावरोव"), BODY.rindex("लावरोव"))
    ]
    shown = list(aligned(found, width))
    assert len({cell_len(left) for left, _, _ in shown}) == 1
    assert shown[1][0].endswith("‘")
    if width >= 60:
        assert shown[0][0].endswith("मंत्री ")
        assert all(cell_len("".join(parts)) <= width for parts in shown)
