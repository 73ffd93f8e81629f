"""Finding words by sound, measured: ``python -m tests.relevance.transliteration``.

Each set is asked of a lexicon of all words of the news and of the set's own. Best is right: the
first Devanagari word is an accepted spelling. A spelling counts as accepted too if it differs
only by vowel length, nasal sign, nukta or ॉ/ो. It measures; tests hold the floors.
"""

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from index.lexicon import Lexicon
from index.transliteration.phonemes import is_devanagari
from index.transliteration.phonetic_key import phonetic_key

DATA = Path(__file__).parents[3] / "shared" / "data"
NAMES = Path(__file__).with_name("names")
SETS = ("dakshina-dev", "foreign", "indian", "news")

_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]+|[A-Za-z]+")
_SAME = str.maketrans(
    {"ी": "ि", "ई": "इ", "ू": "ु", "ऊ": "उ", "ॉ": "ो", "ऑ": "ओ"} | dict.fromkeys("ँं़", "")
)

Query = tuple[str, frozenset[str]]
"""A word as typed in Latin letters, and its accepted spellings."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one set came to, as shares of its words."""

    name: str
    words: int
    best: float
    in_ten: float
    shown: float
    variants: float
    median_ms: float
    missed: tuple[str, ...]


@cache
def news_words() -> Counter[str]:
    """Every word of the news, in how many articles it stands."""
    counted: Counter[str] = Counter()
    with gzip.open(DATA / "news" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = unicodedata.normalize("NFC", f"{article.get('title') or ''}\n{article['body']}")
            text = text.replace("\u200c", "").replace("\u200d", "").lower()
            counted.update(set(_WORD.findall(text)))
    return counted


def queries(name: str, half: str = "all") -> list[Query]:
    """The words of a set and their accepted spellings; ``half`` is odd, even or all rows."""
    if name == "dakshina-dev":
        packed = DATA / "transliteration" / "dakshina-dev.tsv.gz"
        text = gzip.decompress(packed.read_bytes()).decode()
    else:
        text = NAMES.joinpath(f"{name}.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    part = {"odd": slice(0, None, 2), "even": slice(1, None, 2), "all": slice(None)}[half]
    return [(row[0], frozenset(row[1].split("|"))) for row in rows[part]]


def lexicon(sets: Iterable[list[Query]]) -> Lexicon:
    """All words of the news, and of the sets those that no article has."""
    words = dict(news_words())
    for rows in sets:
        for _, accepted in rows:
            for word in accepted:
                words.setdefault(unicodedata.normalize("NFC", word), 0)
    return Lexicon((word, phonetic_key(word), words[word]) for word in sorted(words))


def same(word: str) -> str:
    """What two spellings share that count as one."""
    return unicodedata.normalize("NFC", word).translate(_SAME)


def _hindi(found: Iterable[str]) -> Iterator[str]:
    return (same(term) for term in found if is_devanagari(term))


def measure(name: str, rows: list[Query], words: Lexicon) -> Measured:
    """Ask each word of the set."""
    best = in_ten = shown = variants = 0
    took: list[float] = []
    missed: list[str] = []
    for latin, accepted in rows:
        start = time.perf_counter()
        listed = words.find_variants(latin, 12, min_weight=0)
        took.append(time.perf_counter() - start)
        right = {same(word) for word in accepted}
        ten = list(_hindi(v.term for v in listed))[:10]
        searched = list(_hindi(v.term for v in words.find_variants(latin)))
        best += ten[:1] != [] and ten[0] in right
        in_ten += any(term in right for term in ten)
        shown += any(term in right for term in searched)
        variants += len(searched)
        if not ten or ten[0] not in right:
            missed.append(f"{latin}: {' '.join(v.term for v in listed[:3])} ({min(accepted)})")
    count = len(rows)
    return Measured(
        name, count, best / count, in_ten / count, shown / count, variants / count,
        median(took) * 1000, tuple(missed),
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print a line a set, and with ``--misses`` what came instead."""
    parser = argparse.ArgumentParser(prog="python -m tests.relevance.transliteration")
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sets", nargs="*", default=SETS)
    asked = parser.parse_args(arguments)
    rows = {n: queries(n, "all" if n == SETS[0] else asked.half) for n in asked.sets}
    words = lexicon(rows.values())
    say = sys.stdout.write
    say("set           words  best   in 10  searched  variants  median ms\n")
    for name, part in rows.items():
        m = measure(name, part, words)
        say(f"{name:13} {m.words:5}  {m.best:.4f} {m.in_ten:.4f} {m.shown:.4f}    ")
        say(f"{m.variants:.2f}      {m.median_ms:.2f}\n")
        for line in m.missed if asked.misses else ():
            say(f"    {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
