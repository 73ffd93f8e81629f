"""The command demo."""

from contextlib import closing
from importlib.resources import as_file, files

import click

from archive.reading import Options
from archive.rejections import Rejections
from index import indexing
from index.search import Request, open_archive
from web.commands.importing import run_import
from web.commands.search import show
from web.commands.serve import host_option, port_option, serve
from web.commands.terminal import tell, work


@click.command()
@host_option
@port_option
@click.pass_context
def demo(context: click.Context, host: str, port: int) -> None:
    """Import the bundled sample, search it for Lavrov, and serve the site."""
    with closing(open_archive(context.obj)) as archive:
        with as_file(files("archive") / "sample") as folder:
            run_import(archive, (folder,), Rejections(tell), Options(), None)
            work(archive, indexing.catch_up)
        show(archive.searcher.search(Request("Lavrov")))
    click.echo()
    context.invoke(serve, host=host, port=port)
