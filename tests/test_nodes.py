"""Two web nodes and one indexer, each a process of its own, on one PostgreSQL and one index."""

import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.article import Article
from archive.reading import read
from tests.postgres import PASSWORD, Server

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "archive" / "sample"
MANAGE = [sys.executable, str(ROOT / "manage.py")]
NEW = {
    "id": "new",
    "title": "झुमरीतलैयापुर में पुल खुला",
    "body": "झुमरीतलैयापुर में नया पुल खुल गया। लोगों ने दीये जलाए।",
    "published": "2026-02-03",
}


@pytest.fixture
def environment(postgres: Server, tmp_path: Path) -> Iterator[dict[str, str]]:
    name = postgres.new_database()
    yield {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "ARCHIVE_HOME": str(tmp_path / "home"),
        "ARCHIVE_DATABASE_URL": postgres.address(name),
        "ARCHIVE_ENGINE_URL": f"tantivy:{tmp_path / 'index'}",
        "ARCHIVE_RATE_LIMIT": "off",
    }
    postgres.drop_database(name)


def manage(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [*MANAGE, *arguments]
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def done(process: subprocess.Popen[str]) -> str:
    told, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")
    return told


@contextlib.contextmanager
def node(environment: dict[str, str]) -> Iterator[str]:
    """A web node; its address. It may say nothing on standard error, from beginning to end."""
    process = manage(environment, "serve", "--port", "0", "--workers", "1")
    assert process.stdout
    try:
        yield re.findall(r"http://[^/]+", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def search(address: str, query: str) -> Any:
    url = f"{address}/api/v1/search?q={quote(query)}"
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - our own node
        return json.load(answer)


def many(path: Path, number: int) -> None:
    """Articles of the sample's sentences, shuffled, with the new one among the last."""
    articles = [found for found in read([SAMPLE], None) if isinstance(found, Article)]
    sentences = [sentence for one in articles for sentence in one.body.split("।") if sentence]
    chance = random.Random(5)  # noqa: S311 - the same articles in each run
    with path.open("w", encoding="utf-8") as file:
        for count in range(number):
            body = "।".join(chance.sample(sentences, 12))
            file.write(json.dumps({"id": f"m{count}", "body": body}) + "\n")
        file.write(json.dumps(NEW) + "\n")


def test_two_nodes_answer_while_a_third_process_imports(
    environment: dict[str, str], tmp_path: Path
) -> None:
    many(tmp_path / "many.jsonl", 3000)
    assert "68 indexed" in done(manage(environment, "import", str(SAMPLE)))
    with node(environment) as one, node(environment) as two:
        before = [search(address, "Lavrov")["total"] for address in (one, two)]
        assert before[0] == before[1] > 0
        assert search(one, "jhumritalaiyapur")["total"] == 0

        importing = manage(environment, "import", str(tmp_path / "many.jsonl"))
        answers = 0
        while importing.poll() is None:
            for address in (one, two):
                assert search(address, "Lavrov")["total"] >= before[0]
                answers += 1
        assert answers > 4
        assert done(importing).startswith("3,001 added")

        for address in (one, two):
            # Typed in Latin letters: found only by a node that has the new words too.
            found = search(address, "jhumritalaiyapur")
            assert [result["id"] for result in found["results"]] == ["new"]
            assert found["words"][0]["matched"][0]["term"] == "झुमरीतलैयापुर"
        totals = [search(address, "Lavrov")["total"] for address in (one, two)]
        assert totals[0] == totals[1] > before[0]

        # What is changed by one process is shown as it is now by both nodes.
        (tmp_path / "changed.jsonl").write_text(json.dumps({**NEW, "title": "पुल फिर बंद"}) + "\n")
        assert "1 changed" in done(manage(environment, "import", str(tmp_path / "changed.jsonl")))
        for address in (one, two):
            assert search(address, "jhumritalaiyapur")["results"][0]["title"] == "पुल फिर बंद"

    facts = json.loads(done(manage(environment, "status", "--json")))
    assert (facts["articles"], facts["changes"], facts["index"]) == (3069, 3070, "up to date")
    assert PASSWORD not in json.dumps(facts)
    assert quote(PASSWORD, safe=":/") not in json.dumps(facts)
    assert done(manage(environment, "reindex", "--if-needed")) == "the index is up to date\n"


def test_several_importers_with_their_indexers(environment: dict[str, str], tmp_path: Path) -> None:
    for name in "abc":
        lines = (
            json.dumps({"id": f"{name}{n}", "body": f"{name} पाठ {n} वोनसान"}) for n in range(700)
        )
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    running = [manage(environment, "import", str(tmp_path / f"{name}.jsonl")) for name in "abc"]
    for process in running:
        assert done(process).startswith("700 added, 0 changed, 0 unchanged, 0 rejected")
    assert done(manage(environment, "reindex", "--if-needed")) == "the index is up to date\n"
    found = json.loads(done(manage(environment, "search", "wonsan", "--json")))
    assert found["total"] == 2100
    assert found["words"][0]["matched"][0]["articles"] == 2100
