"""The page of clippings: a list of articles whose address says which they are."""

from urllib.parse import unquote, urlsplit

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from archive.article import derived_id, former_id
from index.search import Archive, Request
from web.links import LIST_KINDS, absolute, list_download_link, list_link
from web.pages.listed import look_up
from web.request import IDS, MAX_ID_CHARS, MAX_IDS, clean

MAX_ADDRESS_CHARS = 7000
"""Of the address of a list: servers and proxies take 8,190 bytes, and need some for themselves."""

MAX_TYPED_CHARS = 4000
"""Of the address of an article that is pasted to be added."""

_KIND_NAMES = {"csv": "CSV", "ris": "RIS", "bib": "BibTeX", "jsonl": "JSON Lines"}


class Clippings:
    """The view of a list of articles, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._store = archive.store

    def page(self) -> ResponseReturnValue:
        """The articles of the list; a form adds one, or takes one out, by leading elsewhere."""
        ids = IDS.of(request.args, strict=False)
        out = {clean(id_, MAX_ID_CHARS) for id_ in request.args.getlist("without")}
        typed = clean(request.args.get("add", ""), MAX_TYPED_CHARS).strip()
        if out or typed or "add" in request.args:
            added = self._ids_of(typed) if typed else ()
            return redirect(list_link(dict.fromkeys((*(i for i in ids if i not in out), *added))))
        listed = look_up(self._store, ids)
        given = len({*request.args.getlist("id")} - {""})
        kept = [article.id for article in listed.articles]
        return render_template(
            "clippings.html",
            asked=Request(""),
            listed=listed,
            left_out=given - len(ids),
            most=MAX_IDS,
            here=absolute(list_link(ids)),
            only_found=list_link(kept) if len(kept) < len(ids) else "",
            files=[(_KIND_NAMES[kind], list_download_link(kept, kind)) for kind in LIST_KINDS],
            max_typed_chars=MAX_TYPED_CHARS,
        )

    def _ids_of(self, typed: str) -> tuple[str, ...]:
        """The ids of what was typed: an id, an article's address here, or that of its original."""
        if self._store.get(typed):
            return (typed,)
        path = urlsplit(typed).path if "/articles/" in typed else ""
        id_ = unquote(path.partition("/articles/")[2])
        if id_ and self._store.get(id_):
            return (id_,)
        for original in (derived_id(typed, ""), former_id(typed)):
            if self._store.get(original):
                return (original,)
        # Named on the page as not here.
        return ((id_ or typed)[:MAX_ID_CHARS],)
