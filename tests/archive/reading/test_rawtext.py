"""Scraped text files as articles."""

from datetime import date
from pathlib import Path

import pytest

import archive
from archive.article import Article, Rejected, derived_id
from archive.reading import read
from tests.factories import read_bytes

TEXT = "प्योंगयांग। रूस के मंत्री ने चेतावनी दी है। वे वोनसान में थे।"
SAMPLE = Path(archive.__file__).parent / "sample"


def article_in(text: str) -> Article:
    (article,) = read_bytes(text.encode(), "x.txt")
    assert isinstance(article, Article)
    return article


def test_head_text_and_tail() -> None:
    url = "https://www.a.example/x-1"
    head = ["\ufeffManisha Dhanwani", "12 Jan 2026"]
    tail = ["", "शीर्षक", "a, b, c", "English News", url, ""]
    assert article_in("\r\n".join([*head, TEXT, *tail])) == Article(
        id=derived_id(url, ""),
        body=f"{TEXT}\nशीर्षक",
        title="रूस के मंत्री ने चेतावनी दी है",
        url=url,
        source="a.example",
        author="Manisha Dhanwani",
        published=date(2026, 1, 12),
        dated_by="byline",
        language="hi",
        titled_by="text",
    )


def test_text_alone() -> None:
    article = article_in(TEXT)
    title = "रूस के मंत्री ने चेतावनी दी है"
    assert article == Article(derived_id("", TEXT), TEXT, title, language="hi", titled_by="text")


def test_the_id_comes_from_the_url_or_the_whole_text() -> None:
    assert article_in(TEXT).id == article_in(f"\n{TEXT}\r\n").id
    assert article_in(TEXT).id != article_in(f"12 Jan 2026\n{TEXT}").id
    url = "https://a.example/1"
    assert article_in(f"{TEXT}\n{url}").id == article_in(f"12 Jan 2026\n{TEXT} और\n{url}").id


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\0\0\x07", "\u202e"])
def test_an_empty_text(text: str) -> None:
    assert read_bytes(text.encode(), "x.txt") == [
        Rejected("x.txt", None, "the file is empty; leave it out")
    ]


@pytest.mark.parametrize(
    "text", ["https://a.example/1", "By Manisha Dhanwani\n12 Jan 2026\na, b, c"]
)
def test_a_text_that_is_all_byline_and_tail(text: str) -> None:
    (rejected,) = read_bytes(text.encode(), "x.txt")
    assert isinstance(rejected, Rejected)
    assert "no text is left" in rejected.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_text_as_editors_save_it(encoding: str) -> None:
    (article,) = read_bytes(TEXT.encode(encoding), "x.txt")
    assert article == article_in(TEXT)


def test_a_text_that_was_cut_within_a_character() -> None:
    (article,) = read_bytes(TEXT.encode()[:-1], "x.txt")
    assert isinstance(article, Article)
    assert (article.body, article.notes) == (f"{TEXT[:-1]}\ufffd", "replaced=1")


def seed(shared: Path, number: str) -> tuple[Article, list[str]]:
    (path,) = (shared / "data" / "seeds").glob(f"{number}_*.txt")
    (article,) = read([path])
    assert isinstance(article, Article)
    return article, path.read_text(encoding="utf-8").splitlines()


def test_the_seed_with_a_byline(shared: Path) -> None:
    article, lines = seed(shared, "000")
    assert article.author == "Manisha Dhanwani"
    assert (article.published, article.dated_by) == (date(2026, 1, 12), "byline")
    assert article.body.split("\n") == lines[2:]
    assert (article.url, article.source, article.category) == ("", "", "")
    assert article.title.startswith("रूस के विदेश मंत्री सर्गेई लावरोव ने अमेरिका, जापान")
    assert article.title in lines[2]
    assert len(article.title) > 110


def test_the_seed_with_a_tail(shared: Path) -> None:
    article, lines = seed(shared, "004")
    assert article.url == lines[-1]
    assert article.source == "abplive.com"
    assert (article.published, article.dated_by) == (date(2025, 7, 12), "text")
    assert article.author == ""
    assert article.body.split("\n") == lines[:-3]
    assert "English News" not in article.body
    assert "oxbig" not in article.body
    assert "\nरूसी विदेश मंत्री ने क्या दी चेतावनी?\n" in article.body
    assert article.title == lines[0].partition(".")[0]
    assert "(12 जुलाई, 2025)" in article.title


def test_the_bundled_sample_reads_well() -> None:
    read_in = list(read([SAMPLE]))
    articles = [article for article in read_in if isinstance(article, Article)]
    assert articles == read_in
    assert len({article.id for article in articles}) == len(articles) >= 60
    for article in articles:
        assert article.published is not None
        assert date(2018, 1, 1) < article.published < date(2026, 12, 31)
        assert len(article.title.split()) >= 3
        assert len(article.body) > 500
        assert article.title.rstrip("…") in article.body or article.source
        assert article.url or article.author or article.source


# What the head and tail of each raw file of the sample say, read by eye.
SAMPLE_SAYS = {
    "lokdeeth-axiom-4-shukla": ("Meghna Tirkey", "2025-06-26 byline", "lokdeeth.example"),
    "lokdeeth-bundelkhand-talab": ("राघव देवांगन", "2024-05-04 byline", ""),
    "lokdeeth-t20-vishwa-cup": ("राघव देवांगन", "2024-06-29 text", ""),
    "lokdeeth-tianjin-sco": ("", "2025-07-15 url", "lokdeeth.example"),
    "lokdeeth-wonsan-lavrov": ("Meghna Tirkey", "2025-07-13 byline", ""),
    "reva-chandrayaan-3": ("Sandhya Malviya", "2026-02-05 byline", "revamail.example"),
    "reva-kuno-cheetah": ("Sandhya Malviya", "2022-09-18 byline", ""),
    "reva-mahila-vishwa-cup": ("", "2025-11-03 byline", "revamail.example"),
    "reva-neeraj-tokyo": ("Utkarsh Bhadoria", "2021-08-07 text", ""),
    "reva-repo-rate": ("", "2025-02-07 text", "revamail.example"),
    "sahyadri-double-decker-bus": ("Tejas Gadgil", "2023-09-16 byline", "sahyadridoot.example"),
    "sahyadri-gaza-yuddhviram": ("वैदेही परांजपे", "2025-10-14 byline", ""),
    "sahyadri-gukesh-shatranj": ("वैदेही परांजपे", "2024-12-12 text", ""),
    "sahyadri-silkyara-surang": ("Tejas Gadgil", "2023-11-29 byline", "sahyadridoot.example"),
}


def test_the_raw_files_of_the_sample() -> None:
    said = {}
    for path in sorted(SAMPLE.glob("*.txt")):
        (article,) = read([path])
        assert isinstance(article, Article)
        said[path.stem] = (
            article.author,
            f"{article.published} {article.dated_by}",
            article.source,
        )
        assert "English News" not in article.body
        assert article.author not in article.title or not article.author
    assert said == SAMPLE_SAYS
