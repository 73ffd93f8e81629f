"""One article as it was scraped into a text file: byline, text, tail, and no markup.

It takes author, date and url out of the text and makes a title. It does not repair text in other
encodings than UTF-8, nor look for several articles in one file.
"""

from collections.abc import Iterator
from typing import BinaryIO

from archive.article import Article, Rejected, derived_id
from archive.reading.cleaning import clean, host, label
from archive.reading.heads import cut_head
from archive.reading.limits import ARTICLE_LIMIT, NOT_UTF8, TOO_LARGE
from archive.reading.publication_date import dated
from archive.reading.tails import cut_tail
from archive.reading.titles import title_of


def read(stream: BinaryIO, path: str) -> Iterator[Article | Rejected]:
    """The article in a file, or why there is none."""
    data = stream.read(ARTICLE_LIMIT + 1)
    if len(data) > ARTICLE_LIMIT:
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
    whole = clean(text)
    if not whole:
        return Rejected(path, None, "the file is empty; leave it out")
    url, lines = cut_tail(whole.split("\n"))
    byline, lines = cut_head(lines)
    body = "\n".join(lines)
    if not body:
        reason = "no text is left beside byline, keywords and url; leave it out"
        return Rejected(path, None, reason)
    published, dated_by = dated(url, body, byline=byline.published)
    return Article(
        # Of the whole text: what is taken for a byline may differ in a later version.
        id=derived_id(url, whole),
        body=body,
        title=title_of(body),
        url=url,
        source=label(host(url)),
        author=label(byline.author),
        published=published,
        dated_by=dated_by,
    )
