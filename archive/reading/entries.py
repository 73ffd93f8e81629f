"""An entry of a feed or a sitemap: what it tells of an article, and whether it holds the text."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.article import Rejected, derived_id
from archive.notes import note
from archive.reading.addresses import clean_url
from archive.reading.day_values import parse_day
from archive.reading.fieldtexts import (
    LINE_ENDS,
    ends_in_a_pause,
    plain_text,
    prose,
    without_more,
)
from archive.reading.reader import Draft, Origin

CUT_OFF = "the file ends before the text of this entry; fetch it again"
ONLY_TITLE = "only a title, no text; to fetch its page: feeds add ADDRESS --full"

_MAX_DATE_CHARS = 100
_MIN_WHOLE_CHARS = 1200
"""A summary that is longer is taken for the whole article: teasers are short."""

_MUCH_LONGER = 2

_MAX_AUTHOR_CHARS = 1000
_MAIL_AND_NAME = re.compile(
    r"\s*\S+@\S+\s*\((?P<name>[^()]*)\)\s*|\s*(?P<first>[^<>]*?)\s*<\S+@\S+>\s*"
)
_MAIL = re.compile(r"\S+@\S+")
_NO_NAMES = frozenset("admin administrator webmaster uncategorized uncategorised".split())
"""Defaults of programs in place of authors and categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFields:
    """What an entry says, as found: of any length, with markup.

    Attributes:
        content, summary: The text that is meant to be whole, and that which may be a teaser.
        links: Addresses that may be the article's, the likeliest first.
        key: What stands for the entry in its feed.
        dates: When it was published; never when it was changed.
        authors, categories: The likeliest first.
        whole: Whether the end of the entry is there.
    """

    title: str = ""
    content: str = ""
    summary: str = ""
    links: tuple[str, ...] = ()
    key: str = ""
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    source: str = ""
    language: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed or sitemap.

    Attributes:
        draft: What it tells of the article; the body is empty where it holds no text.
        whole: Whether the body is all of the article's text.
        ended: Whether the end of the entry is there.
    """

    draft: Draft
    whole: bool
    ended: bool = True


def to_entry(found: EntryFields, origin: Origin, number: int, base: str, feed: str) -> Entry:
    """The entry in what was found.

    Args:
        found: As the reader of a format found it.
        origin: The feed.
        number: Of the entry, counted from 1.
        base: The address that its links are relative to.
        feed: What stands for the feed, for entries without an address.
    """
    title = " ".join(plain_text(found.title).split())
    source = " ".join(plain_text(found.source).split())
    # Aggregators put the outlet behind a title, and both in place of a text.
    title = title.removesuffix(f" - {source}") if source else title
    body, whole = _body(found, title, source)
    days = (parse_day(text.strip()[:_MAX_DATE_CHARS]) for text in found.dates if text.strip())
    published = next(filter(None, days), None)
    key = found.key.strip() or f"{title} {published or ''}"
    draft = Draft(
        origin=origin,
        line=number,
        title=title,
        body=body,
        url=_url(found.links, base),
        source=source,
        author=", ".join(dict.fromkeys(filter(None, map(_author, found.authors)))),
        category=next(filter(None, map(_category, found.categories)), ""),
        language=found.language,
        published=published,
        identity=f"{feed}\n{key}" if key.strip() else "",
        notes=tuple(_notes(title, body, whole=whole)),
    )
    return Entry(draft, whole, found.whole)


def to_drafts(entries: Iterable[Entry]) -> Iterator[Draft | Rejected]:
    """The articles in entries; those without a text are rejected."""
    for entry in entries:
        draft = entry.draft
        if draft.body:
            yield draft
        elif not entry.ended:
            yield Rejected(draft.origin.name, draft.line, CUT_OFF, draft.title)
        elif draft.title or draft.url:
            text = draft.url or draft.title
            yield Rejected(draft.origin.name, draft.line, ONLY_TITLE, text)
        else:
            yield Rejected(draft.origin.name, draft.line, "neither title nor text; leave it out")


def apart(entries: Iterable[Entry]) -> list[Entry]:
    """The entries; those that share an address, such as a front page, but no title stay apart."""
    some = list(entries)
    titles: dict[str, set[str]] = {}
    for entry in some:
        titles.setdefault(entry.draft.url, set()).add(entry.draft.title)
    return [
        replace(entry, draft=replace(draft, id=derived_id("", draft.identity)))
        if (draft := entry.draft).url and len(titles[draft.url]) > 1 and draft.identity
        else entry
        for entry in some
    ]


def _notes(title: str, body: str, *, whole: bool) -> Iterator[str]:
    if damaged := f"{title}{body}".count("\ufffd"):
        yield note("replaced", damaged)
    if not whole:
        yield note("cut")


def _body(found: EntryFields, title: str, source: str) -> tuple[str, bool]:
    """The text of an entry, and whether it is all of the article."""
    content, summary = map(prose, (found.content, found.summary))
    no_texts = {_key(title), _key(f"{title} {source}"), _key(f"{title} - {source}")}
    content = "" if _key(content) in no_texts else content
    summary = "" if _key(summary) in no_texts else summary
    if content and content != summary and len(summary) <= _MUCH_LONGER * len(content):
        text, ends = without_more(content)
        is_long = True
    else:
        # Also where the content is no more than the summary once again.
        text, ends = without_more(max(content, summary, key=len))
        is_long = len(text) >= _MIN_WHOLE_CHARS
    if len(text) < _MIN_WHOLE_CHARS and ends_in_a_pause(text):
        ends = False
    return text, ends and is_long and found.whole


def _key(text: str) -> str:
    return " ".join(text.split()).rstrip(" .।…-")


def _url(links: tuple[str, ...], base: str) -> str:
    for link in links:
        text = html.unescape(LINE_ENDS.sub("", link.strip()))
        if text.startswith("www."):
            text = f"https://{text}"
        if text and (url := clean_url(text, base)):
            return url
    return ""


def _author(text: str) -> str:
    """A name, without the address that RSS puts beside it."""
    text = " ".join(plain_text(text[:_MAX_AUTHOR_CHARS]).split())
    if match := _MAIL_AND_NAME.fullmatch(text):
        text = match["name"] or match["first"] or ""
    if text.lower() in _NO_NAMES or text.startswith(("http://", "https://")):
        return ""
    return "" if _MAIL.fullmatch(text) else text


def _category(text: str) -> str:
    name = " ".join(plain_text(text).split())
    return "" if name.lower() in _NO_NAMES or name.startswith(("http://", "https://")) else name
