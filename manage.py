#!/usr/bin/env python3
"""The commands, with their output on the terminal. Run ``manage.py --help``."""

import dataclasses
import errno
import json
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import click
from rich.console import Console
from rich.filesize import decimal
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from archive.article import LABELS
from archive.errors import ArchiveError, BadSetting, NoArchive
from archive.exporting import json_lines
from archive.feeds.links import normal_url
from archive.feeds.schedule import INTERVAL_SECONDS, seconds_of
from archive.importing import import_paths
from archive.journal import Journal
from archive.legacy import UnknownFont, font_named
from archive.reading import MAPPED, STANDARD_INPUT, Options, count_bytes
from archive.rejections import Rejections
from archive.settings import Settings
from archive.store import PutCount, Store, Subscription, back_up, restore
from index import indexing
from index.engine import EngineError, Filters
from index.indexing import verify as verification
from index.search import (
    Archive,
    Request,
    Result,
    Results,
    Snippet,
    Variant,
    archive_status,
    as_json,
    open_archive,
    variants_as_json,
)

SOME_REJECTED = 3
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_FEEDS = "no feed is polled yet; add one: feeds add URL"
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
json_option = click.option("--json", "as_object", is_flag=True, help="Print JSON.")
a_day: dict[str, Any] = {
    "type": click.DateTime(["%Y-%m-%d"]),
    "callback": lambda _context, _option, value: value.date() if value else None,
}


class Commands(click.Group):
    """Turns the archive's own errors into one line and status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (ArchiveError, EngineError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno not in _FULL:
                raise
            reason = f"what was found cannot be written: {error.strerror}; free some space there"
            raise click.ClickException(reason) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--archive-home", envvar="ARCHIVE_HOME", help="Folder of the archive  [data]")
@click.option("--archive-database-url", envvar="ARCHIVE_DATABASE_URL", help="Where articles are.")
@click.option("--archive-engine-url", envvar="ARCHIVE_ENGINE_URL", help="Where the index is.")
@click.option("--archive-rate-limit", envvar="ARCHIVE_RATE_LIMIT", help="Such as 120/minute, off.")
@click.option("--archive-site-url", envvar="ARCHIVE_SITE_URL", help="The site's public address.")
@click.option(
    "--archive-proxies", envvar="ARCHIVE_PROXIES", help="Trusted proxies before the site."
)
@click.pass_context
def cli(context: click.Context, /, **options: str | None) -> None:
    """Abhilekh, a searchable archive of Hindi news: type Lavrov or लावरोव, find both."""
    values = {name.upper(): value for name, value in options.items() if value}
    context.obj = Settings.from_mapping(values)


def font_in(name: str) -> str:
    """A legacy font that can be read, under its name; a mistake of usage if it cannot be."""
    try:
        return font_named(name)
    except UnknownFont as error:
        raise click.BadParameter(str(error)) from error


@cli.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(),
    callback=lambda _context, _option, values: tuple(map(to_path, values)),
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=lambda _context, _option, values: columns_in(values),
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
    wanted = Options(**options)
    journal = None if dry_run else Journal(settings.home, paths, wanted)
    with (
        open_rejects(rejects, paths) as file,
        archive_to_import_into(settings, dry_run=dry_run) as archive,
    ):
        rejections = Rejections(tell, every=verbose, file=file)
        count = run_import(archive, paths, rejections, wanted, journal, dry_run=dry_run)
        indexed = 0 if dry_run else work(archive, indexing.catch_up)
    numbers = {**dataclasses.asdict(count), "rejected": len(rejections), "indexed": indexed}
    if as_object:
        more: dict[str, object] = {"reasons": rejections.by_reason()} if rejections else {}
        if dry_run:
            more["dry_run"] = True
        click.echo(json.dumps({**numbers, **more}, ensure_ascii=False))
    else:
        told = ", ".join(f"{number:,} {name}" for name, number in numbers.items())
        click.echo(f"nothing was written; it would be: {told}" if dry_run else told)
    if rejections:
        sys.exit(SOME_REJECTED if any(dataclasses.astuple(count)) else 1)


@contextmanager
def archive_to_import_into(settings: Settings, *, dry_run: bool) -> Iterator[Archive]:
    """The archive, which is made if there is none; a dry run looks at an empty one elsewhere."""
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
        click.BadParameter: It is empty, as an unset variable of the shell is: the folder one stands
            in is meant by "." alone.
    """
    if not argument:
        raise click.BadParameter("a path is empty; name a file or folder, . for this one")
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
    if journal and journal.files_done:
        tell(f"going on where an import was interrupted; files done before: {journal.files_done:,}")
    if any(path is STANDARD_INPUT for path in paths) and sys.stdin and sys.stdin.isatty():
        tell("reading what you type; end with Ctrl-D")
    with (
        journal or nullcontext(),
        progress("Importing", count_bytes(paths) or None, "bytes") as done,
    ):
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
    return count


