"""The notebook in docs/ runs from its first cell to its last, and prints what it shows."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"

pytestmark = pytest.mark.thorough


def printed(notebook: Any) -> list[str]:
    """What each cell prints and gives, as text."""
    outputs = [each for cell in notebook.cells for each in cell.get("outputs", ())]
    return [each.get("text") or each["data"]["text/plain"] for each in outputs]


def test_every_cell_runs_in_a_kernel_and_prints_what_the_document_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "index" / "python")])
    monkeypatch.setenv("PYTHONPATH", path)
    home = ["--archive-home", str(tmp_path / "demo-data")]
    sample = ["import", str(ROOT / "archive" / "sample")]
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, *home, *sample], check=True, capture_output=True)
    (tmp_path / "docs").mkdir()
    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    shown = printed(notebook)
    assert len(shown) == 7
    place = {"metadata": {"path": str(tmp_path / "docs")}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place).execute()
    assert printed(notebook) == shown, "open the notebook, run all its cells, and save it"
    assert (tmp_path / "docs" / "my-archive" / "archive.db").is_file()
