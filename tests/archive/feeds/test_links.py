"""Addresses as they are typed and as they are fetched."""

import pytest

from archive.errors import FetchFailed
from archive.feeds.links import normal_url

SAME = (
    ("https://bhor.example/feed", "https://bhor.example/feed"),
    ("  https://bhor.example ", "https://bhor.example/"),
    ("HTTPS://Bhor.Example:443/Feed#top", "https://bhor.example/Feed"),
    ("http://bhor.example:8080/a?b=1&c=d e", "http://bhor.example:8080/a?b=1&c=d%20e"),
    ("bhor.example/feed", "https://bhor.example/feed"),
    ("bhor.example", "https://bhor.example/"),
    ("https://भोर.भारत/खबर", "https://xn--q2bg4f.xn--h2brj9c/%E0%A4%96%E0%A4%AC%E0%A4%B0"),
    ("https://bhor.example/%E0%A4%96", "https://bhor.example/%E0%A4%96"),
    ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
)
WRONG = (
    "", "x", "file:///etc/passwd", "ftp://bhor.example/", "javascript:alert(1)", "http://", "//x/",
    "https://user:secret@bhor.example/", "https://[bad/", "https://bhor.example:99999/",
    "https://bhor.example:x/", f"https://{'a' * 3000}.example/", "data:text/xml,<rss/>",
    f"https://{'क' * 80}.भारत/", "/etc/passwd", "feed.xml", "-",
)  # fmt: skip


@pytest.mark.parametrize(("typed", "url"), SAME)
def test_the_form_that_is_kept(typed: str, url: str) -> None:
    assert normal_url(typed) == url
    assert normal_url(url) == url


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_address(typed: str) -> None:
    if typed == "feed.xml":
        # It could be a host; whoever looks it up is told that it is none.
        assert normal_url(typed) == "https://feed.xml/"
        return
    with pytest.raises(FetchFailed) as caught:
        normal_url(typed)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
