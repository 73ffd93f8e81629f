"""An import that is interrupted goes on where it was."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Rejected
from archive.importing import import_paths
from archive.journal import Journal
from archive.reading import Options
from archive.store import PutCount, Store


class StopError(Exception):
    """Stands for whatever ends an import in the middle."""


def files_in(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(number):
        lines = [json.dumps({"id": f"{n}-{m}", "body": f"मुंबई {n} {m} " * 40}) for m in range(100)]
        (folder / f"{n:02}.jsonl").write_text("\n".join([*lines, "{"]), encoding="utf-8")
    return folder


def run(
    home: Path, files: Path, stop_after: int = 10**9, options: Options | None = None
) -> tuple[PutCount, int]:
    """What an import adds and rejects; it stops after so many rejections."""
    options = options or Options()
    rejected: list[Rejected] = []

    def reject(one: Rejected) -> None:
        rejected.append(one)
        if len(rejected) > stop_after:
            raise StopError

    with closing(Store.open(f"sqlite:///{home}/archive.db")) as store:
        with Journal(home, [files], options) as journal:
            count = import_paths(store, [files], reject, options=options, journal=journal)
        return count, len(rejected)


def test_the_second_time_only_the_rest_is_read(tmp_path: Path) -> None:
    files = files_in(tmp_path / "files", 20)
    with pytest.raises(StopError):
        run(tmp_path, files, stop_after=10)
    assert list(tmp_path.glob("import-*.journal"))
    count, rejected = run(tmp_path, files)
    assert 0 < count.added < 2_000
    assert count.unchanged == 0
    assert 0 < rejected < 20
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as store:
        assert store.count() == 2_000
    assert not list(tmp_path.glob("import-*.journal"))
    assert run(tmp_path, files) == (PutCount(unchanged=2_000), 20)


def test_a_file_that_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    files = files_in(tmp_path / "files", 20)
    with pytest.raises(StopError):
        run(tmp_path, files, stop_after=10)
    (files / "00.jsonl").write_text('{"id": "new", "body": "नया"}', encoding="utf-8")
    run(tmp_path, files)
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as store:
        assert store.get("new")


def test_other_options_are_another_import(tmp_path: Path) -> None:
    files = files_in(tmp_path / "files", 20)
    with pytest.raises(StopError):
        run(tmp_path, files, stop_after=10)
    count, rejected = run(tmp_path, files, options=Options(source="भोर"))
    assert count.added + count.changed == 2_000
    assert rejected == 20


@pytest.mark.parametrize("text", ["", "a", "a ", "a x\n", "\0\n", "a 1\na"])
def test_a_damaged_journal_costs_no_article(tmp_path: Path, text: str) -> None:
    files = files_in(tmp_path / "files", 1)
    with pytest.raises(StopError), Journal(tmp_path, [files], Options()):
        raise StopError
    (name,) = tmp_path.glob("import-*.journal")
    name.write_text(text, encoding="utf-8")
    run(tmp_path, files)
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as store:
        assert store.count() == 100
