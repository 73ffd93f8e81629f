"""The command export: files as their names say, and mistakes in one line."""

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.exporting import json_lines
from archive.settings import Settings
from archive.store import Store
from tests.factories import article
from web.commands.main import cli


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settings = Settings.from_mapping({"ARCHIVE_HOME": str(tmp_path / "data")})
    store = Store.open(settings.database_url)
    store.put([article(id="1", body="लावरोव"), article(id="2", body="दिल्ली")])
    store.close()
    return settings.home


def test_a_name_in_gz_is_written_compressed(home: Path, tmp_path: Path) -> None:
    plain = CliRunner().invoke(cli, ["--archive-home", str(home), "export"])
    assert plain.output == "".join(
        json_lines([article(id="1", body="लावरोव"), article(id="2", body="दिल्ली")])
    )
    packed, unpacked = tmp_path / "a.jsonl.gz", tmp_path / "a.jsonl"
    for file in (packed, unpacked):
        done = CliRunner().invoke(cli, ["--archive-home", str(home), "export", "-o", str(file)])
        assert done.exit_code == 0, done.output
    assert gzip.decompress(packed.read_bytes()) == unpacked.read_bytes() == plain.stdout_bytes


def test_a_folder_is_refused_and_nothing_is_left_in_it(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    done = CliRunner().invoke(cli, ["--archive-home", str(home), "export", "-o", str(folder)])
    assert done.exit_code == 2
    assert f"{str(folder)!r} is a directory" in done.output
    assert not list(folder.iterdir())
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_folder_that_is_not_there_is_told(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "none" / "a.jsonl"
    done = CliRunner().invoke(cli, ["--archive-home", str(home), "export", "-o", str(file)])
    assert done.exit_code == 1
    assert f"{file} cannot be written: No such file or directory" in done.output


def test_a_fifo_is_written_to_and_stays_one(home: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(fifo.read_bytes)
        done = CliRunner().invoke(cli, ["--archive-home", str(home), "export", "-o", str(fifo)])
        assert done.exit_code == 0, done.output
        assert read.result(timeout=30).count(b"\n") == 2
    assert fifo.is_fifo()


def test_an_address_is_no_file(home: Path) -> None:
    address = "https://example.com/feed"
    done = CliRunner().invoke(cli, ["--archive-home", str(home), "import", address])
    assert done.exit_code == 2
    assert f"manage.py feeds add {address}" in done.output
