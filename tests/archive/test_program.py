"""What the program is called in advice: as it was started."""

import pytest

from archive.program import PROGRAM, program_name

NAMES = [
    # As it was called, in a checkout or installed, and its name.
    ("manage.py", True, "manage.py"),
    ("./manage.py", True, "./manage.py"),
    ("/opt/abhilekh/manage.py", True, "manage.py"),
    ("/home/a/.local/bin/abhilekh", False, "abhilekh"),
    ("abhilekh", True, "abhilekh"),
    (r"C:\venv\Scripts\abhilekh.exe", False, "abhilekh"),
    ("/x/site-packages/abhilekh/__main__.py", False, "abhilekh"),
    # A server, a notebook, the interpreter.
    ("/usr/bin/gunicorn", True, "manage.py"),
    ("/usr/bin/gunicorn", False, "abhilekh"),
    ("", False, "abhilekh"),
]


@pytest.mark.parametrize(("called", "checkout", "name"), NAMES)
def test_it_is_called_as_it_was_started(called: str, checkout: bool, name: str) -> None:
    assert program_name(called, checkout=checkout) == name


def test_tests_run_in_a_checkout() -> None:
    assert PROGRAM == "manage.py"
