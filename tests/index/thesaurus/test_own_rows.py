"""A person's own rows: read when the file changes, whatever is in it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.thesaurus import Concept, OwnRows, RowProblem, Thesaurus
from index.thesaurus.concepts import read_own_rows

FILE = """\ufeff# words of our town
English\tHindi

ghanta ghar | clock tower\tघंटाघर|घंटा घर\t मीनार
no tab here
घंटाघर\tclock tower
lonely\t
"""


def test_rows_are_read_and_problems_told(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.tsv"
    path.write_text(FILE, encoding="utf-8")
    rows, problems = OwnRows(path).read()
    assert rows == [Concept(("ghanta ghar", "clock tower"), ("घंटाघर", "घंटा घर"), ("मीनार",))]
    assert [problem.line for problem in problems] == [5, 6, 7]


def test_a_change_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.tsv"
    own = OwnRows(path)
    assert own.version() is None
    assert own.thesaurus().find(("zzyx",)) == ()
    path.write_text("zzyx\tघंटाघर\n", encoding="utf-8")
    first = own.version()
    assert [each.form for each in own.thesaurus().find(("zzyx",))] == ["घंटाघर"]
    assert [each.form for each in own.thesaurus().find(("घंटाघर",))] == ["zzyx"]
    path.write_text("zzyx\tमीनार मस्जिद\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert own.version() != first
    assert [each.form for each in own.thesaurus().find(("zzyx",))] == ["मीनार मस्जिद"]
    path.unlink()
    assert own.thesaurus().find(("zzyx",)) == ()


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("townclok", ("घंटाघर",)),
        ("clok tower", ("घंटाघर", "घंटा घर")),
        ("russa", ("रूस की", "रूस")),
        ("tovnclok", ()),
        ("घंटाघ", ()),
    ],
)
def test_own_words_are_found_with_a_typo_and_come_first(typed: str, forms: tuple[str, ...]) -> None:
    own = [
        Concept(("townclock",), ("घंटाघर",)),
        Concept(("clock tower",), ("घंटाघर", "घंटा घर")),
        Concept(("rusia",), ("रूस की",)),
    ]
    assert Thesaurus.default().with_own(own).within_one_edit(typed)[: len(forms) or 1] == forms


def test_what_is_no_file_is_a_problem_and_no_error(tmp_path: Path) -> None:
    assert OwnRows(None).read() == ([], [])
    assert OwnRows(tmp_path / "absent").read() == ([], [])
    rows, problems = OwnRows(tmp_path).read()
    assert not rows
    assert len(problems) == 1


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_problems(content: bytes) -> None:
    for row in read_own_rows(content.decode("utf-8", "replace").splitlines()):
        assert isinstance(row, Concept | RowProblem)
