"""Kills commands with -9 at random moments, and judges what is left of the archive.

    python -m tests.faults.kills --kills 1000 --seed 1 --servers FOLDER

prints the table in docs/reliability.md. The commands are the real ones, each in a process of its
own that is forked from this one, which keeps no archive open. What an archive must hold at each
sequence number is known beforehand, since imports take articles in order: so after each kill the
articles in the store, and those that are found, are compared with what was put, one by one.

Acknowledged is what a command reported before it was killed: the last number of each transaction of
the store, and the checkpoint of each finished commit to the index. Lost is an acknowledged article
that is not there, or that is not found although ``status`` says that the index is up to date.
"""

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from archive.article import Article
from archive.importing import import_paths
from archive.settings import Settings
from archive.store import Store
from archive.store.articles import ARTICLES
from archive.store.database import Database
from archive.store.words import checkpoint
from index.documents import document
from index.engine import Checkpoint, Engine, SearchRequest, Term, Writer
from index.engines import open_engine
from index.indexing import rebuild
from index.search import Archive, open_archive
from tests.factories import refuse
from tests.opensearch.starting import opensearch_cluster
from tests.postgres import postgresql_server
from web.app import create_app
from web.commands.main import cli

MARKER = "निशानशब्द"
"""Stands in every article, and in nothing else."""

VERSIONS = ("पहलारूप", "दूसरारूप", "तीसरारूप")
"""One of them stands in each article, and tells which text of it is found."""

WORDS = [f"{a}{b}{c}" for a in "कखगचजटडतदन" for b in ("ा", "ि", "े", "ो") for c in "रलमसहबप"]
MAX_ARTICLES = 1_200
MAX_KILLS_IN_A_ROW = 6
SERVERS_EVERY = 12
"""Rounds of which one is with PostgreSQL, or OpenSearch: they take longer."""

WORKS = ("import", "catch-up", "rebuild", "swap")
REINDEX = ("reindex",)
CATCH_UP = ("reindex", "--if-needed")


@dataclass
class History:
    """What is put into an archive, change by change: the n-th has the sequence number n."""

    changes: list[tuple[str, str | None]] = field(default_factory=list)

    def at(self, seq: int) -> dict[str, str]:
        """The bodies by id when this many changes were made."""
        live: dict[str, str] = {}
        for id_, body in self.changes[:seq]:
            if body is None:
                live.pop(id_, None)
            else:
                live[id_] = body
        return live


@dataclass(frozen=True)
class Setup:
    """Where articles and index are."""

    store: str
    engine: str

    def __str__(self) -> str:
        return f"{self.store}, {self.engine}"


@dataclass
class Tally:
    """What came of the kills of one kind of work."""

    kills: int = 0
    behind: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Judgement:
    """The state of an archive after a kill.

    Attributes:
        behind: Whether ``status`` said that the index is not up to date.
        lost: Acknowledged articles that are not there, or not found though nothing was said.
        wrong: Whatever else is not as it must be, a line each.
    """

    behind: bool
    lost: int
    wrong: tuple[str, ...]


@dataclass
class Acknowledged:
    """What commands reported before they ended, or were killed."""

    stored: int = 0
    indexed: int = 0

    def take(self, report: str) -> None:
        """Take in lines of reports; one that a kill cut off does not count."""
        for line in report.split("\n")[:-1]:
            what, _, number = line.partition(" ")
            if what == "stored":
                self.stored = max(self.stored, int(number))
            elif what == "indexed":
                self.indexed = max(self.indexed, int(number))


# --- in the process that is killed


class ReportingEngine:
    """An engine that reports each commit once it is done."""

    def __init__(self, engine: Engine, report: Callable[[str], None]) -> None:
        self._engine = engine
        self._report = report

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def apply(self, put: Any, drop: Any, checkpoint: Checkpoint) -> None:
        """As the engine does."""
        self._engine.apply(put, drop, checkpoint)
        self._report(f"indexed {checkpoint.seq}")

    @contextmanager
    def rebuild(self) -> Iterator[Writer]:
        """As the engine does."""
        with self._engine.rebuild() as writer:
            yield ReportingWriter(writer, self._report)


