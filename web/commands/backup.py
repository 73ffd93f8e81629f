"""The command backup."""

import json
from pathlib import Path

import click

from archive.settings import Settings
from web.commands.terminal import json_option

_EXAMPLES = """\b
Examples:
  backup ~/abhilekh-2026-11-30.db
"""


@click.command(epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE.")
@json_option
@click.pass_obj
def backup(settings: Settings, file: Path, force: bool, as_object: bool) -> None:
    """Copy the articles to FILE, as they are now, while imports and the site go on.

    FILE holds feeds and earlier versions too. The index is not in it: restore makes it anew.
    """
    from archive.store import back_up

    articles = back_up(settings.database_url, file, force=force)
    if as_object:
        click.echo(json.dumps({"articles": articles, "file": str(file)}, ensure_ascii=False))
    else:
        click.echo(f"{articles:,} articles are in {file}")
