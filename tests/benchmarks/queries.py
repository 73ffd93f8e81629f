"""Real queries: runs of words from real headlines, half of them as people type them in Latin.

The Latin spellings are those that people wrote down for the same words (Dakshina). Nothing is
drawn at random without a seed, so that every run asks the same.
"""

import csv
import gzip
import json
import random
from datetime import date
from pathlib import Path

from index.analysis import analyze, is_stop_word
from index.engine import Filters
from index.search.models import Request

LONGEST = 5
TENTH, PHRASE, FILTER = 10, 4, 7
SINCE, UNTIL = date(2015, 1, 1), date(2019, 12, 31)


def real_queries(shared: Path, number: int, *, seed: int = 2026) -> list[str]:
    """Queries of one to five words, every second one in Latin letters."""
    random_ = random.Random(seed)  # noqa: S311  no secret, only the same draw every time
    roman = _romanised(shared / "data/transliteration/dakshina-train.tsv.gz")
    titles = _titles(shared / "data/news/titled-dev.jsonl.gz")
    queries: list[str] = []
    while len(queries) < number:
        words = random_.choice(titles)
        length = random_.randint(1, min(LONGEST, len(words)))
        start = random_.randrange(len(words) - length + 1)
        run = words[start : start + length]
        if all(map(is_stop_word, run)):
            continue
        if len(queries) % 2:
            if not all(word in roman for word in run):
                continue
            run = [random_.choice(roman[word]) for word in run]
        queries.append(" ".join(run))
    return queries


def real_requests(shared: Path, number: int, *, seed: int = 2026) -> list[Request]:
    """Such queries as people send them: every tenth a phrase, every tenth within some years."""
    requests = []
    for n, query in enumerate(real_queries(shared, number, seed=seed)):
        if n % TENTH == PHRASE and " " in query:
            requests.append(Request(f'"{query}"'))
        elif n % TENTH == FILTER:
            requests.append(Request(query, filters=Filters(since=SINCE, until=UNTIL)))
        else:
            requests.append(Request(query))
    return requests


def _titles(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        titles = [json.loads(line)["title"] for line in lines]
    return [words for title in titles if (words := [t.exact for t in analyze(title)])]


def _romanised(path: Path) -> dict[str, list[str]]:
    spellings: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        for roman, word in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            spellings.setdefault(word, []).append(roman)
    return spellings
