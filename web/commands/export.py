"""The command export."""

from contextlib import closing
from typing import TextIO

import click

from archive.exporting import json_lines
from archive.settings import Settings
from index.search import open_archive


@click.command()
@click.option("-o", "--output", default="-", type=click.File("w", "utf-8", atomic=True, lazy=True))
@click.pass_obj
def export(settings: Settings, output: TextIO) -> None:
    """Write every article as JSON Lines, which import reads: to back up, or to move elsewhere."""
    with closing(open_archive(settings, make=False)) as archive:
        output.writelines(json_lines(archive.store.articles()))
