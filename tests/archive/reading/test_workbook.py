"""Excel workbooks: sheets as tables, and workbooks that are made to do harm."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from archive.article import Article, Rejected
from archive.reading import workbook
from tests.factories import read_bytes

ONE = "नदी का पानी उतर रहा है।"


def made(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with another content of one member."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for member in old.infolist():
            new.writestr(member, content if member.filename == name else old.read(member))
    return file.getvalue()


GOOD = made(
    one=[
        ["शीर्षक", "पाठ", "दिनांक", "id"],
        ["क", ONE, datetime(2025, 7, 12, 10), 17.0],  # noqa: DTZ001  Excel knows no zones
        [],
        ["ख", None, None, None],
    ]
)


@pytest.mark.parametrize("name", ["x.xlsx", "x.zip", "x"])
def test_a_sheet_is_a_table(name: str) -> None:
    article, rejected = read_bytes(GOOD, name)
    assert isinstance(article, Article)
    assert (article.title, article.body, article.id) == ("क", ONE, "17")
    assert str(article.published) == "2025-07-12"
    assert str(rejected) == f"{name}:4: the body is empty; leave it out"


def test_several_sheets() -> None:
    rows = [["title", "body"], ["क", ONE]]
    found = read_bytes(made(news=rows, notes=[["a"], ["b"]], empty=[], more=rows), "x.xlsx")
    assert [type(each) for each in found] == [Article, Rejected, Article]
    assert "x.xlsx!notes: " in str(found[1])


def test_a_workbook_without_rows() -> None:
    (told,) = read_bytes(made(a=[], b=[]), "x.xlsx")
    assert isinstance(told, Rejected)


def test_what_is_damaged_is_told() -> None:
    for data in (
        GOOD[: len(GOOD) // 2],
        changed(GOOD, "xl/workbook.xml", b"<broken"),
        changed(GOOD, "xl/worksheets/sheet1.xml", b"no xml"),
        changed(GOOD, "[Content_Types].xml", b""),
    ):
        found = read_bytes(data, "x.xlsx")
        assert found
        assert all(isinstance(each, Rejected) for each in found)


def test_entities_and_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    (told,) = read_bytes(changed(GOOD, "xl/styles.xml", evil), "x.xlsx")
    assert "entities" in str(told)
    monkeypatch.setattr(workbook, "FREE_BYTES", 100_000)
    monkeypatch.setattr(workbook, "MAX_RATIO", 5)
    (told,) = read_bytes(changed(GOOD, "xl/worksheets/sheet1.xml", b" " * 1_000_000), "x.xlsx")
    assert "unpacks to far more" in str(told)
