"""The command delete."""

import json
import sys
from collections.abc import Iterable
from contextlib import closing

import click
from rich.text import Text

from archive.settings import Settings
from index import indexing
from index.search import Archive, open_archive
from web.commands.terminal import SOME_REJECTED, err, json_option, work


@click.command()
@click.argument("ids", nargs=-1, required=True)
@json_option
@click.pass_obj
def delete(settings: Settings, ids: tuple[str, ...], as_object: bool) -> None:
    """Delete articles by their ids; to import them again brings them back."""
    with closing(open_archive(settings, make=False)) as archive:
        unknown = ids_without_article(archive, ids)
        for id_ in unknown:
            err.print(Text(f"no article has the id {id_!r}; search --json shows ids"))
        deleted = archive.store.delete(ids)
        work(archive, indexing.catch_up)
    numbers = {"deleted": deleted, "unknown": len(unknown)}
    if as_object:
        click.echo(json.dumps(numbers))
    else:
        click.echo(", ".join(f"{number:,} {name}" for name, number in numbers.items()))
    if unknown:
        sys.exit(SOME_REJECTED if deleted else 1)


def ids_without_article(archive: Archive, ids: Iterable[str]) -> list[str]:
    """Those of the ids that no article of the archive has."""
    wanted = list(dict.fromkeys(ids))
    found = archive.store.get_many(wanted)
    return [id_ for id_ in wanted if id_ not in found]
