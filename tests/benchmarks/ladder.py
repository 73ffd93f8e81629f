"""Sizes, engines and peers in one run: python -m tests.benchmarks.ladder [--sizes 1000,10000,...].

For each size an archive is built on each engine that is meant for it, and searched beside the bare
engine and SQLite FTS5 over the same terms; every build and every measuring has processes of its
own. Prints a table, and draws latency and memory over size as an SVG (``--svg``, for the README).
``--engine opensearch+http://…`` takes a running cluster along.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks import bulk, synthetic
from tests.benchmarks.curves import Chart, Line, draw
from tests.benchmarks.measure import AGAIN, ENGINE, FIRST, KEPT

SIZES = (1_000, 10_000, 100_000, 1_000_000)
WHOOSH_UP_TO = 50_000
"""Articles; the engine is not meant for more."""


def main() -> None:
    """Build, measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--engine", action="append", help="whoosh, tantivy, or an OpenSearch URL")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--svg", type=Path, help="where the curves go")
    asked = parser.parse_args()
    curves: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    table = Table("articles", "engine", "articles/s in", "MB in", "what", "p50 ms", "p95 ms", "MB")
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "articles.jsonl.gz")
            synthetic.write(asked.shared, size, file)
            for engine in asked.engine or ("whoosh", "tantivy"):
                if engine == "whoosh" and size > WHOOSH_UP_TO:
                    continue
                home = Path(folder, engine.partition(":")[0])
                row(table, curves, home, engine, file=file, shared=asked.shared)
    Console(width=120).print(table)
    if asked.svg:
        asked.svg.write_text(draw(charts(curves)), encoding="utf-8")


def row(
    table: Table,
    curves: dict[str, dict[str, list[tuple[float, float]]]],
    home: Path,
    engine: str,
    *,
    file: Path,
    shared: Path,
) -> None:
    """Build and measure one archive."""
    built = bulk.measured(home, engine, file)
    url = engine if "+" in engine else f"{engine}:{home / engine}"
    found = measured(home, url, shared)
    speed, memory = f"{built.articles / built.seconds:,.0f}", f"{built.own:,.0f}"
    name = engine.partition("+")[0]
    head = [f"{built.articles:,}", name, speed, memory]
    for times in found["times"]:
        figures = f"{times['p50']:.1f}", f"{times['p95']:.1f}"
        table.add_row(*head, times["name"], *figures, f"{found['memory']:,.0f}")
        head = ["", "", "", ""]
        label = name if times["name"] == AGAIN else times["name"]
        if label not in (FIRST, KEPT, ENGINE):
            curves["latency"][label].append((built.articles, max(times["p95"], 0.01)))
    curves["searching"][name].append((built.articles, found["memory"]))
    curves["indexing"][name].append((built.articles, built.own))


def measured(home: Path, url: str, shared: Path) -> dict[str, Any]:
    """What ``tests.benchmarks.measure`` finds in a process of its own."""
    line = [sys.executable, "-m", "tests.benchmarks.measure", str(home), url]
    more = ["--peers", "--json", "--shared", str(shared)]
    done = subprocess.run([*line, *more], stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def charts(curves: dict[str, dict[str, list[tuple[float, float]]]]) -> list[Chart]:
    """What is drawn: 95th percentile and memory, over the number of articles."""
    titles = {
        "latency": ("Search, 95th percentile", "ms"),
        "searching": ("Memory of a searching process", "MB"),
        "indexing": ("Memory of import and indexing", "MB"),
    }
    return [
        Chart(title, unit, tuple(Line(n, tuple(sorted(dict(p).items()))) for n, p in lines.items()))
        for key, (title, unit) in titles.items()
        if (lines := curves[key])
    ]


if __name__ == "__main__":
    main()
