"""The command export."""

import gzip
from contextlib import ExitStack, closing
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

import click

from archive.machine import fault_of
from archive.settings import Settings

_EXAMPLES = """\b
Examples:
  export -o articles.jsonl.gz
  export | jq -r .title
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Where to write; a name that ends in .gz is written compressed, - is standard output.",
)
@click.pass_obj
def export(settings: Settings, output: str) -> None:
    """Write every article as JSON Lines, which import reads: to back up, or to move elsewhere."""
    from archive.exporting import json_lines
    from index.search import open_archive

    with ExitStack() as stack:
        archive = stack.enter_context(closing(open_archive(settings, make=False)))
        # A device or a FIFO is written to; a file is put in the place of the one before.
        atomic = output != "-" and (Path(output).is_file() or not Path(output).exists())
        try:
            file = cast("BinaryIO", click.open_file(output, "wb", atomic=atomic))
        except OSError as error:
            if fault_of(error):
                raise
            reason = f"{output} cannot be written: {error.strerror}; name a file in another folder"
            raise click.ClickException(reason) from error
        target: BinaryIO | gzip.GzipFile = stack.enter_context(file)
        if output.endswith(".gz"):
            # Without the time, so that the same articles are the same file.
            packed = gzip.GzipFile("", "wb", fileobj=target, mtime=0)
            target = stack.enter_context(packed)
        text = TextIOWrapper(target, "utf-8")
        text.writelines(json_lines(archive.store.articles()))
        text.detach()
