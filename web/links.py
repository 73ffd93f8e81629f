"""Links within the site. Every address that a page holds is made here or by ``url_for``."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from flask import g, url_for
from werkzeug.routing import BaseConverter

from index.engine import Filters
from index.search.models import Request
from web.request import to_args

STATIC = Path(__file__).parent / "static"


class AnyId(BaseConverter):
    """An article's id in a path: whatever it holds, slashes at either end included."""

    part_isolating = False
    regex = r"[\s\S]+?"
    weight = 200


def search_link(asked: Request, **changes: Any) -> str:
    """The address of a search's results; with changes, from the first page on."""
    if changes:
        asked = replace(asked, **({"page": 1} | changes))
    if (path := g.get("search_path")) is None:
        path = g.search_path = url_for("search")
    return _address(path, _query(asked))


def _address(path: str, query: Mapping[str, Any]) -> str:
    """What ``url_for`` makes, quicker: a page of results has a hundred such links."""
    pairs = [
        f"{name}={_quoted(str(one))}"
        for name, value in query.items()
        if value is not None
        for one in (value if isinstance(value, list | tuple) else (value,))
    ]
    return f"{path}?{'&'.join(pairs)}" if pairs else path


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    return quote_plus(text, safe="!$'()*,/:;?@", errors="replace")


def json_link(asked: Request) -> str:
    """The address of the same results as JSON."""
    return url_for("api_search", **_query(asked))


def article_link(id: str, asked: Request) -> str:  # noqa: A002 - the name that the address has
    """The address of an article, which remembers the search that found it."""
    return _address(url_for("article", id=id), _query(asked) if asked.query else {})


def within_link(**labels: Any) -> str:
    """The address of all articles of an outlet, an author, a category or a day."""
    args = _query(Request("", filters=Filters(**labels)))
    return url_for("search", **{name: value for name, value in args.items() if value})


def static_links() -> Callable[[str], str]:
    """Addresses of static files that change with the file, so that browsers may keep them."""
    versions = {
        path.name: sha256(path.read_bytes()).hexdigest()[:8]
        for path in STATIC.iterdir()
        if path.is_file()
    }
    return lambda name: url_for("static", filename=name, v=versions[name])


def _query(asked: Request) -> dict[str, Any]:
    return dict(to_args(asked))
