"""Decides where a request came from and where the site stands, before the application sees it.

Nothing that a stranger sends decides where links lead. Scheme, host and path of the site are those
of ARCHIVE_SITE_URL; without it, those that a trusted proxy sent; without one, those that were asked
for, and then no shared cache keeps an answer that names them.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, abort, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_list_header

from archive.site_address import is_host, site_path

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_NOWHERE = "localhost"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of the request that is being answered.

    Attributes:
        known: Whether the operator or a trusted proxy says where the site is, not whoever asks.
        local: Whether a program of this machine asked, and no proxy did for somebody.
        refused: Why the request is refused; empty if it is not.
    """

    known: bool = False
    local: bool = False
    refused: str = ""


_ARRIVAL: ContextVar[Arrival] = ContextVar("arrival", default=Arrival())  # noqa: B039  frozen

_OF_PROXIES = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_REAL_IP",
)
"""What proxies add to a request that they hand on."""

UNTRUSTED = (
    "a request has X-Forwarded-For, and no proxy is trusted: all readers behind a proxy share one "
    "rate limit; set ARCHIVE_PROXIES to the number of proxies before the site"
)


def init_proxies(app: Flask, site_url: str, proxies: int) -> None:
    """Let the application see each request as the site's readers sent it.

    Args:
        app: The application, with its routes.
        site_url: The site's public address without a slash at its end; empty: it is not set.
        proxies: How many trusted proxies stand before the site.
    """
    app.wsgi_app = _Arrivals(app, site_url, proxies)  # type: ignore[method-assign]
    warned: list[bool] = []

    @app.before_request
    def refuse() -> None:
        if reason := _ARRIVAL.get().refused:
            abort(400, description=reason)
        if not proxies and not warned and "X-Forwarded-For" in request.headers:
            warned.append(True)
            app.logger.warning(UNTRUSTED)


def address_is_known() -> bool:
    """Whether the operator or a trusted proxy says where the site is, not whoever asks."""
    return _ARRIVAL.get().known


def is_local() -> bool:
    """Whether a program of this machine asked, and no proxy did for somebody.

    What counts is whose connection it is, and which host was asked for: forwarded headers can make
    a request foreign, never local. A proxy on this machine that sends neither them nor the host
    that was asked for cannot be told from a program: no proxy is set up so by its own defaults
    but nginx, whose recipe in docs/ sets both.
    """
    return _ARRIVAL.get().local


class _Arrivals:
    """Puts what the operator and trusted proxies say in the place of what a stranger says."""

    def __init__(self, app: Flask, site_url: str, proxies: int) -> None:
        self._app = app
        self._inner: WSGIApplication = app.wsgi_app
        self._site = urlsplit(site_url)
        self._proxies = proxies

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        local = _is_local(environ)
        if address := reader_address(self._sent(environ, "FOR")):
            environ["REMOTE_ADDR"] = address
        if (scheme := self._sent(environ, "PROTO").lower()) in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
        _ARRIVAL.set(replace(self._set_host(environ), local=local))
        prefix = self._site.path or site_path(self._sent(environ, "PREFIX")) or ""
        if prefix:
            self._move_under(prefix, environ)
        return self._inner(environ, start_response)

    def _sent(self, environ: "WSGIEnvironment", what: str) -> str:
        """The value that the outermost trusted proxy sent: each proxy adds its own at the end."""
        # WSGI has the bytes of a header as Latin-1.
        header: str = environ.get(f"HTTP_X_FORWARDED_{what}", "")
        values = parse_list_header(header.encode("latin-1").decode(errors="replace"))
        return values[-self._proxies] if 0 < self._proxies <= len(values) else ""

    def _set_host(self, environ: "WSGIEnvironment") -> Arrival:
        own, sent = self._site.netloc, self._sent(environ, "HOST")
        given = [host for host in (environ.get("HTTP_HOST", ""), sent) if host]
        # HTTP/1.0 needs no host, and an empty one is none.
        environ.pop("HTTP_HOST", None)
        if given:
            environ["HTTP_HOST"] = given[-1]
        refused = next((host for host in given if not is_host(host)), "")
        if refused:
            # The page that says so has links, and they need some host.
            environ["HTTP_HOST"] = _NOWHERE
        if own:
            environ["HTTP_HOST"] = own
            environ["wsgi.url_scheme"] = self._site.scheme
        return Arrival(
            known=bool(own or (sent and not refused)),
            refused=f"{refused[:80]!r} is no host; check the address" if refused else "",
        )

    def _move_under(self, prefix: str, environ: "WSGIEnvironment") -> None:
        """Let the site stand under a path, which the proxy took off the address or kept."""
        # WSGI has the bytes of a path as Latin-1.
        environ["SCRIPT_NAME"] = root = unquote_to_bytes(prefix).decode("latin-1")
        path: str = environ.get("PATH_INFO", "")
        rest = path.removeprefix(root)
        if rest == path or not (rest == "" or rest.startswith("/")):
            return
        # Under /search, is /search/x the page x, or was it /search/search/x? What is there decides.
        if not self._is_here(path) or (rest and self._is_here(rest)):
            environ["PATH_INFO"] = rest or "/"

    def _is_here(self, path: str) -> bool:
        text = path.encode("latin-1").decode(errors="replace")
        try:
            self._app.url_map.bind(_NOWHERE).match(text)
        except HTTPException:
            return False
        return True


def _is_local(environ: "WSGIEnvironment") -> bool:
    if any(name in environ for name in _OF_PROXIES):
        return False
    # A socket of this machine's has no address.
    peer = reader_address(environ.get("REMOTE_ADDR", "")) or "127.0.0.1"
    # A page elsewhere whose name leads here (DNS rebinding) asks for that name.
    host = environ.get("HTTP_HOST", "localhost").lower()
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return _is_loopback(peer) and (name == "localhost" or _is_loopback(name.strip("[]")))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def reader_address(text: str) -> str:
    """The address in a value of X-Forwarded-For, which may have a port; empty if there is none."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
