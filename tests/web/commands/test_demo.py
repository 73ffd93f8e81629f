"""The sample has an archive of its own, whatever the settings say."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.store import Store
from web.commands.main import cli


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in; nothing is served."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("web.serving.serve", lambda *_, **__: None)
    return tmp_path


def run(*arguments: str, **more: str) -> Result:
    return CliRunner().invoke(cli, arguments, env=more)


@pytest.mark.thorough
def test_it_leaves_a_persons_own_archive_alone(demo: Path) -> None:
    (demo / "one.txt").write_text("मुंबई में आज बारिश हुई और लोग घर लौटे।", encoding="utf-8")
    assert run("import", "one.txt").exit_code == 0
    before = (demo / "data" / "archive.db").read_bytes()
    url = f"sqlite:///{demo}/data/archive.db"
    done = run("demo", ARCHIVE_DATABASE_URL=url, ARCHIVE_ENGINE_URL="whoosh:data/index")
    assert done.exit_code == 0, done.output
    assert done.stderr.count("left aside") == 2
    assert "लावरोव" in done.stdout
    assert (demo / "data" / "archive.db").read_bytes() == before
    assert Store.open(f"sqlite:///{demo}/demo-data/archive.db").count() == 68


def test_it_is_not_mixed_with_other_articles(demo: Path) -> None:
    (demo / "one.txt").write_text("मुंबई में आज बारिश हुई और लोग घर लौटे।", encoding="utf-8")
    assert run("import", "one.txt").exit_code == 0
    done = run("--archive-home", "data", "demo")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert Store.open(f"sqlite:///{demo}/data/archive.db").count() == 1
