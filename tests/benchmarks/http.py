"""Searches a second through HTTP: python -m tests.benchmarks.http HOME ENGINE [PATH].

Starts the site as its readers get it, two worker processes, and lets wrk ask the 300 real queries
again and again, four at a time, for twenty seconds after ten of warming up; each over a connection
of its own, as of another reader. wrk shares the machine's cores with the site. PATH is /search, the
page, or /api/v1/search. With --unkept each query asks for 6 to 14 results in turn, ten on average:
2,700 searches, of which each worker keeps 512, so that no kept answer serves.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from index.search.models import Request
from tests.benchmarks.queries import real_requests

AT_A_TIME = "4"
LUA = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
wrk.headers["Connection"] = "close"
local n = 0
function request() n = n % #paths + 1; return wrk.format("GET", paths[n]) end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %d requests in %.1f s: %.0f/s, p50 %.1f ms, p95 %.1f ms, ",
    summary.requests, summary.duration / 1e6, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000))
  io.write(string.format("p99 %.1f ms, %d errors\\n", latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def path_of(page: str, request: Request) -> str:
    """The address of a search."""
    query = {"q": request.query, "limit": f"{request.limit}"}
    if request.filters.since and request.filters.until:
        query |= {"since": f"{request.filters.since}", "until": f"{request.filters.until}"}
    return f"{page}?{urlencode(query)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("engine", help="as in ARCHIVE_ENGINE_URL")
    parser.add_argument("path", nargs="?", default="/search")
    parser.add_argument("--unkept", action="store_true", help="no search twice")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    asked = parser.parse_args()
    settings = {
        "ARCHIVE_HOME": str(asked.home),
        "ARCHIVE_ENGINE_URL": asked.engine,
        "ARCHIVE_RATE_LIMIT": "off",
    }
    with tempfile.TemporaryDirectory() as folder, site(settings) as address:
        script, paths = Path(folder, "queries.lua"), Path(folder, "paths")
        script.write_text(LUA, encoding="utf-8")
        requests = real_requests(asked.shared, 300)
        sizes = range(6, 15) if asked.unkept else (10,)
        lines = (path_of(asked.path, replace(r, limit=size)) for size in sizes for r in requests)
        paths.write_text("\n".join(lines), encoding="utf-8")
        for seconds in ("10s", "20s"):
            wrk = ["wrk", "-t1", "-c", AT_A_TIME, "-d", seconds, "-s", str(script), address]
            done = subprocess.run(
                wrk, env=os.environ | {"PATHS": str(paths)}, capture_output=True, check=True
            )
        result = done.stdout.decode().partition("RESULT ")[2].strip()
        kept = "no answer kept" if asked.unkept else "answers kept"
        print(f"{asked.path} on {asked.engine.partition(':')[0]}, {kept}: {result}")


class site:  # noqa: N801  used as a function
    """The site in its own processes; gives its address."""

    def __init__(self, settings: dict[str, str]) -> None:
        self._settings = settings

    def __enter__(self) -> str:
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", "0"],
            env=os.environ | self._settings,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return line.split()[2]

    @property
    def process(self) -> int:
        """The id of the first of them."""
        return self._process.pid

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=30)
        if self._process.stdout:
            self._process.stdout.close()


if __name__ == "__main__":
    main()
