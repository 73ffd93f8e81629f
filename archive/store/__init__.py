"""The article store: every article, in SQLite or PostgreSQL, with a feed of changes."""

from archive.store.store import Change, PutCount, Replaced, Store

__all__ = ["Change", "PutCount", "Replaced", "Store"]
