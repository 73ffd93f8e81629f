"""What a reader chose for good: language, digits, light or dark. Kept in cookies, with no script.

A choice is a link to the very page with one parameter more; the answer to it sets the cookie.
"""

from urllib.parse import urlencode

from flask import Flask, Response, g, request

CHOICES = {
    "lang": ("hi", "en"),
    "digits": ("deva", "latn"),
    "look": ("auto", "light", "dark"),
}
"""What can be chosen: parameter and cookie of the same name, their values, the default first."""

A_YEAR = 365 * 24 * 3600


def remember(app: Flask) -> None:
    """Keep what is chosen."""
    app.after_request(_remember)


def chosen(name: str) -> str:
    """What this request asks for, else what was chosen before, else the default."""
    known: dict[str, str] = g.setdefault("chosen", {})
    if name not in known:
        known[name] = _chosen(name)
    return known[name]


def _chosen(name: str) -> str:
    for choice in (request.args.get(name, ""), request.cookies.get(name, "")):
        if choice in CHOICES[name]:
            return choice
    return CHOICES[name][0]


def choice_link(name: str, value: str) -> str:
    """The link to this very page that chooses something.

    The link is a query alone: a path that a visitor made up never becomes a link.
    """
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in CHOICES]
    return "?" + urlencode([*kept, (name, value)], errors="replace")


def _remember(response: Response) -> Response:
    # Files, and what programs read, are the same whatever was chosen: caches may share them.
    if response.mimetype != "text/html":
        return response
    response.vary.add("Cookie")
    for name, values in CHOICES.items():
        if request.args.get(name) in values:
            response.set_cookie(
                name,
                chosen(name),
                max_age=A_YEAR,
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
    return response
