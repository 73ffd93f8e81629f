"""Chooses an article's title: the page's own heading where it agrees with the metadata."""

import re
from collections.abc import Iterator, Sequence

from archive.reading.html.blocks import Block
from archive.reading.html.holder import compact

_SEPARATOR = re.compile(r"\s+[|–—-]+\s+|\s*[|»]\s*|\s+::\s+|(?<=\w)\s*:\s+")
_MIN_SHARE = 0.35
"""The share of a longer title that the other must be, to be taken for the same."""

_MIN_TITLE_CHARS = 8
_MAX_TITLE_CHARS = 400
_MIN_COMMON_WORDS = 0.6
_CUT_FROM = 100
_WORD = re.compile(r"[\w\u0900-\u0963]+")
_PREFIX = re.compile(r"^(?:print|प्रिंट|photos?|video|amp)\s*[-:|]\s*", re.IGNORECASE)


def choose_title(blocks: Sequence[Block], headlines: Sequence[str], outlet: str) -> str:
    """The title; "" if the page shows none and its metadata has none.

    Args:
        blocks: The page's text.
        headlines: What the metadata says, most trusted first.
        outlet: The name of the site, which is no part of a title.
    """
    said = [text for each in headlines if (text := without_outlet(each, outlet))]
    said = [_whole(text, said) for text in said]
    shown = [each for each in dict.fromkeys(_headings(blocks)) if not _same(each, outlet)]
    for text in said:
        for heading in shown:
            if agree(heading, text):
                return _better_spaced(without_outlet(heading, outlet), text)
    # A list's first entry, or the site's name, is no title: what is said goes before such headings.
    return next(iter(said), "")


def _whole(text: str, said: Sequence[str]) -> str:
    """A title that was cut (search engines want 110 characters), as it stands elsewhere."""
    beginning = compact(text)
    if not text.endswith(("…", "...", "..")) and len(text) < _CUT_FROM:
        return text
    longer = (each for each in said if len(compact(each)) > len(beginning))
    return next((each for each in longer if compact(each).startswith(beginning)), text)


def _better_spaced(shown: str, said: str) -> str:
    """The title as shown, unless the page draws its spaces with styles."""
    same = compact(shown) == compact(said)
    return said if same and said.count(" ") > shown.count(" ") else shown


def first_heading(blocks: Sequence[Block], outlet: str, lines: Sequence[str]) -> str:
    """The heading, or bold line, that stands last above the text, where no metadata has a title.

    Args:
        blocks: The page's text.
        outlet: The name of the site.
        lines: The text.
    """
    found = ""
    for block in blocks:
        if block.text in lines and not block.heading and not block.strong:
            break
        fits = _MIN_TITLE_CHARS <= len(block.text) <= _MAX_TITLE_CHARS and not block.is_link
        if fits and (block.heading or block.strong) and not _same(block.text, outlet):
            found = block.text
    return found


def without_outlet(title: str, outlet: str) -> str:
    """A title without the name of the site, in front or behind; "" if nothing is left."""
    title = _PREFIX.sub("", title.strip())
    name = compact(outlet).casefold()
    if not name:
        return title
    if compact(title).casefold() == name:
        return ""
    for stop in _SEPARATOR.finditer(title):
        if _is_name(title[: stop.start()], name):
            title = title[stop.end() :]
            break
    for stop in reversed(list(_SEPARATOR.finditer(title))):
        if _is_name(title[stop.end() :], name):
            title = title[: stop.start()]
            break
    words, outlet_words = title.split(), outlet.split()
    # "बिजनेस स्टैंडर्ड जनवरी में …", with no sign between.
    if len(words) > len(outlet_words) + 2 and words[: len(outlet_words)] == outlet_words:
        title = " ".join(words[len(outlet_words) :])
    return title.strip(" -–—|:»")


def agree(one: str, other: str) -> bool:
    """Whether two titles are of the same article: one in the other, or most of their words."""
    first, second = compact(one).casefold(), compact(other).casefold()
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if short in long:
        return len(short) >= _MIN_SHARE * len(long)
    words, others = set(_WORD.findall(one)), set(_WORD.findall(other))
    return len(words & others) >= _MIN_COMMON_WORDS * max(len(words), len(others), 1)


def _headings(blocks: Sequence[Block]) -> Iterator[str]:
    """The page's headings: of the first rank, then the others in order, then bold lines."""
    fit = [b for b in blocks if _MIN_TITLE_CHARS <= len(b.text) <= _MAX_TITLE_CHARS]
    for block in fit:
        if block.heading and any(owner.tag == "h1" for owner in block.owners):
            yield block.text
    for block in fit:
        if block.heading and not block.is_link:
            yield block.text
    for block in fit:
        if block.heading:
            yield block.text
    for block in fit:
        if block.strong and not block.is_link:
            yield block.text


def _same(text: str, outlet: str) -> bool:
    return bool(outlet) and compact(text).casefold() == compact(outlet).casefold()


def _is_name(part: str, name: str) -> bool:
    form = compact(part).casefold()
    return bool(form) and (form == name or name in (form.removesuffix("news"), form + "news"))
