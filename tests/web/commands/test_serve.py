"""The options of serve, and what is wrong with them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.version import version
from web.commands.main import cli

WRONG: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("--socket", "a.sock", "--port", "8001"), 2, "instead of --host and --port"),
    (("--socket", "a.sock", "--host", "::1"), 2, "instead of --host and --port"),
    (("--slow-queries",), 2, "name one: --slow-log FILE"),
    (("--slow-ms", "-1"), 2, "--slow-ms"),
    (("--access-log", "/nowhere/a.log"), 1, "--access-log=/nowhere/a.log cannot be written"),
    (("--slow-log", "/nowhere/a.log"), 1, "--slow-log=/nowhere/a.log cannot be written"),
)


@pytest.mark.parametrize(("options", "status", "told"), WRONG)
@pytest.mark.usefixtures("own_logs")
def test_a_wrong_option_is_told(
    tmp_path: Path, options: tuple[str, ...], status: int, told: str
) -> None:
    done = CliRunner().invoke(cli, ["serve", *options], env={"ARCHIVE_HOME": str(tmp_path / "x")})
    assert done.exit_code == status
    assert told in done.stderr
    assert not (tmp_path / "x").exists()


def test_the_version_is_told() -> None:
    done = CliRunner().invoke(cli, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"abhilekh {version()}\n")
