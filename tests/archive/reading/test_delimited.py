"""CSV and its kin: delimiters, quotes, headers, broken rows, columns of unknown names."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading.delimited import Dialect, find_dialect, is_table
from archive.reading.reader import Options
from tests.factories import read_bytes

LONG = "जिले में तीन दिन से हो रही बारिश के बाद नदी का पानी अब उतर रहा है, और लोग घर लौट रहे हैं। " * 3
TEXTS = [f"{LONG}{number}" for number in ("एक", "दो", "तीन", "चार")]


def read(text: str | bytes, name: str = "x.csv", **columns: str) -> list[Article | Rejected]:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, name, Options(columns=columns))


def bodies(found: list[Article | Rejected]) -> list[str]:
    return [each.body if isinstance(each, Article) else str(each) for each in found]


def written(rows: list[list[str]], **how: str | int) -> str:
    file = io.StringIO()
    csv.writer(file, **how).writerows(rows)  # type: ignore[arg-type]
    return file.getvalue()


TABLE = [
    ["शीर्षक", "text", "Date"],
    *([f"क {n}", text, f"{n + 1}/7/2025"] for n, text in enumerate(TEXTS)),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "\x01"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_dialects(delimiter: str, quoting: int, end: str, encoding: str) -> None:
    text = written(TABLE, delimiter=delimiter, quoting=quoting, lineterminator=end)
    for name in ("x.csv", "x.tsv", "x", "x.txt"):
        found = read(text.encode(encoding), name)
        assert bodies(found) == [text.strip() for text in TEXTS]
        assert isinstance(found[0], Article)
        assert found[0].title == "क 0"
        assert str(found[0].published) == "2025-07-01"


def test_a_text_with_commas_is_one_column() -> None:
    assert bodies(read("text\nएक, दो\nतीन, चार, पाँच\n")) == ["एक, दो", "तीन, चार, पाँच"]
    assert bodies(read('text\n"एक, दो"\n"तीन"\n')) == ["एक, दो", "तीन"]


def test_line_ends_and_quotes_inside_quotes() -> None:
    found = read('title,body\nक,"एक\n\n""दो"", तीन"\nख,"चार"\n')
    assert bodies(found) == ['एक\n"दो", तीन', "चार"]


def test_quotes_that_are_escaped() -> None:
    assert bodies(read('title,body\n"क","उसने \\"हाँ\\", कहा"\n"ख","दो"\n')) == [
        'उसने "हाँ", कहा',
        "दो",
    ]


def test_a_quotation_mark_inside_a_cell_is_a_sign() -> None:
    assert bodies(read('title,body\nक,5" का पर्दा\nख,दो\n')) == ['5" का पर्दा', "दो"]
    assert bodies(read('title\tbody\nक\t"दो" कहा\nख\t"तीन\n')) == ['"दो" कहा', '"तीन']


def test_what_excel_writes_first() -> None:
    assert bodies(read("sep=;\r\ntitle;body\r\nक;एक, दो\r\n")) == ["एक, दो"]


@pytest.mark.parametrize("row", ["क,एक,ख,ग", '"क,एक', "कएक"])
def test_a_broken_row_costs_itself_alone(row: str) -> None:
    found = read(f"title,body,date\nक,एक,\n{row}\nख,दो,\nग,तीन,\n")
    assert [each.body for each in found if isinstance(each, Article)] == ["एक", "दो", "तीन"]
    (rejected,) = [each for each in found if isinstance(each, Rejected)]
    assert rejected.line == 3


def test_quotes_that_hide_rows() -> None:
    found = read('title,body\nक,"एक\nख,दो\nग,"तीन"\nघ,"चार"\n')
    assert [each.body for each in found if isinstance(each, Article)] == ["दो", "तीन", "चार"]
    assert [each.line for each in found if isinstance(each, Rejected)] == [2]


def test_quotes_that_never_end_cost_no_more_than_time() -> None:
    found = read("title,body\n" + 'क,"एक\n' * 3000)
    assert all(isinstance(each, Rejected) for each in found)
    assert len(found) == 3000


def test_a_cell_that_is_too_large_costs_its_row() -> None:
    found = read("title,body\nक,एक\nख," + "x" * 9_000_000 + "\nग,तीन\n")
    assert [type(each) for each in found] == [Article, Rejected, Article]
    assert "8 MiB" in str(found[1])


def test_a_damaged_letter_costs_itself() -> None:
    found = read("title,body\nक,एक दो तीन\n".encode() + "ख,चार पाँच छह".encode()[:-1] + b"\n")
    assert bodies(found)[0] == "एक दो तीन"
    assert isinstance(found[1], Article)
    assert found[1].notes == "replaced=1"


def test_headlines_alone_are_told_once() -> None:
    (told,) = read("Title,Category\n" + "एक खबर,देश\n" * 1000)
    assert 'the columns are "Title", "Category"' in str(told)
    assert "--map body=" in str(told)


def test_names_that_nobody_knows() -> None:
    rows = [["kram", "vivaran", "chhapa"], *([f"{n}", text, "देश"] for n, text in enumerate(TEXTS))]
    found = read(written(rows))
    assert bodies(found) == [text.strip() for text in TEXTS]
    assert isinstance(found[0], Article)
    assert found[0].notes == "guessed=vivaran"
    two = [["a", "b"], *([text, text] for text in TEXTS)]
    (told,) = read(written(two))
    assert '"a", "b"' in str(told)
    assert bodies(read(written(two), body="b")) == [text.strip() for text in TEXTS]


@pytest.mark.parametrize("header", [None, ["0", "1", "2", "3"], ["", "", "", ""]])
def test_a_table_without_names(header: list[str] | None) -> None:
    rows = [
        [f"समाचार का शीर्षक {n}", text, f"https://a.example/{n}", f"2025-07-0{n + 1}"]
        for n, text in enumerate(TEXTS)
    ]
    found = read(written([header, *rows] if header else rows))
    articles = [each for each in found if isinstance(each, Article)]
    assert [each.body for each in articles] == [text.strip() for text in TEXTS]
    assert articles[0].title == "समाचार का शीर्षक 0"
    assert articles[0].url == "https://a.example/0"
    assert str(articles[0].published) == "2025-07-01"
    assert "guessed" in articles[0].notes


def test_columns_that_a_person_names() -> None:
    rows = [["a", "b", "b", "c d"], ["क", "ख", "एक", "ग"]]
    (article,) = read(written(rows), title="A", body="b 2", author="c_d")
    assert isinstance(article, Article)
    assert (article.title, article.body, article.author) == ("क", "एक", "ग")
    (told,) = read(written(rows), title="headline", body="b")
    assert str(told) == 'x.csv: no column "headline"; there are "a", "b", "b 2", "c d"'
    (article,) = read("क,ख\nग,घ\n", body="2")[:1]
    assert bodies([article]) == ["ख"]


def test_a_name_that_stands_twice_is_known_both_times() -> None:
    for second in ("text", "text.1"):
        assert bodies(read(f"title,text,{second}\nक,,एक\nख,दो,\n")) == ["एक", "दो"]


def test_numbers_of_rows_are_no_ids() -> None:
    ids = [each.id for each in read("id,body\n1,एक\n2,दो\n") if isinstance(each, Article)]
    assert all(len(each) == 16 for each in ids)
    given_ids = [each.id for each in read("id,body\n17,एक\n9,दो\n") if isinstance(each, Article)]
    assert given_ids == ["17", "9"]


def test_values_that_are_none() -> None:
    (article, told) = read("title,author,body\nnan,NULL,एक\nक,ख,None\n")
    assert isinstance(article, Article)
    assert (article.titled_by, article.author) == ("text", "")
    assert str(told) == "x.csv:3: the body is empty; leave it out"


def test_a_rejected_row_is_kept_with_its_names() -> None:
    (told,) = read("title,body\nक,\n")
    assert isinstance(told, Rejected)
    assert json.loads(told.text) == {"title": "क", "body": ""}


@pytest.mark.parametrize("text", ["", "\n\n", "title,body\n", "title,body", "title,body\n,,,\n"])
def test_a_table_without_rows_is_told(text: str) -> None:
    (told,) = read(text)
    assert isinstance(told, Rejected)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("title,body\nक,ख\n", True),
        ("शीर्षक|लिंक|दिनांक\nक|ख|ग\n", True),
        ("title, और body\nबाकी पाठ यहाँ है।\n", False),
        ("एक, दो\nतीन, चार\n", False),
        ("title,body\n", False),
        ("समाचार, तारीख\nदिल्ली, सोमवार को\nबारिश, और, ओले\n", False),
    ],
)
def test_what_is_a_table_whatever_its_name(text: str, table: bool) -> None:
    assert is_table(text) == table


def test_dialects_found() -> None:
    assert find_dialect("a;b\n1,5;2\n1,7;3\n1,8;4\n") == Dialect(";")
    assert find_dialect("title|body\nx|y\n").delimiter == "|"


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\x1c\x1d\x1e\x85\u2028\u2029"), max_size=12
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_every_row_that_csv_writes_is_read(rows: list[tuple[str, str]], delimiter: str) -> None:
    rows = [(title, f"पाठ {body}।") for title, body in rows]
    text = written([["title", "body"], *map(list, rows)], delimiter=delimiter)
    assert len(read(text)) == len(rows)


@given(st.binary(max_size=200) | st.text("ab,;\t|\"'\\\n\rक।", max_size=80).map(str.encode))
def test_no_bytes_fail(data: bytes) -> None:
    assert read(data) is not None
    assert read(b"title,body\n" + data) is not None
