"""Which legacy font a text was typed for, and that no other text is taken for one."""

import ast
import gettext
import random
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.legacy import FONTS, decode, find_font
from archive.legacy.vocabulary import common_words
from tests.archive.legacy.encoder import typed

SHARED = Path(__file__).parents[4] / "shared/data/files/legacy"
LICENCES = Path("/usr/share/common-licenses")
GERMAN = Path("/usr/share/locale/de/LC_MESSAGES")
SENTENCES = 2_000

# text, font, why
TEXTS = [
    ("Hkkjr ds iz/kkuea=h us dgk fd og fnYyh esa gSa", "Kruti Dev 010", "a sentence"),
    ("fnYyh vkSj eqacbZ", "Kruti Dev 010", "three words"),
    ("Yes Bank vkSj HDFC cSad us RBI ls dgk", "Kruti Dev 010", "among English names"),
    ("fnYyh esa", None, "two words"),
    ("भारत के प्रधानमंत्री ने कहा", None, "Unicode"),
    ("bharat ke pradhan mantri ne kaha ki vah dilli mein hain", None, "romanised Hindi"),
    ("Baart ko p`Qaana maM~I nao kha", None, "Shusha, which is not read"),
    ("us ki us se ls gh dh ds", None, "words of two letters, by chance"),
    ("The Prime Minister of India said that he is in Delhi", None, "English"),
    ("", None, "nothing"),
    ("123 456 789", None, "numbers"),
]


def sentences(text: str) -> Iterator[str]:
    """Sentences of three words or more."""
    for part in re.split(r"(?<=[.!?])\s+|\n\s*\n", text):
        if len(part.split()) >= 3:
            yield " ".join(part.split())


def docstrings() -> Iterator[str]:
    """English: what the standard library says of itself."""
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                yield from sentences(ast.get_docstring(node) or "")


@pytest.mark.parametrize(("text", "font", "why"), TEXTS)
def test_some_texts(text: str, font: str | None, why: str) -> None:
    assert find_font(text) == font, why


@pytest.mark.parametrize("font", FONTS)
def test_hindi_that_was_typed_for_a_font_is_found(font: str) -> None:
    rng = random.Random(7)  # noqa: S311
    words = sorted(common_words())
    texts = [" ".join(rng.sample(words, 12)) for _ in range(50)]
    typed_texts = [keys for text in texts if (keys := typed(text, font)) is not None]
    found = [(find_font(keys), keys) for keys in typed_texts]
    # Kruti Dev and its kin share most keys: another of them is right where it reads the same.
    right = [name and decode(keys, name) == decode(keys, font) for name, keys in found]
    assert sum(map(bool, right)) >= 0.96 * len(typed_texts) > 30


def test_no_english_sentence_is_taken_for_hindi() -> None:
    english = list(docstrings())[:SENTENCES]
    assert len(english) == SENTENCES
    assert [text for text in english if find_font(text)] == []


@pytest.mark.thorough
@pytest.mark.skipif(not LICENCES.exists(), reason="no licences of Debian here")
def test_no_licence_is_taken_for_hindi() -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(LICENCES.iterdir())]
    parts = [part for text in texts for part in [text, *list(sentences(text))[:200]]]
    assert [part for part in parts if find_font(part)] == []


@pytest.mark.thorough
@pytest.mark.skipif(not GERMAN.exists(), reason="no German programs here")
def test_no_german_is_taken_for_hindi() -> None:
    german = []
    for path in sorted(GERMAN.glob("*.mo"))[:20]:
        with path.open("rb") as file:
            catalog = vars(gettext.GNUTranslations(file))["_catalog"]
        german += [text for text in catalog.values() if len(text.split()) >= 3][:200]
    assert german
    assert [text for text in german if find_font(text)] == []


@pytest.mark.thorough
@pytest.mark.skipif(not SHARED.exists(), reason="the texts are not part of the project")
@pytest.mark.parametrize("file", ["preeti", "sagarmatha", "pcs_nepali"])
def test_no_nepali_font_is_taken_for_another(file: str) -> None:
    lines = (SHARED / f"nepali-{file}-vectors.tsv").read_text("utf-8").splitlines()[1:]
    words = [line.split("\t")[0] for line in lines]
    parts = [" ".join(words[start : start + size]) for size in (3, 6, 40) for start in range(30)]
    assert [part for part in parts if find_font(part)] == []


@pytest.mark.thorough
@pytest.mark.skipif(not SHARED.exists(), reason="the texts are not part of the project")
def test_real_paragraphs_and_their_beginnings_are_found() -> None:
    lines = (SHARED / "kd-200-news-paragraphs.tsv").read_text("utf-8").splitlines()[1:]
    texts = [line.split("\t")[0] for line in lines]
    assert sum(find_font(text) == "Kruti Dev 010" for text in texts) >= 198
    headlines = [" ".join(text.split()[:6]) for text in texts]
    assert sum(find_font(headline) is not None for headline in headlines) >= 190
