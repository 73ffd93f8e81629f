"""Lines of logs: one line each, whatever is in them, and never an error of whoever logs."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import BadSetting
from archive.logs import FACTS, OUR_OWN, JsonLines, log_of_its_own, log_to_stderr

pytestmark = pytest.mark.usefixtures("own_logs")

HOSTILE = 'a\r\n{"level":"error"}\x1b[2J\x85\u2028\u202e\x9b\x7f"'


@pytest.fixture
def loggers() -> Iterator[None]:
    """Puts back what logging to standard error changes."""
    names = ("", *OUR_OWN)
    before = {name: logging.getLogger(name).level for name in names}
    handlers = list(logging.getLogger().handlers)
    yield
    logging.getLogger().handlers[:] = handlers
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def line_of(message: str, *values: object, **facts: object) -> str:
    record = logging.LogRecord("web", logging.WARNING, __file__, 1, message, values, None)
    setattr(record, FACTS, facts)
    return JsonLines().format(record)


def test_a_line_is_one_line_of_ascii_whatever_it_holds() -> None:
    line = line_of("asked for %s", HOSTILE, path=HOSTILE, query="लावरोव")
    assert line.isascii()
    assert line.isprintable()
    read = json.loads(line)
    assert (read["message"], read["path"]) == (f"asked for {HOSTILE}", HOSTILE)
    assert (read["level"], read["logger"], read["query"]) == ("warning", "web", "लावरोव")


def test_a_long_message_is_cut_and_a_password_is_left_out() -> None:
    assert len(line_of("x" * 10_000)) < 3_000
    assert "hush" not in line_of("no answer of %s", "postgresql://u:hush@h/db")


def test_of_a_traceback_the_end_is_kept_without_passwords() -> None:
    def fail(depth: int) -> None:
        if depth:
            fail(depth - 1)
        raise ValueError("postgresql://u:hush@h/db cannot be read")

    try:
        fail(300)
    except ValueError:
        record = logging.LogRecord("web", 40, __file__, 1, "failed", (), sys.exc_info())
    line = JsonLines().format(record)
    assert json.loads(line)["trace"].endswith("postgresql://u:***@h/db cannot be read")
    assert "hush" not in line
    assert len(line) < 10_000


def test_a_log_of_its_own_goes_to_its_file_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = log_of_its_own("access", str(tmp_path / "a.log"), "--access-log")
    log.info("request", extra={FACTS: {"status": 200}})
    assert json.loads((tmp_path / "a.log").read_text())["status"] == 200
    assert caplog.records == []
    assert (tmp_path / "a.log").stat().st_mode & 0o007 == 0
    # As logrotate does.
    (tmp_path / "a.log").rename(tmp_path / "a.log.1")
    log.info("another")
    assert json.loads((tmp_path / "a.log").read_text())["message"] == "another"


def test_a_log_that_cannot_be_written_any_more_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = log_of_its_own("access", str(folder / "a.log"), "--access-log")
    (folder / "a.log").unlink()
    folder.rmdir()
    log.info("nowhere to go")
    folder.mkdir()
    log.info("here again")
    assert "here again" in (folder / "a.log").read_text()
    full = log_of_its_own("access", "/dev/full", "--access-log")
    for _ in range(2000):
        full.info("no space is left")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("target", ["/nowhere/a.log", "/", "a\0b"])
def test_a_file_that_cannot_be_opened_is_told_at_once(target: str) -> None:
    with pytest.raises(BadSetting, match=r"--access-log=.* cannot be written: .*; name another"):
        log_of_its_own("access", target, "--access-log")


@pytest.mark.usefixtures("loggers")
def test_libraries_are_not_heard_below_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("debug")
    log_to_stderr("debug")
    logging.getLogger("web.app").debug("ours")
    logging.getLogger("sqlalchemy.engine").info("SELECT secret")
    logging.getLogger("urllib3").warning("theirs")
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["ours", "theirs"]
