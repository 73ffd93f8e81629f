"""The work of the command delete: what is chosen, shown, asked, deleted, forgotten and told."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import click

from archive.article import headline
from archive.errors import ArchiveError
from archive.ownership import must_be_owner, this_user
from archive.program import PROGRAM
from archive.reading.cleaning import clean_label
from archive.settings import Settings
from archive.store import Deletion, Store
from archive.trail import TRAIL, as_json, keep_copy
from index import indexing
from index.engine import EngineError
from index.search import Archive, Kin, kin_of, open_archive
from web.commands.naming import deleted_ids, live_ids
from web.commands.terminal import SOME_REJECTED, plain, tell, work

_SHOWN = 10
"""Articles and ids that are named one by one."""

_FINISH = f"run: {PROGRAM} delete --finish"
_BACKUPS = (
    "backups, exports and downloads made before still hold what was deleted; "
    "restore leaves it away, other copies are yours to find"
)


@contextmanager
def archive_to_change(settings: Settings, *, reads: bool) -> Iterator[Archive]:
    """The archive; it must be there, and be this user's unless it is only read."""
    if not reads:
        must_be_owner(settings)
    with closing(open_archive(settings, make=False)) as archive:
        yield archive


def who(by: str) -> str:
    """The user of the system, and whom that one acts for if it is said."""
    user = this_user()
    return f"{by} (as {user})" if by and by != user else user


def is_asked() -> bool:
    """Whether there is a person to ask."""
    return bool(sys.stdin and sys.stdin.isatty())


