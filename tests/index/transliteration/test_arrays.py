"""Tables kept as arrays: those of the project are right, and stale ones are not used."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.transliteration import decoding, emission
from index.transliteration.arrays import Arrays, open_arrays, save_arrays

CUT_OFF = emission.TABLE.with_suffix(".arrays").read_bytes()[:-90_000]
NUMBERS = {"small": np.array([1, 2, 300], np.int16), "exact": np.array([0.1, -2.5])}


def same(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(
        one[name].dtype == other[name].dtype and np.array_equal(one[name], other[name])
        for name in one
    )


def never(table: Path) -> Arrays:
    pytest.fail(f"{table} is parsed")


@pytest.mark.parametrize("model", [emission, decoding])
def test_those_that_come_with_the_project_are_of_its_tables_and_its_code(model: object) -> None:
    # If not: python -m index.transliteration.prepare
    table = model.TABLE  # type: ignore[attr-defined]
    made = model.read_arrays(table)  # type: ignore[attr-defined]
    assert same(open_arrays(table, never), made)


def test_what_was_saved_is_opened_without_parsing(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("a table")
    save_arrays(table, NUMBERS)
    opened = open_arrays(table, never)
    assert same(opened, NUMBERS)
    with pytest.raises(ValueError, match="read-only"):
        opened["small"][0] = 2


def test_arrays_of_another_table_are_not_used(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("a table")
    save_arrays(table, NUMBERS)
    table.write_text("a fable")
    changed = {"new": np.array([7])}
    assert open_arrays(table, lambda _: changed) is changed


@pytest.mark.parametrize("content", [None, b"", b"no\n", b"{}\n", CUT_OFF])
def test_where_there_are_none_the_table_is_parsed(tmp_path: Path, content: bytes | None) -> None:
    table = tmp_path / "emission.tsv"
    shutil.copy(emission.TABLE, table)
    if content is not None:
        table.with_suffix(".arrays").write_bytes(content)
    made = open_arrays(table, emission.read_arrays)
    assert same(made, open_arrays(emission.TABLE, never))


def test_the_same_arrays_are_the_same_bytes(tmp_path: Path) -> None:
    table = tmp_path / "decoding.tsv"
    shutil.copy(decoding.TABLE, table)
    save_arrays(table, decoding.read_arrays(table))
    kept = decoding.TABLE.with_suffix(".arrays")
    assert table.with_suffix(".arrays").read_bytes() == kept.read_bytes()
