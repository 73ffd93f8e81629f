"""What a file is, told from its first bytes."""

import gzip

import pytest

from archive.reading.formats import recognize
from archive.reading.reader import Origin

HINDI = "रूस के मंत्री ने चेतावनी दी है।"


@pytest.mark.parametrize(
    ("head", "name", "format_"),
    [
        (gzip.compress(b"x", mtime=0), "a.txt", "packed"),
        (b"PK\x03\x04...", "a", "zip"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "a.txt", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "a.jpg", "image"),
        (b"x" * 257 + b"ustar\0", "a.txt", "tar"),
        (b"<!DOCTYPE html><title>x</title>", "a.txt", "html"),
        (f"\n<p>{HINDI}</p>".encode(), "a.text", "html"),
        (b"<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html><rdf:RDF x>", "a", "html"),
        (b"<!-- saved --><HTML><!-- <rdf:RDF> -->", "a", "html"),
        (f"---\nlang: hi\n---\n<p>{HINDI}</p>".encode(), "a.html", "html"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n", "a", "html"),
        ("\ufeff<html>".encode("utf-16"), "a", "html"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a", "feed"),
        (b"<?xml version='1.0'?><urlset xmlns='x'>", "a", "sitemap"),
        (f"<W> {HINDI} </W>".encode(), "a.utf8", "xml"),
        (b'{"body": "a"}', "a", "jsonlines"),
        (b'  [{"body": "a"}]', "a.csv", "json"),
        (b"[\n", "a.txt", "json"),
        ("[पटना] की खबर है।".encode(), "a.txt", "text"),
        (b'{\n  "body": "a"\n}\n', "a.jsonl", "json"),
        (b'{"body": "a"\n{"body": "b"}\n', "a", "jsonlines"),
        (b'{"body": "' + b"a" * 100_000, "a", "json"),
        (b"{'body': 'a'}", "a.txt", "jsonlines"),
        (b"a,b\n1,2\n", "a.csv", "csv"),
        ("शीर्षक\tपाठ\nक\tख\n".encode(), "a.txt", "csv"),
        ("title,body\nx,y\n".encode("utf-16"), "a", "csv"),
        ("शीर्षक, पाठ और बाकी\nसब यहाँ है।\n".encode(), "a.txt", "text"),
        (HINDI.encode(), "a.utf8", "text"),
        (HINDI.encode("utf-16"), "notes", "text"),
        (b"plain English", "a.txt", "text"),
        (b"fcgkj ds eq[;ea=h us dgk fd jkT; esa ck<+ gS", "a", "text"),
        (b"plain English", "a.py", ""),
        (b"\xd0\xcf\x11\xe0", "a.doc", ""),
        (b"", "a", ""),
    ],
)
def test_what_bytes_are(head: bytes, name: str, format_: str) -> None:
    assert recognize(head, Origin(name, name)) == format_
