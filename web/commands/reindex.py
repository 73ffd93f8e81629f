"""The command reindex."""

from contextlib import closing

import click

from archive.ownership import must_be_owner
from archive.settings import Settings
from archive.system import give_way
from web.commands.terminal import work

_EXAMPLES = """\b
Examples:
  reindex
  reindex --if-needed
"""


@click.command(epilog=_EXAMPLES)
@click.option("--if-needed", is_flag=True, help="Only if the index is missing, old or behind.")
@click.pass_obj
def reindex(settings: Settings, if_needed: bool) -> None:
    """Build a new index beside the current one, and swap it in."""
    from index import indexing
    from index.search import open_archive

    must_be_owner(settings)
    give_way()
    with closing(open_archive(settings)) as archive:
        if not if_needed:
            click.echo(f"{work(archive, indexing.rebuild):,} articles indexed")
        elif indexing.rebuild_is_due(archive.engine) or indexing.is_behind(
            archive.store, archive.engine
        ):
            click.echo(f"{work(archive, indexing.catch_up):,} articles indexed")
        else:
            click.echo("the index is up to date")
