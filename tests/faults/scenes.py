"""What is done while a call fails, or after which the power is cut; and what must hold then."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.faults.layer import Done, Layer

ENGINES = ("whoosh", "tantivy")
MARKER = "बरगदपुर"
"""A word of every article, and of nothing else."""

PLACES = "दिल्ली मुंबई पटना लखनऊ जयपुर भोपाल रांची देहरादून".split()


def article(number: int, text: str = "") -> dict[str, str]:
    place = PLACES[number % len(PLACES)]
    body = f"{place} में {number} लोग मिले। {MARKER} {text} " + " ".join(
        f"शब्द{'कखगघचछजझ'[(number + n) % 8]}" for n in range(12)
    )
    return {"id": f"n{number}", "title": f"{place} समाचार {number}", "body": body.strip()}


FIRST = {each["id"]: each for each in map(article, range(40))}
FURTHER = {
    each["id"]: each
    for each in (*(article(n, "बदला") for n in range(0, 40, 7)), *map(article, range(40, 70)))
}
GONE = ("n3", "n11", "n12")


@dataclass(frozen=True, slots=True)
class Scene:
    """A command, and what is there before it.

    Attributes:
        name: Of the scene.
        arguments: Of the command; {} stands for the folder that is watched.
        before: The articles that are there before.
        after: Those that are there when it is done.
        makes: Whether it begins without an archive.
    """

    name: str
    arguments: tuple[str, ...]
    before: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: FIRST)
    after: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: FIRST)
    makes: bool = False


SCENES = {
    scene.name: scene
    for scene in (
        Scene("import, new", ("import", "{}/../first.jsonl"), {}, FIRST, makes=True),
        Scene("import, further", ("import", "{}/../further.jsonl"), FIRST, {**FIRST, **FURTHER}),
        Scene(
            "delete",
            ("delete", "--yes", *GONE),
            after={id_: each for id_, each in FIRST.items() if id_ not in GONE},
        ),
        Scene("reindex", ("reindex",)),
        Scene("backup", ("backup", "{}/copy.db")),
        Scene("restore", ("restore", "{}/kept.db"), {}, FIRST, makes=True),
    )
}
READING = {
    scene.name: scene
    for scene in (
        Scene("status", ("status",)),
        Scene("search", ("search", MARKER)),
        Scene("verify", ("verify",)),
        Scene("export", ("export",)),
    )
}


class Stage:
    """The folder that is watched, set for one scene with one engine."""

    def __init__(self, layer: Layer, engine: str, scene: Scene) -> None:
        self._layer = layer
        self._scene = scene
        self._root = layer.root
        self._engine = engine
        self._kept = layer.root.parent / f"{scene.name}-{engine}"
        self.environment = {
            "ARCHIVE_HOME": str(self._root / "home"),
            "ARCHIVE_ENGINE_URL": f"{engine}:{self._root}/home/index",
        }
        self._prepare()

    def _prepare(self) -> None:
        self._clear()
        for name, articles in (("first", FIRST), ("further", FURTHER)):
            lines = (json.dumps(each, ensure_ascii=False) for each in articles.values())
            (self._root.parent / f"{name}.jsonl").write_text("\n".join(lines))
        if self._scene.before or self._scene.name == "restore":
            self.must("import", f"{self._root}/../first.jsonl")
        if self._scene.name == "restore":
            self.must("backup", f"{self._root}/kept.db")
            shutil.rmtree(self._root / "home")
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self._root, self._kept)

    def _clear(self) -> None:
        for path in self._root.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def reset(self) -> None:
        """Everything as it was before the scene."""
        self._clear()
        shutil.copytree(self._kept, self._root, dirs_exist_ok=True)

    def clear(self) -> None:
        """Nothing at all, for what is played back."""
        self._clear()

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command's."""
        return tuple(each.format(self._root) for each in self._scene.arguments)

    def run(self, *arguments: str) -> Done:
        """Run a command that no fault meets."""
        return self._layer.run(arguments, self.environment)

    def must(self, *arguments: str) -> str:
        """What a command says that must go well."""
        done = self.run(*arguments)
        assert done.status == 0, (arguments, done)
        return done.out

    def sequel(self, acknowledged: Mapping[str, Mapping[str, str]]) -> list[str]:
        """What does not hold afterwards, without the fault.

        Args:
            acknowledged: Articles that must be there.
        """
        # After a restore whose index failed, the archive is there and needs its index.
        cure = [("reindex", "--if-needed")] if self._scene.name == "restore" else []
        there, searched, first, again, *_, verified, last, answer = self._layer.run_all(
            [
                ("status",), ("search", MARKER), ("export",), self.arguments, *cure,
                ("verify",), ("export",), ("search", MARKER, "--json"),
            ],
            self.environment,
        )  # fmt: skip
        wrong = []
        nothing = there.status == 1 and "there is no archive in" in there.err
        if there.status and (acknowledged or not nothing):
            wrong.append(f"status: {_short(there)}")
        if first.status == 0:
            found = articles_in(first)
            gone = set(self._scene.before) - set(self._scene.after)
            lost = [
                id_
                for id_, each in acknowledged.items()
                if id_ not in gone
                and found.get(id_) not in (each, self._scene.after.get(id_, each))
            ]
            if lost:
                wrong.append(f"LOST {len(lost)}: {lost[:3]}")
        if searched.status and not is_clear(searched):
            wrong.append(f"search: {_short(searched)}")
        elif searched.status and acknowledged and not self._scene.makes:
            wrong.append(f"search fails: {_short(searched)}")
        if again.status and not is_clear(again) and self._scene.name != "delete":
            wrong.append(f"again: {_short(again)}")
        if verified.status:
            wrong.append(f"verify: {_short(verified)}")
        found = articles_in(last) if last.status == 0 else {}
        if found != dict(self._scene.after):
            wrong.append(f"LOST, {len(found)} of {len(self._scene.after)} at the end")
        if answer.status or json.loads(answer.out)["total"] != len(self._scene.after):
            wrong.append(f"not found at the end: {_short(answer)}")
        return wrong + self._left_over()

    def _left_over(self) -> list[str]:
        left = sorted(
            path.name
            for path in self._root.rglob("*")
            if re.search(r"\.part|\.new$|\.journal$", path.name)
            # A cut backup's copy goes with the next backup that is a minute younger.
            and not re.search(r"\.[0-9a-f]{8}\.part", path.name)
        )
        wrong = [f"left over: {left}"] if left else []
        builds = [*self._root.glob("home/index/build-*")]
        if len(builds) > 1:
            wrong.append(f"left over: {len(builds)} builds")
        return wrong


def articles_in(exported: Done) -> dict[str, Mapping[str, str]]:
    """What an export says, by id."""
    found = map(json.loads, exported.out.splitlines())
    return {each["id"]: {key: each[key] for key in ("id", "title", "body")} for each in found}


def is_clear(done: Done) -> bool:
    """Whether a failure is told in one line, as the program's own."""
    told = done.err.strip()
    return done.status == 1 and told.startswith("Error: ") and "\n" not in told


def _short(done: Done) -> str:
    lines = done.err.strip().splitlines() or done.out.strip().splitlines() or [""]
    return (
        f"{done.status} {lines[0][:60]} … {lines[-1][:200]}" if len(lines) > 1 else lines[0][:260]
    )
