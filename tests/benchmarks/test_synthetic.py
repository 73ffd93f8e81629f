"""What is recombined is like what it was made from: words, lengths, labels, growth."""

import gzip
import itertools
import json
import math
import statistics
from collections import Counter
from pathlib import Path

import pytest
import regex

from tests.benchmarks.synthetic import Values, articles, news, objects, write

pytestmark = pytest.mark.thorough

NUMBER = 16_899
WORD = regex.compile(r"[\p{L}\p{M}]+")


@pytest.fixture(scope="module")
def real(shared: Path) -> list[Values]:
    with gzip.open(shared / "data/news/news.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def made(shared: Path) -> list[Values]:
    return list(objects(shared, NUMBER))


def words(texts: list[Values]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text["body"]))


def near(found: float, expected: float, share: float) -> bool:
    return math.isclose(found, expected, rel_tol=share)


def test_the_same_seed_gives_the_same_and_few_are_the_first_of_many(shared: Path) -> None:
    few = list(objects(shared, 50))
    assert list(itertools.islice(objects(shared, NUMBER), 50)) == few
    assert list(objects(shared, 50, seed=1)) != few


def test_frequencies_are_kept(real: list[Values], made: list[Values]) -> None:
    expected, found = words(real), words(made)
    assert near(found.total(), expected.total(), 0.03)
    # The hundred most frequent words, each within a tenth; then the curve, at ranks far apart.
    for word, count in expected.most_common(100):
        assert near(found[word], count, 0.1), word
    counts = [[count for _, count in each.most_common()] for each in (expected, found)]
    for rank in (1, 10, 100, 1_000, 10_000, 30_000):
        assert near(counts[1][rank - 1], counts[0][rank - 1], 0.15), rank


def test_the_vocabulary_grows_by_heaps_law(shared: Path, made: list[Values]) -> None:
    source = news(shared)
    assert 0.4 < source.power < 0.7
    for parts in (1, 2, 4):
        some = made[: NUMBER // parts]
        assert near(len(words(some)), source.vocabulary(1 / parts), 0.1), parts


def test_lengths_and_labels_are_kept(real: list[Values], made: list[Values]) -> None:
    lengths = [[len(one["body"].split()) for one in each] for each in (real, made)]
    cuts = [statistics.quantiles(each, n=20) for each in lengths]
    assert all(near(found, expected, 0.05) for expected, found in zip(*cuts, strict=True))
    assert near(statistics.mean(lengths[1]), statistics.mean(lengths[0]), 0.05)
    outlets = [Counter(one["source"] for one in each) for each in (real, made)]
    assert outlets[0].keys() == outlets[1].keys()
    for outlet, count in outlets[0].most_common(3):
        assert near(outlets[1][outlet], count, 0.15), outlet
    titled = [sum("title" in one for one in each) for each in (real, made)]
    assert near(titled[1], titled[0], 0.15)


def test_every_article_has_a_day_and_an_id_of_its_own(shared: Path) -> None:
    found = list(articles(shared, 300))
    assert all(one.published and one.dated_by == "metadata" for one in found)
    assert len({one.id for one in found}) == 300


def test_invented_words_differ(shared: Path) -> None:
    source = news(shared)
    invented = [source.invented(number) for number in range(20_000)]
    assert len(set(invented)) > 19_900
    assert all(WORD.fullmatch(word) for word in invented)


def test_a_file_holds_the_same(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "made.jsonl.gz"
    write(shared, 20, out)
    with gzip.open(out, "rt", encoding="utf-8") as lines:
        assert [json.loads(line) for line in lines] == list(objects(shared, 20))
