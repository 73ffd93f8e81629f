#!/usr/bin/env python3
"""The way in to the commands. Run ``manage.py --help``; they are in ``web/commands``."""

import sys


def main() -> None:
    """Run the command that was typed.

    Raises:
        SystemExit: Always, with the exit status.
    """
    try:
        from web.commands.main import cli  # noqa: PLC0415  to say in one line what is missing
    except ModuleNotFoundError as error:
        sys.exit(
            f"Error: the Python package {error.name} is not installed for {sys.executable}; "
            "in a checkout run: make install, then .venv/bin/python manage.py"
        )
    cli()


if __name__ == "__main__":
    main()
