"""Tables of HTML that are called workbooks."""

import pytest

from archive.article import Article, Rejected
from tests.factories import read_bytes

TEXT = "नदी का जल स्तर घटा और लोग घर लौटने लगे।<br>प्रशासन ने बताया कि राहत शिविर बंद हो रहे हैं।"
TABLE = (
    "<table><tr><th>शीर्षक</th><th>दिनांक</th><th>समाचार</th></tr>"
    f"<tr><td>नदी उतरी</td><td>12-07-2024</td><td><p>{TEXT}</p></td></tr>"
    f"<tr><td>मेला</td><td>13-07-2024</td><td>{TEXT} मेले में भीड़ रही।</td></tr></table>"
)
HEAD = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">'


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (f"{HEAD}</head><body>{TABLE}</body></html>", "export.xls"),
        (TABLE, "export.xls"),
        (f'{HEAD}<meta name="ProgId" content="Excel.Sheet"></head><body>{TABLE}', "export.html"),
    ],
)
def test_each_row_is_an_article(page: str, name: str) -> None:
    first, second = read_bytes(page.encode(), name)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, second.title) == ("नदी उतरी", "मेला")
    assert first.body == TEXT.replace("<br>", "\n")
    assert str(first.published) == "2024-07-12"


def test_excel_s_xml_of_2003() -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = (("शीर्षक", "समाचार"), ("नदी उतरी", TEXT.replace("<br>", " ")))
    cells = "".join(
        "<Row>" + "".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in row) + "</Row>"
        for row in rows
    )
    page = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}">'
        f"<Worksheet><Table>{cells}</Table></Worksheet></Workbook>"
    )
    (one,) = read_bytes(page.encode(), "a.xls")
    assert isinstance(one, Article)
    assert (one.title, one.body) == rows[1]


def test_a_table_within_a_cell_has_no_rows_of_ours() -> None:
    nested = TABLE.replace("मेले में भीड़ रही।", "<table><tr><td>अंदर</td></tr></table>")
    assert sum(isinstance(each, Article) for each in read_bytes(nested.encode(), "a.xls")) == 2


def test_other_charsets() -> None:
    (first, _) = read_bytes(f"{HEAD}</head>{TABLE}".encode("utf-16"), "a.xls")
    assert isinstance(first, Article)
    assert first.title == "नदी उतरी"


@pytest.mark.parametrize("page", ["<table></table>", "<table><tr><td></td></tr></table>"])
def test_one_without_rows_is_refused(page: str) -> None:
    (rejected,) = read_bytes(page.encode(), "a.xls")
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "no row is in it; leave it out"
