"""What metadata says of an article: which of several places is believed."""

from datetime import date

import pytest

from archive.reading.html.metadata import Metadata, read_metadata
from archive.reading.html.page import read_page


def read(head: str, body: str = "", address: str = "") -> Metadata:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_metadata(read_page(page.encode()), address)


def ld(fields: str) -> str:
    return (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "क", {fields}}}'
        "</script>"
    )


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (ld('"datePublished": "2025-07-12T19:40:00Z", "dateModified": "2026-01-01"'), "2025-07-13"),
        (ld('"datePublished": "2025-07-12T19:40:00+05:30"'), "2025-07-12"),
        (ld('"datePublished": "Jul 14, 2025, 08:15 AM IST"'), "2025-07-14"),
        (ld('"dateModified": "2025-07-12"'), None),
        ('<meta property="article:modified_time" content="2025-07-12">', None),
        ('<meta property="article:published_time" content="2023-03-04T20:00Z">', "2023-03-05"),
        ('<meta name="publish-date" content="Sat, 12 Jul 2025 23:40:10 +0530">', "2025-07-12"),
        ('<meta itemprop="datePublished" content="2018-05-04">', "2018-05-04"),
        (ld('"datePublished": ""') + '<meta name="date" content="12 जुलाई 2025">', "2025-07-12"),
        (ld('"datePublished": {"@value": "2025-07-12"}'), "2025-07-12"),
        ('<meta name="date" content="कल">', None),
    ],
)  # fmt: skip
def test_day(head: str, day: str | None) -> None:
    assert read(head).published == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<article><h1>क</h1>{}</article><article>{}</article>", "2025-07-12"),
        ("<article>{}</article><article><h1>क</h1>{}</article>", "2024-01-01"),
        ("<article>{}</article><h1>क</h1>{}", None),
        (
            "<article><h1>क</h1><time class='updated' datetime='2025-08-01'>अब</time></article>",
            None,
        ),
    ],
)
def test_the_first_time_in_the_article_of_the_heading(body: str, day: str | None) -> None:
    times = (
        f"<time datetime='{each}T16:25'>3 घंटे पहले</time>" for each in ("2025-07-12", "2024-01-01")
    )
    assert read("", body.format(*times)).published == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("days", "day"), [(1, "2024-03-16"), (2, None)])
def test_the_day_above_a_post_on_blogger(days: int, day: str | None) -> None:
    header = "<h2 class='date-header'><span>शनिवार, 16 मार्च 2024</span></h2><h3>क</h3>"
    assert read("", header * days).published == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("name", ["ग्राम प्रहरी डॉट कॉम", "gramprahari.com"])
def test_the_name_of_a_site_is_no_title(name: str) -> None:
    assert read(f"<title>{name}</title>").headlines == ()
    assert read(f"<title>{name} पर हमला</title>").headlines == (f"{name} पर हमला",)


OG = '<meta property="og:url" content="https://a.example/n/2">'
HOME = '<link rel="canonical" href="https://a.example/">'


@pytest.mark.parametrize(
    ("head", "address", "url"),
    [
        ('<link rel="canonical" href="https://a.example/n?utm_source=x">', "", "https://a.example/n"),
        ('<link rel="CANONICAL" href="/n/1"><base href="https://a.example/">', "", "https://a.example/n/1"),
        ('<link rel="canonical" href="/n/1">', "https://a.example/z", "https://a.example/n/1"),
        (
            f'{HOME}<meta property="og:url" content="https://a.example/n/1">',
            "",
            "https://a.example/n/1",
        ),
        (HOME, "https://a.example/n/1", "https://a.example/n/1"),
        (ld('"mainEntityOfPage": {"@id": "https://a.example/n/1"}'), "", "https://a.example/n/1"),
        (ld('"url": "https://a.example/n/1"'), "", "https://a.example/n/1"),
        ("<!-- saved from url=(0021)https://a.example/n/1 -->", "", "https://a.example/n/1"),
        ('<link rel="canonical" href="">', "", ""),
        ('<link rel="canonical" href="http://localhost:3000/n/1">', "https://a.example/n/1", "https://a.example/n/1"),
        ('<link rel="canonical" href="http://10.1.2.3/n/1">' + OG, "", "https://a.example/n/2"),
        ('<link rel="canonical" href="javascript:x">', "", ""),
    ],
)  # fmt: skip
def test_address(head: str, address: str, url: str) -> None:
    assert read(head, address=address).url == url


def test_the_pages_own_article_is_the_one_with_its_address() -> None:
    other = ld(
        '"url": "https://a.example/2", "author": "अन्य", "keywords": "x", "articleSection": "y"'
    )
    own = ld('"url": "https://a.example/1", "author": "रवि"')
    canonical = '<link rel="canonical" href="https://a.example/1">'
    assert read(canonical + other + own).author == "रवि"


@pytest.mark.parametrize(
    ("head", "language"),
    [
        (ld('"inLanguage": "hi-IN"'), "hi"),
        (ld('"inLanguage": {"@type": "Language", "name": "Hindi", "alternateName": "hi"}'), "hi"),
        ('<meta property="og:locale" content="mr_IN">', "mr"),
        ('<meta property="og:locale" content="देवनागरी">', ""),
    ],
)
def test_language(head: str, language: str) -> None:
    assert read(head).language == language


def test_what_says_that_it_is_an_article() -> None:
    assert read(ld('"a": 1')).is_article
    assert read("", '<div itemprop="articleBody">क</div>').is_article
    weak = read('<meta property="og:type" content="Article">')
    assert weak.may_be_article
    assert not weak.is_article
    assert not read('<meta property="og:type" content="website">').may_be_article


def test_locked() -> None:
    wall = ld('"isAccessibleForFree": "False", "hasPart": {"cssSelector": ".wall"}')
    assert read(wall, '<div class="wall"></div>').locked
    assert not read(wall, f'<div class="x wall">{"पूरा लेख यहीं है। " * 5}</div>').locked
    assert not read(ld('"isAccessibleForFree": true')).locked


def test_section_and_outlet() -> None:
    found = read(
        ld('"articleSection": "City &amp;amp; states", "publisher": {"@id": "#p"}')
        + '<script type="application/ld+json">{"@id": "#p", "@type": "Organization", "name": "भोर"}'
        "</script>"
    )
    assert (found.category, found.outlet) == ("City & states", "भोर")
    crumbs = (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": '
        '[{"name": "होम"}, {"item": {"name": "बिहार"}}, {"name": "खबर"}]}</script>'
    )
    assert read(crumbs).category == "बिहार"
    titled = read("<title>नहर खुदी - भोर समाचार</title>", '<a href="/">भोर समाचार</a>')
    assert titled.outlet == "भोर समाचार"
