"""Links within the site: every address on a page is made here or by ``url_for``."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from flask import current_app, g, request, url_for
from werkzeug.routing import BaseConverter

from index.engine import Filters
from index.search import Request, Sort
from web.request import LIMIT, MENTIONS, SORT, mentions_args, to_args

STATIC = Path(__file__).parent / "static"

DEFAULT_FEED_LENGTH = 20
"""Entries of a feed, where the reader asks for no number."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

DOWNLOAD_KINDS = ("csv", "json", "jsonl", "ris", "bib")

LIST_KINDS = ("csv", "ris", "bib", "jsonl")
"""The files that a list of clippings is offered as."""

_SAFE_IN_PATH = "!$&'()*+,/:;=@"
"""What werkzeug leaves as it is, by https://url.spec.whatwg.org/#url-path-segment-string."""

ARTICLE_KINDS = ("ris", "bib", "json")
"""The files that a single article is offered as."""


class ArticleIdConverter(BaseConverter):
    """Matches an article's id in a path: any characters, slashes at either end included."""

    part_isolating = False
    regex = r"[\s\S]+?"
    weight = 200


def search_link(asked: Request, **changes: Any) -> str:
    """The address of a search's results; with changes to the request, of their first page.

    On a page of mentions it leads to mentions: who filters them wants to see them still.
    """
    return _search_link(_path("search"), g.get("mentions_sorted"), asked, **changes)


def _search_link(path: str, sort: Sort | None, asked: Request, **changes: Any) -> str:
    if changes:
        asked = replace(asked, **({"page": 1} | changes))
    return with_query(path, _search_args(asked, sort))


def of_page() -> dict[str, Callable[..., str]]:
    """``search_link`` for a template, which calls it sixty times: the page is looked up once."""
    return {"search_link": partial(_search_link, _path("search"), g.get("mentions_sorted"))}


def keep_mentions(sort: Sort) -> None:
    """From now on, links of this page to searches lead to their mentions, sorted so."""
    g.mentions_sorted = sort


def search_args(asked: Request) -> dict[str, str | list[str]]:
    """The parameters of a search in the view that this page shows."""
    return _search_args(asked, g.get("mentions_sorted"))


def _search_args(asked: Request, sort: Sort | None) -> dict[str, str | list[str]]:
    if sort is None:
        return to_args(asked)
    return mentions_args(asked, sort) | {"view": "concordance"}


def articles_link(asked: Request) -> str:
    """The address of a search's articles, whichever view this page shows."""
    return with_query(_path("search"), to_args(replace(asked, page=1, limit=LIMIT.default)))


def mentions_link(asked: Request, sort: Sort = SORT.default) -> str:
    """The address of the first page of a search's mentions."""
    first = replace(asked, page=1)
    if "mentions_sorted" not in g:
        first = replace(first, limit=MENTIONS.default)
    return with_query(_path("search"), mentions_args(first, sort) | {"view": "concordance"})


def mentions_file_link(asked: Request) -> str:
    """The address of all the mentions as a table."""
    args = search_args(replace(asked, page=1, limit=MENTIONS.default))
    return with_query(_path("download", kind="csv"), args)


def mention_link(id: str, asked: Request, mark: int) -> str:  # noqa: A002 - as below
    """The address of a mention in its article; the way back leads to the mentions."""
    return f"{with_query(_article_path(id), search_args(asked))}#m{mark}"


def json_link(asked: Request) -> str:
    """The address of the same results as JSON."""
    if "mentions_sorted" in g:
        return with_query(url_for("api_concordance"), mentions_args(asked, g.mentions_sorted))
    return with_query(_path("api_search"), to_args(asked))


def feed_link(
    asked: Request, kind: str = "atom", *, page: int = 1, limit: int = DEFAULT_FEED_LENGTH
) -> str:
    """The address of a search's feed, which always begins with what came in last."""
    args = _without_limit(replace(asked, page=page, order="relevance"))
    if limit != DEFAULT_FEED_LENGTH:
        args["limit"] = str(limit)
    return with_query(_path("feed", kind=kind), args)


def feed_name(asked: Request) -> str:
    """What tells the feed of a search from others, in letters that may stand in any URI."""
    args = _without_limit(replace(asked, page=1, order="relevance"))
    return with_query("", args).removeprefix("?")


def lasting(asked: Request) -> Request:
    """A search without what is true of today only: its page and order, and what was new."""
    filters = replace(asked.filters, arrived_since=None)
    return Request(asked.query, filters=filters, exact=asked.exact, off=asked.off)


def watched_name(asked: Request) -> str:
    """The query string by which a search is kept on a reader's device."""
    return with_query("", to_args(lasting(asked))).removeprefix("?")


def download_link(asked: Request, kind: str) -> str:
    """The address of all results as a file, of one of ``DOWNLOAD_KINDS``."""
    return with_query(_path("download", kind=kind), _without_limit(replace(asked, page=1)))


