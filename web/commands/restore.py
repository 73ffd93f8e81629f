"""The command restore."""

import json
from contextlib import closing
from pathlib import Path

import click

from archive.settings import Settings
from archive.store import restore
from index import indexing
from index.search import open_archive
from web.commands.terminal import json_option, work


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also if articles in it are damaged.")
@json_option
@click.pass_obj
def restore_(settings: Settings, file: Path, force: bool, as_object: bool) -> None:
    """Put a backup where no archive is yet, once it is found to be sound, and index it."""
    articles = restore(settings.database_url, file, force=force)
    with closing(open_archive(settings)) as archive:
        indexed = work(archive, indexing.rebuild)
    if as_object:
        click.echo(json.dumps({"articles": articles, "indexed": indexed}))
    else:
        click.echo(f"{articles:,} articles restored, {indexed:,} indexed")
