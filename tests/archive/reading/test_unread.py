"""What is said of files that are not read."""

import pytest

from archive.article import Rejected
from tests.factories import read_bytes


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"", "empty"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
        (b"\x1f\x9d\x90abc", "(.Z)"),
        (b"\x04\x22\x4d\x18abc", "LZ4"),
        (b"\x5d\0\0\x80\0\xff\xff\xff", "LZMA"),
        (b"filedesc://crawl.arc 0.0.0.0 2010", "warcio"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Office"),
        (b"SQLite format 3\0\x10\0", "SQLite"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"GIF89a\1\0", "picture"),
        (b"RIFF\0\1\2\3WEBPVP8", "picture"),
        (b"\0\0\0\x20ftypisom", "film"),
        (b"wOF2\0\1\0\0", "font"),
        (b"\x7fELF\2\1", "program"),
        (b"plain English", "no format that is known"),
        (b"\xff\xfe\0\0\1\2\3", "no format that is known"),
    ],
)
def test_why_it_is_not_read(head: bytes, said: str) -> None:
    (found,) = read_bytes(head, "a.bin")
    assert isinstance(found, Rejected)
    assert said in found.reason
    assert ";" in found.reason
