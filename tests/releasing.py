"""Makes a release and tries it: python -m tests.releasing (make release).

Builds the sdist and, of it, the wheel; installs the wheel into a fresh environment, with the
versions of the lock; runs --version, the demo and a search there; measures the environment; writes
a list of all that is in it (SBOM, CycloneDX 1.6) and the digests of the files. All is in dist/.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
MAX_MB = 240
"""What a base install may weigh, with the byte code that pip makes of it, without pip."""

INSTALLERS = {"pip", "setuptools"}
SDIST = "from setuptools.build_meta import build_sdist; build_sdist({dist!r})"


class Faulty(Exception):
    """The release must not go out."""


def project() -> dict[str, Any]:
    """What pyproject.toml says of the project."""
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a program prints; it must succeed, without settings of this process's."""
    ours = ("ARCHIVE_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Faulty(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def build() -> Path:
    """The wheel, built of the sdist, both in dist/."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        # Of what is committed, so that nothing that happens to lie there comes in.
        tree = Path(folder) / "tree"
        run("git", "worktree", "add", "--detach", tree, "HEAD")
        try:
            run(sys.executable, "-c", SDIST.format(dist=str(DIST)), cwd=tree)
        finally:
            run("git", "worktree", "remove", "--force", tree)
    [sdist] = DIST.glob("*.tar.gz")
    options = "--no-deps --no-index --no-build-isolation --wheel-dir"
    run(sys.executable, "-m", "pip", "wheel", *options.split(), DIST, sdist)
    [wheel] = DIST.glob("*.whl")
    return wheel


def locked_versions(lock: str) -> str:
    """The names and versions of a lock file, as constraints."""
    return "\n".join(re.findall(r"^[\w.-]+==[^\s\\;]+", lock, re.MULTILINE)) + "\n"


def install(wheel: Path, environment: Path) -> None:
    """Install the wheel alone, with the libraries that it needs, as whoever gets it does."""
    run(sys.executable, "-m", "venv", environment)
    constraints = environment / "versions.txt"
    constraints.write_text(locked_versions((ROOT / "requirements.lock").read_text("utf-8")))
    pip = environment / "bin" / "pip"
    quiet = "--quiet --disable-pip-version-check --constraint".split()
    run(pip, "install", *quiet, constraints, wheel)


def packages(environment: Path) -> list[Distribution]:
    """What is installed, without what installs."""
    [site] = environment.glob("lib/python*/site-packages")
    found = {each.metadata["Name"]: each for each in distributions(path=[str(site)])}
    return [found[name] for name in sorted(found, key=str.lower) if name not in INSTALLERS]


def megabytes(package: Distribution, ending: str = "") -> float:
    """What the files of a package weigh whose names end so."""
    places = {Path(str(package.locate_file(file))) for file in package.files or ()}
    kept = (place for place in places if place.name.endswith(ending) and place.is_file())
    return sum(place.stat().st_size for place in kept) / 1e6


def try_out(environment: Path, version: str) -> None:
    """The commands of a first day, in a folder of their own."""
    abhilekh = environment / "bin" / "abhilekh"
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        told = run(abhilekh, "--version", cwd=here).strip()
        if told != f"abhilekh {version}":
            raise Faulty(f"--version says {told!r}")
        demo = subprocess.Popen(
            [abhilekh, "demo", "--port", "0"], cwd=here, stdout=subprocess.PIPE, text=True
        )
        try:
            lines = iter(demo.stdout or ())
            serving = next((line for line in lines if line.startswith("Serving on ")), "")
            if not serving:
                raise Faulty("demo serves nothing")
            address = f"{serving.split()[2]}search?q=Lavrov"
            with urlopen(address, timeout=30) as page:  # noqa: S310  the demo's own
                if "लावरोव".encode() not in page.read():
                    raise Faulty("the site of the demo finds nothing")
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.communicate(timeout=30)
        found = run(abhilekh, "--archive-home", here / "demo-data", "search", "Lavrov", cwd=here)
        if "लावरोव" not in found:
            raise Faulty("search finds nothing")


def bill_of_materials(parts: Sequence[Distribution], name: str, version: str) -> dict[str, Any]:
    """What the program is made of, as CycloneDX 1.6."""
    components, depends = [], []
    known = {}
    for part in parts:
        key = re.sub(r"[-_.]+", "-", part.metadata["Name"]).lower()
        known[key] = f"pkg:pypi/{key}@{part.version}"
    for part in parts:
        key = re.sub(r"[-_.]+", "-", part.metadata["Name"]).lower()
        needed = {
            re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", each, maxsplit=1)[0]).lower()
            for each in part.requires or ()
            if "extra ==" not in each
        }
        depends.append(
            {"ref": known[key], "dependsOn": sorted(known[n] for n in needed if n in known)}
        )
        if key != name:
            components.append(
                {
                    "type": "library",
                    "bom-ref": known[key],
                    "name": part.metadata["Name"],
                    "version": part.version,
                    "purl": known[key],
                    "licenses": [{"license": {"name": licence_of(part)}}],
                }
            )
    root = {"type": "application", "bom-ref": known[name], "name": name, "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**root, "purl": known[name]}},
        "components": components,
        "dependencies": depends,
    }


def check_bill(text: str) -> None:
    """Hold a bill of materials against the schema of CycloneDX.

    Raises:
        Faulty: It is none.
    """
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        [line, *_] = str(fault).splitlines()
        raise Faulty(f"the bill of materials: {line}")


def licence_of(part: Distribution) -> str:
    """As the package itself says."""
    fields = dict(part.metadata.items())  # type: ignore[attr-defined]
    said = fields.get("License-Expression") or fields.get("License") or ""
    classes = part.metadata.get_all("Classifier") or []
    classed = [each.rpartition(" :: ")[2] for each in classes if each.startswith("License ::")]
    # Some have the whole text there.
    return said if said and "\n" not in said else " and ".join(classed) or "see its files"


def release(version: str) -> None:
    """Make it, try it, and say what is in it.

    Raises:
        Faulty: It must not go out.
    """
    if changed := run("git", "status", "--porcelain").strip():
        raise Faulty(f"commit first, since a release is of what is committed:\n{changed}")
    wheel = build()
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "environment"
        install(wheel, environment)
        try_out(environment, version)
        parts = packages(environment)
        weights = {part.metadata["Name"]: megabytes(part) for part in parts}
        compiled = sum(megabytes(part, ".pyc") for part in parts)
        bill = bill_of_materials(parts, project()["name"], version)
    name = f"{project()['name']}-{version}"
    text = json.dumps(bill, indent=1, ensure_ascii=False)
    check_bill(text)
    (DIST / f"{name}.cdx.json").write_text(text + "\n", "utf-8")
    files = sorted(path for path in DIST.iterdir() if path.is_file())
    digests = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files]
    (DIST / "SHA256SUMS").write_text("".join(digests), "ascii")
    for path in files:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    heaviest = sorted(weights, key=lambda each: -weights[each])[:8]
    told = ", ".join(f"{each} {weights[each]:.0f}" for each in heaviest)
    total = sum(weights.values())
    bare = total - compiled
    print(
        f"{len(parts)} packages, {total:.0f} MB of {MAX_MB}, without byte code {bare:.0f}: {told}"
    )
    if total > MAX_MB:
        raise Faulty(f"a base install weighs {total:.0f} MB, and may weigh {MAX_MB}")


def main() -> int:
    """Make the release; the exit status."""
    version = project()["version"]
    try:
        release(version)
    except Faulty as error:
        print(f"NOT A RELEASE: {error}", file=sys.stderr)
        return 1
    print(f"tried in a fresh environment; to publish: git tag v{version}, and upload dist/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
