"""The facts that ``manage.py status`` prints, among them when to move to a bigger engine."""

import platform
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from archive.program import PROGRAM
from archive.redaction import HIDDEN, without_secrets
from archive.settings import Settings
from archive.version import version
from index import indexing
from index.engine import AllOf, EngineError, SearchRequest
from index.search.open import EMPTY, Archive

MAX_PROBLEMS_TOLD = 20
"""Rows of one's own that cannot be used, of which each is told."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How far an engine goes.

    Attributes:
        articles: Up to how many 19 of 20 searches stay quick.
        next_engine: The setting of the engine to move to; ``{home}`` is the archive's folder.
    """

    articles: int
    next_engine: str


CAPACITIES = {
    # p95 60 ms on two cores: tests/benchmarks/ladder.py, table in docs/measured.md.
    "whoosh": Capacity(40_000, "tantivy:{home}/tantivy"),
    "tantivy": Capacity(1_500_000, "opensearch+https://USER:PASSWORD@HOST:9200/abhilekh"),
}


LIBRARIES = (
    ("whoosh", "Whoosh"),
    ("tantivy", "tantivy"),
    ("opensearch-py", "opensearch-py"),
    ("sqlalchemy", "SQLAlchemy"),
    ("psycopg", "psycopg"),
    ("flask", "Flask"),
    ("werkzeug", "Werkzeug"),
    ("gunicorn", "gunicorn"),
    ("numpy", "numpy"),
    ("indic-transliteration", "indic-transliteration"),
)
"""Libraries whose versions matter in a report of a fault: shown name, and name of the package."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index stands to the articles.

    Attributes:
        text: In one line, with the cure.
        ready: Whether it can be searched, and is of these articles.
        behind: How many changes of the articles are not in it.
    """

    text: str
    ready: bool
    behind: int


def index_state(archive: Archive) -> IndexState:
    """How the index stands; nothing is raised if it cannot be read.

    Raises:
        StoreUnavailable: The database cannot be read.
    """
    seq = archive.store.seq()
    try:
        checkpoint = archive.engine.checkpoint()
        if checkpoint is None:
            text = f"none yet; run: {PROGRAM} reindex" if seq else EMPTY
            return IndexState(text, ready=False, behind=seq)
        # Reads what every search reads; a checkpoint alone may be there without the rest.
        archive.engine.search(SearchRequest(AllOf(), limit=1))
    except EngineError as error:
        return IndexState(str(error), ready=False, behind=seq)
    if indexing.rebuild_is_due(archive.engine):
        text = f"made by another version; run: {PROGRAM} reindex"
        return IndexState(text, ready=False, behind=seq)
    if not indexing.is_made_from(archive.store, checkpoint):
        text = "of another store, or very far behind; the next import or reindex rebuilds it"
        return IndexState(text, ready=False, behind=seq)
    behind = max(0, seq - checkpoint.seq)
    if indexing.is_behind(archive.store, archive.engine):
        # Only the list of words may be behind.
        changes = f" by {behind:,}" if behind else ""
        text = f"behind the articles{changes}; run: {PROGRAM} reindex --if-needed"
        return IndexState(text, ready=True, behind=behind)
    return IndexState("up to date", ready=True, behind=0)


def disk_left(settings: Settings) -> int:
    """Bytes that can still be written where the archive keeps files: on its fullest disk.

    Raises:
        OSError: It cannot be told.
    """
    return min(_free(place) for place in _places(settings))


def program_status(settings: Settings) -> dict[str, object]:
    """The facts that need no archive: what runs here, and with which settings."""
    return {
        "version": version(),
        "python": platform.python_version(),
        "platform": _platform(),
        "libraries": {"sqlite": sqlite3.sqlite_version} | _versions(),
        "home": str(settings.home.absolute()),
        "database": _shown(settings.database_url),
        "engine": _shown(settings.engine_url),
        "settings": _settings(settings),
    }


def archive_status(settings: Settings, archive: Archive) -> dict[str, object]:
    """The facts by name: what runs here, how much the archive holds, how the index stands.

    Raises:
        StoreUnavailable: The database cannot be read.
    """
    store, engine = archive.store, archive.engine
    articles, facts = store.count(), store.facts()
    state, index = index_state(archive), engine.footprint()
    feeds = store.feeds.all()
    failing = [feed for feed in feeds if feed.error]
    deleted = _deleted_status(archive)
    polled = max((feed.last_polled for feed in feeds), default=0)
    return program_status(settings) | {
        "articles": articles,
        "last_import": moment(facts.imported.timestamp() if facts.imported else None),
        "words": sum(1 for _ in store.words()),
        "changes": store.seq(),
        **({"deleted": deleted} if deleted else {}),
        "store": {"kind": facts.kind, "bytes": facts.size, "schema": facts.schema},
        "index": state.text,
        "index_facts": {
            "engine": settings.engine_url.partition(":")[0],
            "bytes": index.size,
            "written": moment(index.changed),
            "behind": state.behind,
            "checkpoint": _checkpoint(archive),
        },
        "disk_free_bytes": _disk_left_or_none(settings),
        "feeds": {
            "polled": len(feeds),
            "failing": len(failing),
            "last_polled": moment(polled or None),
            "errors": {
                without_secrets(feed.url): without_secrets(feed.error)
                for feed in failing[:MAX_PROBLEMS_TOLD]
            },
        },
        "thesaurus": _own_rows_status(archive),
        "advice": advice(settings.engine_url, str(settings.home), articles),
    }


