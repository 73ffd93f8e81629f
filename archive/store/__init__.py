"""The article store, in SQLite or PostgreSQL, with a change feed."""

from archive.store.store import Change, PutCount, Replaced, Store, Version

__all__ = ["Change", "PutCount", "Replaced", "Store", "Version"]
