"""Several processes and threads on one store, and one that is killed while it writes."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Store
from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.thorough

IMPORTER = """
    import sys
    from archive.article import Article
    from archive.store import Store

    url, name, many = sys.argv[1], sys.argv[2], int(sys.argv[3])

    def source():
        for number in range(many):
            if number % 500 == 0:
                print(number, flush=True)
            # Every third id is everybody's, so that importers displace each other's articles.
            id = f"all-{number}" if number % 3 == 0 else f"{name}-{number}"
            yield Article(id, f"{name} {number} " + "पाठ " * 300)

    store = Store.open(url)
    store.put(source())
"""


def importer(url: str, name: str, many: int, stderr: int | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(IMPORTER), url, name, str(many)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True)


def test_importers_together_and_a_reader_of_the_feed(url: str) -> None:
    # They make the store together too: nobody has opened it yet.
    running = [importer(url, name, 1800) for name in ("a", "b", "c")]
    followed, follower = 0, dict[str, Article | None]()
    store = Store.open(url)
    while True:
        ended = all(process.poll() is not None for process in running)
        for change in store.changes(followed):
            assert change.seq > followed
            followed = change.seq
            follower[change.id] = change.article
        if ended:
            break
    for process in running:
        with process:
            assert process.wait() == 0
    assert store.count() == 3 * 1200 + 600
    assert store.seq() == 3 * 1800
    now = [change.seq for change in store.changes(0)]
    before = [old.seq_old for old in store.replaced(0)]
    assert sorted(now + before) == list(range(1, 5401))
    assert follower == {article.id: article for article in store.articles()}
    store.close()


def test_threads_on_one_store(store: Store) -> None:
    def work(name: int) -> int:
        store.put(Article(f"{name}-{number}", "पाठ") for number in range(300))
        assert store.delete([f"{name}-0"]) == 1
        return len(store.get_many([f"{name}-{number}" for number in range(300)]))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == [299] * 8
    assert store.count() == 8 * 299
    assert store.seq() == 8 * 301
    seqs = [change.seq for change in store.changes(0)]
    assert seqs == sorted(set(seqs))


def test_words_counted_by_several_beside_importers_and_readers(store: Store) -> None:
    rounds, counters = 15, 4
    assert store.replace_words([("क", "k", 1), ("ख", "kh", 1)], "f", 0)

    def count(name: int) -> None:
        for _ in range(rounds):
            while True:
                _, seq = store.words_checkpoint() or ("", 0)
                deltas = {"क": ("k", 1), f"{name}": ("n", 1), "ख": ("kh", 1 - 2 * (seq % 2))}
                if store.add_words(deltas, "f", seq + 1, after=seq):
                    break

    def write(name: int) -> None:
        for number in range(rounds):
            store.put([Article(f"{name}-{number}", "पाठ"), Article("all", f"{name} {number}")])
            assert store.delete([f"{name}-{number}"]) == 1
            # Older than what is there, so nothing is done.
            assert not store.replace_words([("ग", "g", 9)], "f", -1)

    def read(_: int) -> None:
        for _ in range(rounds):
            counts = {word: articles for word, _, articles in store.words()}
            others = sum(number for word, number in counts.items() if word not in "कख")
            # One state of all the words: each round counted two of them together.
            assert counts["क"] == 1 + others
            seqs = [change.seq for change in store.changes(0)]
            assert seqs == sorted(set(seqs))

    with ThreadPoolExecutor(8) as pool:
        work = [(count, counters), (write, 2), (read, 2)]
        running = [pool.submit(call, name) for call, many in work for name in range(many)]
        for one in running:
            one.result()
    total = rounds * counters
    words = {word: articles for word, _, articles in store.words()}
    assert words == {"क": 1 + total, "ख": 1} | {str(name): rounds for name in range(counters)}
    assert store.words_checkpoint() == ("f", total)
    assert store.count() == 1
    assert store.seq() == 2 * rounds * 3


def test_a_killed_importer_loses_the_running_batch_only(postgres: Server, name: str) -> None:
    # On SQLite that is part of the kills in tests/faults.
    url = postgres.address(name)
    with importer(url, "a", 10_000_000) as process:
        assert process.stdout is not None
        for line in process.stdout:
            # This many had been committed when the next batch was asked for.
            committed = int(line)
            if committed == 5000:
                break
        process.kill()
    store = Store.open(url)
    count = store.count()
    assert count >= committed
    assert count % 500 == 0
    assert store.seq() == count
    assert sum(1 for _ in store.changes(0)) == count
    assert store.put([Article("later", "पाठ")]).added == 1
    assert store.seq() == count + 1
    store.close()
