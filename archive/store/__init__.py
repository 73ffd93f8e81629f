"""The article store, in SQLite or PostgreSQL, with a change feed."""

from archive.store.feeds import FetchedPage, Subscription
from archive.store.store import Change, PutCount, Replaced, Store, Version

__all__ = ["Change", "FetchedPage", "PutCount", "Replaced", "Store", "Subscription", "Version"]
