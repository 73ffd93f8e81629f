"""The command verify."""

import dataclasses
import json
import sys
from contextlib import closing

import click

from archive.ownership import must_be_owner, read_as_owner
from archive.settings import Settings
from web.commands.terminal import json_option, work

_EXAMPLES = """\b
Examples:
  verify
  verify --repair
"""


@click.command(epilog=_EXAMPLES)
@click.option("--repair", is_flag=True, help="Build the index anew if anything is wrong with it.")
@json_option
@click.pass_obj
def verify(settings: Settings, repair: bool, as_object: bool) -> None:
    """Check that all is what it was: the articles as they were put, the index as they are."""
    from index.indexing import verify as verification
    from index.search import open_archive

    if repair:
        must_be_owner(settings)
    is_owner = read_as_owner(settings)
    with closing(open_archive(settings, make=False, migrate=is_owner)) as archive:
        found = work(archive, verification.verify, "Verifying")
        if repair and not found.ok:
            verification.repair(archive.store, archive.engine, found)
            found = work(archive, verification.verify, "Verifying")
    click.echo(json.dumps(dataclasses.asdict(found)) if as_object else str(found))
    sys.exit(not found.ok)
