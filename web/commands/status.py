"""The command status."""

import json
from contextlib import closing

import click

from archive.settings import Settings
from index.search import archive_status, open_archive
from web.commands.terminal import json_option


@click.command()
@json_option
@click.pass_obj
def status(settings: Settings, as_object: bool) -> None:
    """What the archive holds, and whether the index is up to date."""
    with closing(open_archive(settings, make=False)) as archive:
        facts = archive_status(settings, archive)
    if as_object:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    below = f"\n{'':11}"
    for name, fact in facts.items():
        click.echo(f"{name:10} {below.join(str(fact).splitlines())}")
