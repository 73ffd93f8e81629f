"""Whose an archive is: only its owner writes it, so that root, or another, never spoils it.

A file that root makes in the archive of a service is one that the service cannot read, and an index
of another user's is not trusted, so it would be built anew as that user's.
"""

import getpass
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveError, NotTheOwner
from archive.program import PROGRAM
from archive.settings import Settings
from archive.system import user_id

ROOT = 0


class IndexOfAnother(ArchiveError):
    """The index belongs to neither the archive's owner nor root, so that it is not to be trusted.

    Whoever opens one believes it: a search as root would read what a stranger wrote.
    """

    def __init__(self, folder: Path, uid: int, owner: "Owner") -> None:
        super().__init__(
            f"the index in {folder} belongs to {user_name(uid)}, and the archive to {owner.name}; "
            f"move that folder away, and run: {PROGRAM} reindex"
        )


@dataclass(frozen=True, slots=True)
class Owner:
    """The user who owns an archive, told by one of its files."""

    place: Path
    uid: int
    gid: int

    @property
    def name(self) -> str:
        """What sudo calls the user."""
        return user_name(self.uid)


def owner_of(settings: Settings) -> Owner | None:
    """Who owns the archive; None if there is nothing yet that tells.

    Who owns the database owns the archive; where that is kept by a server, who owns the folder of
    the index. Before there is either, it is the owner of the folder, but not if that is root's and
    this user may write there: then it is a place for all.
    """
    home = settings.home.absolute()
    # The tables of a database take longer to load than all else that a command's help needs.
    from archive.store import file_of  # noqa: PLC0415

    told_by = file_of(settings.database_url) or settings.index_folder
    if told_by and (found := _stat(told_by.absolute())):
        place = home if told_by.absolute().is_relative_to(home) else told_by
        return Owner(place, found.st_uid, found.st_gid)
    found = _stat(home)
    if found is None or (found.st_uid == ROOT and os.access(home, os.W_OK)):
        return None
    return Owner(home, found.st_uid, found.st_gid)


def must_be_owner(settings: Settings) -> None:
    """Refuse to go on as another user than the archive's owner; nothing has been touched yet.

    Raises:
        NotTheOwner: It belongs to another user.
        IndexOfAnother: Its index does.
    """
    owner = owner_of(settings)
    if owner and owner.uid != user_id():
        raise NotTheOwner(owner.place, owner.name)
    _index_must_be_trusted(settings, owner)


def read_as_owner(settings: Settings) -> bool:
    """Let root, who only reads, go on as the archive's owner, for good.

    So root makes no file there, and runs nothing that the owner wrote: an index is trusted. Where
    the owner cannot reach archive and program, root goes on as it is.

    Returns:
        Whether this user is the owner, who may bring an older archive up to date.

    Raises:
        IndexOfAnother: The index belongs to a third user.
    """
    owner = owner_of(settings)
    if not hasattr(os, "setuid"):
        return True
    _index_must_be_trusted(settings, owner)
    is_owner = owner is None or owner.uid == user_id()
    if user_id() != ROOT or owner is None or owner.uid == ROOT:
        return is_owner
    places = owner.place, Path(__file__), Path(os.__file__), Path(sys.prefix)
    folders = (folder for place in places for folder in place.resolve().parents)
    if all(_may_enter(folder, owner.uid) for folder in folders):
        os.setgroups([])
        os.setgid(owner.gid)
        os.setuid(owner.uid)
    return is_owner


def _index_must_be_trusted(settings: Settings, owner: Owner | None) -> None:
    found = _stat(settings.index_folder.absolute()) if settings.index_folder else None
    if owner and settings.index_folder and found and found.st_uid not in (ROOT, owner.uid):
        raise IndexOfAnother(settings.index_folder, found.st_uid, owner)


def _may_enter(folder: Path, uid: int) -> bool:
    found = folder.stat()
    return bool(found.st_mode & stat.S_IXOTH) or (
        found.st_uid == uid and bool(found.st_mode & stat.S_IXUSR)
    )


def this_user() -> str:
    """The name of the user who runs this."""
    if not hasattr(os, "getuid"):
        return getpass.getuser()
    return user_name(os.getuid()).removeprefix("#")


def user_name(uid: int) -> str:
    """The name of a user, as sudo takes it; # and the number for one without a name."""
    import pwd  # noqa: PLC0415  not on Windows

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"#{uid}"


def _stat(place: Path) -> os.stat_result | None:
    try:
        return place.stat()
    except OSError:
        return None