class ReportingWriter:
    """A writer that reports when it begins to put its index in place, and when that is done."""

    def __init__(self, writer: Writer, report: Callable[[str], None]) -> None:
        self.add = writer.add
        self._writer = writer
        self._report = report

    def finish(self, checkpoint: Checkpoint) -> None:
        """As the engine does."""
        self._report("finishing 0")
        self._writer.finish(checkpoint)
        self._report(f"indexed {checkpoint.seq}")


def report_commits(report: Callable[[str], None]) -> None:
    """Let this process report what it commits, once that has been done."""
    writing = Database.writing

    @contextmanager
    def reporting(self: Database) -> Iterator[Any]:
        with writing(self) as connection:
            yield connection
            seq = (checkpoint(connection, ARTICLES) or ("", 0))[1]
        report(f"stored {seq}")

    patch.object(Database, "writing", reporting).start()
    opening = "index.search.open.open_engine"
    patch(opening, lambda url: ReportingEngine(open_engine(url), report)).start()


# --- in the process that kills


@dataclass
class Child:
    """A process that works; what it reports comes through a pipe, what it says into a file."""

    pid: int
    pipe: int
    said: Path
    reported: str = ""

    def wait_for(self, word: str, seconds: float) -> bool:
        """Wait until it reports this, for so long at most, or until it ended."""
        until = time.monotonic() + seconds
        while word not in self.reported:
            if not self._read(until - time.monotonic()):
                return False
        return True

    def end(self) -> int:
        """Wait until it has ended, and give its status; minus the signal that ended it."""
        while self._read(600):
            pass
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.pipe)
        return status

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self.pipe], [], [], seconds)[0]:
            return False
        some = os.read(self.pipe, 65536)
        self.reported += some.decode()
        return bool(some)


def fork(work: Callable[[Callable[[str], None]], object], said: Path) -> Child:
    """Do this in a process of its own; it is given a way to report."""
    theirs, ours = os.pipe()
    pid = os.fork()
    if pid:
        os.close(ours)
        return Child(pid, theirs, said)
    status = 1
    try:
        os.setsid()
        os.close(theirs)
        output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(output, 1)
        os.dup2(output, 2)
        work(partial(report_to, ours))
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001  the other process is to see it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def report_to(pipe: int, line: str) -> None:
    """Send a line at once; what was sent before a kill arrives."""
    os.write(pipe, f"{line}\n".encode())


def command(arguments: tuple[str, ...], report: Callable[[str], None]) -> None:
    """Run a command as ``manage.py`` does."""
    report_commits(report)
    cli.main(list(arguments), prog_name="manage.py")


