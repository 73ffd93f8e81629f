"""Finding words by sound, measured: ``python -m tests.relevance.transliteration``.

Each set is asked of a lexicon of all words of the news and of the set's own. Best is right: the
first Devanagari word is an accepted spelling. A spelling counts as accepted too if it differs
only by vowel length, nasal sign, nukta or ॉ/ो. It measures; tests hold the floors.

The names of places, candidates and cricketers are public lists in ../shared. Of them those pairs
count whose Hindi word five articles or more hold; what is no pair is struck by hand in
``names/struck.tsv``. Their odd rows served to train and to tune, the even ones only to measure.
``--held-out FILE`` writes the even ones, for the trainer to leave out.
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
from index.transliteration.phonemes import is_devanagari, to_letters
from index.transliteration.phonetic_key import phonetic_key

DATA = Path(__file__).parents[3] / "shared" / "data"
NAMES = Path(__file__).with_name("names")
SETS = ("dakshina-dev", "foreign", "indian", "news")
IN_THE_NEWS = ("places", "candidates", "cricketers", "strict")
"""Names that the news holds, asked of the news alone."""

_LISTED = {
    "places": "natural-earth-places.tsv.gz",
    "candidates": "election-candidates-words.tsv.gz",
    "cricketers": "cricketers-words.tsv.gz",
}
_LEAST_ARTICLES = 5
"""Articles that hold the Hindi word of a pair that counts."""

_LEAST_COUNT = 3
_LEAST_SHARE = 1 / 4
"""Of all rows of a typed word, what a pair of a noisy list must have to count."""

_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]+|[A-Za-z]+")
_SAME = str.maketrans(
    {"ी": "ि", "ई": "इ", "ू": "ु", "ऊ": "उ", "ॉ": "ो", "ऑ": "ओ"} | dict.fromkeys("ँं़", "")
)

_HOMORGANIC = (("ङ", "क-घ"), ("ञ", "च-झ"), ("ण", "ट-ढ"), ("न", "त-ध"), ("म", "प-भ"))

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


def _listed(name: str) -> Iterator[tuple[str, str]]:
    """The pairs of a public list of names that are trusted, typed word and Hindi word."""
    text = gzip.decompress((DATA / "names" / _LISTED[name]).read_bytes()).decode()
    rows = [line.split("\t") for line in text.splitlines()]
    if name == "places":
        for english, hindi, *_ in rows[1:]:
            if english.isalpha() and " " not in hindi:
                yield to_letters(english), hindi
        return
    total: Counter[str] = Counter()
    for typed, _, count in rows:
        total[typed] += int(count)
    for typed, hindi, count in rows:
        if int(count) >= max(_LEAST_COUNT, _LEAST_SHARE * total[typed]):
            yield typed, hindi


@cache
def _in_the_news(name: str) -> list[Query]:
    """The words of a list of names that the news holds, less what was struck."""
    lines = (NAMES / "struck.tsv").read_text("utf-8").splitlines()
    struck = {tuple(line.split("\t")[:3]) for line in lines}
    accepted: dict[str, set[str]] = {}
    for typed, written in _listed(name):
        hindi = unicodedata.normalize("NFC", written)
        held = news_words()[hindi] >= _LEAST_ARTICLES
        if held and (name, typed, hindi) not in struck:
            accepted.setdefault(typed, set()).add(hindi)
    return [(typed, frozenset(words)) for typed, words in accepted.items()]


def queries(name: str, half: str = "all") -> list[Query]:
    """The words of a set and their accepted spellings; ``half`` is odd, even or all rows."""
    part = {"odd": slice(0, None, 2), "even": slice(1, None, 2), "all": slice(None)}[half]
    if name in _LISTED:
        return _in_the_news(name)[part]
    if name == "dakshina-dev":
        packed = DATA / "transliteration" / "dakshina-dev.tsv.gz"
        text = gzip.decompress(packed.read_bytes()).decode()
    else:
        text = NAMES.joinpath(f"{name}.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
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
    """What two spellings share that count as one; a nasal before a stop is a nasal sign."""
    word = unicodedata.normalize("NFC", word)
    for nasal, stops in _HOMORGANIC:
        word = re.sub(f"{nasal}्(?=[{stops}])", "ं", word)
    return word.translate(_SAME)


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
    parser.add_argument("--sets", nargs="*", choices=(*SETS, *IN_THE_NEWS), default=SETS)
    parser.add_argument("--held-out", type=Path, help="write the even rows of names in the news")
    asked = parser.parse_args(arguments)
    if asked.held_out:
        even = (row for name in IN_THE_NEWS for row in queries(name, "even"))
        lines = (f"{typed}\t{'|'.join(sorted(accepted))}\n" for typed, accepted in even)
        asked.held_out.write_text("".join(lines), "utf-8")
        return 0
    rows = {n: queries(n, "all" if n == SETS[0] else asked.half) for n in asked.sets}
    planted = lexicon(part for name, part in rows.items() if name in SETS)
    held = lexicon(()) if set(rows) & set(IN_THE_NEWS) else planted
    say = sys.stdout.write
    say("set           words  best   in 10  searched  variants  median ms\n")
    for name, part in rows.items():
        words = held if name in IN_THE_NEWS else planted
        m = measure(name, part, words)
        say(f"{name:13} {m.words:5}  {m.best:.4f} {m.in_ten:.4f} {m.shown:.4f}    ")
        say(f"{m.variants:.2f}      {m.median_ms:.2f}\n")
        for line in m.missed if asked.misses else ():
            say(f"    {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
