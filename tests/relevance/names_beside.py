"""Names beside the results, judged: python -m tests.relevance.names_beside [SHARED].

45 queries as a newsroom types them were written down before anything was offered for them. Then
each name was judged, strictly: is it of a person, a place or an organisation, is it whole, and has
it to do with what was asked for? What nobody judged is wrong. Beside it, the processor time of a
page.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles
from time import process_time

from index.search import Archive, Request
from tests.realnews import RealNews
from tests.relevance.measuring import Say, measure_real_news

JUDGED = Path(__file__).parent / "sets" / "names_beside.tsv"


@dataclass(frozen=True)
class Offers:
    """What is offered for the queries.

    Attributes:
        pairs: Each query with each name.
        wrong: Those of them that are wrong or were not judged.
        times: The processor time of each query, in milliseconds.
    """

    pairs: list[tuple[str, str]]
    wrong: list[tuple[str, str]]
    times: list[float]

    @property
    def precision(self) -> float:
        """The share of the pairs that is right."""
        return 1 - len(self.wrong) / len(self.pairs)


def offers(archive: Archive) -> Offers:
    """Ask for the names beside the results of all the queries."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = {(row["query"], row["name"]) for row in rows if row["right"] == "1"}
    generation, pairs, times = archive.generation(), [], []
    for query in dict.fromkeys(row["query"] for row in rows):
        # A page has searched before it asks.
        archive.searcher.search(Request(query), generation)
        began = process_time()
        found = archive.searcher.names(Request(query), generation)
        times.append((process_time() - began) * 1000)
        pairs += [(query, name.text) for name in found]
    return Offers(pairs, [pair for pair in pairs if pair not in right], times)


def _report(_shared: Path, news: RealNews, say: Say, miss: Say) -> None:
    news.opened.words.warm()
    found = offers(news.opened)
    say(f"{len(found.pairs)} names beside {len(found.times)} searches: {found.precision:.3f} right")
    cuts = quantiles(found.times, n=20)
    say(f"processor time of a page: mean {mean(found.times):.1f} ms, p95 {cuts[18]:.1f} ms")
    for query, name in found.wrong:
        miss(f"{query}: {name}")


if __name__ == "__main__":
    measure_real_news("names_beside", _report)
