"""The command status."""

import json
from contextlib import closing

import click

from archive.errors import ArchiveError
from archive.ownership import read_as_owner
from archive.settings import Settings
from web.commands.terminal import json_option

_EXAMPLES = """\b
Examples:
  status
  status --json
"""


@click.command(epilog=_EXAMPLES)
@json_option
@click.pass_obj
def status(settings: Settings, as_object: bool) -> None:
    """What the archive holds, how the index stands, and what runs here.

    --json is what a report of a fault should hold; no password is in it.
    """
    from index.engine import EngineError
    from index.search import archive_status, open_archive, program_status, status_lines

    is_owner = read_as_owner(settings)
    error: ArchiveError | EngineError | None = None
    try:
        with closing(open_archive(settings, make=False, migrate=is_owner)) as archive:
            facts = archive_status(settings, archive)
    except (ArchiveError, EngineError) as failed:
        # What runs here, and with which settings, is what one wants to know then.
        facts, error = program_status(settings) | {"error": str(failed)}, failed
    if as_object:
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        lines = list(status_lines(facts))
        width = max(len(name) for name, _ in lines) + 1
        for name, fact in lines:
            click.echo(f"{name:{width}}" + f"\n{'':{width}}".join(fact.splitlines()))
    if error:
        raise error
