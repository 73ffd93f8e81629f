"""Host names and public addresses of sites."""

import pytest

from archive.errors import BadSetting
from archive.settings import Settings
from archive.site_address import is_host, site_path, site_url


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://news.example", "https://news.example"),
        ("https://news.example/", "https://news.example"),
        ("https://news.example/archive/", "https://news.example/archive"),
        ("HTTPS://News.Example:443/A", "https://news.example/A"),
        ("http://news.example:8000/a/b", "http://news.example:8000/a/b"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://समाचार.भारत", "https://xn--61b3bh3a5ab.xn--h2brj9c"),
        ("https://news.example/अभि", "https://news.example/%E0%A4%85%E0%A4%AD%E0%A4%BF"),
        ("https://news.example/%E0%A4%85", "https://news.example/%E0%A4%85"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_an_address_of_a_site(given: str, meant: str) -> None:
    assert site_url(given) == meant
    assert site_url(meant) == meant


@pytest.mark.parametrize(
    "given",
    [
        "news.example",
        "//news.example",
        "ftp://news.example",
        "javascript:alert(1)",
        "https://",
        "https:///archive",
        "https://user:password@news.example",
        "https://news.example/a?b",
        "https://news.example?",
        "https://news.example/#a",
        "https://news.example:99999",
        "https://news.example:x",
        "https://news .example",
        "https://news.example/a b",
        "https://news.example/a//b",
        "https://news.example/../b",
        "https://news.example/%2e%2e/b",
        "https://news.example/%2f",
        "https://news.example/%ff",
        "https://news.example\n",
        "https://a..b",
        "https://[::1",
        "https://" + "x" * 70 + ".example",
        "archive",
    ],
)
def test_what_is_none_is_one_line_with_its_cure(given: str) -> None:
    with pytest.raises(
        BadSetting, match=r"ARCHIVE_SITE_URL=.*https://news.example/archive"
    ) as told:
        Settings.from_mapping({"ARCHIVE_SITE_URL": given})
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "path"),
    [("/a", "/a"), ("/a/", "/a"), ("", ""), ("/", ""), ("a", None), ("/a/./b", None), ("/ ", None)],
)
def test_a_path_of_a_site(text: str, path: str | None) -> None:
    assert site_path(text) == path


@pytest.mark.parametrize(("text", "yes"), [("a", True), ("a:1", True), ("a:", False), ("", False)])
def test_a_host(text: str, yes: bool) -> None:
    assert is_host(text) is yes
