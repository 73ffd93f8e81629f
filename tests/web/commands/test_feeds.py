"""The commands for feeds as a person runs them, against a server on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.archive.feeds import bad_server as ways
from tests.archive.feeds.bad_server import BadServer, bad_server
from tests.archive.reading.feed_texts import RAIN, item, item_with, rss
from web.commands.main import cli

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def bad() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The tests' own handler stays.
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return tmp_path / "data"


def feeds(home: Path, *arguments: str) -> Result:
    environment = {"ARCHIVE_HOME": str(home), "ARCHIVE_SITE_URL": "https://bhor.example"}
    return CliRunner().invoke(cli, ("feeds", *arguments), env=environment)


def test_from_adding_to_finding(bad: BadServer, home: Path) -> None:
    url = bad.set("/feed", rss(item(1), item(2)))
    done = feeds(home, "add", url, "--source", "भोर", "--allow-private")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"added: {url} (a feed of 2 entries)" in done.stdout
    done = feeds(home, "poll")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{url}: 2 added, 0 changed, 0 unchanged\n2 indexed\n"
    assert "+https://bhor.example" in bad.asked[-1][1]["user-agent"]
    assert feeds(home, "poll").stdout.startswith("no feed is due")
    listed = feeds(home, "list").stdout
    assert f"{url}  भोर --private\n  ok, 2 added, 0 changed, polled 20" in listed
    found = CliRunner().invoke(cli, ("search", "mumbai"), env={"ARCHIVE_HOME": str(home)})
    assert "2 articles" in found.stdout
    assert feeds(home, "remove", url).stdout == f"removed: {url}\n"
    assert feeds(home, "list").stdout.startswith("no feed is polled yet")


def test_json(bad: BadServer, home: Path) -> None:
    url = bad.set("/feed", rss(item(1), item_with({"content:encoded": ""}, 2)))
    added = json.loads(feeds(home, "add", url, "--allow-private", "--json").stdout)
    keys = {"url", "source", "full", "status", "error", "last_polled", "next_due", "new", "kind"}
    assert keys <= set(added)
    done = feeds(home, "poll", "--json")
    polled = json.loads(done.stdout)
    assert done.exit_code == 3
    assert polled["indexed"] == 1
    one = polled["feeds"][0]
    assert (one["added"], one["rejected"], one["error"]) == (1, 1, "")
    listed = json.loads(feeds(home, "list", "--json").stdout)["feeds"]
    assert [(each["url"], each["status"], each["added"]) for each in listed] == [(url, "ok", 1)]
    assert json.loads(feeds(home, "remove", url, "--json").stdout) == {"removed": url}


def test_exit_statuses(bad: BadServer, home: Path) -> None:
    one = bad.set("/a", rss(item()))
    other = bad.set("/b", rss(item(2)))
    for url in (one, other):
        assert feeds(home, "add", url, "--allow-private").exit_code == 0
    bad.set("/b", ways.status(500))
    done = feeds(home, "poll")
    assert done.exit_code == 3
    assert f"{other}: HTTP 500: the server has a problem; tried again 20" in done.stderr
    assert "failing" in feeds(home, "list").stdout
    bad.set("/a", ways.closes_at_once)
    assert feeds(home, "poll", "--now").exit_code == 1


FAILURES = (
    (("poll",), "no feed is polled yet; add one: feeds add URL"),
    (("remove", "https://bhor.example/"), "is not polled; feeds list names what is"),
    (("add", "file:///etc/passwd"), "no address of http://"),
    (("add", "http://127.0.0.1:9/"), "--allow-private"),
    (("add", "http://127.0.0.1:9/", "--allow-private"), "refuses connections"),
    (("add", "http://169.254.169.254/latest/meta-data/"), "--allow-private"),
)


@pytest.mark.parametrize(("arguments", "told"), FAILURES)
def test_a_mistake_is_one_line_and_status_1(
    home: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = feeds(home, *arguments)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("every", ["15", "soon", "1s", "-5m"])
def test_no_time_is_wrong_usage(home: Path, every: str) -> None:
    done = feeds(home, "poll", f"--every={every}")
    assert done.exit_code == 2
    assert "write 15m" in done.stderr


def test_what_is_rejected_is_told_and_not_looked_at_is_added(bad: BadServer, home: Path) -> None:
    url = bad.set("/feed", "nothing")
    done = feeds(home, "add", url, "--no-check", "--allow-private")
    assert "not looked at yet" in done.stdout
    assert bad.asked == []
    assert "no feed and no sitemap" in feeds(home, "poll").stderr
    bad.set("/feed", rss(*(item_with({"content:encoded": ""}, n) for n in range(9)), item(10)))
    done = feeds(home, "poll", "--now")
    assert done.exit_code == 3
    assert done.stderr.count("only a title") == 4
    assert feeds(home, "poll", "--now", "--verbose").stderr.count("only a title") == 9


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_goes_on_until_it_is_stopped(
    bad: BadServer, tmp_path: Path, how: signal.Signals
) -> None:
    home = tmp_path / "data"
    url = bad.set("/feed", rss(item()))
    assert feeds(home, "add", url, "--allow-private").exit_code == 0
    environment = {"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, str(ROOT / "manage.py"), "feeds", "poll", "--every", "1m"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        line = running.stdout.readline()
        time.sleep(1)
        assert running.poll() is None
        running.send_signal(how)
        _, error = running.communicate(timeout=60)
    assert line.startswith(url)
    assert (running.returncode, error) == (0, "ended; what was fetched is stored\n")
    found = CliRunner().invoke(cli, ("search", RAIN[:6]), env={"ARCHIVE_HOME": str(home)})
    assert "1 articles" in found.stdout
