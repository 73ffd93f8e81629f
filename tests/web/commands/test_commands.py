"""The commands as a person runs them, most in a process of their own, with their exit status."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.search import Request
from tests.factories import archive_in
from tests.newsroom import SEARCH_ARTICLES
from web.commands.main import cli
from web.commands.search import result_lines

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "archive" / "sample"


def manage(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        input=typed, capture_output=True, text=True, env=environment, cwd=home.parent, check=False,
        timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("manage") / "data"
    done = manage(home, "import", str(SAMPLE))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "68 added, 0 changed, 0 unchanged, 0 rejected, 68 indexed\n"
    return home


def test_importing_again_changes_nothing(home: Path) -> None:
    done = manage(home, "import", str(SAMPLE), "--json")
    assert done.returncode == 0
    numbers = {"added": 0, "changed": 0, "unchanged": 68, "rejected": 0, "indexed": 0}
    assert json.loads(done.stdout) == numbers


def test_what_is_rejected_is_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    lines = ['{"body": "मुंबई में आज बारिश हुई।"}', '{"title": "खाली"}', "{"]
    files = tmp_path / "files"
    files.mkdir()
    (files / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (files / "latin1.txt").write_bytes(b"caf\xe9")
    done = manage(tmp_path / "data", "import", str(files))
    assert done.returncode == 3
    assert done.stdout == "1 added, 0 changed, 0 unchanged, 3 rejected, 1 indexed\n"
    assert "some.jsonl:2: " in done.stderr
    assert "some.jsonl:3: " in done.stderr
    assert "latin1.txt: " in done.stderr
    assert manage(tmp_path / "data", "search", "mumbai").stdout.count("मुंबई") > 1


def test_a_font_that_cannot_be_read_is_told_before_anything_is_imported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ck<+", encoding="utf-8")
    done = manage(tmp_path / "home", "import", "--font", "preeti", str(tmp_path / "a.txt"))
    assert done.returncode == 2
    assert "no font 'preeti' can be read; known are krutidev010" in done.stderr
    assert manage(tmp_path / "home", "import", "--font", "KrutiDev 010", str(tmp_path / "a.txt"))
    assert "बाढ़" in manage(tmp_path / "home", "export").stdout


def test_search_gives_the_object_of_the_design(home: Path) -> None:
    found = json.loads(manage(home, "search", "Lavrov", "--json", "--limit", "2").stdout)
    assert found["query"] == "Lavrov"
    assert found["total"] >= 3
    assert found["page"] == 1
    assert len(found["results"]) == 2
    assert {"word", "matched"} <= set(found["words"][0])
    assert {"term", "weight", "articles"} <= set(found["words"][0]["matched"][0])
    keys = {"id", "title", "url", "source", "author", "published", "score", "snippet"}
    first = found["results"][0]
    assert keys <= set(first)
    start, end = first["snippet"]["marks"][0]
    assert first["snippet"]["text"][start:end].startswith("लावरो")
    assert found["facets"]["month"] == [["2025-07", 4]]


def test_search_for_a_person(home: Path) -> None:
    done = manage(home, "search", "लावरोव वॉनसान", "--order", "newest", "--since", "2025-01-01")
    assert done.returncode == 0
    assert "लावरोव (" in done.stdout
    assert "गोमती प्रहरी" in done.stdout


def test_variants_come_one_object_a_line_also_from_standard_input(home: Path) -> None:
    done = manage(home, "variants", "lavrov", "-", "--json", typed="wonsan\nळळळळ\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["word"] for line in lines] == ["lavrov", "wonsan", "ळळळळ"]
    assert lines[0]["variants"][0]["term"] == "लावरोव"
    assert {"वोनसान", "वॉनसान"} <= {variant["term"] for variant in lines[1]["variants"]}
    assert lines[2]["variants"] == []


def test_reindex(home: Path) -> None:
    assert manage(home, "reindex").stdout == "68 articles indexed\n"
    assert manage(home, "reindex", "--if-needed").stdout == "the index is up to date\n"


def test_status(home: Path) -> None:
    facts = json.loads(manage(home, "status", "--json").stdout)
    assert facts["articles"] == 68
    assert facts["index"] == "up to date"
    imported = datetime.fromisoformat(facts["last_import"])
    assert timedelta() <= datetime.now(UTC) - imported < timedelta(hours=1)
    lines = [line.split() for line in manage(home, "status").stdout.splitlines()]
    assert ["last", "import", facts["last_import"]] in lines


@pytest.mark.thorough
def test_an_archive_without_index_says_what_to_do(tmp_path: Path) -> None:
    done = manage(tmp_path / "data", "search", "लावरोव")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "manage.py import" in done.stderr
    assert not (tmp_path / "data").exists()
    assert manage(tmp_path / "data", "reindex").returncode == 0
    done = manage(tmp_path / "data", "search", "लावरोव")
    assert done.returncode == 1
    assert "the archive is empty; run: manage.py import PATH" in done.stderr


WRONG_USAGE = (
    ("search",),
    ("search", "x", "--limit", "101"),
    ("search", "x", "--since", "soon"),
    ("import",),
    ("fly",),
)


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_status_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, arguments, env={"ARCHIVE_HOME": str(tmp_path / "data")})
    assert done.exit_code == 2
    assert done.stderr.startswith("Usage: ")
    assert not (tmp_path / "data").exists()


FAILURES = (
    (("--archive-engine-url", "elephant:x", "status"), "ARCHIVE_ENGINE_URL"),
    (("--archive-database-url", "sqlite:////proc/none/a.db", "status"), "/proc/none"),
    (("--archive-database-url", "nonsense", "status"), "sqlite:///"),
)


@pytest.mark.parametrize(("arguments", "told"), FAILURES)
def test_a_failure_is_one_line_and_status_1(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = manage(tmp_path / "data", *arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_one_line(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = manage(home, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "taken" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.thorough
def test_what_is_exported_is_the_same_archive_elsewhere(home: Path, tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    assert manage(home, "export", "--output", str(lines)).returncode == 0
    assert manage(home, "export").stdout == lines.read_text(encoding="utf-8")
    other = tmp_path / "other"
    assert manage(other, "import", str(lines)).stdout.startswith("68 added")
    assert manage(other, "export").stdout == lines.read_text(encoding="utf-8")
    found = [json.loads(manage(at, "search", "Lavrov", "--json").stdout) for at in (home, other)]
    assert found[0]["results"] == found[1]["results"]


def test_an_export_that_cannot_be_written_is_one_line(home: Path) -> None:
    done = manage(home, "export", "--output", "/proc/none/x.jsonl")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "/proc/none/x.jsonl" in done.stderr


def test_results_on_a_terminal_mark_what_was_found(tmp_path: Path) -> None:
    with archive_in(tmp_path, SEARCH_ARTICLES) as archive:
        lines = [
            *result_lines(archive.searcher.search(Request("Lavrov")), lambda text: f"[{text}]")
        ]
        assert lines[0] == "Lavrov: लावरोव (1), लावरोफ़ (1)"
        assert "[लावरोव] वोनसान में" in lines
        copies = [*result_lines(archive.searcher.search(Request("संसद")), str)]
    assert any(line.startswith("the same text: minister") for line in copies)


@pytest.mark.thorough
def test_what_is_deleted_is_found_no_more(tmp_path: Path) -> None:
    home, file = tmp_path / "data", tmp_path / "two.jsonl"
    file.write_text('{"id": "a", "body": "मुंबई में बारिश।"}\n{"id": "b", "body": "मुंबई में धूप।"}\n')
    assert manage(home, "import", str(file)).returncode == 0
    done = manage(home, "delete", "a", "zz", "--yes")
    assert (done.returncode, done.stdout) == (3, "1 deleted, 1 unknown\n")
    assert "no article has the id or address 'zz'; search --json shows ids\n" in done.stderr
    found = json.loads(manage(home, "search", "mumbai", "--json").stdout)
    assert [result["id"] for result in found["results"]] == ["b"]
    assert manage(home, "verify").returncode == 0


def test_columns_of_other_names_are_mapped(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("naam,kahani\nबाढ़,नदी का पानी उतर रहा है।\n", encoding="utf-8")
    home = tmp_path / "data"
    done = manage(home, "import", str(file), "--map", "title=naam", "--map", "body=kahani")
    assert done.stdout.startswith("1 added")
    found = json.loads(manage(home, "search", "नदी", "--json").stdout)
    assert found["results"][0]["title"] == "बाढ़"
    done = manage(home, "import", str(file), "--map", "title=naam", "--map", "body=text")
    assert done.returncode == 1, "nothing at all could be done"
    assert 'no column "text"; there are "naam", "kahani"' in done.stderr


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["heading=x"], "FIELD is title, body, url"),
        (["title"], "is no FIELD=COLUMN"),
        (["title="], "is no FIELD=COLUMN"),
        (["title=a", "title=b"], "title is given twice"),
    ],
)
def test_a_wrong_map_is_wrong_usage(tmp_path: Path, wrong: list[str], words: str) -> None:
    options = [part for value in wrong for part in ("--map", value)]
    done = manage(tmp_path, "import", str(tmp_path), *options)
    assert done.returncode == 2
    assert words in done.stderr


def test_where_rejects_cannot_go_is_wrong_usage_before_anything_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{\n", encoding="utf-8")
    for rejects in (tmp_path, tmp_path / "none" / "b.jsonl"):
        done = manage(tmp_path / "data", "import", str(file), "--rejects", str(rejects))
        assert done.returncode == 2
        assert "cannot be written: " in done.stderr
        assert "rejected:" not in done.stderr
    done = manage(tmp_path / "data", "import", str(file), "--rejects", str(file))
    assert done.returncode == 2
    assert file.read_text(encoding="utf-8") == "{\n", "what shall be read is not emptied"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_for_rejects_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{\n", encoding="utf-8")
    done = manage(tmp_path / "data", "import", str(file), "--rejects", "/dev/full")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "/dev/full: cannot be written: the disk is full; " in done.stderr


@pytest.mark.parametrize("home", ["a.jsonl", "a.jsonl/data"])
def test_a_home_that_is_no_folder_is_one_line(tmp_path: Path, home: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{\n", encoding="utf-8")
    done = manage(tmp_path / "x", "--archive-home", str(tmp_path / home), "import", str(file))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "; set ARCHIVE_HOME to a folder" in done.stderr
    assert str(tmp_path / home) in done.stderr
    assert "Errno" not in done.stderr


def test_an_empty_path_is_not_the_folder_one_stands_in(tmp_path: Path) -> None:
    done = manage(tmp_path / "data", "import", "")
    assert done.returncode == 2
    assert "a path is empty" in done.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("site-url", "news.example"), ("proxies", "two"), ("proxies", "-1")]
)
def test_a_wrong_setting_is_one_line_at_start(tmp_path: Path, option: str, value: str) -> None:
    name = f"ARCHIVE_{option.upper().replace('-', '_')}"
    for arguments, environment in (
        ((f"--archive-{option}={value}", "serve"), {}),
        (("serve",), {name: value}),
    ):
        done = CliRunner().invoke(
            cli, arguments, env={"ARCHIVE_HOME": str(tmp_path / "data"), **environment}
        )
        assert done.exit_code == 1
        assert done.stderr.startswith(f"Error: {name}='{value}' cannot be used: give the ")
        assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()
