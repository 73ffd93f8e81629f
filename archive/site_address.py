"""Host names and public addresses of sites, checked: in settings and in requests."""

import re
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, unquote, urlsplit

from archive.errors import BadSetting

_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_MAX_HOST_CHARS = 253
_MAX_PORT = 65535
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SIGNS = "/-._~!$&'()*+,;=:@"
"""Signs that a path holds as they are (RFC 3986, 3.3)."""

SITE_URL_CURE = "give the site's public address, such as https://news.example/archive"


def is_host(text: str) -> bool:
    """Whether this is a host as requests name it: a name or an address, perhaps with a port."""
    if text.startswith("["):
        address, bracket, port = text[1:].partition("]")
        try:
            IPv6Address(address)
        except AddressValueError:
            return False
        return bool(bracket) and "%" not in address and (not port or _is_port(port))
    name, colon, port = text.partition(":")
    labels = name.removesuffix(".").split(".")
    return (
        len(name) <= _MAX_HOST_CHARS
        and all(map(_LABEL.fullmatch, labels))
        and (not colon or _is_port(f":{port}"))
    )


def _is_port(text: str) -> bool:
    return bool(re.fullmatch(r":[0-9]{1,5}", text)) and 1 <= int(text[1:]) <= _MAX_PORT


def site_path(text: str) -> str | None:
    """A path that a site can stand under, percent-encoded and without a slash at its end.

    Returns:
        Such as "/archive"; empty for the top of a host; None: it is no such path.
    """
    path = text.rstrip("/")
    if not path:
        return ""
    try:
        parts = [unquote(part, errors="strict") for part in path.split("/")]
    except UnicodeDecodeError:
        return None
    first, *others = parts
    usable = all(part.strip(".") and part.isprintable() for part in others)
    if first or not usable or any(set("/\\?# \ufffd") & set(part) for part in others):
        return None
    return quote("/".join(parts), safe=_PATH_SIGNS)


def site_url(text: str) -> str:
    """A site's public address in the one form that links are made from, without a slash at its end.

    Raises:
        BadSetting: It is no address of a site.
    """
    unusable = BadSetting(f"ARCHIVE_SITE_URL={text!r} cannot be used: {SITE_URL_CURE}")
    # urlsplit takes tabs and newlines out in silence.
    if not text.isprintable() or " " in text or {"?", "#", "\\"} & set(text):
        raise unusable
    try:
        parts = urlsplit(text)
        host = _ascii(parts.hostname or "")
        port = parts.port
    except ValueError as error:
        raise unusable from error
    path = site_path(parts.path)
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or path is None:
        raise unusable
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    if not host or not is_host(host):
        raise unusable
    return f"{parts.scheme}://{host}{path}"


def _ascii(name: str) -> str:
    """The name as the domain name system has it; समाचार.भारत is xn--…; an IPv6 in brackets."""
    return f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")
