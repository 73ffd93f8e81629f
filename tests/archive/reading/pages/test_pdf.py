"""PDFs: sound text layers, damaged ones, legacy fonts, and what cannot be read."""

import random
import subprocess
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from archive.article import Article, Rejected
from archive.reading import Options
from archive.reading.pages import ocr
from tests.factories import read_bytes

NO_TESSERACT = "tesseract is not installed"


def only_reason(data: bytes, **options: str) -> str:
    (rejected,) = read_bytes(data, "a.pdf", Options(**options))  # type: ignore[arg-type]
    assert isinstance(rejected, Rejected)
    assert "\n" not in rejected.reason
    return rejected.reason


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"%PDF-1.4\n" + b"x" * 5000, b"%PDF-1.7\ntrailer<</Root 1 0 R>>"]
)
def test_a_damaged_pdf_is_rejected_in_one_line(data: bytes) -> None:
    assert "no PDF that can be read" in only_reason(data)


def real(shared: Path, name: str) -> bytes:
    return (shared / "data" / "files" / "pdf" / name).read_bytes()


def test_a_legacy_font_is_told_by_its_name_in_the_pdf(shared: Path) -> None:
    (article,) = read_bytes(
        real(shared, "krutidev-6-paragraphs.pdf"), "a.pdf", Options(ocr="never")
    )
    assert isinstance(article, Article)
    assert article.notes == "font=krutidev010"
    right = "".join(real(shared, "krutidev-6-paragraphs.txt").decode().split())
    assert Levenshtein.normalized_similarity(right, "".join(article.body.split())) >= 0.985


@pytest.mark.parametrize("name", ["nbt4-top.pdf", "chromium-noto.pdf"])
def test_a_text_layer_that_is_not_sound_is_not_taken(shared: Path, name: str) -> None:
    assert "only" in only_reason(real(shared, name), ocr="never")


def test_a_page_without_a_text_layer_says_so(shared: Path) -> None:
    reason = only_reason(real(shared, "image-only.pdf"), ocr="never")
    assert reason == "a page without a text layer; leave out --ocr never"


def test_without_tesseract_the_cure_is_named(
    shared: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.languages.cache_clear()
    reason = only_reason(real(shared, "image-only.pdf"))
    ocr.languages.cache_clear()
    assert reason.endswith("is not installed; run: apt install tesseract-ocr tesseract-ocr-hin")


def has_hindi() -> bool:
    try:
        return bool(ocr.languages())
    except (ocr.OcrUnavailableError, subprocess.SubprocessError):
        return False


@pytest.mark.thorough
@pytest.mark.skipif(not has_hindi(), reason=NO_TESSERACT)
def test_a_newspaper_page_is_read_story_by_story(shared: Path) -> None:
    found = read_bytes(real(shared, "nbt4-top.pdf"), "nbt4.pdf")
    articles = [each for each in found if isinstance(each, Article)]
    assert len(articles) == len(found) >= 3
    assert all("ocr=0.9" in article.notes for article in articles)
    assert any("लाइफस्टाइल न बदलें" in article.title for article in articles)
    assert any("आरआरआर" in article.body for article in articles)


def test_damaged_bytes_never_make_it_fail(shared: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same damage every time
    whole = [real(shared, name) for name in ("krutidev-6-paragraphs.pdf", "chromium-noto.pdf")]
    for _ in range(150):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(len(data))
            if chance.random() < 0.7:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randrange(500)]
        found = read_bytes(bytes(data), "a.pdf", Options(ocr="never"))
        assert found
        for each in found:
            assert isinstance(each, Article) or "\n" not in each.reason
