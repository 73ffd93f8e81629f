"""Every method of the store, to be called while the database fails, and a check of the error."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.store import Deletion, FetchedPage, FoundNames, Store, Subscription, Takedown
from tests.postgres import PASSWORD

READS: dict[str, Callable[[Store], object]] = {
    "get": lambda store: store.get("a"),
    "get_many": lambda store: store.get_many(["a", "b"]),
    "urls": lambda store: store.urls(["a"]),
    "versions": lambda store: store.versions("a"),
    "openings": lambda store: store.openings(["a"], 9),
    "found_names": lambda store: store.found_names(["a"], "f"),
    "seq": lambda store: store.seq(),
    "origin": lambda store: store.origin(1),
    "identity": lambda store: store.identity(),
    "arrivals": lambda store: store.arrivals(["a"]),
    "facts": lambda store: store.facts(),
    "addresses": lambda store: store.addresses(0, 9),
    "next_seq": lambda store: store.next_seq(0),
    "count": lambda store: store.count(),
    "changes": lambda store: list(store.changes(0)),
    "articles": lambda store: list(store.articles()),
    "damaged": lambda store: list(store.damaged()),
    "replaced": lambda store: list(store.replaced(0)),
    "compare": lambda store: store.compare([Article("a", "पाठ")]),
    "words_checkpoint": lambda store: store.words_checkpoint(),
    "checkpoints": lambda store: store.checkpoints(),
    "words": lambda store: list(store.words()),
    "scanned_words": lambda store: list(store.scanned_words()),
    "ids_of_source": lambda store: store.ids_of_source("भोर"),
    "sources": lambda store: store.sources(),
    "ids_at_address": lambda store: store.ids_at_address("https://a.example/x"),
    "beginnings": lambda store: list(store.beginnings(9)),
    "takedowns.all": lambda store: store.takedowns.all(),
    "takedowns.of": lambda store: store.takedowns.of(["a"]),
    "takedowns.at_address": lambda store: store.takedowns.at_address("https://a.example/x"),
    "takedowns.of_deletion": lambda store: store.takedowns.of_deletion("x"),
    "takedowns.is_gone": lambda store: store.takedowns.is_gone("a"),
    "takedowns.kept_out": lambda store: store.takedowns.kept_out([Article("a", "पाठ")]),
    "takedowns.not_erased": lambda store: store.takedowns.not_erased(),
    "feeds.all": lambda store: store.feeds.all(),
    "feeds.get": lambda store: store.feeds.get("a"),
    "feeds.pages": lambda store: store.feeds.pages(["a"]),
}
WRITES: dict[str, Callable[[Store], object]] = {
    "put": lambda store: store.put([Article("b", "नया")]),
    "delete": lambda store: store.delete(["a"]),
    "erase": lambda store: store.erase(),
    "takedowns.lift": lambda store: store.takedowns.lift(["a"], Deletion("मीरा")),
    "takedowns.set_erased": lambda store: store.takedowns.set_erased(["x"]),
    "takedowns.merge": lambda store: store.takedowns.merge([Takedown("x", "a", "", 1, "मीरा", "")]),
    "begin_anew": lambda store: store.begin_anew(),
    "invalidate": lambda store: store.invalidate(["a"]),
    "feeds.put": lambda store: store.feeds.put(Subscription("a")),
    "feeds.remove": lambda store: store.feeds.remove("a"),
    "feeds.claim": lambda store: store.feeds.claim(Subscription("a"), 1),
    "feeds.polled": lambda store: store.feeds.polled("a", Subscription("a")),
    "feeds.keep_pages": lambda store: store.feeds.keep_pages({"a": FetchedPage("a")}),
    "keep_found_names": lambda store: store.keep_found_names([FoundNames("a", 1, "f", "रूस")]),
    "forget_replaced": lambda store: store.forget_replaced(1),
    "replace_words": lambda store: store.replace_words([("रूस", "rs", 1)], "f", 1),
    "add_words": lambda store: store.add_words({"रूस": ("rs", 1)}, "f", 1, after=0),
}
METHODS = READS | WRITES


def fill(store: Store) -> Store:
    """A store with something in it, and no connection open: the next call makes a new one."""
    store.put([Article("a", "पाठ"), Article("a2", "पाठ")])
    store.put([Article("a", "नया")])
    store.close()
    return store


def check(call: Callable[[], object], *parts: str) -> None:
    """It fails with one line that says this and no password."""
    with pytest.raises(StoreUnavailable) as caught:
        call()
    message = str(caught.value)
    for words in parts:
        assert words in message, message
    assert "\n" not in message
    assert not any(part in message for part in (PASSWORD, quote(PASSWORD), "w@rd", "wrong", "w%40"))
