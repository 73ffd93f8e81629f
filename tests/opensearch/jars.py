"""What a real OpenSearch node needs: a JDK, and jars that Maven fetches once into a folder.

    python -m tests.opensearch.jars      fetches them, or says in one line what is missing

The server's jars lie in ``server``, those that its security plugin adds in ``security``. A jar that
both bring is left out of the second, since the server refuses to find a class twice.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
OLDEST = 21
"""The first JDK that OpenSearch 3 runs on."""


class Missing(Exception):
    """Something that the server needs is not on this machine; how to get it."""


@dataclass(frozen=True)
class Server:
    """How a node is started."""

    java: Path
    jars: Path

    def command(self, home: Path, plugins: list[str], *, secure: bool) -> list[str]:
        """A small node: a heap of half a gigabyte, and little time spent on compiling."""
        folders = ("main", "server/*", *(("security/*",) if secure else ()))
        return [
            str(self.java / "bin" / "java"),
            "-Xms128m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ":".join(str(self.jars / folder) for folder in folders),
            "OpenSearchNode",
            str(home),
            *plugins,
        ]


@cache
def server() -> Server:
    """The JDK and the jars, fetched if they are not there yet.

    Raises:
        Missing: There is no JDK, no Maven, or Maven cannot fetch them.
    """
    java = _jdk()
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    jars = folder / "abhilekh-opensearch"
    jars.mkdir(parents=True, exist_ok=True)
    # Of several processes one fetches.
    with (jars / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _wanted()
        done = jars / "done"
        if not done.exists() or done.read_bytes() != wanted:
            done.unlink(missing_ok=True)
            _fetch(jars)
            _compile(java, jars)
            done.write_bytes(wanted)
    return Server(java, jars)


def _wanted() -> bytes:
    return (HERE / "pom.xml").read_bytes() + (HERE / "OpenSearchNode.java").read_bytes()


def _jdk() -> Path:
    """The newest JDK of ``OLDEST`` or later, of JAVA_HOME and those that are installed."""
    named = os.environ.get("JAVA_HOME")
    places = [Path(named)] if named else []
    places += Path("/usr/lib/jvm").glob("*")
    found = max(((_version(place), place) for place in places), default=(0, Path()))
    if found[0] < OLDEST:
        raise Missing(f"OpenSearch needs a JDK of {OLDEST} or later; run: .ci/opensearch")
    return found[1]


def _version(place: Path) -> int:
    release = place / "release"
    if not (place / "bin" / "javac").exists() or not release.exists():
        return 0
    found = re.search(r'JAVA_VERSION="(\d+)', release.read_text(encoding="utf-8"))
    return int(found[1]) if found else 0


def _fetch(jars: Path) -> None:
    if not shutil.which("mvn"):
        raise Missing("Maven is missing; run: .ci/opensearch")
    fetched, unpacked = jars / "server", jars / "security"
    for folder in (fetched, unpacked):
        shutil.rmtree(folder, ignore_errors=True)
    maven = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml")]
    _run([*maven, "dependency:copy-dependencies", f"-DoutputDirectory={fetched}"])
    unpacked.mkdir()
    (plugin,) = fetched.glob("*.zip")
    there = {_artifact(jar) for jar in fetched.glob("*.jar")}
    with zipfile.ZipFile(plugin) as files:
        for name in files.namelist():
            jar = name.endswith(".jar") and "/" not in name
            if (jar and _artifact(Path(name)) not in there) or name.startswith("config/"):
                files.extract(name, unpacked)
    plugin.unlink()


def _artifact(jar: Path) -> str:
    """The name of a jar without its version."""
    return re.sub(r"-\d.*", "", jar.stem)


def _compile(java: Path, jars: Path) -> None:
    classes = ["-cp", f"{jars}/server/*", "-d", str(jars / "main")]
    _run([str(java / "bin" / "javac"), *classes, str(HERE / "OpenSearchNode.java")])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["?"]
        raise Missing(f"{Path(command[0]).name} failed: {lines[0][:200]}")


if __name__ == "__main__":
    try:
        server()
    except Missing as error:
        sys.exit(str(error))