class Trial:
    """One archive that is worked on, killed and judged until it is large enough.

    Args:
        folder: Where its files are, and those that it imports.
        setup: Its kind.
        options: What names it to commands.
        dice: Seeded, so that what happened once happens again, but for the clock.
    """

    def __init__(
        self, folder: Path, setup: Setup, options: dict[str, str], dice: random.Random
    ) -> None:
        self.folder = folder
        self.setup = setup
        self.dice = dice
        self.history = History()
        self.acknowledged = Acknowledged()
        self._options = options
        self._settings = Settings.from_mapping(
            {name.upper().replace("-", "_"): value for name, value in options.items()}
        )
        self._made = 0

    @property
    def is_full(self) -> bool:
        """Whether another archive is to be begun."""
        return len(self.history.changes) > MAX_ARTICLES

    def round(self, work: str, tally: Tally, seconds: dict[str, float], most: int) -> None:
        """Begin this work, kill it some times, judge after each, then let it end.

        Args:
            work: One of ``WORKS``.
            tally: Is added to.
            seconds: How long each work takes: kills are drawn from that, and it is corrected.
            most: Kills.
        """
        arguments = self._prepare(work)
        reader = fork(self._search_all_the_time, self.folder / "reader")
        first = True
        try:
            for _ in range(min(most, self.dice.randint(2, MAX_KILLS_IN_A_ROW))):
                if not self._kill(work, arguments, seconds):
                    # It ended before; the next one is killed earlier.
                    break
                tally.kills += 1
                self._judge(tally, site=first)
                first = False
            self._take_up(work, arguments, tally)
        finally:
            os.kill(reader.pid, signal.SIGTERM)
            status = reader.end()
        if status not in (0, -signal.SIGTERM):
            tally.wrong.append(f"a reader meanwhile: {last_line(reader.said)}")

    def _kill(self, work: str, arguments: tuple[str, ...], seconds: dict[str, float]) -> bool:
        """Whether it was killed; else it ended by itself before."""
        victim = fork(partial(command, self._named(arguments)), self.folder / "said")
        if work == "swap":
            victim.wait_for("finishing", 600)
        longest = seconds.setdefault(work, 0.3 if work != "swap" else 0.05)
        victim.wait_for("no such report", self.dice.uniform(0, longest))
        os.kill(victim.pid, signal.SIGKILL)
        status = victim.end()
        self.acknowledged.take(victim.reported)
        killed = status == -signal.SIGKILL
        # So that the kills are spread over all of the work, whatever the machine.
        seconds[work] *= 1.03 if killed else 0.93
        return killed

    def _take_up(self, work: str, arguments: tuple[str, ...], tally: Tally) -> None:
        """Verify, do the work to its end, and verify again."""
        found = self._run(("verify", "--json"))
        if not found.startswith("{") or json.loads(found.splitlines()[0])["damaged"]:
            tally.wrong.append(f"verify after {work}: {found[:300]}")
        said = self._run(arguments)
        if "exit status 0" not in said:
            tally.wrong.append(f"{work} taken up again: {said[-300:]}")
        found = self._run(("verify",))
        if "are sound" not in found:
            tally.wrong.append(f"verify at the end of {work}: {found[-300:]}")
        self.acknowledged.stored = self.acknowledged.indexed = len(self.history.changes)
        self._judge(tally, site=False, complete=True)

    def _run(self, arguments: tuple[str, ...]) -> str:
        done = fork(partial(command, self._named(arguments)), self.folder / "said")
        status = done.end()
        self.acknowledged.take(done.reported)
        return f"{done.said.read_text()}exit status {status}"

    def _named(self, arguments: tuple[str, ...]) -> tuple[str, ...]:
        options = (part for name, value in self._options.items() for part in (f"--{name}", value))
        return (*options, *arguments)

    # --- what is done

    def _prepare(self, work: str) -> tuple[str, ...]:
        """Plan the work; the arguments of its command."""
        if work == "import":
            return "import", str(self._file())
        if work == "catch-up":
            file = self._file()
            live = self.history.at(len(self.history.changes))
            gone = self.dice.sample(sorted(live), min(len(live), self.dice.randint(0, 5)))
            self.history.changes += [(id_, None) for id_ in gone]
            done = fork(lambda _: self._store(file, gone), self.folder / "stored")
            status = done.end()
            assert status == 0, done.said.read_text()
            self.acknowledged.stored = len(self.history.changes)
            return CATCH_UP
        return REINDEX

    def _store(self, file: Path, gone: list[str]) -> None:
        with closing(Store.open(self._settings.database_url)) as store:
            import_paths(store, [file], refuse)
            store.delete(gone)

    def _file(self) -> Path:
        changes = self._plan()
        old = [(id_, body) for id_, body in self.history.at(len(self.history.changes)).items()]
        same = self.dice.sample(old, min(len(old), 20))
        taken = {id_ for id_, _ in changes}
        lines = [*changes, *(each for each in same if each[0] not in taken)]
        self.history.changes += changes
        file = self.folder / f"{len(self.history.changes)}.jsonl"
        file.write_text(
            "".join(
                json.dumps({"id": id_, "title": MARKER, "body": body}, ensure_ascii=False) + "\n"
                for id_, body in lines
            ),
            encoding="utf-8",
        )
        return file

    def _plan(self) -> list[tuple[str, str]]:
        """Articles that are new, and some that have another text than before."""
        number = self.dice.choice((20, 60, 200, 550))
        live = sorted(self.history.at(len(self.history.changes)).items())
        again = self.dice.sample(live, min(len(live), number // 10))
        changed = [
            (id_, self._body(VERSIONS[(version_of(body) + 1) % len(VERSIONS)]))
            for id_, body in again
        ]
        new = [(f"a{self._made + n}", self._body(VERSIONS[0])) for n in range(number)]
        self._made += number
        found = [*changed, *new]
        self.dice.shuffle(found)
        return found

    def _body(self, version: str) -> str:
        return " ".join((version, MARKER, *self.dice.choices(WORDS, k=40)))

    # --- how it is judged

    def _judge(self, tally: Tally, *, site: bool, complete: bool = False) -> None:
        judged = fork(partial(self._look, site=site, complete=complete), self.folder / "judged")
        status = judged.end()
        if status:
            tally.wrong.append(f"judging failed: {last_line(judged.said)}")
            return
        found = json.loads(judged.reported)
        tally.behind += found["behind"]
        tally.lost += found["lost"]
        tally.wrong += found["wrong"]

    def _look(self, report: Callable[[str], None], *, site: bool, complete: bool) -> None:
        """In a process of its own: what the archive holds, finds and says."""
        wrong: list[str] = []
        status = self._ask("status", wrong=wrong)
        searched = self._ask("search", MARKER, "--json", wrong=wrong)
        up_to_date = "up to date" in status
        with closing(open_archive(self._settings)) as archive:
            seq, index = archive.store.seq(), archive.engine.checkpoint()
            indexed = index.seq if index else 0
            lost, faults = self._store_faults(archive.store)
            wrong += faults
            if index:
                wrong += self._index_faults(archive, indexed)
                if json.loads(searched)["total"] != len(self.history.at(indexed)):
                    wrong.append(f"search at {indexed}: {searched[:200]}")
                wrong += site_faults(archive) if site else []
            elif self.acknowledged.indexed:
                wrong.append("the index is gone")
            if up_to_date:
                lost += archive.store.count() - len(found_ids(archive, MARKER))
            if up_to_date != (indexed == seq and words_are_counted(archive)):
                wrong.append(f"status is wrong of {indexed} of {seq}: {status[-300:]}")
            if complete and not (up_to_date and seq == len(self.history.changes)):
                wrong.append(f"not complete: {seq} of {len(self.history.changes)}")
        report(json.dumps({"behind": not up_to_date, "lost": lost, "wrong": wrong}))

    def _store_faults(self, store: Store) -> tuple[int, list[str]]:
        """How many acknowledged articles are not in the store, and what else is wrong with it."""
        wrong = []
        seq = store.seq()
        held = {each.id: each.body for each in store.articles()}
        if seq < self.acknowledged.stored:
            wrong.append(f"the store is at {seq} of {self.acknowledged.stored} acknowledged")
        if held != self.history.at(seq):
            wrong.append(f"the store does not hold what was put up to {seq}")
        if store.count() != len(held):
            wrong.append("the store counts wrong")
        return missing(held, self.history.at(max(seq, self.acknowledged.stored))), wrong

    def _index_faults(self, archive: Archive, indexed: int) -> list[str]:
        wrong = []
        if indexed < self.acknowledged.indexed:
            wrong.append(f"the index is at {indexed} of {self.acknowledged.indexed} acknowledged")
        if found_bodies(archive, self.history, indexed) != self.history.at(indexed):
            wrong.append(f"the index does not find what was put up to {indexed}")
        return wrong

    def _ask(self, *arguments: str, wrong: list[str]) -> str:
        done = CliRunner().invoke(cli, self._named(arguments))
        if done.exception and not isinstance(done.exception, SystemExit):
            wrong.append(f"{arguments[0]}: {done.exception!r}")
        one_line = done.stderr.startswith("Error: ") and done.stderr.count("\n") == 1
        if done.exit_code and (self.acknowledged.indexed or not one_line):
            wrong.append(f"{arguments[0]}: {done.output[-300:]}")
        return done.stdout

    def _search_all_the_time(self, _: object) -> None:
        """As a site does: one archive kept open, whose every answer must be of one moment."""
        with closing(open_archive(self._settings)) as archive:
            while True:
                before = archive.engine.checkpoint()
                if before:
                    found = set(found_ids(archive, MARKER))
                    if before == archive.engine.checkpoint():
                        expected = {*self.history.at(before.seq)}
                        assert found == expected, f"{len(found)} at {before.seq} found"
                time.sleep(0.1)


def version_of(body: str) -> int:
    """Which of ``VERSIONS`` stands in it."""
    return VERSIONS.index(body.split(" ", 1)[0])


def stem(word: str) -> str:
    """How an index holds this word."""
    return document(Article("x", word)).body


def found_ids(archive: Archive, word: str) -> list[str]:
    """The articles that are found by a word."""
    hits = archive.engine.search(SearchRequest(Term(stem(word)), limit=9_000)).hits
    return [hit.id for hit in hits]


def found_bodies(archive: Archive, history: History, seq: int) -> dict[str, str]:
    """What is found, by the words of each version: an old text that is found still shows here."""
    bodies = history.at(seq)
    return {
        id_: bodies[id_] if id_ in bodies and version_of(bodies[id_]) == number else version
        for number, version in enumerate(VERSIONS)
        for id_ in found_ids(archive, version)
    }


def missing(held: dict[str, str], expected: dict[str, str]) -> int:
    """How many of these are not held as they are."""
    return sum(held.get(id_) != body for id_, body in expected.items())


def words_are_counted(archive: Archive) -> bool:
    """Whether the list of words is of the last change."""
    words = archive.store.words_checkpoint()
    return words is not None and words[1] == archive.store.seq()


def site_faults(archive: Archive) -> list[str]:
    """What a site over this archive gets wrong."""
    client = create_app(archive, rate_limit="off").test_client()
    addresses = "/healthz", f"/search?q={MARKER}"
    answers = {address: client.get(address).status_code for address in addresses}
    return [f"{address}: {status}" for address, status in answers.items() if status != 200]


def last_line(file: Path) -> str:
    """The last line of a text, such as the error of a traceback."""
    return (file.read_text(errors="replace").strip().splitlines() or ["?"])[-1][:300]


# --- all of it

NewArchive = Callable[[Setup, int], dict[str, str]]


@contextmanager
def archives(folder: Path, servers: Path | None) -> Iterator[NewArchive]:
    """A function that names a new archive of a kind and number, by the options of commands."""
    with ExitStack() as stack:
        postgres = servers and stack.enter_context(postgresql_server(servers / "postgres"))
        cluster = servers and stack.enter_context(opensearch_cluster(servers / "opensearch"))

        def new(setup: Setup, number: int) -> dict[str, str]:
            home = folder / f"home{number}"
            options = {"archive-home": str(home)}
            if setup.store == "PostgreSQL" and postgres:
                options["archive-database-url"] = postgres.address(postgres.new_database())
            options["archive-engine-url"] = (
                cluster.url(f"kills-{os.getpid()}-{number}")
                if setup.engine == "OpenSearch" and cluster
                else f"{setup.engine.lower()}:{home / 'index'}"
            )
            return options

        yield new


def warm_up(folder: Path) -> None:
    """Load what a search and a site need, once for all processes that are forked from this one."""
    settings = Settings.from_mapping({"ARCHIVE_HOME": str(folder)})
    with closing(open_archive(settings)) as archive:
        archive.store.put([Article("a", MARKER)])
        rebuild(archive.store, archive.engine)
        CliRunner().invoke(cli, ["--archive-home", str(folder), "search", f"{MARKER} Lavrov"])
        site_faults(archive)


def setups(servers: Path | None, number: int, every: int = SERVERS_EVERY) -> Setup:
    """The kind of archive of the n-th round: mostly SQLite with a folder."""
    engine = ("Whoosh", "Tantivy")[number % 2]
    if servers and number % every == 0:
        return Setup("PostgreSQL", ("Tantivy", "Whoosh")[number // every % 2])
    if servers and number % every == every // 2:
        return Setup("SQLite", "OpenSearch")
    return Setup("SQLite", engine)


Tallies = dict[tuple[Setup, str], Tally]


def run(
    kills: int,
    seed: int,
    folder: Path,
    tallies: Tallies,
    servers: Path | None = None,
    *,
    every: int = SERVERS_EVERY,
) -> None:
    """Kill so many times; tally what came of it, by kind of archive and work."""
    dice = random.Random(seed)  # noqa: S311  seeded, so that failures come again
    trials: dict[Setup, Trial] = {}
    seconds: dict[Setup, dict[str, float]] = {}
    made = Counter[str]()
    warm_up(folder / "warm")
    with archives(folder, servers) as new:
        number = 0
        while (left := kills - sum(each.kills for each in tallies.values())) > 0:
            setup = setups(servers, number, every)
            number += 1
            if setup not in trials or trials[setup].is_full:
                made["archives"] += 1
                place = folder / f"trial{made['archives']}"
                place.mkdir()
                options = new(setup, made["archives"])
                trials[setup] = Trial(place, setup, options, random.Random(dice.random()))  # noqa: S311
            trial = trials[setup]
            work = dice.choice(WORKS) if trial.history.changes else "import"
            tally = tallies.setdefault((setup, work), Tally())
            trial.round(work, tally, seconds.setdefault(setup, {}), left)
            show_progress(kills, tallies)


def show_progress(kills: int, tallies: Tallies) -> None:
    """How far it is, on one line."""
    done = sum(each.kills for each in tallies.values())
    wrong = [line for each in tallies.values() for line in each.wrong]
    print(f"{done}/{kills} kills, {len(wrong)} wrong {wrong[-1:]}", file=sys.stderr, flush=True)


def table(tallies: Tallies) -> Iterator[str]:
    """The tallies as Markdown."""
    yield "| store, engine | killed in | kills | behind, and said so | lost | wrong |"
    yield "|---|---|---|---|---|---|"
    order = sorted(tallies, key=lambda key: (str(key[0]), WORKS.index(key[1])))
    for setup, work in order:
        each = tallies[setup, work]
        row = f"{each.kills:,} | {each.behind:,} | {each.lost:,} | {len(each.wrong):,}"
        yield f"| {setup} | {work} | {row} |"
    every = tallies.values()
    total = [sum(each.kills for each in every), sum(each.behind for each in every)]
    total += [sum(each.lost for each in every), sum(len(each.wrong) for each in every)]
    yield f"| all | | {' | '.join(f'{number:,}' for number in total)} |"


def main() -> int:
    """Kill as the command line says; 1 if anything was lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--servers", type=Path, metavar="FOLDER", help="With PostgreSQL and OpenSearch, run there."
    )
    parser.add_argument(
        "--every",
        type=int,
        default=SERVERS_EVERY,
        help="Of so many rounds one is on either server; 2: all.",
    )
    given = parser.parse_args()
    if given.servers:
        given.servers.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="abhilekh-kills-") as folder:
        tallies: Tallies = {}
        # Ctrl-C ends it, and what was tallied by then counts.
        with suppress(KeyboardInterrupt):
            run(given.kills, given.seed, Path(folder), tallies, given.servers, every=given.every)
    print("\n".join(table(tallies)))
    wrong = [f"{key[0]}, {key[1]}: {line}" for key, each in tallies.items() for line in each.wrong]
    print("\n".join(wrong))
    return int(bool(wrong or any(each.lost for each in tallies.values())))


if __name__ == "__main__":
    sys.exit(main())
