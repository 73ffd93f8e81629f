"""Runs commands below the fault layer, in forks of their own: ``layer`` starts it, and asks.

A request is one line of JSON, and so is its answer. Everything is imported before the first fork,
so that a command takes as long as its work.
"""

import ctypes
import gc
import importlib
import json
import os
import signal
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

LONGEST = 120
"""Seconds after which a command counts as hung."""

SMALL: dict[str, tuple[str, int]] = {
    # So that few articles make several transactions, commits, segments, merges.
    "archive.importing": ("_AT_ONCE", 12),
    "index.indexing.update": ("_COMMIT_CHANGES", 12),
    "index.indexing.batches": ("MAX_BATCH_CHANGES", 12),
    "index.engines.whoosh.engine": ("MAX_SEGMENT_TERMS", 250),
    "index.engines.whoosh.writer": ("_MAX_SEGMENTS", 3),
}
IMPORTED = (
    "index.engines.tantivy.engine",
    "index.engines.whoosh.engine",
    "index.search.searcher",
    "archive.store.backups",
    "archive.feeds.subscribing",
)


def run(request: dict[str, Any], into: BinaryIO) -> NoReturn:
    """Run some commands in this process, which ends with the last, one after the other."""
    from web.commands.main import cli  # noqa: PLC0415  imported before the fork

    for name, value in request["environment"].items():
        os.environ[name] = value
    layer = ctypes.CDLL(None)
    log = -1
    if request["log"]:
        log = os.open(request["log"], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    layer.faults_arm(
        request["root"].encode(),
        ctypes.c_uint(request["kinds"]),
        ctypes.c_long(request["nth"]),
        request["once"],
        request["error"],
        log,
    )
    signal.alarm(LONGEST)
    for arguments in request["commands"]:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            status = 0
            try:
                cli.main(args=arguments, prog_name="manage.py")
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:  # noqa: BLE001  what Python does with it
                traceback.print_exc()
                status = 1
            sys.stdout.flush()
            sys.stderr.flush()
            texts = []
            for file in (out, err):
                file.seek(0)
                texts.append(file.read().decode(errors="replace"))
        into.write(json.dumps({"status": status, "out": texts[0], "err": texts[1]}).encode())
        into.write(b"\n")
        into.flush()
    # Without taking all of the program down piece by piece, as if memory mattered.
    os._exit(0)


def warm() -> None:
    """Read the tables of the language, which takes longer than any command here does."""
    from web.commands.main import cli  # noqa: PLC0415  see run

    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nothing:
        articles = Path(folder, "articles.jsonl")
        articles.write_text('{"id": "a", "title": "शीर्षक", "body": "एक खबर Lavrov"}\n')
        home = f"--archive-home={folder}/home"
        with redirect_stdout(nothing), redirect_stderr(nothing):
            for command in (
                ["import", str(articles)],
                ["search", "khabar"],
                ["verify"],
                ["status"],
            ):
                with suppress(SystemExit):
                    cli.main([home, *command], standalone_mode=False, prog_name="manage.py")


def main() -> None:
    """Serve requests until standard input ends."""
    for module, (name, value) in SMALL.items():
        found = importlib.import_module(module)
        if not hasattr(found, name):
            raise AttributeError(f"{module} has no {name}")
        setattr(found, name, value)
    for module in IMPORTED:
        importlib.import_module(module)
    warm()
    gc.freeze()
    gc.disable()
    answers = os.fdopen(os.dup(1), "w")
    requests = os.fdopen(os.dup(0))
    for line in iter(requests.readline, ""):
        request = json.loads(line)
        with tempfile.TemporaryFile() as into:
            child = os.fork()
            if not child:
                answers.detach()
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                run(request, into)
            _, status = os.waitpid(child, 0)
            into.seek(0)
            done = [json.loads(answer) for answer in into]
        if len(done) < len(request["commands"]):
            # It was ended from outside, or hung.
            status = os.waitstatus_to_exitcode(status)
            done += [{"status": status, "out": "", "err": ""}] * (
                len(request["commands"]) - len(done)
            )
        answers.write(json.dumps(done) + "\n")
        answers.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ.pop("LD_PRELOAD", None)
    main()