def status_lines(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The facts at a glance: names, and what a person reads of each.

    Args:
        facts: As ``program_status`` or ``archive_status`` has them.
    """
    yield "version", f"{facts['version']} on Python {facts['python']}, {facts['platform']}"
    yield "home", facts["home"]
    yield "database", facts["database"] + _kept_in(facts.get("store"))
    yield "engine", facts["engine"]
    for name in ("articles", "words", "changes"):
        if name in facts:
            yield name, f"{facts[name]:,}"
    if facts.get("articles"):
        yield "last import", facts["last_import"] or "not known"
    if "deleted" in facts:
        yield "deleted", facts["deleted"]
    if "index" in facts:
        yield "index", facts["index"] + _index_takes(facts["index_facts"])
        yield "disk", _bytes(facts["disk_free_bytes"]) + " left"
        yield "feeds", _feeds_line(facts["feeds"])
        yield "thesaurus", facts["thesaurus"]
    for name, value in facts["settings"].items():
        if name not in ("home", "database_url", "engine_url") and value not in ("", 0, None):
            yield name.replace("_", " "), str(value)
    if "advice" in facts:
        yield "advice", facts["advice"]


def moment(seconds: float | None) -> str | None:
    """Seconds since 1970 as ISO 8601; None stays None."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def advice(engine_url: str, home: str, articles: int) -> str:
    """One line: how far this engine goes, or the two commands that move the archive on."""
    name = engine_url.partition(":")[0]
    capacity = CAPACITIES.get(name)
    if capacity is None:
        return f"{name} grows with its nodes"
    if articles <= capacity.articles:
        return f"{name} is right up to about {capacity.articles:,} articles"
    url = capacity.next_engine.format(home=home)
    return (
        f"{name} gets slow beyond {capacity.articles:,} articles; move up with two commands: "
        f"export ARCHIVE_ENGINE_URL={url} and then: {PROGRAM} reindex"
    )


def _deleted_status(archive: Archive) -> str:
    """What was deleted for good, and whether its bytes are gone from the files; "" for nothing."""
    trail = archive.store.takedowns.all()
    kept_out = len({each.id for each in trail if not each.lifted_at})
    told = f"{kept_out:,} for good, see {PROGRAM} delete --list" if trail else ""
    if any(not each.erased for each in trail):
        told += f"; not all erased from the files yet; run: {PROGRAM} delete --finish"
    return told


def _own_rows_status(archive: Archive) -> str:
    """The person's own rows, and what is wrong with those that cannot be used, one a line."""
    rows, problems = archive.words.own_rows.read()
    if not problems:
        return f"{len(rows):,} rows of your own" if rows else "no rows of your own"
    lines = [
        f"line {each.line}: {each.text}" if each.line else each.text
        for each in problems[:MAX_PROBLEMS_TOLD]
    ]
    if len(problems) > MAX_PROBLEMS_TOLD:
        lines.append(f"and {len(problems) - MAX_PROBLEMS_TOLD:,} more")
    return f"{len(rows):,} rows of your own; not used: " + "\n".join(lines)


def _checkpoint(archive: Archive) -> dict[str, object] | None:
    try:
        found = archive.engine.checkpoint()
    except EngineError:
        return None
    return asdict(found) if found else None


def _places(settings: Settings) -> Iterator[Path]:
    yield settings.home
    for url in (settings.database_url, settings.engine_url):
        if path := _file_of(url):
            yield path


def _file_of(url: str) -> Path | None:
    """The file or folder on this machine that a setting names."""
    for beginning in ("sqlite:///", "whoosh:", "tantivy:"):
        if url.startswith(beginning):
            return Path(url.removeprefix(beginning))
    return None


def _shown(value: str) -> str:
    """A setting without its password; a path in it is absolute."""
    if path := _file_of(value):
        return value.removesuffix(str(path)) + str(path.absolute())
    # In a mistyped address a password may stand anywhere.
    return HIDDEN if "@" in value and "://" not in value else without_secrets(value)


def _free(path: Path) -> int:
    """Bytes that this user can still write there; of what is not there yet, where it would be."""
    path = path.absolute()
    while not path.exists() and path != path.parent:
        path = path.parent
    return shutil.disk_usage(path).free


def _disk_left_or_none(settings: Settings) -> int | None:
    try:
        return disk_left(settings)
    except OSError:
        return None


def _platform() -> str:
    try:
        system = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        system = ""
    return f"{system}, {platform.platform()}" if system else platform.platform()


def _versions() -> dict[str, str]:
    found = {}
    for name, package in LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(package)
    return found


def _settings(settings: Settings) -> dict[str, object]:
    """All of them, so that one that is added is shown, without the secrets."""
    found: dict[str, object] = {}
    for each in fields(settings):
        value = getattr(settings, each.name)
        plain = isinstance(value, int | float)
        found[each.name] = value if plain else _shown(str(value))
    return found


def _kept_in(store: Mapping[str, Any] | None) -> str:
    return f" ({_bytes(store['bytes'])}, schema {store['schema']})" if store else ""


def _index_takes(index: Mapping[str, Any]) -> str:
    parts = [_bytes(index["bytes"])] if index["bytes"] else []
    if index["written"]:
        parts.append(f"written {index['written']}")
    return f" ({', '.join(parts)})" if parts else ""


def _feeds_line(feeds: Mapping[str, Any]) -> str:
    if not feeds["polled"]:
        return "none is polled"
    line = f"{feeds['polled']:,} polled, {feeds['failing']:,} failing"
    if feeds["last_polled"]:
        line += f", last at {feeds['last_polled']}"
    return "\n".join([line, *(f"{url}: {error}" for url, error in feeds["errors"].items())])


def _bytes(number: int | None) -> str:
    """Bytes as people read them: 12.3 MB."""
    if number is None:
        return "not known"
    size, unit = float(number), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000:  # noqa: PLR2004
            break
        size, unit = size / 1000, larger
    return f"{number:,} bytes" if unit == "bytes" else f"{size:,.1f} {unit}"
