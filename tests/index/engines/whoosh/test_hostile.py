"""An index that another user made to do harm when it is read: nothing of it runs, one line tells.

Each place where Whoosh writes a pickle is made to hold another one; checksums are right, since
whoever writes an index can compute them.
"""

import gc
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh import columns
from whoosh import index as whoosh_index
from whoosh.codec import whoosh3
from whoosh.filedb import structfile

from index.engine import EngineUnavailable, Term
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.files import _load, _loads
from index.engines.whoosh.schema import TermsCodec
from tests.index.engines.corpus import fill, found
from tests.index.engines.test_folder import DOCUMENTS, build_of

MARKER = "abhilekh-was-here"
"""A file that each of them would make in the current folder."""

TOUCH = f"touch {MARKER}"


class Reduced:
    """Is read by calling something."""

    def __init__(self, call: Callable[..., object], *arguments: object) -> None:
        self._parts = call, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._parts


def named(module: str, name: str, *after: bytes) -> bytes:
    """A pickle of protocol 4 that names something, which may have dots, and goes on."""
    strings = (b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name))
    return b"\x80\x04" + b"".join(strings) + b"\x93" + b"".join(after) + b"."


def text(value: str) -> bytes:
    return b"\x8c" + bytes([len(value)]) + value.encode()


CODEC = "index.engines.whoosh.schema"
CALL = text(TOUCH) + b"\x85R"
HOSTILE: dict[str, bytes] = {
    "os.system": pickle.dumps(Reduced(os.system, TOUCH)),
    "os.system, protocol 0": pickle.dumps(Reduced(os.system, TOUCH), 0),
    "eval": pickle.dumps(Reduced(eval, f"open({MARKER!r}, 'w')")),
    "exec": pickle.dumps(Reduced(exec, f"open({MARKER!r}, 'w')")),
    "nested": pickle.dumps([{"a": (1, [Reduced(os.system, TOUCH)])}]),
    "INST": f"(S'{TOUCH}'\nios\nsystem\n.".encode(),
    "OBJ": f"(cos\nsystem\nS'{TOUCH}'\no.".encode(),
    "NEWOBJ": named("subprocess", "Popen", text(TOUCH), b"\x85\x81"),
    "STACK_GLOBAL": named("os", "system", CALL),
    "by way of an allowed class": named(CODEC, "TermsCodec.__init__.__globals__"),
    "by way of another": named("collections", "defaultdict.__init__.__class__"),
    "its module's own names": named(CODEC, "secrets.os.system", CALL),
    "getattr": named("builtins", "getattr", named("builtins", "int")[2:-1], text("x"), b"\x86R"),
    "__import__": named("builtins", "__import__", text("os"), b"\x85R"),
    "the unpickler's own": named("index.engines.whoosh.files", "_loads", b"C\x01.\x85R"),
    "a coding that computes": named("_codecs", "encode", text("a"), text("bz2"), b"\x86R"),
    "BUILD": named(CODEC, "TermsCodec", b"N}", text("x"), named("os", "system")[2:-1], b"s\x86b"),
    "BUILD of a class": named(CODEC, "TermsCodec", b"N}", text("x"), b"K\x01s\x86b"),
    "persistent": b"Pos.system\n.",
    "extension": b"\x82\x01.",
    "what is none": b"\x80\x05garbage",
    "memory": b"]r\xff\xff\xff\x7f.",
}
PLACES = {
    # Where Whoosh writes pickles into an index, and the name of what it calls there.
    "contents": (whoosh_index.TOC, "write"),
    "rows": (columns, "dumps"),
    "terms": (whoosh3, "dumps"),
    "directories": (structfile, "dump_pickle"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_but_what_stands_in_an_index_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = dict(vars(TermsCodec))
    with pytest.raises((pickle.UnpicklingError, ValueError, MemoryError, EOFError, TypeError)):
        _loads(HOSTILE[what])
    assert before == dict(vars(TermsCodec))
    assert list(tmp_path.iterdir()) == []


# Whoosh leaves a file to be closed with the memory that it takes.
@pytest.mark.filterwarnings("ignore:Exception ignored.*:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("place", PLACES)
def test_each_place_where_a_pickle_stands(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    data = HOSTILE["STACK_GLOBAL"]
    written = []

    def dumps(*_: object) -> bytes:
        written.append(1)
        return data

    def dump(what: object, file: Any, protocol: int) -> None:
        if str(file.name).endswith(".seg"):
            written.append(1)
            file.write(data)
        else:
            pickle.dump(what, file, protocol)

    owner, name = PLACES[place]
    if place == "contents":
        fill(WhooshEngine(folder), DOCUMENTS)
        (contents,) = build_of(folder).glob("*.toc")
        whole = contents.read_bytes()
        # The last pickle in it.
        start = max(whole.rfind(b"\x80" + bytes([protocol]) + b"\x95") for protocol in (4, 5))
        contents.write_bytes(whole[:start] + data)
        written.append(start)
    else:
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, dump if name == "dump_pickle" else dumps)
            fill(WhooshEngine(folder), DOCUMENTS)
    if not written:
        # This program's own codec writes none there.
        assert place == "terms"
        return
    with pytest.raises(EngineUnavailable, match=r"cannot be read; run: manage.py reindex$"):
        found(WhooshEngine(folder), Term("क"))
    assert not (tmp_path / MARKER).exists()
    gc.collect()


ROWS = {
    "numbers": pickle.dumps((1, 2, 3, 4, 5, 6)),
    "a text": pickle.dumps("text"),
    "nothing": pickle.dumps(()),
    "labels of numbers": pickle.dumps(("a", (1, 2, 3), 0, 0, 0, 0)),
    "a day without end": pickle.dumps(("a", ("",) * 3, 1 << 70, 0, 0, 0)),
    "lists": pickle.dumps(([], ([],), [], [], [], [])),
}


@pytest.mark.parametrize("what", ROWS)
def test_rows_that_are_none_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(columns, "dumps", lambda *_: ROWS[what])
        fill(WhooshEngine(folder), DOCUMENTS)
    with pytest.raises(EngineUnavailable, match=r"cannot be read; run: manage.py reindex$"):
        found(WhooshEngine(folder), Term("क"))


def test_whoosh_reads_no_pickle_past_the_allowed_names() -> None:
    assert structfile.load_pickle is _load
    assert columns.loads is whoosh3.loads is _loads
    assert whoosh_index.pickle.loads is _loads
    # How Whoosh reads tables of contents of its first versions, by an unpickler of its own.
    from whoosh import legacy  # noqa: PLC0415

    assert legacy.toc_loaders == {}
