"""Addresses of what can be taken away from a search: its feed, and its whole result as a file."""

from dataclasses import replace
from typing import Any

from flask import request, url_for

from index.search.models import Request
from web.request import to_args

FEED_LENGTH = 20
"""Entries of a feed, where the reader asks for no number."""

KINDS = ("csv", "json", "jsonl")


def feed_link(asked: Request, *, page: int = 1, limit: int = FEED_LENGTH) -> str:
    """The address of a search's feed; its order is always from the newest."""
    args = _args(replace(asked, page=page, order="relevance"))
    if limit != FEED_LENGTH:
        args["limit"] = str(limit)
    return url_for("feed", **args)


def download_link(asked: Request, kind: str) -> str:
    """The address of a whole result as a file of one of ``KINDS``."""
    return url_for("download", kind=kind, **_args(replace(asked, page=1)))


def absolute(link: str) -> str:
    """A link of this site with its host, for who reads it elsewhere."""
    return request.host_url.removesuffix("/") + link


def _args(asked: Request) -> dict[str, Any]:
    args = dict(to_args(asked))
    args.pop("limit", None)
    if not asked.query:
        del args["q"]
    return args
