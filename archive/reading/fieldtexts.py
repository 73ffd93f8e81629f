"""The text in a field of a feed: without markup, captions, "read more" and what surrounds it."""

import html
import re
from itertools import pairwise

from archive.reading.cleaning import clean_text
from archive.reading.markup import has_escaped_markup, has_markup, text_of_html, unescape

LINE_ENDS = re.compile(r"[ \t]*\r?\n[ \t]*")
_SENTENCE_ENDS = "।॥|.?!:;…\"'”’)]»"

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
_NO_PROSE = (
    # what opens it, what closes it: captions, what surrounds an article, posts that it shows
    (r"<figcaption\b[^<>]{0,500}>", "</figcaption>"),
    (r"<header\b[^<>]{0,500}>", "</header>"),
    (r"<footer\b[^<>]{0,500}>", "</footer>"),
    (r"<nav\b[^<>]{0,500}>", "</nav>"),
    (r"<blockquote\b[^<>]{0,300}(?:twitter|instagram|tiktok)-[^<>]{0,300}>", "</blockquote>"),
    (r"\[caption\b[^\]]{0,300}\]", "[/caption]"),
)
_NO_PROSE_FOUND = tuple(
    (re.compile(f"{opening}.*?{re.escape(closing)}", re.IGNORECASE | re.DOTALL), closing)
    for opening, closing in _NO_PROSE
)
_SHORTCODE = re.compile(r"\[/?(?:gallery|embed|audio|video)\b[^\]]{0,300}\]")


def plain_text(text: str) -> str:
    """The text of a field that may hold HTML, also escaped twice; one line a paragraph."""
    if has_escaped_markup(text) and not has_markup(text):
        text = html.unescape(text)
    for pattern, closing in _NO_PROSE_FOUND:
        # Up to the last end, so that none is looked for in vain, again and again.
        last = text.lower().rfind(closing) + len(closing) if closing in text.lower() else 0
        text = pattern.sub("", text[:last]) + text[last:] if last else text
    if "[" in text:
        text = _SHORTCODE.sub("", text)
    return text_of_html(text) if has_markup(text) else _unwrapped(unescape(text).strip())


def _unwrapped(text: str) -> str:
    """A text without markup: a line that ends in the middle of a sentence goes on in the next."""
    lines = LINE_ENDS.split(text)
    parts = lines[:1]
    for before, line in pairwise(lines):
        goes_on = before and line and before[-1] not in _SENTENCE_ENDS
        parts += [" " if goes_on else "\n", line]
    return "".join(parts)


def prose(markup: str) -> str:
    """The text of a field that may hold an article, without what feeds put below it."""
    text = "\n".join(
        line for line in clean_text(plain_text(markup)).split("\n") if not _ALSO_READ.match(line)
    )
    return _FOOTER.sub("", text).strip() if "appeared" in text or "originally" in text else text


def without_more(text: str) -> tuple[str, bool]:
    """The text without "read more" below it, and whether that was not there."""
    head, tail = text[:-_LAST_CHARS], text[-_LAST_CHARS:]
    cut = _CUT_END.search(tail)
    return (f"{head}{tail[: cut.start()]}".rstrip() + " …", False) if cut else (text, True)


def ends_in_a_pause(text: str) -> bool:
    """Whether a text ends on an ellipsis."""
    return bool(_PAUSE_END.search(text[-_LAST_CHARS:]))
