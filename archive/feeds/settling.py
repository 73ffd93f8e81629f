"""How what a feed says of an article and what the archive has of it become one."""

from dataclasses import replace

from archive.article import LABELS, Article
from archive.notes import read_notes
from archive.store import Store


def settled(store: Store, articles: list[Article]) -> list[Article]:
    """The articles as they are to be stored, each once.

    Several feeds may list one article, each with a category or a beginning of its own. Which was
    polled last must not matter, or the article would change with every poll.
    """
    first: dict[str, Article] = {}
    for article in articles:
        other = first.get(article.id)
        if other is None or (is_cut(other) and not is_cut(article)):
            first[article.id] = article
    # A page may say that its article has another address; then it is stored under another id.
    pages = store.feeds.pages(id_ for id_, article in first.items() if is_cut(article))
    for id_, page in pages.items():
        if page.article not in ("", id_):
            del first[id_]
    stored = store.get_many(list(first))
    return [_settle(stored.get(id_), article) for id_, article in first.items()]


def _settle(stored: Article | None, new: Article) -> Article:
    if stored is None:
        return new
    if is_cut(new) and (not is_cut(stored) or len(new.body) <= len(stored.body)):
        return stored
    if new.body == stored.body:
        kept = {name: getattr(stored, name) or getattr(new, name) for name in LABELS}
        dated = stored if stored.published else new
        return replace(new, published=dated.published, dated_by=dated.dated_by, **kept)
    return replace(new, **{name: getattr(new, name) or getattr(stored, name) for name in LABELS})


def is_cut(article: Article) -> bool:
    """Whether only the beginning of its text is there."""
    return "cut" in read_notes(article.notes)
