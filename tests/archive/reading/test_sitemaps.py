"""Sitemaps from files: they hold no text, which is said once; the pages that they list."""

import io
from datetime import date

from archive.article import Rejected
from archive.reading import sitemaps
from archive.reading.reader import Origin, Source
from tests.factories import read_bytes

NEWS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc>https://bhor.example/1?a=1&amp;b=2</loc><lastmod>2025-08-14</lastmod><n:news>"
    "<n:publication><n:name>भोर</n:name><n:language>hi</n:language></n:publication>"
    "<n:publication_date>2025-08-12T20:12:00+05:30</n:publication_date>"
    "<n:title><![CDATA[बारिश & जाम]]></n:title><n:keywords>मौसम</n:keywords></n:news></url>"
    "<url><loc> https://bhor.example/2 </loc><lastmod>2025-08-14</lastmod></url>"
    "<url><lastmod>2025-08-14</lastmod></url></urlset>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<sitemap><loc>https://bhor.example/a.xml.gz</loc><lastmod>2025-08-14</lastmod></sitemap>"
    "<sitemap><loc>https://bhor.example/b.xml</loc></sitemap><sitemap></sitemap></sitemapindex>"
)


def source(text: str) -> Source:
    return Source(Origin("s.xml", "s.xml"), io.BufferedReader(io.BytesIO(text.encode())))


def test_a_file_is_told_once_with_the_cure() -> None:
    found = read_bytes(NEWS.encode(), "s.xml")
    assert [type(each) for each in found] == [Rejected]
    assert "3 pages" in str(found[0])
    assert "feeds add ADDRESS --full" in str(found[0])
    assert "3 other sitemaps" in str(read_bytes(INDEX.encode(), "s.xml")[0])


def test_pages_with_what_is_said_of_them() -> None:
    records = sitemaps.read_records(source(NEWS))
    first, second = [entry.draft for entry in sitemaps.entries(records, Origin("s", "s"))]
    assert (first.url, first.title) == ("https://bhor.example/1?a=1&b=2", "बारिश & जाम")
    assert (first.published, first.source, first.language) == (date(2025, 8, 12), "भोर", "hi")
    # When a page was changed is no day of publication.
    assert (second.url, second.published, second.body) == ("https://bhor.example/2", None, "")


def test_an_index_gives_its_sitemaps() -> None:
    records = sitemaps.read_records(source(INDEX))
    assert sitemaps.is_index(records)
    assert sitemaps.addresses(records) == [
        ("https://bhor.example/a.xml.gz", "2025-08-14"),
        ("https://bhor.example/b.xml", ""),
    ]


def test_a_cut_sitemap_gives_its_whole_pages() -> None:
    for end in range(len(NEWS)):
        records = sitemaps.read_records(source(NEWS[:end]))
        urls = {entry.draft.url for entry in sitemaps.entries(records, Origin("s", "s"))}
        assert urls <= {"https://bhor.example/1?a=1&b=2", "https://bhor.example/2"}
