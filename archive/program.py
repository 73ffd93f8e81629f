"""What this program is called here, so that advice can be typed as it stands."""

import sys
from pathlib import Path

from archive.version import NAME, is_checkout


def program_name(called: str, *, checkout: bool) -> str:
    """The command as it was started: abhilekh, manage.py or ./manage.py.

    Args:
        called: The first of the command line.
        checkout: Whether the program lies in a checkout, or is installed; that decides where it was
            started by something else, such as a server or a notebook.
    """
    # On Windows the program is abhilekh.exe, and its path has backslashes.
    name = Path(called.replace("\\", "/")).name.removesuffix(".exe")
    if name == "manage.py":
        return called if called == f"./{name}" else name
    return "manage.py" if checkout and name != NAME else NAME


PROGRAM = program_name(sys.argv[0] if sys.argv else "", checkout=is_checkout())
"""The name for this process."""
