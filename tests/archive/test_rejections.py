"""What an import rejected, as a person is told."""

import errno
import io
import json

import pytest

from archive.article import Article, Rejected
from archive.rejections import Rejections, RejectsUnwritable
from tests.factories import read_bytes


def rejections(number: int, *, every: bool = False) -> tuple[list[str], Rejections]:
    told: list[str] = []
    some = Rejections(told.append, every=every)
    for line in range(1, number + 1):
        some.add(Rejected("a.jsonl", line, f"not JSON: Expecting value: column {line}"))
    return told, some


def ignore(_line: str) -> None:
    """For what is told."""


def test_few_are_told_one_by_one() -> None:
    told, some = rejections(3)
    assert told == [
        f"rejected: a.jsonl:{line}: not JSON: Expecting value: column {line}" for line in (1, 2, 3)
    ]
    assert list(some.summary()) == []
    assert len(some) == 3


def test_of_many_of_a_kind_the_number_is_told() -> None:
    told, some = rejections(1_203)
    assert len(told) == 3
    (line,) = some.summary()
    assert line.startswith("rejected: 1,200 more: not JSON: Expecting value: column …")
    assert some.by_reason() == {"not JSON: Expecting value: column …": 1_203}
    told, some = rejections(1_203, every=True)
    assert len(told) == 1_203
    assert list(some.summary()) == []


def test_kinds_without_end_are_put_together() -> None:
    some = Rejections(ignore)
    for n in range(3_000):
        some.add(Rejected("a", None, f"reason {chr(0x4E00 + n)}"))
    assert len(some) == 3_000
    assert some.by_reason()["other reasons"] == 2_000


def test_what_is_rejected_is_written_to_be_mended_and_imported_again() -> None:
    data = b'{"title": "t"}\n{"body": "ok"}\n{"body": '
    out = io.StringIO()
    some = Rejections(ignore, file=out)
    for each in read_bytes(data):
        if isinstance(each, Rejected):
            some.add(each)
    some.add(Rejected("b.html", None, "no article"))
    first, second, third = map(json.loads, out.getvalue().splitlines())
    assert first["title"] == "t"
    assert first["rejected"]["line"] == 1
    assert second["rejected"]["text"] == '{"body": '
    assert third == {"rejected": {"path": "b.html", "line": None, "reason": "no article"}}
    first["body"] = "मुंबई में बारिश हुई।"
    (mended,) = read_bytes(json.dumps(first).encode())
    assert isinstance(mended, Article)


@pytest.mark.parametrize("quoted", ["'a'", '"a"', "“a”", "17", "1,234.5"])
def test_particulars_make_no_kind_of_their_own(quoted: str) -> None:
    some = Rejections(ignore)
    some.add(Rejected("a", None, f"unknown column {quoted}"))
    assert some.by_reason() == {"unknown column …": 1}


def test_a_full_disk_is_one_line() -> None:
    class Full(io.StringIO):
        name = "rejects.jsonl"

        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    some = Rejections(ignore, file=Full())
    with pytest.raises(
        RejectsUnwritable, match=r"rejects\.jsonl: cannot be written: the disk is full; "
    ):
        some.add(Rejected("a", None, "why; cure"))
    some.add(Rejected("a", None, "why; cure"))
    assert len(some) == 2
