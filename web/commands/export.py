"""The command export."""

import gzip
from contextlib import ExitStack, closing
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import click

from archive.exporting import json_lines
from archive.settings import Settings
from index.search import open_archive


@click.command()
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    metavar="FILE",
    type=click.File("wb", atomic=True, lazy=True),
    callback=lambda _context, _option, file: _no_folder(file),
    help="Where to write; a name that ends in .gz is written compressed, - is standard output.",
)
@click.pass_obj
def export(settings: Settings, output: BinaryIO) -> None:
    """Write every article as JSON Lines, which import reads: to back up, or to move elsewhere."""
    with ExitStack() as stack:
        archive = stack.enter_context(closing(open_archive(settings, make=False)))
        target: BinaryIO | gzip.GzipFile = output
        if str(output.name).endswith(".gz"):
            # Without the time, so that the same articles are the same file.
            packed = gzip.GzipFile("", "wb", fileobj=output, mtime=0)
            target = stack.enter_context(packed)
        text = TextIOWrapper(target, "utf-8")
        text.writelines(json_lines(archive.store.articles()))
        text.detach()


def _no_folder(file: BinaryIO) -> BinaryIO:
    if file.name != "-" and Path(file.name).is_dir():
        raise click.BadParameter(f"{file.name} is a folder; name a file in it")
    return file
