"""The command import."""

from __future__ import annotations

import dataclasses
import json
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TextIO

import click

from archive.ownership import must_be_owner
from archive.program import PROGRAM
from archive.settings import Settings
from archive.system import give_way
from web.commands.terminal import (
    SOME_REJECTED,
    json_option,
    progress,
    tell,
    tell_kept_out,
    work,
)

if TYPE_CHECKING:
    from archive.journal import Journal
    from archive.reading import Options
    from archive.rejections import Rejections
    from archive.store import PutCount
    from index.search import Archive


def font_in(name: str) -> str:
    """A legacy font that can be read, under its name; a mistake of usage if it cannot be."""
    from archive.legacy import UnknownFont, font_named

    try:
        return font_named(name)
    except UnknownFont as error:
        raise click.BadParameter(str(error)) from error


_EXAMPLES = """\b
Examples:
  import ~/articles
  import 2019.csv --map title=headline --source Jansatta
  import old.txt --font 'Kruti Dev 010' --dry-run
  zcat dump.jsonl.gz | abhilekh import -
"""


@click.command("import", epilog=_EXAMPLES)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    # One that may not be read is told among what is rejected, and the others go in.
    type=click.Path(readable=False),
    callback=lambda _context, _option, values: tuple(map(to_path, values)),
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=lambda _context, _option, values: columns_in(values) if values else {},
    help="Which column or key holds a field of ours; a.b leads into an object.",
)
@click.option("--source", default="", metavar="NAME", help="The outlet of articles that name none.")
@click.option(
    "--font",
    default="",
    metavar="NAME",
    callback=lambda _context, _option, name: name and font_in(name),
    help="The legacy font all text was typed for.",
)
@click.option(
    "--ocr",
    default="auto",
    show_default=True,
    type=click.Choice(["auto", "always", "never"]),
    help="When to read pictures of pages.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Write what is rejected here.")
@click.option("--verbose", is_flag=True, help="Name each input that is rejected.")
@json_option
@click.pass_obj
def import_(
    settings: Settings,
    /,
    *,
    paths: tuple[Path, ...],
    dry_run: bool,
    rejects: Path | None,
    verbose: bool,
    as_object: bool,
    **options: Any,
) -> None:
    """Import files and folders of any kind, then index; - reads standard input.

    docs/importing.md says which kinds.
    """
    from archive.journal import Journal
    from archive.reading import Options
    from archive.rejections import Rejections
    from index import indexing

    wanted = Options(**options)
    if not dry_run:
        must_be_owner(settings)
    give_way()
    with (
        open_rejects(rejects, paths) as file,
        archive_to_import_into(settings, dry_run=dry_run) as archive,
    ):
        rejections = Rejections(tell, every=verbose, file=file)
        journal = None
        if not dry_run:
            journal = Journal(settings.home, paths, wanted, archive.store.origin(0))
        count = run_import(archive, paths, rejections, wanted, journal, dry_run=dry_run)
        indexed = 0 if dry_run else work(archive, indexing.catch_up)
    numbers = {**count.numbers(), "rejected": len(rejections), "indexed": indexed}
    if as_object:
        more: dict[str, object] = {"reasons": rejections.by_reason()} if rejections else {}
        if dry_run:
            more["dry_run"] = True
        click.echo(json.dumps({**numbers, **more}, ensure_ascii=False))
    else:
        told = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in numbers.items())
        click.echo(f"nothing was written; it would be: {told}" if dry_run else told)
    if rejections:
        sys.exit(SOME_REJECTED if any(dataclasses.astuple(count)) else 1)


@contextmanager
def archive_to_import_into(settings: Settings, *, dry_run: bool) -> Iterator[Archive]:
    """The archive, which is made if there is none; a dry run looks at an empty one elsewhere."""
    from archive.store import Store
    from index.search import open_archive

    with ExitStack() as stack:
        if dry_run and not Store.exists(settings.database_url):
            home = stack.enter_context(TemporaryDirectory(prefix="abhilekh-"))
            settings = Settings.from_mapping({"ARCHIVE_HOME": home})
        yield stack.enter_context(closing(open_archive(settings, anew=tell)))


def columns_in(values: Iterable[str]) -> dict[str, str]:
    """The columns by fields of ours in values such as title=headline.

    Raises:
        click.BadParameter: One is wrong.
    """
    from archive.reading import MAPPED

    columns: dict[str, str] = {}
    for value in values:
        field, _, column = (part.strip() for part in value.partition("="))
        if field not in MAPPED or not column:
            raise click.BadParameter(f"{value!r} is no FIELD=COLUMN; FIELD is {', '.join(MAPPED)}")
        if field in columns:
            raise click.BadParameter(f"{field} is given twice; it has one column")
        columns[field] = column
    return columns


def open_rejects(
    rejects: Path | None, paths: Iterable[Path]
) -> AbstractContextManager[TextIO | None]:
    """The file for what is rejected, before anything is read.

    Raises:
        click.BadParameter: It cannot be written, or it is what shall be read.
    """
    from archive.reading import STANDARD_INPUT

    if rejects is None:
        return nullcontext()
    if rejects == Path("-"):
        return nullcontext(sys.stdout)
    if any(rejects.resolve() == path.resolve() for path in paths if path is not STANDARD_INPUT):
        raise click.BadParameter(f"{rejects} is imported itself; name another file for --rejects")
    try:
        return rejects.open("w", encoding="utf-8")
    except OSError as error:
        reason = f"{rejects} cannot be written: {error.strerror}; name another file for --rejects"
        raise click.BadParameter(reason) from error


def to_path(argument: str) -> Path:
    """The path that is meant; a file called "-" is ./-.

    Raises:
        click.BadParameter: It is an address on the web; or it is empty, as an unset variable of the
            shell is: the folder one stands in is meant by "." alone.
    """
    from archive.reading import STANDARD_INPUT

    if not argument:
        raise click.BadParameter("a path is empty; name a file or folder, . for this one")
    if argument.startswith(("http://", "https://")):
        raise click.BadParameter(
            f"{argument} is an address, and import reads files; for a feed or sitemap run: "
            f"{PROGRAM} feeds add {shlex.quote(argument)}"
        )
    return STANDARD_INPUT if argument == "-" else Path(argument)


def run_import(
    archive: Archive,
    paths: tuple[Path, ...],
    rejections: Rejections,
    options: Options,
    journal: Journal | None,
    *,
    dry_run: bool = False,
) -> PutCount:
    """Import with a progress bar, and tell what was rejected."""
    from archive.importing import import_paths
    from archive.reading import STANDARD_INPUT, count_bytes

    if any(path is STANDARD_INPUT for path in paths) and sys.stdin and sys.stdin.isatty():
        tell("reading what you type; end with Ctrl-D")
    with journal or nullcontext(), ExitStack() as stack:
        if journal and journal.is_shared:
            tell("this import runs already: both go on; what one stored, the other finds unchanged")
        elif journal and journal.files_done:
            files = f"{journal.files_done:,}"
            tell(f"going on where an import was interrupted; files done before: {files}")
        done = stack.enter_context(progress("Importing", count_bytes(paths) or None, "bytes"))
        count = import_paths(
            archive.store,
            paths,
            rejections.add,
            done,
            options=options,
            journal=journal,
            dry_run=dry_run,
        )
    for line in rejections.summary():
        tell(line)
    tell_kept_out(count.kept_out)
    return count
