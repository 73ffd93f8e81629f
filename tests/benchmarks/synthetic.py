"""Archives of any size for measuring: python -m tests.benchmarks.synthetic N OUT.jsonl.gz.

The sentences of the real news, drawn anew with a seed: the same seed gives the same articles, and
the first of many are the same as those of few. Kept are the frequencies of words, since each
sentence is as likely as any other; the lengths, labels and days, which come together from one real
article; and the growth of the vocabulary, which follows Heaps' law as the news itself does: what
redrawing alone would lack is invented, from the beginnings and ends of rare words, and every
invented word is as likely to come back as any other.

It is text for machines: nobody should read sense into it, and none of it goes into the project.
Only a few of the real articles have a day; the others get one drawn from ``YEARS``, since days
that are all missing would make filters and timelines cheaper than they are.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import regex

from archive.article import Article
from archive.reading.finishing import finish
from archive.reading.reader import Options, Origin
from archive.reading.records import to_draft

YEARS = (date(2010, 1, 1), date(2025, 12, 31))
SEED = 2026

_SENTENCE = regex.compile(r"[^।|?!\n]*[।|?!\n]\s*|[^।|?!\n]+$")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_HINDI = regex.compile(r"[\u0904-\u0939\u0958-\u095f][\u0900-\u0963]{3,9}")
_AKSHARA = regex.compile(r"[\u0904-\u0939\u0958-\u095f](?![\u093c\u094d])")
_SPACE = regex.compile(r"[^\S\n]+")
_RUN = 3
"""Sentences that stay together: phrases and words that go together are searched for."""

_STEP = 1000
"""Articles after which the number of words still to be invented is reckoned anew."""

Values = dict[str, str]


@dataclass(frozen=True)
class News:
    """What is drawn from.

    Attributes:
        sentences: All of them, in order.
        forms: Of every article its number of words, that of its title, and its labels.
        counts: How often each word occurs.
        power: The exponent of Heaps' law.
        heads, tails: What words are invented from.
    """

    sentences: list[str]
    forms: list[tuple[int, int, Values]]
    counts: np.ndarray[tuple[int], np.dtype[np.float64]]
    power: float
    heads: list[str]
    tails: list[str]

    def vocabulary(self, size: float) -> float:
        """How many words Heaps' law expects in as many times the text as there is."""
        return float(len(self.counts) * size**self.power)

    def redrawn(self, size: float) -> float:
        """How many of the real words are expected in a text as large that is redrawn."""
        return float((-np.expm1(-self.counts * size)).sum())

    def invented(self, number: int) -> str:
        """The word of this number, always the same; thousands in the square of them differ."""
        # The golden section spreads neighbours apart, and no two numbers share a pair.
        pairs = len(self.heads) * len(self.tails)
        step = int(pairs / 1.618)
        while math.gcd(step, pairs) > 1:
            step += 1
        head, tail = divmod(number * step % pairs, len(self.tails))
        return self.heads[head] + self.tails[tail]


@cache
def news(shared: Path) -> News:
    """Read the real news."""
    with gzip.open(shared / "data/news/news.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    # In the order of the file outlets follow one another, and each brings words of its own.
    random.Random(SEED).shuffle(articles)  # noqa: S311  no secret, only the same draw every time
    counts: Counter[str] = Counter()
    half = 0
    for number, article in enumerate(articles):
        if number == len(articles) // 2:
            half = len(counts)
        counts.update(_WORD.findall(article["body"]))
    rare = sorted(word for word, n in counts.items() if n < 4 and _HINDI.fullmatch(word))
    cuts = [(word, [m.start() for m in _AKSHARA.finditer(word)]) for word in rare]
    halves = [(word, starts[len(starts) // 2]) for word, starts in cuts if len(starts) > 1]
    return News(
        sentences=[
            # A line that ends stays so; the words are parted at the spaces that are left.
            _SPACE.sub(" ", text).strip(" ")
            for article in articles
            for text in _SENTENCE.findall(article["body"])
            if text.strip()
        ],
        forms=[
            (len(one["body"].split()), len(one.get("title", "").split()), _labels(one))
            for one in articles
        ],
        counts=np.array(sorted(counts.values()), dtype=np.float64),
        power=math.log2(len(counts) / half),
        heads=sorted({word[:cut] for word, cut in halves}),
        tails=sorted({word[cut:] for word, cut in halves}),
    )


def objects(shared: Path, number: int, seed: int = SEED) -> Iterator[Values]:
    """As many articles, as lines of JSON Lines hold them."""
    source = news(shared)
    draw = random.Random(seed).random  # noqa: S311  as above
    words = sum(length for length, _, _ in source.forms)
    first, days = YEARS[0].toordinal(), (YEARS[1] - YEARS[0]).days + 1
    coined, wanted, each = 0, 0.0, 0.0
    for n in range(number):
        if n % _STEP == 0:
            size = (n + _STEP) / len(source.forms)
            each = (source.vocabulary(size) - source.redrawn(size) - wanted) / _STEP
        length, titled, labels = source.forms[int(draw() * len(source.forms))]
        body = _drawn(source, length, draw)
        # A long article has more new words than a short one.
        wanted += max(each, 0.0) * length * len(source.forms) / words
        while coined < int(wanted):
            # One is new and one, on average, comes back.
            _put(body, source.invented(coined), draw)
            coined += 1
            _put(body, source.invented(int(draw() * coined)), draw)
        values = {"id": f"{seed}-{n}", **labels, "body": " ".join(body)}
        if titled:
            values["title"] = " ".join(_drawn(source, titled, draw))
        values.setdefault("date", date.fromordinal(first + int(draw() * days)).isoformat())
        yield values


def articles(shared: Path, number: int, seed: int = SEED) -> Iterator[Article]:
    """The same, as the archive takes them in."""
    origin, options = Origin("synthetic", "synthetic"), Options()
    for values in objects(shared, number, seed):
        article = finish(to_draft(values, origin), options)
        assert isinstance(article, Article)
        yield article


def write(shared: Path, number: int, out: Path, seed: int = SEED) -> None:
    """Write them to a file."""
    with gzip.open(out, "wt", encoding="utf-8", compresslevel=1) as lines:
        for values in objects(shared, number, seed):
            lines.write(json.dumps(values, ensure_ascii=False) + "\n")


def _labels(article: Values) -> Values:
    return {name: article[name] for name in ("source", "category", "date") if article.get(name)}


def _drawn(source: News, length: int, draw: Callable[[], float]) -> list[str]:
    """So many words, of runs of sentences."""
    words: list[str] = []
    while len(words) < length:
        start = int(draw() * len(source.sentences))
        for text in source.sentences[start : start + _RUN]:
            words += text.split(" ")
    return words[:length]


def _put(words: list[str], word: str, draw: Callable[[], float]) -> None:
    """Put a word in the place of any other, its punctuation kept."""
    place = int(draw() * len(words))
    words[place] = _WORD.sub(word, words[place], count=1)


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("number", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    asked = parser.parse_args()
    write(asked.shared, asked.number, asked.out, asked.seed)


if __name__ == "__main__":
    main()
