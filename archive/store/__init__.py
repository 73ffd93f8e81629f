"""The article store, in SQLite or PostgreSQL, with a change feed; backups of it."""

from archive.store.backups import back_up, restore
from archive.store.database import Database
from archive.store.feeds import FetchedPage, Subscription
from archive.store.found_names import FoundNames
from archive.store.store import Arrived, Change, Identity, PutCount, Replaced, Store, Version
from archive.store.takedowns import Deletion, Takedown

__all__ = [
    "Arrived",
    "Change",
    "Deletion",
    "FetchedPage",
    "FoundNames",
    "Identity",
    "PutCount",
    "Replaced",
    "Store",
    "Subscription",
    "Takedown",
    "Version",
    "back_up",
    "file_of",
    "restore",
]

file_of = Database.file_of
