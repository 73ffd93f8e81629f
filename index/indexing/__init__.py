"""Indexing: from articles in the store to documents in an engine, and checks of both."""

from index.indexing.update import behind, catch_up, rebuild, rebuild_is_due

__all__ = ["behind", "catch_up", "rebuild", "rebuild_is_due"]
