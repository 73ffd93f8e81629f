"""Real texts and the files that readers failed on; they are not part of the project."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from archive.article import Article
from archive.reading import read
from archive.reading.finishing import finish
from archive.reading.reader import Draft, Options, Origin

NAMES = {
    # file: phrase of the body, note, day
    "t02_utf16le_bom.txt": ("बिहार के मुख्यमंत्री ने", "", None),
    "t07_mojibake_latin1.txt": ("बिहार के मुख्यमंत्री ने", "double_encoded", None),
    "t10_entities.txt": ("बिहार के मुख्यमंत्री ने", "entities", None),
    "t13_kruti.txt": ("बिहार के मुख्यमंत्री ने", "font=krutidev010", None),
    "t14_repl_chars.txt": ("ने सोमवार को कहा", "replaced=2", None),
    "t16_softhyphen_zwsp.txt": ("ने सोमवार को कहा", "", None),
    "n01_no_ext": ("बिहार के मुख्यमंत्री ने", "", None),
    "n04.text": ("बिहार के मुख्यमंत्री ने", "", None),
    "n13.gz": ("बिहार के मुख्यमंत्री ने", "", None),
    "n17_gz_named_txt.txt": ("बिहार के मुख्यमंत्री ने", "", None),
    "n26_date_2025-07-12_name.txt": ("बिहार के मुख्यमंत्री ने", "", date(2025, 7, 12)),
    "zwj0.txt": ("बिहार के मुख्यमंत्री ने", "", date(2019, 9, 5)),
    "zwj1.txt": ("बिहार के मुख्यमंत्री ने", "", date(2018, 10, 10)),
    "zwj3.txt": ("बिहार के मुख्यमंत्री ने", "", date(2021, 12, 9)),
}


@pytest.mark.parametrize("name", NAMES)
def test_files_that_were_not_read(shared: Path, name: str) -> None:
    phrase, notes, day = NAMES[name]
    (article,) = read([shared / "data/import-cases" / name])
    assert isinstance(article, Article)
    assert phrase in article.body
    assert (article.notes, article.published, article.language) == (notes, day, "hi")


def test_days_of_papers(shared: Path) -> None:
    texts = shared / "data/files/text"
    (whole,) = read([texts / "AU-2020-MAR-22.txt"])
    assert isinstance(whole, Article)
    assert (whole.published, whole.dated_by, whole.notes) == (date(2020, 3, 22), "file", "day")
    parts = [one for one in read([texts / "DJ-2020-MAR-16.txt"]) if isinstance(one, Article)]
    assert [(one.published, one.dated_by) for one in parts] == [(date(2020, 3, 16), "file")] * 2
    (broken,) = read([texts / "nbt-pdfminer-01012024_2.txt"])
    assert "45% of its words" in str(broken)
    data = shared / "data/files/data"
    (unsure,) = read([data / "fullnews_id_2479529_date_26_5_2004.utf8"])
    assert isinstance(unsure, Article)
    assert unsure.published is None


@pytest.mark.thorough
def test_no_real_article_is_refused_or_converted(shared: Path) -> None:
    wrong, languages = [], []
    for name in ("news", "titled-dev"):
        with gzip.open(shared / f"data/news/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                values = json.loads(line)
                draft = Draft(origin=Origin(name, name), line=1, body=values["body"])
                made = finish(draft, Options())
                if not isinstance(made, Article) or "font=" in made.notes:
                    wrong.append(values["id"])
                else:
                    languages.append(made.language)
    assert wrong == []
    assert len(languages) > 18_600
    # A dozen fact checks are mostly tweets in English.
    assert languages.count("hi") >= 0.999 * len(languages)
