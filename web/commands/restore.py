"""The command restore."""

import json
from contextlib import closing
from pathlib import Path

import click

from archive.ownership import must_be_owner
from archive.settings import Settings
from web.commands.terminal import json_option, tell, work

_EXAMPLES = """\b
Examples:
  restore ~/abhilekh-2026-11-30.db
  restore old.db --deleted ~/elsewhere/deleted.json
"""


@click.command("restore", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also if articles in it are damaged.")
@click.option(
    "--deleted",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What was deleted since: another folder's deleted.json, or delete --list --json.",
)
@json_option
@click.pass_obj
def restore_(
    settings: Settings, file: Path, force: bool, deleted: Path | None, as_object: bool
) -> None:
    """Put a backup where no archive is yet, once it is found to be sound, and index it.

    What was deleted for good since it was made is left away, as deleted.json in the archive's
    folder tells it.
    """
    from archive.store import restore
    from archive.trail import TRAIL, keep_copy, read_copy
    from index import indexing
    from index.search import open_archive

    must_be_owner(settings)
    places = [settings.home / TRAIL, *([deleted] if deleted else [])]
    trail = [each for place in places for each in read_copy(place)]
    left_away: list[int] = []
    articles = restore(
        settings.database_url, file, force=force, trail=trail, deleted_again=left_away.append
    )
    with closing(open_archive(settings)) as archive:
        if archive.store.takedowns.all():
            keep_copy(settings.home, archive.store.takedowns.all)
        indexed = work(archive, indexing.rebuild)
    if as_object:
        more = {"left_away": sum(left_away)} if left_away else {}
        click.echo(json.dumps({"articles": articles, "indexed": indexed, **more}))
    else:
        click.echo(f"{articles:,} articles restored, {indexed:,} indexed")
    if left_away:
        tell(f"left away, since they were deleted after the backup: {sum(left_away):,} articles")
    elif not trail:
        tell(
            "what was deleted after the backup was made came back with it, if anything was; "
            "delete it again, or restore with --deleted FILE"
        )
