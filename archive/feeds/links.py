"""Addresses of http and https in the one form in which they are fetched and stored."""

import re
from urllib.parse import SplitResult, quote, urlsplit

from archive.errors import FetchFailed
from archive.text import web_url

SAFE = "/%:@!$&'()*+,;=~-._?"
"""What stays as it is in paths and queries."""


def normal_url(text: str) -> str:
    """An address in the form that is fetched and stored: without fragment, in ASCII.

    Raises:
        FetchFailed: It is none of http or https.
    """
    text = text.strip()
    if "://" not in text and re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)", text):
        text = f"https://{text}"
    url = web_url(re.sub(r"[\s\"<>\\^`{|}]", lambda sign: quote(sign[0]), text).partition("#")[0])
    if not url and "@" in text.partition("://")[2].partition("/")[0]:
        raise FetchFailed("an address with a user's name or password is not kept; leave them out")
    if not url:
        raise FetchFailed(f"{text[:200]!a} is no address of http:// or https://; check it")
    parts = split_url(url)
    return parts._replace(
        netloc=host_header(parts),
        path=quote(parts.path or "/", SAFE),
        query=quote(parts.query, SAFE),
    ).geturl()


def split_url(url: str) -> SplitResult:
    """The parts of an address.

    Raises:
        FetchFailed: It cannot be parted.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchFailed(f"{url[:200]!a} is no address; check it") from error
    return parts


def host_header(parts: SplitResult) -> str:
    """The host and port of an address as HTTP names them, in ASCII."""
    host = (parts.hostname or "").lower()
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise FetchFailed(f"{host[:200]} is no name of a host; check the address") from error
    host = f"[{host}]" if ":" in host else host
    standard = {"http": 80, "https": 443}[parts.scheme]
    return f"{host}:{parts.port}" if parts.port not in (None, standard) else host