def tell(line: str) -> None:
    """Say something beside the results."""
    err.print(Text(line))


def work(archive: Archive, run: Callable[..., Any], what: str = "Indexing") -> Any:
    """Run what looks at all articles, with a progress bar."""
    with progress(what, archive.store.count()) as done:
        return run(archive.store, archive.engine, done)


class Rate(ProgressColumn):
    """How much is done in a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        """The rate as text; empty until it is known."""
        if not task.speed:
            return Text()
        if self._unit == "bytes":
            return Text(f"{decimal(int(task.speed))}/s")
        return Text(f"{task.speed:,.0f} {self._unit}/s")


@contextmanager
def progress(
    what: str, total: int | None, unit: str = "articles"
) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on a terminal, nothing in a pipe.

    Args:
        what: Stands before the bar.
        total: How much there is to do, if it is known. The function given is called with each
            part that is done.
        unit: What is counted; bytes are shown as KB or MB.
    """
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Rate(unit)
    bar = Progress(*columns, TimeRemainingColumn(), console=err, disable=not err.is_terminal)
    with bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


@cli.command()
@click.option("--if-needed", is_flag=True, help="Only if the index is missing, old or behind.")
@click.pass_obj
def reindex(settings: Settings, if_needed: bool) -> None:
    """Build a new index beside the current one, and swap it in."""
    with closing(open_archive(settings)) as archive:
        if not if_needed:
            click.echo(f"{work(archive, indexing.rebuild):,} articles indexed")
        elif indexing.rebuild_is_due(archive.engine) or indexing.is_behind(
            archive.store, archive.engine
        ):
            click.echo(f"{work(archive, indexing.catch_up):,} articles indexed")
        else:
            click.echo("the index is up to date")


