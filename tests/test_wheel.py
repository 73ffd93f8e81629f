"""Wheel and sdist: they hold everything, and what is installed of them works from anywhere."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("archive", "index", "web", "docs")
FILES = ("pyproject.toml", "README.md", "LICENSE", "manage.py")
NOT_INSTALLED = {"babel.cfg"}
BUILD = "from setuptools.build_meta import build_sdist; print(build_sdist({dist!r}))"

pytestmark = pytest.mark.thorough


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program without settings of this process's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
    return subprocess.run(
        command, cwd=cwd, env=kept | more, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of the project, and the wheel that was made of that sdist."""
    tree, dist = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in SOURCES:
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    for name in FILES:
        shutil.copy(ROOT / name, tree / name)
    made = run(sys.executable, "-c", BUILD.format(dist=str(dist)), cwd=tree)
    assert made.returncode == 0, made.stderr
    [sdist] = dist.glob("*.tar.gz")
    options = "--no-deps --no-index --no-build-isolation --wheel-dir"
    pip = [sys.executable, "-m", "pip", "wheel", *options.split(), str(dist), str(sdist)]
    made = run(*pip, cwd=dist)
    assert made.returncode == 0, made.stderr
    return dist


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed, beside the libraries of the tests."""
    [wheel] = built.glob("*.whl")
    target = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-index", "--target", str(target)]
    done = run(sys.executable, "-m", "pip", "install", *options, str(wheel), cwd=built)
    assert done.returncode == 0, done.stderr
    return target


def test_the_wheel_made_of_the_sdist_holds_every_file(built: Path) -> None:
    [wheel], [sdist] = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as file:
        packed_in = file.namelist()
    assert any(name.endswith(".data/data/share/man/man1/abhilekh.1") for name in packed_in)
    held = {name for name in packed_in if ".dist-info/" not in name and ".data/" not in name}
    expected = {
        str(path.relative_to(ROOT)).removeprefix("index/python/")
        for package in ("archive", "index", "web")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.name not in NOT_INSTALLED
    }
    assert held == expected | {"manage.py"}
    assert {"abhilekh/__init__.py", "abhilekh/py.typed", "web/py.typed"} <= held
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "manage.py"} <= names


def test_the_command_works_from_anywhere(installed: Path, tmp_path: Path) -> None:
    def abhilekh(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        command = str(installed / "bin" / "abhilekh")
        done = run(command, *arguments, cwd=tmp_path, PYTHONPATH=str(installed))
        assert done.returncode == status, done.stderr
        return done

    assert abhilekh("--version").stdout.startswith("abhilekh 0.")
    assert "run: abhilekh import PATH" in abhilekh("search", "Lavrov", status=1).stderr
    article = tmp_path / "one.jsonl"
    article.write_text('{"id": "1", "title": "लावरोव", "body": "दिल्ली में।"}\n', encoding="utf-8")
    abhilekh("import", str(article))
    assert "1 articles" in abhilekh("search", "Lavrov").stdout
    facts = abhilekh("status").stdout
    assert "up to date" in facts
    assert str(tmp_path / "data") in facts


def test_python_finds_it_as_abhilekh(installed: Path, tmp_path: Path) -> None:
    program = (
        "import abhilekh; a = abhilekh.open_archive('a', make=True); "
        "a.put([{'body': 'लावरोव दिल्ली में।'}]); print(a.search('Lavrov').total, abhilekh.__file__)"
    )
    done = run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.stdout.startswith(f"1 {installed}"), done.stderr
    done = run(
        sys.executable, "-m", "abhilekh", "--version", cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert done.stdout.startswith("abhilekh 0."), done.stderr


def test_without_an_extra_one_line_names_it(installed: Path, tmp_path: Path) -> None:
    # What is not installed: a module that cannot be found stands in its place.
    without = tmp_path / "without"
    for name in ("opensearchpy", "psycopg"):
        (without / name).mkdir(parents=True)
        (without / name / "__init__.py").write_text(
            f"raise ModuleNotFoundError(\"No module named '{name}'\", name='{name}')\n"
        )
    path = os.pathsep.join([str(without), str(installed)])
    for option, address, extra in [
        ("--archive-engine-url", "opensearch://localhost:9/a", "opensearch"),
        ("--archive-database-url", "postgresql://localhost:9/a", "postgresql"),
    ]:
        command = [str(installed / "bin" / "abhilekh"), option, address, "search", "Lavrov"]
        done = run(*command, cwd=tmp_path, PYTHONPATH=path)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert f"[{extra}]" in done.stderr
    assert run(str(installed / "bin" / "abhilekh"), "--help", cwd=tmp_path, PYTHONPATH=path).stdout
