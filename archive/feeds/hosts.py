"""The addresses of hosts on the internet; those of this machine and its network are refused.

A name is resolved once, and the connection goes to an address that was checked, not to the name: a
name server that answers otherwise the second time leads nowhere.
"""

import ipaddress
import socket

from archive.errors import HostRefused

_MAX_ADDRESSES = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOUD = frozenset({"168.63.129.16"})
"""Services that tell a machine in a cloud its secrets, at an address that looks public."""

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The IP addresses of a host that may be connected to.

    Args:
        host: A name, or an IP address in any way of writing that the system understands.
        port: The port that will be connected to.
        allow_private: Whether those of this machine and its network are among them.

    Raises:
        HostRefused: There is none, or none that is allowed.
    """
    try:
        ascii_name = host if host.isascii() else host.encode("idna").decode()
        found = socket.getaddrinfo(ascii_name, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise HostRefused(f"no host {host} is known here; check the address") from error
    except (UnicodeError, OSError) as error:
        raise HostRefused(f"{host} is no name of a host; check the address") from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    allowed = [each for each in addresses if allow_private or is_public(each)]
    if not allowed:
        what = host if host == addresses[0] else f"{host}, which is {addresses[0]},"
        raise HostRefused(
            f"{what} is on this machine or its network; "
            "if that is meant: feeds add ADDRESS --allow-private"
        )
    return allowed[:_MAX_ADDRESSES]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and so is every one that it wraps."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if str(ip) in _CLOUD:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (wrapped := _wrapped(ip)):
        return is_public(str(wrapped)) and (ip.ipv4_mapped is not None or ip.is_global)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, if it does."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.teredo:
        return ip.teredo[1]
    # Written ::127.0.0.1, the oldest way; :: and ::1 are no such addresses but have no network.
    old = ipaddress.IPv4Address(int(ip)) if int(ip) >> 32 == 0 else None
    return ip.ipv4_mapped or ip.sixtofour or old