def label_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each label field."""
    for name in reversed(LABELS):
        command = click.option(f"--{name}", multiple=True, help="Only these; may be repeated.")(
            command
        )
    return command


@cli.command()
@click.argument("query")
@click.option("--page", default=1, type=click.IntRange(1, 10_000))
@click.option("--limit", default=10, type=click.IntRange(1, 100))
@click.option("--order", default="relevance", type=click.Choice(["relevance", "newest", "oldest"]))
@label_options
@click.option("--since", **a_day, help="From this day on.")
@click.option("--until", **a_day, help="Up to this day.")
@click.option("--exact", is_flag=True, help="Only the words exactly as typed.")
@json_option
@click.pass_obj
def search(settings: Settings, /, query: str, as_object: bool, **options: Any) -> None:
    """Search: words, "phrases", -word, OR, title: source: author: … after: before:."""
    names = (*LABELS, "since", "until")
    filters = Filters.of(**{name: options.pop(name) for name in names})
    with closing(open_archive(settings, make=False)) as archive:
        results = archive.searcher.search(Request(query, filters=filters, **options))
    if as_object:
        click.echo(json.dumps(as_json(results), ensure_ascii=False))
    else:
        show(results)


def show(results: Results) -> None:
    """Print results for a person; in a pipe without colours."""
    for line in result_lines(results, lambda text: click.style(text, fg="red", bold=True)):
        click.echo(line)


def result_lines(results: Results, mark: Callable[[str], str]) -> Iterator[str]:
    """Results as lines: notes and words first, then the articles.

    Args:
        results: What was found.
        mark: Gives a marked slice of text its look.
    """
    yield from (note.text for note in results.notes)
    for word in results.words:
        found = ", ".join(f"{variant.term} ({variant.articles:,})" for variant in word.matched)
        yield f"{word.word}: {found or 'not in the archive'}"
    yield f"{results.total:,} articles in {results.took_ms:.0f} ms"
    if results.did_you_mean:
        yield f"did you mean: {results.did_you_mean}"
    if results.relaxed:
        yield f"{results.with_all:,} have all the words; those with most of them are shown too"
    for result in results.results:
        yield from article_lines(result, mark)


def article_lines(result: Result, mark: Callable[[str], str]) -> Iterator[str]:
    """One article found, as lines."""
    article = result.article
    parts = article.source, article.author, str(article.published or ""), article.id
    yield ""
    yield with_marks(result.title, mark)
    yield " · ".join(part for part in parts if part)
    yield with_marks(result.snippet, mark)
    if result.copies:
        yield "the same text: " + ", ".join(copy.id for copy in result.copies)
    if result.near_copies:
        yield "nearly the same text: " + ", ".join(copy.id for copy in result.near_copies)


def with_marks(snippet: Snippet, mark: Callable[[str], str]) -> str:
    """The text of a snippet with its marks."""
    parts, last = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[last:start], mark(snippet.text[start:end])]
        last = end
    return "".join((*parts, snippet.text[last:]))


@cli.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=10, type=click.IntRange(1, 100))
@json_option
@click.pass_obj
def variants(settings: Settings, words: tuple[str, ...], limit: int, as_object: bool) -> None:
    """Which indexed words a word stands for; - reads words from standard input."""
    with closing(open_archive(settings, make=False)) as archive:
        lexicon = archive.words.lexicon()
        found = ((word, lexicon.find_variants(word, limit, min_weight=0)) for word in typed(words))
        if not as_object:
            table = Table("word", "stands for", "weight", "articles", box=None)
            for row in variant_rows(found):
                table.add_row(*map(Text, row))
            out.print(table)
        for word, variants in found:
            click.echo(json.dumps(variants_as_json(word, variants), ensure_ascii=False))


def variant_rows(
    found: Iterable[tuple[str, tuple[Variant, ...]]],
) -> Iterator[tuple[str, str, str, str]]:
    """Each word with what it may stand for, the weight, and the number of articles."""
    for word, variants in found:
        for each in variants:
            yield word, each.term, f"{each.weight:.2f}", f"{each.articles:,}"
        if not variants:
            yield word, "nothing in the archive", "", ""


def typed(words: tuple[str, ...]) -> Iterator[str]:
    """The words; - stands for those of standard input."""
    for word in words:
        yield from sys.stdin.read().split() if word == "-" else (word,)


@cli.command()
@json_option
@click.pass_obj
def status(settings: Settings, as_object: bool) -> None:
    """What the archive holds, and whether the index is up to date."""
    with closing(open_archive(settings, make=False)) as archive:
        facts = archive_status(settings, archive)
    if as_object:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    below = f"\n{'':11}"
    for name, fact in facts.items():
        click.echo(f"{name:10} {below.join(str(fact).splitlines())}")


@cli.command()
@click.option("--repair", is_flag=True, help="Build the index anew if anything is wrong with it.")
@json_option
@click.pass_obj
def verify(settings: Settings, repair: bool, as_object: bool) -> None:
    """Check that all is what it was: the articles as they were put, the index as they are."""
    with closing(open_archive(settings, make=False)) as archive:
        found = work(archive, verification.verify, "Verifying")
        if repair and not found.ok:
            verification.repair(archive.store, archive.engine, found)
            found = work(archive, verification.verify, "Verifying")
    click.echo(json.dumps(dataclasses.asdict(found)) if as_object else str(found))
    sys.exit(not found.ok)


@cli.command()
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


@cli.command()
@click.option("-o", "--output", default="-", type=click.File("w", "utf-8", atomic=True, lazy=True))
@click.pass_obj
def export(settings: Settings, output: TextIO) -> None:
    """Write every article as JSON Lines, which import reads: to back up, or to move elsewhere."""
    with closing(open_archive(settings, make=False)) as archive:
        output.writelines(json_lines(archive.store.articles()))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE.")
@json_option
@click.pass_obj
def backup(settings: Settings, file: Path, force: bool, as_object: bool) -> None:
    """Copy the articles to FILE, as they are now, while imports and the site go on.

    FILE holds feeds and earlier versions too. The index is not in it: restore makes it anew.
    """
    articles = back_up(settings.database_url, file, force=force)
    if as_object:
        click.echo(json.dumps({"articles": articles, "file": str(file)}, ensure_ascii=False))
    else:
        click.echo(f"{articles:,} articles are in {file}")


@cli.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also if articles in it are damaged.")
@json_option
@click.pass_obj
def restore_(settings: Settings, file: Path, force: bool, as_object: bool) -> None:
    """Put a backup where no archive is yet, once it is found to be sound, and index it."""
    articles = restore(settings.database_url, file, force=force)
    with closing(open_archive(settings)) as archive:
        indexed = work(archive, indexing.rebuild)
    if as_object:
        click.echo(json.dumps({"articles": articles, "indexed": indexed}))
    else:
        click.echo(f"{articles:,} articles restored, {indexed:,} indexed")


@cli.group("feeds")
def feeds_() -> None:
    """Feeds and sitemaps on the web: add, list, remove and poll them."""


@feeds_.command("add")
@click.argument("url")
@click.option("--source", default="", metavar="NAME", help="The outlet of articles that name none.")
@click.option("--full", is_flag=True, help="Fetch each entry's page where there is no full text.")
@click.option("--allow-private", is_flag=True, help="It may be on this machine or its network.")
@click.option("--no-check", is_flag=True, help="Do not fetch it now.")
@json_option
@click.pass_obj
def feeds_add(settings: Settings, /, no_check: bool, as_object: bool, **options: Any) -> None:
    """Poll a feed or sitemap from now on; of a page, the feed that it names."""
    from archive.feeds import reports, subscribing, web  # noqa: PLC0415  only who fetches waits for TLS

    with closing(open_archive(settings, anew=tell)) as archive:
        added = subscribing.subscribe(
            archive.store,
            web.Web(settings.site_url),
            Subscription(**options),
            check=not no_check,
        )
    if as_object:
        click.echo(json.dumps(reports.subscription_as_json(added), ensure_ascii=False))
    else:
        click.echo("\n".join(reports.subscription_lines(added)))


@feeds_.command("list")
@json_option
@click.pass_obj
def feeds_list(settings: Settings, as_object: bool) -> None:
    """Each feed: how it is, what came by it, and why its last poll failed."""
    from archive.feeds import reports  # noqa: PLC0415  only who fetches waits for TLS

    try:
        with closing(open_archive(settings, make=False)) as archive:
            feeds = archive.store.feeds.all()
    except NoArchive:
        feeds = []
    if as_object:
        objects = [reports.feed_as_json(feed) for feed in feeds]
        click.echo(json.dumps({"feeds": objects}, ensure_ascii=False))
        return
    for feed in feeds:
        click.echo("\n".join(reports.feed_lines(feed)))
    if not feeds:
        click.echo(NO_FEEDS)


@feeds_.command("remove")
@click.argument("url")
@json_option
@click.pass_obj
def feeds_remove(settings: Settings, url: str, as_object: bool) -> None:
    """Poll a feed no more; its articles stay."""
    not_polled = f"{url} is not polled; feeds list names what is"
    with archive_with_feeds(settings, not_polled) as archive:
        feeds = archive.store.feeds
        if not (feeds.remove(url) or feeds.remove(normal_url(url))):
            raise click.ClickException(not_polled)
    click.echo(json.dumps({"removed": url}, ensure_ascii=False) if as_object else f"removed: {url}")


@feeds_.command("poll")
@click.option(
    "--every",
    metavar="TIME",
    callback=lambda _context, _option, value: interval_in(value),
    help="Go on until Ctrl-C, each feed so often, such as 15m.",
)
@click.option("--now", "all_feeds", is_flag=True, help="Poll those too that are not due yet.")
@click.option("--verbose", is_flag=True, help="Name each entry that is rejected.")
@json_option
@click.pass_obj
def feeds_poll(
    settings: Settings, /, *, every: int | None, all_feeds: bool, verbose: bool, as_object: bool
) -> None:
    """Fetch the feeds that are due, store what is new, and index it."""
    from archive.feeds.web import Web  # noqa: PLC0415  only who fetches waits for TLS

    # As Ctrl-C does, so that a service that is stopped ends in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with archive_with_feeds(settings, NO_FEEDS) as archive, current_address() as show:
        if not archive.store.feeds.all():
            raise click.ClickException(NO_FEEDS)
        web = Web(settings.site_url, before=show)
        try:
            while True:
                status = poll_once(
                    archive, web, every or INTERVAL_SECONDS,
                    all_feeds=all_feeds, verbose=verbose, as_object=as_object,
                )  # fmt: skip
                if not every:
                    break
                due = [feed.next_due for feed in archive.store.feeds.all() if not feed.gone]
                show("waiting until a feed is due (Ctrl-C ends)")
                time.sleep(min(max(min(due, default=0) - time.time(), 1), every))
        except KeyboardInterrupt:
            tell("ended; what was fetched is stored")
            return
    sys.exit(status)


@contextmanager
def archive_with_feeds(settings: Settings, otherwise: str) -> Iterator[Archive]:
    """The archive; without one there is no feed either, and this is the reason to fail."""
    try:
        archive = open_archive(settings, make=False)
    except NoArchive as error:
        raise click.ClickException(otherwise) from error
    with closing(archive):
        yield archive


@contextmanager
def current_address() -> Iterator[Callable[[str], None]]:
    """Show what is fetched on a terminal, nothing in a pipe."""
    bar = Progress(TextColumn("{task.description}"), console=err, disable=not err.is_terminal)
    with bar:
        task = bar.add_task("")
        yield lambda text: bar.update(task, description=escape(text))


def poll_once(
    archive: Archive,
    web: Any,
    interval: int,
    *,
    all_feeds: bool,
    verbose: bool,
    as_object: bool,
) -> int:
    """Poll what is due once, telling what each feed came to.

    Returns:
        The exit status.
    """
    from archive.feeds import polling, reports  # noqa: PLC0415  see feeds_poll

    rejections = Rejections(tell, every=verbose)
    done: list[polling.Polled] = []
    try:
        for polled in polling.poll_due(
            archive.store, web, rejections.add, interval=interval, all_feeds=all_feeds
        ):
            done.append(polled)
            if polled.error:
                tell(reports.polled_line(polled))
            elif not as_object:
                click.echo(reports.polled_line(polled))
    finally:
        # What is stored is indexed by whichever command comes next, too.
        indexed = indexing.catch_up(archive.store, archive.engine)
    for line in rejections.summary():
        tell(line)
    if as_object:
        objects = [reports.polled_as_json(polled) for polled in done]
        click.echo(json.dumps({"feeds": objects, "indexed": indexed}, ensure_ascii=False))
    elif indexed:
        click.echo(f"{indexed:,} indexed")
    elif not done:
        click.echo("no feed is due; --now polls all of them, feeds list says when each is")
    failed = sum(bool(each.error) for each in done)
    if failed and failed == len(done):
        return 1
    return SOME_REJECTED if failed or any(each.rejected for each in done) else 0


def interval_in(value: str | None) -> int | None:
    """The seconds in a time such as 15m.

    Raises:
        click.BadParameter: It is none.
    """
    try:
        return seconds_of(value) if value else None
    except BadSetting as error:
        raise click.BadParameter(str(error)) from error


host_option = click.option("--host", default="127.0.0.1", show_default=True)
port_option = click.option(
    "--port", default=8000, envvar="PORT", show_default=True, type=click.IntRange(0, 65535)
)


@cli.command()
@host_option
@port_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the site until Ctrl-C."""
    from web.serving import serve as serve_site  # noqa: PLC0415  only who serves waits for Flask

    def ready(address: str) -> None:
        click.echo(f"Serving on {address} (Ctrl-C ends)")

    serve_site(host, port, workers, threads, settings=settings, ready=ready)


@cli.command()
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


if __name__ == "__main__":
    cli()
