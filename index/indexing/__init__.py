"""Indexing: from articles in the store to documents in an engine, and checks of both."""

from index.indexing.erasing import erase
from index.indexing.update import (
    catch_up,
    is_behind,
    is_made_from,
    is_of_another_store,
    rebuild,
    rebuild_is_due,
)

__all__ = [
    "catch_up",
    "erase",
    "is_behind",
    "is_made_from",
    "is_of_another_store",
    "rebuild",
    "rebuild_is_due",
]