class Deleting:
    """One deletion, from what was typed to what is told."""

    def __init__(
        self, archive: Archive, settings: Settings, order: Deletion, *, as_object: bool
    ) -> None:
        self._archive = archive
        self._store = archive.store
        self._settings = settings
        self._order = order
        self._as_object = as_object

    def run(
        self,
        named: Sequence[str],
        sources: Sequence[str],
        query: str | None,
        *,
        dry_run: bool,
        yes: bool,
        erase: bool,
    ) -> None:
        """Choose, show, ask, delete and tell."""
        before: list[str] = []
        unknown: list[str] = []
        if named:
            ids, before, unknown = live_ids(self._store, named)
        else:
            ids = self._chosen(sources, query, dry_run=dry_run)
        for name in unknown:
            tell(f"no article has the id or address {plain(name)!r}; search --json shows ids")
        kin = kin_of(self._store, ids) if ids else Kin()
        if dry_run:
            self._show(ids, kin, click.echo)
        elif ids and not yes:
            self._ask(ids, kin)
        elif ids:
            _tell_kin(kin)
        numbers: dict[str, Any] = {"deleted": len(ids), "unknown": len(unknown)}
        if before:
            numbers["deleted_before"] = len(before)
        if not dry_run:
            # Those deleted by an older version come into the trail.
            numbers["deleted"] = self._store.delete([*ids, *before], self._order)
            if ids or self._store.takedowns.not_erased():
                numbers["erased"] = self._take_out(erase=erase)
        self._tell(numbers, ids, kin, dry_run=dry_run)
        if unknown:
            sys.exit(SOME_REJECTED if ids or before else 1)

    def _chosen(self, sources: Sequence[str], query: str | None, *, dry_run: bool) -> list[str]:
        """The ids of the articles of these outlets, or that match the query, or both.

        Raises:
            click.ClickException: There are none, or the query cannot be used to the letter.
        """
        known = self._store.sources() if sources else []
        sources = [clean_label(name) for name in sources]
        for name in sources:
            if name not in known:
                alike = [each for each in known if name.casefold() in each.casefold()] or known
                some = ", ".join(alike[:5]) or "none"
                raise click.ClickException(
                    f"no article has the source {plain(name)!r}, written so; there are: {some}"
                )
        ids = [id_ for name in dict.fromkeys(sources) for id_ in self._store.ids_of_source(name)]
        if query is None:
            return ids
        if not dry_run:
            work(self._archive, indexing.catch_up)
        elif indexing.is_behind(self._store, self._archive.engine):
            tell("the index is behind the articles, so some may be missing here")
        selection = self._archive.searcher.select(query)
        if selection.problems:
            told = "; ".join(selection.problems)
            raise click.ClickException(f"nothing was deleted: {told}")
        found = list(selection.ids)
        if sources:
            wanted = set(ids)
            found = [id_ for id_ in found if id_ in wanted]
        if not self._as_object:
            tell(f"to the letter, without other spellings or forms: {plain(query)}")
        if not found:
            raise click.ClickException("no article matches to the letter; nothing was deleted")
        return found

    def _ask(self, ids: Sequence[str], kin: Kin) -> None:
        """Show what would be deleted, and go on only if that is wanted."""
        if not is_asked():
            raise click.ClickException(
                f"{len(ids):,} articles would be deleted; to do so without being asked: --yes, "
                "to see which: --dry-run"
            )
        self._show(ids, kin, tell)
        if not click.confirm(f"Delete {len(ids):,} articles for good?", err=True):
            raise click.ClickException("nothing was deleted")

    def _show(self, ids: Sequence[str], kin: Kin, say: Any) -> None:
        if self._as_object:
            return
        for article in self._store.get_many(ids[:_SHOWN]).values():
            parts = headline(article), article.source, str(article.published or ""), article.id
            say("  " + " · ".join(plain(part) for part in parts if part))
        if len(ids) > _SHOWN:
            say(f"  and {len(ids) - _SHOWN:,} more")
        _tell_kin(kin)

    def _take_out(self, *, erase: bool) -> bool:
        """Take what is deleted out of the index, and out of all files; whether that is done.

        Raises:
            click.ClickException: It is deleted, but something is left to do.
        """
        try:
            told = _keep_copy(self._store, self._settings)
            work(self._archive, indexing.catch_up)
            done = erase and work(self._archive, indexing.erase, "Clearing files")
        except (ArchiveError, EngineError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise click.ClickException(
                f"deleted from the archive, but not from all its files ({reason}); "
                f"when that is put right, {_FINISH}"
            ) from error
        if told:
            tell(told)
        if erase and not done:
            tell(f"somebody is reading the database, so its log is left; {_FINISH}")
        elif not erase:
            tell(f"the files still hold what was deleted; {_FINISH}")
        return bool(done)

    def _tell(
        self, numbers: dict[str, Any], ids: Sequence[str], kin: Kin, *, dry_run: bool
    ) -> None:
        if self._as_object:
            more: dict[str, Any] = {"ids": list(ids), "copies": list(kin.same_text)}
            more["same_address"] = list(kin.same_address)
            if dry_run:
                more["dry_run"] = True
            elif ids:
                more["deletion"] = self._order.deletion
            click.echo(json.dumps({**numbers, **more}, ensure_ascii=False))
            return
        told = ", ".join(
            f"{number:,} {name.replace('_', ' ')}"
            for name, number in numbers.items()
            if name != "erased"
        )
        click.echo(f"nothing was deleted; it would be: {told}" if dry_run else told)
        if ids and not dry_run:
            tell(_BACKUPS)


def _tell_kin(kin: Kin) -> None:
    for ids, what in (
        (kin.same_text, "word-for-word copies stay"),
        (kin.same_address, "articles of the same address stay"),
    ):
        if ids:
            some = ", ".join(plain(id_) for id_ in ids[:_SHOWN])
            more = ", …" if len(ids) > _SHOWN else ""
            tell(f"{len(ids):,} {what}: {some}{more}; name them to delete them too")


def _keep_copy(store: Store, settings: Settings) -> str:
    """Write the trail beside the database; what to say if that fails: finishing does it again."""
    try:
        keep_copy(settings.home, store.takedowns.all)
    except OSError as error:
        # A restored backup would bring back what is not told there.
        return f"{settings.home / TRAIL} cannot be written: {error.strerror}; {_FINISH} later"
    return ""


def finish(archive: Archive, settings: Settings, *, as_object: bool) -> None:
    """Take what was deleted before out of the files."""
    if told := _keep_copy(archive.store, settings):
        tell(told)
    pending = len(archive.store.takedowns.not_erased())
    work(archive, indexing.catch_up)
    done = not pending or bool(work(archive, indexing.erase, "Clearing files"))
    if not done:
        raise click.ClickException(f"somebody is still reading the database; later {_FINISH}")
    if as_object:
        click.echo(json.dumps({"finished": pending}))
    else:
        told = f"{pending:,} deletions are out of all files" if pending else "nothing was left"
        click.echo(told)


def forget(
    store: Store,
    settings: Settings,
    named: Sequence[str],
    deletion: str | None,
    order: Deletion,
    *,
    as_object: bool,
) -> None:
    """Let articles in again."""
    ids, unknown = deleted_ids(store, named)
    if deletion:
        of_deletion = [each.id for each in store.takedowns.of_deletion(deletion)]
        if not of_deletion:
            raise click.ClickException(
                f"no deletion {plain(deletion)!r} keeps anything out; delete --list names them"
            )
        ids = list(dict.fromkeys((*ids, *of_deletion)))
    for name in unknown:
        tell(f"{plain(name)!r} is not kept out; delete --list names what is")
    lifted = store.takedowns.lift(ids, order)
    if lifted and (told := _keep_copy(store, settings)):
        tell(told)
    numbers = {"forgotten": lifted, "unknown": len(unknown)}
    if as_object:
        click.echo(json.dumps(numbers))
    else:
        click.echo(", ".join(f"{number:,} {name}" for name, number in numbers.items()))
        if lifted:
            tell("they come in again with the next import or poll that has them")
    if unknown:
        sys.exit(SOME_REJECTED if lifted else 1)


def list_deleted(store: Store, *, as_object: bool) -> None:
    """The trail, for a person or as JSON."""
    found = as_json(store.takedowns.all())
    if as_object:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for each in found["deletions"]:
        articles = each["articles"]
        erased = "" if each["erased"] else f"; not out of all files yet, {_FINISH}"
        head = f"{each['deletion']}  {each['at']}  {plain(each['by'])}  {len(articles):,} articles"
        click.echo(f"{head}  {plain(each['why']) or 'no reason given'}{erased}")
        for article in articles[:_SHOWN]:
            lifted = article["lifted"]
            again = f"  forgotten {lifted['at']} by {plain(lifted['by'])}" if lifted else ""
            click.echo(f"  {plain(article['id'])}  {plain(article['url'])}{again}".rstrip())
        if len(articles) > _SHOWN:
            click.echo(f"  and {len(articles) - _SHOWN:,} more; --json has them all")
    if not found["deletions"]:
        click.echo("nothing was deleted for good yet")
