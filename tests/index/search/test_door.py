"""The door of searching: each name is what its module holds, and a search loads no more of them."""

import subprocess
import sys
from importlib import import_module

import pytest

import index.search


@pytest.mark.parametrize("name", index.search.__all__)
def test_each_name_leads_to_what_its_module_holds(name: str) -> None:
    found = getattr(index.search, name)
    module = index.search._MODULE_OF[name]
    assert found is getattr(import_module(module), name)
    # The package would have the module by that name once it is loaded.
    assert module != f"index.search.{name}"


def test_another_name_is_an_error() -> None:
    with pytest.raises(ImportError, match="nonsense"):
        from index.search import nonsense  # type: ignore[attr-defined]  # noqa: F401, PLC0415


def test_what_a_search_does_not_need_is_not_loaded() -> None:
    program = "import sys; from index.search import Request, open_archive; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = done.stdout.decode().split()
    assert "index.search.searcher" in loaded
    others = ("suggest", "following", "status", "related", "romanising", "elsewhere")
    assert not {f"index.search.{each}" for each in others}.intersection(loaded)
    assert not {"rich", "flask", "babel"}.intersection(loaded)
