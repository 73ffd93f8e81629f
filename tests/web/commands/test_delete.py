"""The command delete: what it takes, asks and tells; and that what it deleted stays away."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.article import Article
from archive.store import Store
from index import indexing
from index.engines import open_engine
from tests.factories import archive_in, client_of, json_of
from web.commands.main import cli

MARKER = "झुमरीतलैयाखास"
ADDRESS = "https://www.bhor.example/news/पुल-1"
ARTICLES = (
    {"id": "a/1", "title": f"{MARKER} पहुँचे", "body": f"{MARKER} में मंत्री लावरोव ने पुल खोला।",
     "url": f"{ADDRESS}?utm_source=x", "source": "भोर", "author": "मीरा जोशी",
     "published": "2025-07-12"},
    {"title": "धूप", "body": "मुंबई में लावरोव से भेंट हुई और बाजार खुले रहे।",
     "url": "https://bhor.example/news/2", "source": "भोर", "published": "2025-08-01"},
    {"id": "copy", "body": f"{MARKER} में मंत्री, लावरोव ने पुल खोला", "source": "साँझ"},
    {"body": "दिल्ली से बिना पते का एक लेख, जिसमें लावरोफ़ हैं।", "source": "साँझ"},
)  # fmt: skip


def manage(home: Path, *arguments: str, **more: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"ARCHIVE_HOME": str(home), **more})


def answer(home: Path, *arguments: str) -> dict[str, Any]:
    done = manage(home, *arguments, "--json")
    assert done.exit_code in (0, 3), done.output
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("files") / "articles.jsonl"
    lines = (json.dumps(each, ensure_ascii=False) for each in ARTICLES)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, file: Path) -> Path:
    """An archive that is only looked at."""
    home = tmp_path_factory.mktemp("filled") / "home"
    assert manage(home, "import", str(file)).exit_code == 0
    return home


@pytest.fixture
def home(tmp_path: Path, filled: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


def ids(home: Path) -> set[str]:
    with closing(Store.open(f"sqlite:///{home}/archive.db")) as store:
        return {article.id for article in store.articles()}


def files_with(home: Path, text: str) -> list[str]:
    return [
        path.name
        for path in home.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    ]


NAMES = (
    "a/1",
    "https://m.bhor.example/amp/news/%E0%A4%AA%E0%A5%81%E0%A4%B2-1/",
    f"{ADDRESS}?utm_source=y#top",
    "https://archive.example/archive/articles/a/1?q=Lavrov",
    "http://127.0.0.1:8000/articles/a%2F1",
    "/articles/a/1",
)


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_named_by_whatever_a_person_has_in_hand(filled: Path, name: str) -> None:
    assert answer(filled, "delete", name, "--dry-run")["ids"] == ["a/1"]


def test_nothing_is_deleted_where_nobody_can_be_asked(filled: Path) -> None:
    done = manage(filled, "delete", "a/1")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "--yes" in done.stderr
    assert "a/1" in ids(filled)


def test_it_is_gone_and_stays_away_until_it_is_forgotten(home: Path, file: Path) -> None:
    done = manage(home, "delete", "a/1", "copy", "--yes", "--why", "न्यायालय का आदेश 12/2026")
    assert (done.exit_code, done.stdout) == (0, "2 deleted, 0 unknown\n")
    assert "backups" in done.stderr
    assert files_with(home, MARKER) == []
    with archive_in(home) as archive:
        site = client_of(archive)
        for address in ("/articles/a/1", "/articles/a/1?q=Lavrov&version=1", "/articles/a%2F1"):
            page = site.get(address)
            assert (page.status_code, MARKER in page.text) == (410, False)
            assert "यह लेख अब यहाँ नहीं है" in page.text
        assert "no longer here" in site.get("/articles/copy?lang=en").text
        problem = site.get("/api/v1/articles/a/1")
        assert (problem.status_code, problem.mimetype) == (410, "application/problem+json")
        assert json_of(problem)["status"] == 410
        assert "no-cache" in problem.headers["Cache-Control"]
        assert site.get("/articles/never").status_code == 404
        places = "/search?q=Lavrov", "/feed.atom", "/sitemap-1.xml", "/download.jsonl?q=Lavrov"
        for address in (
            *places,
            "/browse/author",
            "/api/v1/suggest?q=jhumri",
            "/browse/days/2025-07",
        ):
            told = site.get(address).text
            assert MARKER not in told
            assert "a/1" not in told
    numbers = answer(home, "import", str(file))
    assert (numbers["added"], numbers["unchanged"], numbers["kept_out"]) == (0, 2, 2)
    assert "2 kept out" in manage(home, "import", "--dry-run", str(file)).stdout
    done = manage(home, "delete", "--list")
    assert "न्यायालय का आदेश 12/2026" in done.stdout
    assert ADDRESS in done.stdout
    (deletion,) = answer(home, "delete", "--list")["deletions"]
    assert [each["id"] for each in deletion["articles"]] == ["a/1", "copy"]
    assert deletion["erased"] is True
    assert answer(home, "delete", "--forget", ADDRESS) == {"forgotten": 1, "unknown": 0}
    assert answer(home, "import", str(file))["added"] == 1
    assert manage(home, "delete", "--forget", "--deletion", deletion["deletion"]).exit_code == 0
    assert answer(home, "import", str(file))["added"] == 1
    assert manage(home, "verify").exit_code == 0
    assert manage(home, "delete", "--forget", "a/1").exit_code == 1


def test_copies_stay_and_are_named(home: Path) -> None:
    done = manage(home, "delete", "a/1", "--dry-run")
    assert done.stdout.splitlines()[0] == f"  {MARKER} पहुँचे · भोर · 2025-07-12 · a/1"
    assert "1 word-for-word copies stay: copy;" in done.stderr
    assert "it would be: 1 deleted" in done.stdout
    assert answer(home, "delete", "copy", "--yes")["copies"] == ["a/1"]
    assert "a/1" in ids(home)


def test_the_articles_of_an_outlet_and_not_its_next_ones(home: Path, tmp_path: Path) -> None:
    done = manage(home, "delete", "--source", "bhor", "--yes")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "there are: भोर, साँझ" in done.stderr
    assert answer(home, "delete", "--source", "भोर", "--yes")["deleted"] == 2
    more = tmp_path / "more.jsonl"
    more.write_text('{"body": "भोर का अगला लेख", "source": "भोर"}', encoding="utf-8")
    assert answer(home, "import", str(more))["added"] == 1


QUERIES = (
    # A query, and how many of the articles match it to the letter.
    ("लावरोव", 3),
    ("लावरोफ़", 1),
    ("लावरोव source:भोर after:2025-07-31", 1),
    ("लावरोव -source:भोर", 1),
    ('author:"मीरा जोशी"', 1),
    ("लावरोव दिल्ली", 0),
    ("Lavrov", 0),
    ("लावरोव source:bhor", 0),
    ("(लावरोव", 0),
    ("", 0),
)


@pytest.mark.parametrize(("query", "number"), QUERIES)
def test_a_query_matches_to_the_letter(filled: Path, query: str, number: int) -> None:
    done = manage(filled, "delete", "--query", query, "--dry-run")
    assert done.exit_code == (0 if number else 1)
    if number:
        assert "to the letter" in done.stderr
        assert f"nothing was deleted; it would be: {number} deleted" in done.stdout
    else:
        assert "nothing was deleted" in done.stderr


def test_what_a_query_matches_is_deleted(home: Path) -> None:
    # What came in since the index was made is deleted, too.
    with closing(Store.open(f"sqlite:///{home}/archive.db")) as store:
        store.put([Article("new", "लावरोफ़ फिर")])
    done = manage(home, "delete", "--query", "लावरोफ़", "--yes", "--no-erase")
    assert done.stdout == "2 deleted, 0 unknown\n"
    assert len(ids(home)) == 3


WRONG = (
    (),
    ("a/1", "--source", "भोर"),
    ("--list", "--finish"),
    ("--list", "a/1"),
    ("--forget", "--source", "भोर"),
    ("--deletion", "x"),
    ("a/1", "--yes", "--why", "x" * 1001),
)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_deletes_nothing(filled: Path, arguments: tuple[str, ...]) -> None:
    assert manage(filled, "delete", *arguments).exit_code == 2
    assert len(ids(filled)) == len(ARTICLES)


def test_what_is_unknown_is_told_and_the_rest_deleted(home: Path) -> None:
    done = manage(home, "delete", "a/1", "zz\x1b[31m", "--yes", "--json")
    assert done.exit_code == 3
    assert "no article has the id or address 'zz\N{REPLACEMENT CHARACTER}[31m'" in done.stderr
    assert json.loads(done.stdout)["unknown"] == 1
    assert manage(home, "delete", "zz", "--yes").exit_code == 1
    again = answer(home, "delete", "a/1", "--yes")
    assert (again["deleted"], again["deleted_before"]) == (0, 1)


def test_who_did_it_and_for_whom(home: Path) -> None:
    assert manage(home, "delete", "a/1", "--yes", "--no-erase", SUDO_USER="priya").exit_code == 0
    (deletion,) = answer(home, "delete", "--list")["deletions"]
    assert deletion["by"].startswith("priya (as ")
    assert deletion["erased"] is False
    assert "delete --finish" in manage(home, "status").stdout
    assert files_with(home, MARKER)
    assert answer(home, "delete", "--finish") == {"finished": 1}
    assert "delete --finish" not in manage(home, "status").stdout
    assert answer(home, "delete", "--finish") == {"finished": 0}


@pytest.mark.thorough
def test_a_restored_backup_brings_nothing_back(home: Path, tmp_path: Path) -> None:
    copy, moved = tmp_path / "copy.db", tmp_path / "moved.db"
    manage(home, "backup", str(copy))
    manage(home, "delete", "a/1", "copy", "--yes", "--no-erase")
    (home / "archive.db").rename(moved)
    done = manage(home, "restore", str(copy))
    assert done.stdout == "2 articles restored, 2 indexed\n"
    assert "left away, since they were deleted after the backup: 2" in done.stderr
    assert files_with(home, MARKER) == []
    assert "a/1" in manage(home, "delete", "--list").stdout
    other = tmp_path / "other"
    told = answer(other, "restore", str(copy), "--deleted", str(home / "deleted.json"))
    assert (told["articles"], told["left_away"]) == (2, 2)
    assert "came back with it" in manage(tmp_path / "third", "restore", str(copy)).stderr


@pytest.mark.thorough
def test_an_archive_begun_anew_keeps_them_out(home: Path, file: Path) -> None:
    manage(home, "delete", "a/1", "--yes")
    (home / "archive.db").unlink()
    assert answer(home, "import", str(file))["kept_out"] == 1
    (home / "archive.db").unlink()
    (home / "deleted.json").write_text("{")
    done = manage(home, "import", str(file))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 2)
    assert "deleted.json" in done.stderr


class Killed(BaseException):
    """As a kill: nothing of ours runs after it."""


def raise_killed(*_: object, **__: object) -> None:
    raise Killed


STAGES = (
    "web.commands.deleting.keep_copy",
    "index.indexing.catch_up",
    "index.indexing.erasing.rebuild",
    "archive.store.store.Store.erase",
    "archive.store.takedowns.Takedowns.set_erased",
)


@pytest.mark.thorough
@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_deletion_is_finished_by_another_command(
    home: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(stage, raise_killed)
        with pytest.raises(Killed):
            CliRunner().invoke(
                cli,
                ["delete", "a/1", "copy", "--yes"],
                env={"ARCHIVE_HOME": str(home)},
                catch_exceptions=False,
            )
    assert ids(home).isdisjoint({"a/1", "copy"})
    assert answer(home, "delete", "--finish") == {"finished": 1}
    assert files_with(home, MARKER) == []
    assert (home / "deleted.json").exists()
    assert manage(home, "verify").exit_code == 0


def test_a_full_disk_leaves_it_deleted_and_says_what_is_left(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("archive.store.sqlite._vacuum", full)
        done = manage(home, "delete", "a/1", "--yes")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "delete --finish" in done.stderr.splitlines()[-1]
    assert "a/1" not in ids(home)
    assert answer(home, "delete", "--finish") == {"finished": 1}


def test_a_person_is_asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.commands.deleting.is_asked", lambda: True)

    def typed(text: str) -> Result:
        return CliRunner().invoke(
            cli, ["delete", "--source", "भोर"], env={"ARCHIVE_HOME": str(home)}, input=text
        )

    done = typed("n\n")
    assert (done.exit_code, len(ids(home))) == (1, 4)
    assert "Delete 2 articles for good?" in done.stderr
    assert "धूप · भोर" in done.stderr
    assert typed("y\n").stdout == "2 deleted, 0 unknown\n"


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_running_site_forgets_at_once(home: Path, engine: str) -> None:
    with archive_in(home, ARCHIVE_ENGINE_URL=f"{engine}:{home}/other") as archive:
        indexing.catch_up(archive.store, archive.engine)
        site = client_of(archive)
        asked = "/api/v1/search?q=लावरोव", f"/api/v1/suggest?q={MARKER[:6]}", "/articles/copy"
        before = [site.get(address).text for address in asked]
        assert all(MARKER in text for text in before)
        with closing(open_engine(f"{engine}:{home}/other")) as other:
            manage(
                home, "delete", "a/1", "copy", "--yes", ARCHIVE_ENGINE_URL=f"{engine}:{home}/other"
            )
            assert other.checkpoint()
        assert not any(MARKER in site.get(address).text for address in asked)
