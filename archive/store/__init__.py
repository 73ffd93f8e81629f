"""The article store, in SQLite or PostgreSQL, with a change feed; backups of it."""

from archive.store.backups import back_up, restore
from archive.store.feeds import FetchedPage, Subscription
from archive.store.store import Change, PutCount, Replaced, Store, Version

__all__ = [
    "Change",
    "FetchedPage",
    "PutCount",
    "Replaced",
    "Store",
    "Subscription",
    "Version",
    "back_up",
    "restore",
]
