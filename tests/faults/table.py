"""Fails every call in turn, cuts the power after each, and prints what became of it.

python -m tests.faults.table [--points N] [--seed N] [--scene NAME] [--engine NAME]
"""

import argparse
import copy
import errno
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.layer import FAULTS, Done, Fault, Layer, layer
from tests.faults.power import LOSSES, Call, Disk, Loss, calls
from tests.faults.scenes import ENGINES, READING, SCENES, Scene, Stage, is_clear

NAMED: dict[int, tuple[str, ...]] = {
    # Words of which the line for such a fault has one.
    errno.ENOSPC: ("disk is full", "free some space"),
    errno.EIO: ("Input/output error", "disk I/O error", "check the disk"),
    errno.EMFILE: ("open files",),
    errno.EROFS: ("read-only",),
    errno.EACCES: ("ermission",),
    errno.ENOMEM: ("memory",),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one point.

    Attributes:
        point: Which.
        told: What it said, if it failed.
        unclear: What is wrong with that; empty if nothing is.
        vague: Whether the line is right but does not name the fault.
        wrong: What does not hold afterwards.
    """

    point: str
    told: str = ""
    unclear: str = ""
    vague: bool = False
    wrong: tuple[str, ...] = ()


def judge(done: Done, error: int) -> tuple[str, bool]:
    """What is wrong with what a command said of a fault, and whether it is vague."""
    if done.status == 0:
        return "", False
    if "Traceback" in done.err:
        return "traceback", False
    if not is_clear(done):
        return f"not one line with status 1, but {done.status}", False
    if "reindex" in done.err:
        return "names a reindex", False
    return "", not any(word in done.err for word in NAMED[error])


class Rehearsal:
    """One scene with one engine: its calls, and what becomes of it when one of them fails."""

    def __init__(self, run: Layer, engine: str, scene: Scene) -> None:
        self._layer = run
        self._scene = scene
        self._log = run.root.parent / "log"
        self.stage = Stage(run, engine, scene)
        # Inodes are noted of what is there, so that what is done is told of the same files.
        self._before = Disk.of(run.root)
        self._log.unlink(missing_ok=True)
        done = run.run(self.stage.arguments, self.stage.environment, log=self._log)
        assert done.status == 0, done
        self.calls: tuple[Call, ...] = tuple(calls(self._log))

    def faults(self, error: int) -> int:
        """How many calls there are that this error may come from."""
        kinds = FAULTS[error].split()
        return sum(call.kind in kinds for call in self.calls)

    def fail(self, fault: Fault) -> Outcome:
        """Run the command with a fault, and look at what holds then."""
        self.stage.reset()
        done = self._layer.run(self.stage.arguments, self.stage.environment, fault)
        unclear, vague = judge(done, fault.error)
        acknowledged = self._scene.before if done.status else self._scene.after
        wrong = self.stage.sequel(acknowledged)
        return Outcome(str(fault), done.err if done.status else "", unclear, vague, tuple(wrong))

    def cut(self, number: int, loss: Loss, seed: int) -> Outcome:
        """Cut the power after so many calls, and look at what is found then."""
        disk = copy.deepcopy(self._before)
        for call in self.calls[:number]:
            disk.do(call)
        self.stage.clear()
        disk.write(loss, random.Random(seed))  # noqa: S311  to choose points, not secrets
        wrong = self.stage.sequel(self._scene.after if disk.told else self._scene.before)
        return Outcome(f"power cut after call {number}, {loss}", wrong=tuple(wrong))


def chosen(number: int, points: int, chance: random.Random) -> list[int]:
    """Some of the numbers from 1 on, or all if there are no more."""
    return sorted(chance.sample(range(1, number + 1), min(points, number)))


def outcomes(
    run: Layer, engine: str, scene: Scene, points: int, seed: int, *, kinds: int = 10**6
) -> Iterator[tuple[str, Outcome]]:
    """Every point tried, under the name of its column; of so many kinds of faults and losses."""
    chance = random.Random(f"{seed} {engine} {scene.name}")  # noqa: S311
    rehearsal = Rehearsal(run, engine, scene)
    all_kinds = [*FAULTS, *(() if scene.name in READING else LOSSES)]
    wanted = set(chance.sample(all_kinds, kinds)) if kinds < len(all_kinds) else {*all_kinds}
    for error in FAULTS:
        if error not in wanted:
            continue
        for nth in chosen(rehearsal.faults(error), points, chance):
            fault = Fault(nth, error, once=chance.random() < 0.5)
            yield errno.errorcode[error], rehearsal.fail(fault)
    changing = [n for n, call in enumerate(rehearsal.calls, 1) if "read" not in call.kind]
    for loss in LOSSES:
        if loss in wanted:
            for index in chosen(len(changing), points, chance):
                yield loss, rehearsal.cut(changing[index - 1], loss, seed + index)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=10**6, help="of each kind, at most")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--scene", action="append", choices=[*SCENES, *READING])
    parser.add_argument("--engine", action="append", choices=ENGINES)
    options = parser.parse_args()
    scenes = {**SCENES, **READING}
    print("| command | engine | fault | tried | survived | lost | unclear | vague |")
    print("|---|---|---|---|---|---|---|---|")
    totals = [0] * 5
    with (
        tempfile.TemporaryDirectory(prefix="abhilekh-faults-") as folder,
        layer(Path(folder)) as run,
    ):
        for name in options.scene or scenes:
            for engine in options.engine or ENGINES:
                rows: dict[str, list[Outcome]] = {}
                for column, outcome in outcomes(
                    run, engine, scenes[name], options.points, options.seed
                ):
                    rows.setdefault(column, []).append(outcome)
                for column, found in rows.items():
                    row = summary(found)
                    totals = [a + b for a, b in zip(totals, row, strict=True)]
                    print(f"| {name} | {engine} | {column} | {' | '.join(map(str, row))} |")
                    for outcome in found:
                        if outcome.unclear or outcome.wrong:
                            tell(f"{name}, {engine}", outcome)
    print(f"| all | | | {' | '.join(map(str, totals))} |")


def summary(found: list[Outcome]) -> list[int]:
    """Tried, survived, lost, unclear, vague."""
    return [
        len(found),
        sum(not outcome.wrong for outcome in found),
        sum(any("LOST" in each for each in outcome.wrong) for outcome in found),
        sum(bool(outcome.unclear) for outcome in found),
        sum(outcome.vague for outcome in found),
    ]


def tell(where: str, outcome: Outcome) -> None:
    """Say what is wrong at a point, beside the table."""
    print(f"{where}: {outcome.point}", file=sys.stderr)
    if outcome.unclear:
        told = outcome.told.strip().splitlines() or [""]
        print(f"    {outcome.unclear}: {told[-1][:300]}", file=sys.stderr)
    for each in outcome.wrong:
        print(f"    {each}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
