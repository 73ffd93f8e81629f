"""When an archive should move to a bigger engine, and how; from what was measured (README).

It advises and changes nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """An engine, the articles up to which 19 of 20 searches stay quick, and the next one."""

    articles: int
    next: str


RUNGS = {
    # p95 60 ms on two cores: tests/benchmarks/ladder.py, table in the README.
    "whoosh": Rung(40_000, "tantivy:{home}/tantivy"),
    "tantivy": Rung(1_500_000, "opensearch+https://USER:PASSWORD@HOST:9200/abhilekh"),
}


def advice(engine_url: str, home: str, articles: int) -> str:
    """One line: how far this engine goes, or the two commands that move the archive up."""
    name = engine_url.partition(":")[0]
    rung = RUNGS.get(name)
    if rung is None:
        return f"{name} grows with its nodes"
    if articles <= rung.articles:
        return f"{name} is right up to about {rung.articles:,} articles"
    url = rung.next.format(home=home)
    return (
        f"{name} gets slow beyond {rung.articles:,} articles; move up with two commands: "
        f"export ARCHIVE_ENGINE_URL={url} and then: manage.py reindex"
    )
