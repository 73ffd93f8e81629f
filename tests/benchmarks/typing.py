"""How quickly suggestions come: python -m tests.benchmarks.typing [SHARED] [--engine tantivy].

Names and everyday words in Latin letters and Devanagari are typed letter by letter, alone and after
another word, and every state of the box is asked of all the real news; then single words of a list
of half a million, made of the pieces of those that there are. Nothing is cached between questions
but what the program itself remembers.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles

from rich.console import Console

from index import indexing
from index.lexicon import Lexicon
from index.search.open import open_archive
from index.search.suggest import Suggester
from index.transliteration.phonetic_key import phonetic_key
from tests.factories import settings_in
from tests.realnews import open_built
from tests.relevance.suggestions import indexed_names

TYPED = 120
"""Words typed, of each kind."""

WORDS = 500_000
Words = list[tuple[str, str, int]]


def states(words: Iterable[str]) -> list[str]:
    """What stands in the box while these are typed, one letter after the other."""
    return [word[:size] for word in words for size in range(1, len(word) + 1)]


def times(ask: Callable[[str], object], typed: Iterable[str]) -> list[float]:
    """Milliseconds of each question."""
    found = []
    for text in typed:
        start = time.perf_counter()
        ask(text)
        found.append((time.perf_counter() - start) * 1000)
    return found


def half_a_million(words: Words) -> Words:
    """These words and as many others, made of their pieces, as make up ``WORDS``."""
    draw = random.Random(1)  # noqa: S311  the same draw every time
    hindi = [word for word, _, _ in words if not word.isascii()]
    known = {word for word, _, _ in words}
    more: Words = []
    while len(words) + len(more) < WORDS:
        one, other = draw.choice(hindi), draw.choice(hindi)
        word = one[: draw.randint(1, len(one))] + other[draw.randint(0, len(other) - 1) :]
        if word not in known:
            known.add(word)
            more.append((word, phonetic_key(word), draw.choice((1, 1, 1, 2, 3, 8))))
    return sorted(words + more)


def main(shared: Path, engine: str) -> None:
    """Measure and print."""
    console = Console(highlight=False, soft_wrap=True)

    def say(what: str, found: list[float]) -> None:
        parts = quantiles(found, n=100)
        console.print(
            f"{what}: p50 {parts[49]:.1f} ms, p95 {parts[94]:.1f} ms, p99 {parts[98]:.1f} ms "
            f"({len(found)} questions)"
        )

    with tempfile.TemporaryDirectory() as folder:
        open_built(shared, Path(folder)).opened.close()
        url = f"{engine}:{Path(folder) / 'typing'}" if engine != "whoosh" else ""
        opened = open_archive(settings_in(Path(folder), ARCHIVE_ENGINE_URL=url))
        indexing.catch_up(opened.store, opened.engine)
        opened.words.warm()
        lexicon = opened.words.lexicon()
        suggester = Suggester(opened)
        rows = list(opened.store.words())
        names = indexed_names("news", lexicon)[:TYPED]
        latin = [name.typed for name in names]
        hindi = [min(name.accepted, key=lambda word: -lexicon.articles(word)) for name in names]
        say("Latin letters", times(suggester.suggest, states(latin)))
        say("Devanagari", times(suggester.suggest, states(hindi)))
        second = [f"videsh {word[:size]}" for word in latin[: TYPED // 2] for size in (0, 1, 2, 3)]
        say("after another word", times(suggester.suggest, second))
        opened.close()
    many = half_a_million(rows)
    start = time.perf_counter()
    large = Lexicon(many)
    console.print(f"{len(large):,} words opened in {time.perf_counter() - start:.2f} s")
    say(f"{WORDS:,} words", times(large.complete, states(latin + hindi)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.typing")
    parser.add_argument("shared", nargs="?", default="../shared")
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    asked = parser.parse_args()
    main(Path(asked.shared), asked.engine)
