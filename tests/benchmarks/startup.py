"""What starting costs, beside what it may: python -m tests.benchmarks.startup [--news HOME].

The help, a completion and a search in a terminal on the bundled sample, by processor time (user and
system, the least of five runs) and by memory; then the site with two workers, by the memory of all
its processes (PSS), on the sample and on the archive in HOME, whose index is Tantivy's. Times are
those of a machine that loads numpy and SQLAlchemy in 0.27 s; of a slower one they are reduced.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.benchmarks.http import site
from tests.benchmarks.mixed import held
from tests.benchmarks.slow import ask

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "archive" / "sample"
RUNS = 5
LOADING = "import numpy, sqlalchemy"
LOADING_SECONDS = 0.27
"""What these two libraries take on the machine that the bars are meant for, and on a shared one in
a quiet minute; where they take longer, everything may."""

HELP_SECONDS = 0.25
SEARCH_SECONDS = 0.6
SEARCH_MB = 150
COMPLETION_SECONDS = 0.15
SHELLS = ("bash", "zsh", "fish")
SITE_MB = 200
NEWS_SITE_MB = 300

QUERIES = "Lavrov लावरोव चुनाव delhi pakistan budget रूस modi".split()


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes:
        seconds: Processor time.
        megabytes: The most memory that it had at a time.
    """

    seconds: float
    megabytes: float


def cost_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """The least that it costs to run ``manage.py`` with these arguments."""
    costs, loading = [], []
    for _ in range(RUNS):
        loading.append(_cost(("-c", LOADING), {}).seconds)
        costs.append(_cost((str(ROOT / "manage.py"), *command), environment or {}))
    speed = min(LOADING_SECONDS / min(loading), 1)
    return Cost(min(cost.seconds for cost in costs) * speed, min(cost.megabytes for cost in costs))


def _cost(arguments: Sequence[str], environment: Mapping[str, str]) -> Cost:
    # Of a process that waits for nothing else, so that what its children took is Python's.
    program = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, kilobytes = map(float, done.stdout.split())
    return Cost(seconds, kilobytes / 1024)


def completion_cost(shell: str, *words: str) -> Cost:
    """What it costs to complete the last of these words in bash, zsh or fish."""
    asked = {
        "_MANAGE_PY_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("manage.py", *words)),
        # To fish it is the word itself.
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    return cost_of((), asked)


def memory_of_site(settings: Mapping[str, str]) -> float:
    """Megabytes (PSS) of the processes of a site that has answered some searches."""
    running = site({"ARCHIVE_RATE_LIMIT": "off", **settings})
    with running as address:
        parts = urlsplit(address)
        for query in QUERIES * 2:
            for page in ("/search", "/api/v1/suggest", "/search"):
                ask(
                    (parts.hostname or "", parts.port or 0), f"{page}?q={quote(query)}", patience=60
                )
        return held(running.process)[0]


@contextmanager
def sample_home() -> Iterator[Path]:
    """A folder with the archive of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sample"
        command = [sys.executable, str(ROOT / "manage.py"), "--archive-home", str(home), "import"]
        subprocess.run([*command, str(SAMPLE)], stdout=subprocess.DEVNULL, check=True)
        yield home


def row(what: str, found: float, bar: float, unit: str) -> None:
    """Print a figure beside its bar."""
    verdict = "" if found <= bar else "   too much"
    print(f"{what:44} {found:7.2f} {unit:2} of {bar:g}{verdict}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--news", type=Path, help="an archive with an index of Tantivy in it")
    asked = parser.parse_args()
    row("manage.py --help", cost_of(["--help"]).seconds, HELP_SECONDS, "s")
    for shell in SHELLS:
        for words in (("s",), ("search", "--"), ("import", "--")):
            told = f"completion of {' '.join(words)!r} in {shell}"
            row(told, completion_cost(shell, *words).seconds, COMPLETION_SECONDS, "s")
    with sample_home() as home:
        for word in ("Lavrov", "लावरोव", "रूस -जापान"):
            cost = cost_of(["--archive-home", str(home), "search", *word.split()])
            row(f"search {word}", cost.seconds, SEARCH_SECONDS, "s")
            row(f"search {word}: memory", cost.megabytes, SEARCH_MB, "MB")
        found = memory_of_site({"ARCHIVE_HOME": str(home)})
        row("serve, the sample: all processes", found, SITE_MB, "MB")
    if asked.news:
        settings = {
            "ARCHIVE_HOME": str(asked.news),
            "ARCHIVE_ENGINE_URL": f"tantivy:{asked.news}/tantivy",
        }
        found = memory_of_site(settings)
        row("serve, the news on Tantivy: all processes", found, NEWS_SITE_MB, "MB")


if __name__ == "__main__":
    main()
