#!/usr/bin/env python3
"""The way in to the commands. Run ``manage.py --help``; they are in ``web/commands``."""

import atexit
import gc
import io
import os
import sys

OLDEST = (3, 11)
WITH_PASSWORDS = {
    "--archive-database-url": "ARCHIVE_DATABASE_URL",
    "--archive-engine-url": "ARCHIVE_ENGINE_URL",
}


def main() -> None:
    """Run the command that was typed.

    Raises:
        SystemExit: Always, with the exit status.
    """
    if sys.version_info < OLDEST:  # Whoever runs it does not know yet.
        sys.exit(
            "Error: Abhilekh needs Python 3.11 or newer, and this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}; in a checkout run: make install, "
            "then .venv/bin/python manage.py"
        )
    try:
        from web.commands.interrupts import Interrupts  # noqa: PLC0415  likewise

        interrupts = Interrupts()
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    # Two threads for a product of some rows cost more than they bring, and the cores are taken.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A table of which a few rows are needed would be in memory as a whole, in pages of 2 MB.
    os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")
    # A quarter of a short command went into looking for garbage: among what it had just loaded,
    # and once more among all of it at its end. Those that take longer look for it again.
    gc.disable()
    atexit.register(gc.freeze)
    hide_passwords()
    try:
        from web.commands.main import cli  # noqa: PLC0415  to say in one line what is missing
    except ModuleNotFoundError as error:
        sys.exit(
            f"Error: the Python package {error.name} is not installed for {sys.executable}; "
            "in a checkout run: make install, then .venv/bin/python manage.py"
        )
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding shows what it cannot as an escape, rather than fail.
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    interrupts.run(lambda: cli(color=False if plain else None))


def hide_passwords() -> None:
    """Begin again without the passwords on the command line, which every user can read (ps).

    The environment, where they go, is for this user and root alone.
    """
    from archive.redaction import has_secret  # noqa: PLC0415  not for a Python that is too old

    typed, kept, hidden = sys.argv[1:], [], {}
    while typed:
        argument = typed.pop(0)
        name, sign, value = argument.partition("=")
        if name in WITH_PASSWORDS and (sign or typed) and has_secret(value if sign else typed[0]):
            hidden[WITH_PASSWORDS[name]] = value if sign else typed.pop(0)
        else:
            kept.append(argument)
    before = len(sys.orig_argv) - len(sys.argv[1:])
    if hidden and sys.orig_argv[before:] == sys.argv[1:]:
        os.environ.update(hidden)
        os.execv(sys.executable, [*sys.orig_argv[:before], *kept])  # noqa: S606  itself


if __name__ == "__main__":
    main()
