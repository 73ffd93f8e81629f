"""What Python programs use: the documented lines run, and results are what was promised."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import abhilekh
import numpy as np
import pandas as pd
import pytest
from abhilekh import ArchiveError, ArticleFound, OpenArchive, open_archive

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs" / "python.md"
BLOCKS = re.findall(
    r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)

RECORDS = [
    {"id": f"l{number}", "title": f"लावरोव {number}", "body": f"लावरोव की बात {number}।",
     "source": "भोर" if number % 2 else "साँझ", "published": date(2025, 1 + number % 12, 3)}
    for number in range(230)
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenArchive]:
    with open_archive(tmp_path_factory.mktemp("python"), make=True) as opened:
        assert opened.put(RECORDS).added == len(RECORDS)
        yield opened


def test_the_documented_lines_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_archive("data", make=True) as opened:
        opened.put(RECORDS[:3])
    assert len(BLOCKS) == 4
    for block in BLOCKS:
        exec(compile(block, str(DOCUMENT), "exec"), {})  # noqa: S102  our own document
    told = capsys.readouterr().out
    assert "3 articles" in told
    assert "1 0 []\n1\n" in told


def test_a_search_gives_a_list_of_as_many_as_are_asked_for(archive: OpenArchive) -> None:
    results = archive.search("Lavrov", limit=205)
    assert len(results) == 205
    assert len({found.id for found in results}) == 205
    assert results.total == len(archive) == 230
    assert archive.search("Lavrov", limit=0) == []
    assert len(archive.search("Lavrov")) == 10
    first = results[0]
    assert isinstance(first, ArticleFound)
    assert first.as_dict()["published"] == str(first.published)
    assert "लावरोव" in first.snippet


def test_filters_are_those_of_the_site(archive: OpenArchive) -> None:
    later = archive.search("Lavrov", since="2025-07", limit=300)
    months = {found.published.month for found in later if found.published}
    assert months == set(range(7, 13))
    for until in ("2025-02", date(2025, 2, 28)):
        found = archive.search("Lavrov", until=until, limit=300, order="newest")
        assert found[0].published == date(2025, 2, 3)
    named = archive.search("Lavrov", source="भोर", limit=300)
    assert {found.source for found in named} == {"भोर"}
    others = archive.search("Lavrov", not_source=["भोर"], limit=300)
    assert {found.source for found in others} == {"साँझ"}
    assert named.total + others.total == 230


def test_mistakes_are_told_in_one_line(archive: OpenArchive, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^'July' is no day; give 2025-07-12, 2025-07 or 2025$"):
        archive.search("Lavrov", since="July")
    with pytest.raises(TypeError, match=r"no label 'paper'; there are source, "):
        archive.search("Lavrov", paper="भोर")
    with pytest.raises(ValueError, match="limit=-1"):
        archive.search("Lavrov", limit=-1)
    with pytest.raises(ValueError, match=r"^order='best' cannot be used: give one of relevance, "):
        archive.search("Lavrov", order="best")  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match="there is no archive in"):
        open_archive(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    notes = archive.search("before:soon Lavrov").notes
    assert notes
    assert all("\n" not in note for note in notes)


def test_what_cannot_be_used_is_rejected_with_its_reason(tmp_path: Path) -> None:
    with open_archive(tmp_path, make=True) as opened:
        records: Any = [{"title": "बिना पाठ"}, {"body": "ठीक पाठ।"}, ["no dictionary"]]
        report = opened.put(records)
        assert (report.added, report.changed) == (1, 0)
        assert [each.line for each in report.rejected] == [1, 3]
        assert "body" in str(report.rejected[0])
        assert "give a dictionary" in str(report.rejected[1])
        assert [article.body for article in opened.articles()] == ["ठीक पाठ।"]


def test_a_table_goes_in_and_comes_out(archive: OpenArchive, tmp_path: Path) -> None:
    table = archive.to_dataframe(archive.search("Lavrov", limit=30))
    assert str(table["published"].dtype).startswith("datetime64")
    assert list(table.columns)[:3] == ["id", "title", "source"]
    assert list(archive.to_dataframe(archive.search("zzzzqqq")).columns) == list(table.columns)
    assert len(archive.to_dataframe()) == 230
    table.loc[0, ["published", "author"]] = [pd.NaT, np.nan]
    table["author"] = table["author"].astype(object)
    with open_archive(tmp_path, make=True) as other:
        assert other.put(table.to_dict("records")).added == 30
        kept = {article.id: article for article in other.articles()}
    assert kept[table["id"][0]].published is None
    assert kept[table["id"][0]].author == ""
    assert kept[table["id"][1]].published == table["published"][1].date()


def test_without_pandas_it_says_what_to_install(
    archive: OpenArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        archive.to_dataframe([])


def test_no_setting_of_the_process_is_changed(tmp_path: Path) -> None:
    """Threads of BLAS, signals, working directory, standard streams, warnings as they were."""
    program = f"""
import locale, os, signal, sys, warnings, ctypes, glob
import numpy, numpy.linalg
[library] = glob.glob(os.path.dirname(numpy.__file__) + ".libs/*openblas*")
threads = [getattr(ctypes.CDLL(library), name) for name in
           ("scipy_openblas_get_num_threads64_", "openblas_get_num_threads64_")
           if hasattr(ctypes.CDLL(library), name)][0]
def state():
    return (threads(), [signal.getsignal(each) for each in signal.valid_signals()], os.getcwd(),
            dict(os.environ), sys.stdout, sys.stderr, locale.setlocale(locale.LC_ALL),
            os.umask(0o77))
os.umask(0o77)
ctypes.CDLL(library).scipy_openblas_set_num_threads64_(2)
before = state()
from abhilekh import open_archive
with open_archive({str(tmp_path)!r}, make=True) as archive:
    archive.put([{{"body": "लावरोव दिल्ली में।"}}])
    assert archive.search("Lavrov").total == 1
assert state() == before, (state(), before)
assert before[0] == 2
"""
    path = os.pathsep.join([str(ROOT), str(ROOT / "index" / "python")])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_everything_that_is_promised_is_there() -> None:
    assert all(hasattr(abhilekh, name) for name in abhilekh.__all__)
    assert abhilekh.__version__