def article_link(
    id: str,  # noqa: A002 - the name that the address has
    asked: Request,
    *,
    at: int = 0,
    roman: bool = False,
) -> str:
    """The address of an article, with the search that found it.

    Args:
        id: Of the article.
        asked: The search; of none, the address is the article's alone.
        at: Where the article stands among its results, from 1; 0: not said.
        roman: Whether it is shown in Latin letters.
    """
    args = to_args(asked) if asked.query or at else {}
    if at:
        args["at"] = str(at)
    if roman:
        args["roman"] = "1"
    return with_query(_article_path(id), args)


def card_link(id: str) -> str:  # noqa: A002 - the name that the address has
    """The address of the picture that a shared article is shown with."""
    return url_for("card", id=id)


def result_link(asked: Request, at: int) -> str:
    """The address of the page of results on which the result of this rank stands, and of it."""
    return f"{search_link(asked, page=(at - 1) // asked.limit + 1)}#r{at}"


def article_file_link(id: str, kind: str, taken: Collection[str]) -> str:  # noqa: A002 - as above
    """The address of an article as a file of one of ``ARTICLE_KINDS``.

    Args:
        id: The article's.
        kind: The file's.
        taken: Ids that other articles have, and with which such an address is their page.
    """
    if (named := f"{id}.{kind}") not in taken:
        return url_for("article", id=named)
    return list_download_link((id,), kind)


def article_addresses() -> Callable[[str], str]:
    """A function from an article's id to its address with host.

    It works without the request too, for answers that are still sent when that is over.
    """
    adapter = current_app.create_url_adapter(request)
    here = absolute("")

    def address(id: str) -> str:  # noqa: A002 - as above
        return here + _in_ascii(adapter.build("article", {"id": id}) if adapter else "")

    return address


def list_link(ids: Iterable[str]) -> str:
    """The address of a list of clippings."""
    return with_query(url_for("clippings"), {"id": list(ids)})


def list_download_link(ids: Iterable[str], kind: str) -> str:
    """The address of the articles of a list as a file, of one of ``DOWNLOAD_KINDS``."""
    return with_query(_path("download", kind=kind), {"id": list(ids)})


def version_link(id: str, asked: Request, version: int) -> str:  # noqa: A002 - as above
    """The address of the comparison of an article with one of its versions."""
    args = to_args(asked) if asked.query else {}
    return with_query(_article_path(id), args | {"version": str(version)})


def filter_link(**filters: Any) -> str:
    """The address of all articles with a label, or of a day."""
    args = to_args(Request("", filters=Filters.of(**filters)))
    del args["q"]
    return with_query(_path("search"), args)


def trends_link(asked: Request) -> str:
    """The address of a search over time."""
    return with_query(_path("trends"), to_args(replace(asked, page=1, order="relevance")))


@cache
def static_links() -> Callable[[str], str]:
    """A function from a static file's name to its address.

    The address changes with the file's content, so that browsers may keep the file for good.
    """
    versions = {
        path.name: sha256(path.read_bytes()).hexdigest()[:8]
        for path in STATIC.iterdir()
        if path.is_file()
    }

    def link(name: str) -> str:
        return f"{_path('static', filename='x').removesuffix('x')}{name}?v={versions[name]}"

    return link


def _path(endpoint: str, **values: Any) -> str:
    """What ``url_for`` returns, which a page of results asks for a hundred times: kept for it."""
    known: dict[tuple[str, ...], str] = g.setdefault("paths", {})
    key = (endpoint, *values.values())
    if key not in known:
        known[key] = url_for(endpoint, **values)
    return known[key]


def _article_path(id: str) -> str:  # noqa: A002 - the name that the address has
    return _path("article", id="x").removesuffix("x") + quote(id, _SAFE_IN_PATH)


def absolute(link: str) -> str:
    """A link of this site with scheme and host, for readers outside it."""
    # Not host_url, which has a name such as xn--… in its own letters.
    return f"{request.scheme}://{request.host}{_in_ascii(link)}"


def site_root() -> str:
    """The path that the site stands under, without a slash at its end; empty at a host's top."""
    return _in_ascii(url_for("home").removesuffix("/"))


def _in_ascii(link: str) -> str:
    """The link percent-encoded: ``url_for`` has the letters of the path a site stands under."""
    return link if link.isascii() else _NOT_ASCII.sub(lambda found: quote(found[0]), link)


def _without_limit(asked: Request) -> dict[str, str | list[str]]:
    args = to_args(asked)
    args.pop("limit", None)
    if not asked.query:
        del args["q"]
    return args


def with_query(path: str, args: dict[str, str | list[str]]) -> str:
    """What ``url_for`` would return, but faster: a page of results has a hundred such links."""
    pairs = [
        f"{name}={_quoted(one)}"
        for name, value in args.items()
        for one in (value if isinstance(value, list) else (value,))
    ]
    return f"{path}?{'&'.join(pairs)}" if pairs else path


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    return quote_plus(text, safe="!$'()*,/:;?@", errors="replace")
