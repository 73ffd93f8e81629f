"""The command demo."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.ownership import must_be_owner
from archive.settings import Settings
from web.commands.importing import run_import
from web.commands.search import show
from web.commands.serve import host_option, port_option, serve
from web.commands.terminal import tell, work

if TYPE_CHECKING:
    from index.search import Archive

DEMO_HOME = "demo-data"
"""Where the sample goes unless another folder is named."""

_EXAMPLES = """\b
Examples:
  demo
  demo --port 8001
"""


@click.command(epilog=_EXAMPLES)
@host_option
@port_option
@click.pass_context
def demo(context: click.Context, host: str, port: int) -> None:
    """Import the bundled sample, search it for Lavrov, and serve the site.

    The sample has an archive of its own, in ./demo-data or the folder that --archive-home names;
    other articles than the sample's must not be there.
    """
    from archive.reading import Options
    from archive.rejections import Rejections
    from index import indexing
    from index.search import Request, open_archive

    given = context.parent.params if context.parent else {}
    context.obj = settings = own_settings(given)
    must_be_owner(settings)
    with as_file(files("archive") / "sample") as folder, closing(open_archive(settings)) as archive:
        _must_be_its_own(archive, folder, settings.home)
        run_import(archive, (folder,), Rejections(tell), Options(), None)
        work(archive, indexing.catch_up)
        show(archive.searcher.search(Request("Lavrov")))
    click.echo()
    context.invoke(serve, host=host, port=port)


def own_settings(given: Mapping[str, str | None]) -> Settings:
    """The settings of an archive for the sample alone: never a person's own database or index."""
    values = {name.upper(): value for name, value in given.items() if value}
    for name in ("ARCHIVE_DATABASE_URL", "ARCHIVE_ENGINE_URL"):
        if values.pop(name, None):
            tell(f"{name} is left aside: the sample keeps an archive of its own")
    return Settings.from_mapping({"ARCHIVE_HOME": DEMO_HOME, **values})


def _must_be_its_own(archive: Archive, folder: Path, home: Path) -> None:
    from archive.article import Article
    from archive.reading import read

    sample = [found.id for found in read([folder], None) if isinstance(found, Article)]
    if archive.store.count() > len(archive.store.get_many(sample)):
        raise click.ClickException(
            f"{home} holds other articles than the sample's, which is not to be mixed with them; "
            "name an empty folder: --archive-home FOLDER demo"
        )
