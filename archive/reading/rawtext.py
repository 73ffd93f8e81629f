"""Reads a scraped text file: one article, with byline lines above and keywords and url below.

Author, date and url are taken out of the text, and a title is made from it. Other encodings than
UTF-8 are rejected, and several articles in one file are not told apart.
"""

from collections.abc import Iterator
from typing import BinaryIO

from archive.article import Article, Rejected, derived_id
from archive.reading.cleaning import (
    MAX_ARTICLE_BYTES,
    NOT_UTF8,
    TOO_LARGE,
    clean_label,
    clean_text,
    host,
)
from archive.reading.heads import cut_head
from archive.reading.publication_date import find_publication_date
from archive.reading.tails import cut_tail
from archive.reading.titles import title_of


def read(stream: BinaryIO, path: str) -> Iterator[Article | Rejected]:
    """The article in a file, or why there is none."""
    data = stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        yield Rejected(path, None, TOO_LARGE)
        return
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        yield Rejected(path, None, f"{NOT_UTF8} (byte {error.start + 1})")
        return
    yield to_article(text, path)


def to_article(text: str, path: str) -> Article | Rejected:
    """The article in a text."""
    cleaned = clean_text(text)
    if not cleaned:
        return Rejected(path, None, "the file is empty; leave it out")
    url, lines = cut_tail(cleaned.split("\n"))
    byline, lines = cut_head(lines)
    body = "\n".join(lines)
    if not body:
        reason = "no text is left beside byline, keywords and url; leave it out"
        return Rejected(path, None, reason)
    published, dated_by = find_publication_date(url, body, byline=byline.published)
    return Article(
        # A hash of the full text, since a later version may take another line for a byline.
        id=derived_id(url, cleaned),
        body=body,
        title=title_of(body),
        url=url,
        source=clean_label(host(url)),
        author=clean_label(byline.author),
        published=published,
        dated_by=dated_by,
    )
