"""How long the server thinks over a page, by the clock: python -m tests.benchmarks.pages.

Asks a new archive of the bundled sample for the pages of ``tests.web.pages.test_budget``, each for
the first time, compressed, without a network between.
"""

import tempfile
import time
from pathlib import Path
from statistics import quantiles

from tests.factories import client_of, sample_archive
from tests.web.pages.test_budget import addresses


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sample_archive(Path(folder)) as archive:
        archive.words.warm()
        client = client_of(archive)
        times = []
        for address in addresses():
            began = time.perf_counter()
            client.get(address, headers={"Accept-Encoding": "gzip"})
            times.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(times, n=100)
    print(
        f"{len(times)} pages of the sample: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, "
        f"p99 {cuts[98]:.1f} ms"
    )


if __name__ == "__main__":
    main()
