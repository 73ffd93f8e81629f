"""An entry of a feed or a sitemap: what it tells of an article, and whether it holds the text."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.article import Rejected, derived_id
from archive.notes import note
from archive.reading.addresses import clean_url
from archive.reading.cleaning import clean_text
from archive.reading.day_values import parse_day
from archive.reading.markup import has_escaped_markup, has_markup, text_of_html, unescape
from archive.reading.reader import Draft, Origin

CUT_OFF = "the file ends before the text of this entry; fetch it again"
ONLY_TITLE = "only a title, no text; to fetch its page: feeds add ADDRESS --full"

_MAX_DATE_CHARS = 100
_MIN_WHOLE_CHARS = 1200
"""A summary that is longer is taken for the whole article: teasers are short."""

_MUCH_LONGER = 2

# What feeds put below a text, and what tells that the text goes on elsewhere.
_MORE = (
    r"read (?:more|full(?: (?:story|article))?|the full (?:story|article))|continue reading|"
    r"keep reading|view (?:full )?(?:article|post)|"
    r"(?:और|आगे|पूरा|पूरी|विस्तार से)(?: (?:खबर|ख़बर|समाचार|लेख))? ?(?:पढ़ें|पढ़ें|पढ़िए|पढ़िये|देखें)"
)
_AFTER = r"[\s.»›→>|)]*$"
_CUT_END = re.compile(
    rf"(?:\[\s*(?:…|\.\.\.+)\s*\]|\[\s*\+\s*\d+\s*chars\s*\]"
    rf"|(?:…|\.\.\.+)?\s*\[?(?:{_MORE})[^\n।]{{0,80}}\]?){_AFTER}",
    re.IGNORECASE,
)
"""What nobody writes at the end of an article."""

_PAUSE_END = re.compile(rf"(?:…|\.\.\.+){_AFTER}")
"""What writers end on too, and teasers nearly always."""

_LAST_CHARS = 300
_MAX_AUTHOR_CHARS = 1000
_FOOTER = re.compile(
    r"\n?^\s*(?:the post\b.{1,300}?\b(?:appeared first on|first appeared on)\b.{0,200}"
    r"|.{0,300}\b(?:appeared first on|originally published (?:at|on))\b.{0,200})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_ALSO_READ = re.compile(
    r"[\W_]{0,3}(?:(?:यह|ये|इसे|इन्हें) भी (?:पढ़ें|पढ़ें|पढ़े|पढ़े|देखें)|also read|read also)\s*[:：|–—-].{0,200}$"
    r"|[\W_]{0,3}(?:यह|ये|इसे) भी (?:पढ़ें|पढ़ें)[\W_]{0,3}$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"<figcaption\b.*?(?:</figcaption\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_CAPTION_CODE = re.compile(r"\[caption\b[^\]]{0,300}\].*?\[/caption\]", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?(?:gallery|embed|audio|video)\b[^\]]{0,300}\]")
_MAIL_AND_NAME = re.compile(
    r"\s*\S+@\S+\s*\((?P<name>[^()]*)\)\s*|\s*(?P<first>[^<>]*?)\s*<\S+@\S+>\s*"
)
_MAIL = re.compile(r"\S+@\S+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_IN_DEVANAGARI = frozenset("hi mr ne sa mai bho kok doi brx sd ks awa mag new raj hne gom".split())
_DEVANAGARI = re.compile("[\u0904-\u0939]")
_LETTER = re.compile(r"[^\W\d_]")
_LANGUAGE_SAMPLE = 1000


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
    body, whole = _body(found, title)
    language = _language(found.language, f"{title} {body}")
    days = (parse_day(text.strip()[:_MAX_DATE_CHARS]) for text in found.dates if text.strip())
    published = next(filter(None, days), None)
    key = found.key.strip() or f"{title} {published or ''}"
    draft = Draft(
        origin=origin,
        line=number,
        title=title,
        body=body,
        url=_url(found.links, base),
        source=" ".join(plain_text(found.source).split()),
        author=", ".join(dict.fromkeys(filter(None, map(_author, found.authors)))),
        category=next(filter(None, map(_category, found.categories)), ""),
        language=language,
        published=published,
        identity=f"{feed}\n{key}" if key.strip() else "",
        notes=tuple(_notes(body, whole=whole)),
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


def plain_text(text: str) -> str:
    """The text of a field that may hold HTML, also escaped twice; one line a paragraph."""
    if has_escaped_markup(text) and not has_markup(text):
        text = html.unescape(text)
    if "[" in text:
        # Up to the last end, so that none is looked for in vain, again and again.
        last = text.rfind("[/caption]") + len("[/caption]")
        text = _SHORTCODE.sub("", _CAPTION_CODE.sub("", text[:last]) + text[last:])
    if has_markup(text):
        return text_of_html(_CAPTION.sub("", text))
    return unescape(text).strip()


def _notes(body: str, *, whole: bool) -> Iterator[str]:
    if damaged := body.count("\ufffd"):
        yield note("replaced", damaged)
    if not whole:
        yield note("cut")


def _body(found: EntryFields, title: str) -> tuple[str, bool]:
    """The text of an entry, and whether it is all of the article."""
    content, summary = map(_prose, (found.content, found.summary))
    if _same(content, title):
        content = ""
    if _same(summary, title):
        summary = ""
    if content and content != summary and len(summary) <= _MUCH_LONGER * len(content):
        text, ends = _without_more(content)
        is_long = True
    else:
        # Also where the content is no more than the summary once again.
        text, ends = _without_more(max(content, summary, key=len))
        is_long = len(text) >= _MIN_WHOLE_CHARS
    if len(text) < _MIN_WHOLE_CHARS and _PAUSE_END.search(text[-_LAST_CHARS:]):
        ends = False
    return text, ends and is_long and found.whole


def _without_more(text: str) -> tuple[str, bool]:
    """The text without "read more" below it, and whether it ends where the article does."""
    head, tail = text[:-_LAST_CHARS], text[-_LAST_CHARS:]
    cut = _CUT_END.search(tail)
    return (f"{head}{tail[: cut.start()]}".rstrip() + " …", False) if cut else (text, True)


def _prose(markup: str) -> str:
    text = "\n".join(
        line for line in clean_text(plain_text(markup)).split("\n") if not _ALSO_READ.match(line)
    )
    return _FOOTER.sub("", text).strip() if "appeared" in text or "originally" in text else text


def _same(text: str, title: str) -> bool:
    return " ".join(text.split()).rstrip(" .।…") == title.rstrip(" .।…")


def _url(links: tuple[str, ...], base: str) -> str:
    urls = (clean_url(html.unescape(link.strip()), base) for link in links if link.strip())
    return next(filter(None, urls), "")


def _author(text: str) -> str:
    """A name, without the address that RSS puts beside it."""
    text = " ".join(plain_text(text[:_MAX_AUTHOR_CHARS]).split())
    if match := _MAIL_AND_NAME.fullmatch(text):
        text = match["name"] or match["first"] or ""
    return "" if _MAIL.fullmatch(text) or text.startswith(("http://", "https://")) else text


def _category(text: str) -> str:
    name = " ".join(plain_text(text).split())
    return "" if name.startswith(("http://", "https://")) else name


def _language(text: str, sample: str) -> str:
    """The code of a language; none where the letters contradict it: many feeds say "en-US"."""
    match = _LANGUAGE.fullmatch(text.strip())
    if not match:
        return ""
    code = match[1].lower()
    code = {"hin": "hi", "mar": "mr", "nep": "ne", "san": "sa", "eng": "en"}.get(code, code)
    head = sample[:_LANGUAGE_SAMPLE]
    letters = len(_LETTER.findall(head))
    devanagari = len(_DEVANAGARI.findall(head))
    mostly = letters > 0 and devanagari * 2 > letters
    return code if letters == 0 or mostly == (code in _IN_DEVANAGARI) else ""
