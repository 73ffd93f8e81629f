"""The article store, in SQLite or PostgreSQL, with a change feed."""

from archive.store.feeds import Feed, FetchedPage
from archive.store.store import Change, PutCount, Replaced, Store, Version

__all__ = ["Change", "Feed", "FetchedPage", "PutCount", "Replaced", "Store", "Version"]
