"""The command delete: takes articles out of the archive for good, and keeps account of it."""

import click

from archive.settings import Settings
from web.commands.terminal import json_option, plain

_MAX_WHY = 1000
_EXAMPLES = """\b
Examples:
  delete https://news.example/2025/07/lavrov --why "court order 12/2026"
  delete --source "गोमती प्रहरी" --dry-run
  delete --query 'author:"मनीषा धनवानी" after:2025-07' --yes
  delete --list
  delete --forget 3f1c0a9be2d47a55
"""


def _why(_context: click.Context, _option: click.Parameter, value: str) -> str:
    text = " ".join(plain(value).split())
    if len(text) > _MAX_WHY:
        raise click.BadParameter(f"give a reason of at most {_MAX_WHY:,} characters")
    return text


@click.command(epilog=_EXAMPLES)
@click.argument("named", nargs=-1, metavar="[ID|ADDRESS]...")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="All of this outlet.")
@click.option("--query", metavar="QUERY", help="All that match it to the letter.")
@click.option("--why", default="", callback=_why, metavar="TEXT", help="The reason, for the trail.")
@click.option("--by", default="", envvar="SUDO_USER", callback=_why, metavar="NAME",
              help="Who wants it, beside the system's user, for the trail.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@click.option("--no-erase", is_flag=True, help="Leave it to --finish to clear the files.")
@click.option("--finish", is_flag=True, help="Clear the files of what was deleted before.")
@click.option("--list", "listing", is_flag=True, help="What was deleted: when, by whom and why.")
@click.option("--forget", is_flag=True, help="Let articles come in again that were deleted.")
@click.option("--deletion", metavar="NAME", help="With --forget: all of one deletion in --list.")
@json_option
@click.pass_obj
def delete(
    settings: Settings,
    /,
    *,
    named: tuple[str, ...],
    sources: tuple[str, ...],
    query: str | None,
    why: str,
    by: str,
    yes: bool,
    dry_run: bool,
    no_erase: bool,
    finish: bool,
    listing: bool,
    forget: bool,
    deletion: str | None,
    as_object: bool,
) -> None:
    """Delete articles for good: by id, address, outlet or query, after a question.

    What is deleted stays away when it is imported again, under its id or its address, until
    --forget; the next articles of an outlet come in. Its address answers 410 Gone. The trail keeps
    ids, addresses and reasons, never a text. docs/takedown.md says more.
    """
    from archive.store import Deletion
    from web.commands import deleting

    order = Deletion(deleting.who(by), why)
    selecting = bool(named or sources or query is not None)
    if sum((finish, listing, forget)) > 1:
        raise click.UsageError("--list, --finish and --forget are used one at a time")
    if (finish or listing) and (selecting or deletion):
        raise click.UsageError("--list and --finish take no articles")
    if deletion and not forget:
        raise click.UsageError("--deletion is used with --forget")
    if forget and (sources or query is not None):
        raise click.UsageError(
            "--forget takes ids, addresses or --deletion NAME: of what was deleted neither outlet "
            "nor text is kept"
        )
    if named and (sources or query is not None):
        raise click.UsageError("name articles, or choose them by --source and --query, not both")
    if not (finish or listing or selecting or deletion):
        raise click.UsageError("name articles by id or address, or give --source or --query")
    with deleting.archive_to_change(settings, reads=listing or dry_run) as archive:
        if listing:
            deleting.list_deleted(archive.store, as_object=as_object)
        elif finish:
            deleting.finish(archive, settings, as_object=as_object)
        elif forget:
            deleting.forget(archive.store, settings, named, deletion, order, as_object=as_object)
        else:
            deleting.Deleting(archive, settings, order, as_object=as_object).run(
                named, sources, query, dry_run=dry_run, yes=yes, erase=not no_erase
            )
