"""Addresses of pages, without what archives, caches and trackers add."""

import pytest

from archive.reading.addresses import clean_url, is_home


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("https://a.example/n/1", "https://a.example/n/1"),
        (" HTTPS://WWW.A.Example:443/N/1#top ", "https://www.a.example/N/1"),
        ("http://a.example:80", "http://a.example/"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("//a.example/x", "https://a.example/x"),
        ("https://a.example//story.php?autono=166607", "https://a.example//story.php?autono=166607"),
        ("https://a.example/x?utm_source=wa&utm_medium=s&id=7", "https://a.example/x?id=7"),
        ("https://a.example/x?id=7&amp;fbclid=Iw&amp;page=2", "https://a.example/x?id=7&page=2"),
        ("https://a.example/x?fbclid=Iw", "https://a.example/x"),
        ("https://a.example/x?m=1", "https://a.example/x"),
        ("https://a.example/x?m=201908", "https://a.example/x?m=201908"),
        ("https://a.example/x?amp=1&print=true", "https://a.example/x"),
        ("https://a.example/x?PRID=2144110", "https://a.example/x?PRID=2144110"),
        ("https://a.example/x?166607", "https://a.example/x?166607"),
        ("https://a.example/x?q=%E0%A4%9A&src=top-lead", "https://a.example/x?q=%E0%A4%9A"),
        ("https://a.example/ए क|दो", "https://a.example/ए%20क%7Cदो"),
        ("https://web.archive.org/web/20190512093011/https://a.example/x", "https://a.example/x"),
        ("http://web.archive.org/web/2019im_/http://a.example/x?utm_id=1", "http://a.example/x"),
        ("https://web.archive.org/web/20190512093011/https:/a.example/x", "https://a.example/x"),
        ("https://web.archive.org/web/20190512093011/a.example/x", "http://a.example/x"),
        (
            "https://web.archive.org/web/2019/https://web.archive.org/web/2018/http://a.example/x",
            "http://a.example/x",
        ),
        (
            "http://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:https://a.example/x+&cd=1",
            "https://a.example/x",
        ),
        ("https://www.google.com/amp/s/a.example/x/amp", "https://a.example/x/amp"),
        ("https://a-example.cdn.ampproject.org/c/s/a.example/x", "https://a.example/x"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx%3Fid%3D1&h=AT", "https://a.example/x?id=1"),
        ("https://archive.ph/o/AbC12/https://a.example/x", "https://a.example/x"),
        ("view-source:https://a.example/x", "https://a.example/x"),
        ("https://a.example/web/2019/x", "https://a.example/web/2019/x"),
        ("javascript:alert(1)", ""),
        ("https://user:pass@a.example/x", ""),
        ("https://a.example:port/x", ""),
        ("https://[::1/x", ""),
        ("file:///home/x.html", ""),
        ("", ""),
        ("no address", ""),
        ("https://a.example/" + "x" * 5000, ""),
    ],
)  # fmt: skip
def test_clean(found: str, clean: str) -> None:
    assert clean_url(found) == clean


def test_cleaning_again_changes_nothing() -> None:
    url = clean_url("https://web.archive.org/web/2019/https://a.example/x y?utm_a=1&b=2#c")
    assert clean_url(url) == url == "https://a.example/x%20y?b=2"


@pytest.mark.parametrize(
    ("found", "base", "clean"),
    [
        ("/n/1", "https://a.example/x/y", "https://a.example/n/1"),
        ("2.html", "https://a.example/x/1.html", "https://a.example/x/2.html"),
        ("/n/1", "https://web.archive.org/web/2019/https://a.example/x", "https://a.example/n/1"),
        ("/n/1", "", ""),
        ("https://b.example/z", "https://a.example/", "https://b.example/z"),
    ],
)
def test_relative(found: str, base: str, clean: str) -> None:
    assert clean_url(found, base) == clean


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://a.example/", True),
        ("https://a.example", True),
        ("https://a.example/index.php", True),
        ("https://a.example/hindi/", True),
        ("https://a.example/?p=12", False),
        ("https://a.example/x", False),
    ],
)
def test_home(url: str, *, home: bool) -> None:
    assert is_home(url) is home
