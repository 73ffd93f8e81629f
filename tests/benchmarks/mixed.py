"""Mixed load while articles come in: python -m tests.benchmarks.mixed HOME ENGINE [--seconds 600].

Works on a copy of the archive in HOME. Six clients ask the site for pages of results, the API, the
feed, suggestions and articles, each request over a connection of its own. By turns nothing happens
for some seconds, and 25 articles are imported every few seconds; once, half-way, the index is made
anew. Prints how long answers took in the turns of either kind, what failed, and every minute what
the site's processes hold: memory of their own (anonymous pages), their share of mapped files (both
PSS; files go as soon as somebody else needs the memory), and open files.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from archive.store import Store
from tests.benchmarks.http import site
from tests.benchmarks.slow import Answers, ask

CLIENTS = 6
TURN_SECONDS = 20.0
BETWEEN_IMPORTS = 4.0
BATCH = 25
MINUTE = 60.0
OPEN_ARTICLES = 100
PAGES = ("/search", "/search", "/api/v1/search", "/api/v1/suggest", "/feed.atom")
WORDS = "रूस modi लावरोव cricket विदेश मंत्री delhi चुनाव pakistan फिल्म budget पुलिस mumbai".split()


@dataclass
class Load:
    """What was asked and answered, by the kind of turn that it was asked in.

    Attributes:
        held: Memory of its own and mapped in MB, and open files, each minute from the start to the
            end.
    """

    quiet: Answers = field(default_factory=Answers)
    importing: Answers = field(default_factory=Answers)
    held: list[tuple[float, float, int]] = field(default_factory=list)
    now_importing: bool = False
    over: bool = False

    def run(self, place: tuple[str, int], paths: Sequence[str], seed: int) -> None:
        """One client: ask until it is over."""
        draw = random.Random(seed)  # noqa: S311  no secret, only the same draw every time
        while not self.over:
            answers = self.importing if self.now_importing else self.quiet
            began = time.monotonic()
            try:
                right = ask(place, draw.choice(paths), patience=30).startswith(b"HTTP/1.1 200")
            except OSError:
                right = False
            if right:
                answers.seconds.append(time.monotonic() - began)
            else:
                answers.failures += 1


def paths_of(home: Path) -> list[str]:
    """What is asked for."""
    found: list[str] = []
    for first in WORDS:
        for second in ("", *WORDS):
            query = {"q": f"{first} {second}".strip()}
            found.extend(f"{page}?{urlencode(query)}" for page in PAGES)
    store = Store.open(f"sqlite:///{home}/archive.db")
    ids = [article.id for article in islice(store.articles(), OPEN_ARTICLES)]
    store.close()
    return [*found, *(f"/articles/{quote(id_, safe='')}" for id_ in ids * 2), *["/"] * 20]


def batch(folder: Path, number: int) -> Path:
    """A file of new articles."""
    draw = random.Random(number)  # noqa: S311
    file = folder / f"new-{number}.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for n in range(BATCH):
            words = [*draw.choices(WORDS, k=300), f"शब्द{number}{n}"]
            one = {"id": f"new/{number}/{n}", "title": " ".join(words[:6]), "body": " ".join(words)}
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    return file


def held(process: int) -> tuple[float, float, int]:
    """MB that this process and its children hold of their own and mapped, and their open files."""
    own = mapped = files = 0
    for one in [process, *children(process)]:
        lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
        sizes = {name: int(rest.split()[0]) for name, _, rest in (x.partition(":") for x in lines)}
        own += sizes["Pss_Anon"]
        mapped += sizes["Pss_File"] + sizes["Pss_Shmem"]
        files += len(list(Path(f"/proc/{one}/fd").iterdir()))
    return own / 1024, mapped / 1024, files


def children(process: int) -> list[int]:
    """Of a process and of its children."""
    own = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [each for child in map(int, own) for each in (child, *children(child))]


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a command to its end."""
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def measure(home: Path, engine: str, seconds: float, turn: float = TURN_SECONDS) -> Load:
    """Put the site over this archive under load, and print what is held meanwhile."""
    environment = {
        "ARCHIVE_HOME": str(home),
        "ARCHIVE_ENGINE_URL": engine,
        "ARCHIVE_RATE_LIMIT": "off",
    }
    running, load, imported = site(environment), Load(), 0

    def look(when: str) -> None:
        load.held.append(held(running.process))
        own, mapped, files = load.held[-1]
        print(
            f"{when}: {own:.0f} MB of its own, {mapped:.0f} mapped, {files} open files", flush=True
        )

    with running as address, tempfile.TemporaryDirectory() as folder:
        parts = urlsplit(address)
        place, paths = (parts.hostname or "", parts.port or 0), paths_of(home)
        for path in paths[:: len(paths) // 50 or 1]:
            ask(place, path, patience=60)
        clients = [
            threading.Thread(target=load.run, args=(place, paths, seed)) for seed in range(CLIENTS)
        ]
        look("at the start")
        for client in clients:
            client.start()
        began, middle = time.monotonic(), False
        next_look = MINUTE
        try:
            while (gone := time.monotonic() - began) < seconds:
                if gone > next_look:
                    look(f"after {gone:.0f} s, {imported} imports")
                    next_look += MINUTE
                load.now_importing = int(gone / turn) % 2 == 1
                if not load.now_importing:
                    time.sleep(min(turn - gone % turn, seconds - gone))
                    continue
                if gone > seconds / 3 and not middle:
                    middle = True
                    manage(environment, "reindex")
                    print("a reindex", flush=True)
                manage(environment, "import", str(batch(Path(folder), imported)))
                imported += 1
                time.sleep(BETWEEN_IMPORTS)
        finally:
            load.over = True
            for client in clients:
                client.join()
        look("at the end")
    print(f"without imports: {load.quiet}")
    print(f"while {imported} imports of {BATCH} articles ran: {load.importing}", flush=True)
    return load


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("engine", choices=["whoosh", "tantivy"])
    parser.add_argument("--seconds", type=float, default=600)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(shutil.copytree(asked.home, Path(folder, "home")))
        name = "index" if asked.engine == "whoosh" else asked.engine
        measure(home, f"{asked.engine}:{home}/{name}", asked.seconds)


if __name__ == "__main__":
    main()
