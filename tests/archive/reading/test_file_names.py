"""The day and the outlet in names of files and folders."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.file_names import day_in_path, is_named_by_day, names_itself, outlet_in_path

DAY = date(2020, 3, 22)


@pytest.mark.parametrize(
    "path",
    [
        "AU-2020-MAR-22.txt",
        "paper_2020_3_22_31941877",
        "md25fullnews_id_4449982_date_22_3_2006.utf8.xml".replace("2006", "2020"),
        "date_2020-03-22_name.txt",
        "2020.03.22.html",
        "20200322.txt",
        "22032020_2.txt",
        "खबर 22 मार्च 2020.txt",
        "22mar2020",
        "March 22, 2020.txt",
        "2020/03/22/x.txt",
        "news/2020/MAR/22/1.html",
        "news/2020-03/22.txt",
        "2020-03-22/1.txt",
        "AU-2020-MAR-22/1.txt",
        # The file's own name goes before the folders', and a crawl is no day of news.
        "crawl-2021-01-05/2020-03-22.txt",
        "2021-01-05/AU-2020-MAR-22.txt",
        "important_2020-03-22.txt",
    ],
)
def test_a_day_beyond_doubt(path: str) -> None:
    assert day_in_path(path) == DAY


@pytest.mark.parametrize(
    "path",
    [
        "",
        "x.txt",
        "22-03-20.txt",
        "03-22-2020.txt",
        "2020-13-22.txt",
        "2020-02-30.txt",
        "12345678.txt",
        "1583020800.txt",
        "2020-03-22_2020-03-25.txt",
        "2021-01-05/2020-03-22_2020-03-25.txt",
        "crawl-2020-03-22/1.txt",
        "export_2020-03-22.txt",
        "backup 2020-03-22/news/1.txt",
        "2999-03-22.txt",
        "patna-2020/05.txt",
        "id_120200322.txt",
    ],
)
def test_no_day(path: str) -> None:
    assert day_in_path(path) is None


def test_a_file_that_names_itself_otherwise_has_no_day() -> None:
    path = "news_id_2479529_date_22_3_2020.utf8"
    assert day_in_path(path, "news_id_7_date_22_3_2020") == DAY
    assert day_in_path(path, "news_id_7") == DAY
    assert day_in_path(path, "news_id_7_date_30_10_2004") is None
    assert day_in_path("x.txt", "news_id_7_date_30_10_2004") is None
    assert names_itself("news_id_7_date_30_10_2004")
    assert not names_itself("कोविड-19 के मामले")
    assert not names_itself("COVID-19 का टीका")


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        ("AU-2020-MAR-22.txt", True),
        ("Dainik Jagran 22-03-2020.txt", True),
        ("20200322", True),
        ("2020-03-22-patna-mein-baadh-se-tabahi-machi.txt", False),
        ("x.txt", False),
        ("2020/03/22/x.txt", False),
    ],
)
def test_a_file_that_is_named_by_a_day(path: str, is_so: bool) -> None:
    assert is_named_by_day(path) is is_so


@pytest.mark.parametrize(
    ("path", "outlet"),
    [
        ("Corpora/Amar Ujala/AU-2020-MAR/AU-2020-MAR-22.txt", "Amar Ujala"),
        ("dainik_jagran/1.txt", "Dainik Jagran"),
        ("NavBharatTimes/textfolder/1.txt", "Navbharat Times"),
        ("दैनिक भास्कर/1.txt", "Dainik Bhaskar"),
        ("Amar Ujala.txt", ""),
        ("news/1.txt", ""),
        ("amar/ujala/1.txt", ""),
    ],
)
def test_the_outlet_of_a_folder(path: str, outlet: str) -> None:
    assert outlet_in_path(path) == outlet


@given(st.text())
def test_no_name_fails(path: str) -> None:
    day = day_in_path(path, path)
    assert day is None or day.year >= 1900
    is_named_by_day(path)
    outlet_in_path(path)
