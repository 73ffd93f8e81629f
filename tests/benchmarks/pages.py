"""How long the server thinks over a page: python -m tests.benchmarks.pages [HOME [ENGINE]].

Asks for the pages of ``tests.web.pages.test_budget``, each for the first time, compressed, without
a network between: of the archive in HOME, or of a new one of the bundled sample. Then for trends of
two searches that nobody asked for before, and for the names beside results, in processor time.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles

from index.search.models import Request
from index.search.open import Archive, open_archive
from tests.factories import client_of, sample_archive, settings_in
from tests.web.pages.test_budget import addresses

SEARCHES = """किसान|कोरोना|बाढ़|सूखा|modi|rahul gandhi|चुनाव|महंगाई|पाकिस्तान|चीन|supreme court|मौसम
क्रिकेट|फुटबॉल|GST|नोटबंदी|kashmir|असम|बैंक|रेल|pradhanmantri|rashtrapati|वैक्सीन|ऑक्सीजन|trump|biden
भूकंप|तूफान|petrol|डीजल|अयोध्या|काशी|विदेश मंत्री|रक्षा मंत्री|BJP|congress|आतंकवाद|नक्सली|rain|heat wave"""


@contextmanager
def archive_of(arguments: list[str], folder: Path) -> Iterator[Archive]:
    """The archive that the command line names, or one of the sample."""
    if not arguments:
        with sample_archive(folder) as archive:
            yield archive
        return
    home, *engine = arguments
    settings = dict(zip(("ARCHIVE_ENGINE_URL",), engine, strict=False))
    with closing(open_archive(settings_in(Path(home), **settings), make=False)) as archive:
        yield archive


def report(name: str, clock: Callable[[], float], asks: Iterable[Callable[[], object]]) -> None:
    """Time some calls and print how long they took."""
    times = []
    for ask in asks:
        began = clock()
        ask()
        times.append((clock() - began) * 1000)
    cuts = quantiles(times, n=100, method="inclusive")
    print(
        f"{len(times)} {name}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms"
    )


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        archive_of(sys.argv[1:], Path(folder)) as archive,
    ):
        archive.words.warm()
        client = client_of(archive)

        def asking(address: str) -> Callable[[], object]:
            return lambda: client.get(address, headers={"Accept-Encoding": "gzip"})

        searches = SEARCHES.replace("\n", "|").split("|")
        pairs = zip(searches[::2], searches[1::2], strict=True)
        report("pages, by the clock", time.perf_counter, map(asking, addresses()))
        trends = (asking(f"/trends?q={one}&q={other}") for one, other in pairs)
        report("trends of two searches, processor time", time.process_time, trends)
        names = archive.searcher.names
        for search in searches:
            archive.searcher.search(Request(search))
        beside = ((lambda query=query: names(Request(query))) for query in searches)
        report("searches' names beside them, processor time", time.process_time, beside)


if __name__ == "__main__":
    main()
