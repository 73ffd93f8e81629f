"""What docs/other-tools.md shows of pandas and Excel runs as it stands there, over the sample."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.commands.main import cli

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "other-tools.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    home = ["--archive-home", str(tmp_path / "home")]
    sample = str(ROOT / "archive" / "sample")
    assert CliRunner().invoke(cli, [*home, "import", sample]).exit_code == 0
    [command] = blocks("sh")
    arguments = command.split()[1:]
    assert CliRunner().invoke(cli, [*home, *arguments]).exit_code == 0
    return tmp_path


def test_pandas_and_excel(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)  # noqa: S102  our own page
    assert "गोमती प्रहरी" in capsys.readouterr().out
    assert exported.joinpath("articles.xlsx").stat().st_size > 10_000
