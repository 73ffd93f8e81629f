"""The commands feeds add, list, remove and poll."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import click

from archive.errors import BadSetting, NoArchive
from archive.ownership import must_be_owner
from archive.settings import Settings
from archive.system import give_way
from web.commands.terminal import SOME_REJECTED, err, json_option, tell

if TYPE_CHECKING:
    from archive.feeds.polling import Polled
    from archive.feeds.web import Web
    from index.search import Archive

NO_FEEDS = "no feed is polled yet; add one: feeds add URL"


_EXAMPLES = """\b
Examples:
  feeds add https://news.example/feed --full
  feeds list --json
  feeds poll --every 15m
  feeds remove https://news.example/feed
"""


@click.group("feeds", epilog=_EXAMPLES)
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
    from archive.feeds import reports, subscribing
    from archive.feeds.web import Web
    from archive.store import Subscription
    from index.search import open_archive

    must_be_owner(settings)
    with closing(open_archive(settings, anew=tell)) as archive:
        added = subscribing.subscribe(
            archive.store,
            Web(settings.site_url),
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
    from archive.feeds import reports
    from index.search import open_archive

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
    from archive.feeds.links import normal_url

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
    from archive.feeds.schedule import INTERVAL_SECONDS
    from archive.feeds.web import Web

    # As Ctrl-C does, so that a service that is stopped ends in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    give_way()
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
    from index.search import open_archive

    must_be_owner(settings)
    try:
        archive = open_archive(settings, make=False)
    except NoArchive as error:
        raise click.ClickException(otherwise) from error
    with closing(archive):
        yield archive


@contextmanager
def current_address() -> Iterator[Callable[[str], None]]:
    """Show what is fetched on a terminal, nothing in a pipe."""
    from rich.markup import escape
    from rich.progress import Progress, TextColumn

    bar = Progress(TextColumn("{task.description}"), console=err(), disable=not err().is_terminal)
    with bar:
        task = bar.add_task("")
        yield lambda text: bar.update(task, description=escape(text))


def poll_once(
    archive: Archive,
    web: Web,
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
    from archive.feeds import polling, reports
    from archive.rejections import Rejections
    from index import indexing

    rejections = Rejections(tell, every=verbose)
    done: list[Polled] = []
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
    from archive.feeds.schedule import seconds_of

    try:
        return seconds_of(value) if value else None
    except BadSetting as error:
        raise click.BadParameter(str(error)) from error
