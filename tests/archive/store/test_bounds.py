"""What the store accepts and refuses is the same on both databases."""

import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from archive.reading import read
from archive.store import Store
from tests.archive.store.test_store import FULL

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "a\0b", "\ud800", "\udfff"
# No two characters alike beside each other, so that no database makes them shorter.
LONGEST = "".join(chr(0x10000 + number * 7919 % 60_000) for number in range(500))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["id", "body", "title", "url", "source", "author", "category"])
def test_what_no_database_can_hold_is_refused_and_nothing_is_stored(
    store: Store, field: str, text: str
) -> None:
    hostile = replace(Article("b", "पाठ"), **{field: text})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"no database can hold|surrogates not allowed"):
        store.put([FULL, hostile])
    assert store.count() == store.seq() == 0


def test_the_longest_id(store: Store) -> None:
    longest = [Article(LONGEST, "पाठ"), Article("अ" * 666, "पाठ"), Article("x" * 2000, "पाठ")]
    assert store.put(longest).added == 3
    assert list(store.articles()) == longest
    for id_ in (LONGEST + "x", "अ" * 667, "x" * 2001):
        with pytest.raises(ValueError, match="no database can hold"):
            store.put([Article(id_, "पाठ")])
        assert store.get(id_) is None


@pytest.mark.parametrize("word", [*HOSTILE, LONGEST + "x"])
def test_words_that_no_database_can_hold(store: Store, word: str) -> None:
    store.replace_words([(LONGEST, "l", 1)], "f", 1)
    with pytest.raises(ValueError, match="no database can hold"):
        store.replace_words([("रूस", "rs", 5), (word, "w", 1)], "f", 2)
    with pytest.raises(ValueError, match="no database can hold"):
        store.add_words({"रूस": ("rs", 5), word: ("w", 1)}, "f", 2, after=1)
    assert list(store.words()) == [(LONGEST, "l", 1)]


def test_every_article_that_is_read_can_be_stored(store: Store, tmp_path: Path) -> None:
    line = (
        r'{"id": "a", "title": "बै\u0000ठक\ud800", "source": "\u0000", "body": "पा\u0000ठ \udfff।"}'
    )
    (tmp_path / "some.jsonl").write_text(f"{line}\n", encoding="utf-8")
    found = [article for article in read([tmp_path], None) if isinstance(article, Article)]
    assert len(found) == 1
    assert store.put(found).added == 1
    assert list(store.articles()) == found


@pytest.mark.parametrize(
    "text", ["\\N", "\\.", "a\tb\nc\\d\re", "{}", "'", '"', "%s %(x)s :id", "NULL", "\u2028\x01"]
)
def test_what_means_something_to_a_database_is_text(store: Store, text: str) -> None:
    article = Article(text, text, text, text, text, text, text)
    assert store.put([article]).added == 1
    assert store.put([Article(text, "और कुछ")]).changed == 1
    assert next(store.replaced(0)).article_old == article
    assert store.delete([text]) == 1


READER = """
    import re
    import sys
    from pathlib import Path
    from archive.store import Store

    def most():
        return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

    store = Store.open(sys.argv[1])
    store.get("0")
    before = most()
    assert sum(1 for _ in store.changes(0)) == sum(1 for _ in store.articles()) == 400
    print((most() - before) // 1024)
"""


def test_a_reader_holds_few_articles_in_memory_the_driver_included(store: Store, url: str) -> None:
    large = "वोनसान " * 10_000  # 190 KB; all of them are 76 MB
    store.put(Article(f"{number}", f"{number} {large}") for number in range(400))
    command = [sys.executable, "-c", textwrap.dedent(READER), url]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    print(done.stdout)
    assert int(done.stdout) < 60
