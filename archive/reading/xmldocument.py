"""Reads XML that is neither feed nor page: records of articles, NITF, NewsML, a word an element.

A record is an element that holds an element, or an attribute, whose name means a body. What is
prose in it becomes text. No entity of the document's own is expanded, and nothing is fetched.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import cast

from lxml import etree

from archive.article import Rejected
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE
from archive.reading.columns import knows
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.files import READ_ERRORS
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.records import NoArticle, Values, to_draft
from archive.reading.transcoding import utf8_stream
from archive.reading.xmlrecords import declared_charset, parse_xml

_CHUNK = 256 * 1024
_HEAD_BYTES = 1024 * 1024
_BATCH_RECORDS = 250
_BATCH_BYTES = 1_000_000
_MAX_LEAVES = 2000
"""Names in one record; a table of other things may have more."""

_DECLARATION = re.compile(
    r"^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE(?:[^\[>]|\[.*?\]\s*)*+>\s*)++", re.DOTALL
)
_BLOCKS = frozenset(
    "p para paragraph div br block hl2 h1 h2 h3 h4 h5 h6 li s sentence lg l head quote tr".split()
)
_PARAGRAPHS = frozenset({"p", "para", "paragraph"})
_WORDS = frozenset({"w", "word", "tok", "token"})
_INLINE = frozenset("a b i u em strong span font sup sub q hi name link img image media".split())
_NAMELESS = frozenset("field column col str arr date int property item entry attribute".split())
_SAYING = ("name", "key", "column", "property")
_FILE_NAME = re.compile(r"(?=.*\d)(?=.*[_.])[A-Za-z0-9_.\-]{5,200}")
_HINDI = re.compile("[\u0904-\u0939]")
_NOTHING = "no element has the name of a text, and none is prose; say which with --map body=…"
_LARGE = "larger than 8 MiB, and no element that repeats is an article; split it into its articles"
_CUT = "the XML ends in the middle of an article; what comes before was read, fetch the file again"


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """A small document as one piece; of a large one the elements that are articles."""
    stream = utf8_stream(source.stream)
    data = stream.read(MAX_ARTICLE_BYTES + 1)
    charset = declared_charset(data, source.origin.content_type)
    if len(data) <= MAX_ARTICLE_BYTES:
        yield Piece("xml", source.origin, ([(None, data)], charset), len(data))
        return
    name = _repeated(data[:_HEAD_BYTES], charset)
    if not name:
        yield Rejected(source.origin.name, None, _LARGE)
        return
    some: list[tuple[int | None, bytes]] = []
    size = number = 0
    error: Exception | None = None
    try:
        for record in _cut(data, stream, name.encode()):
            number += 1
            if record is None:
                yield Rejected(source.origin.name, number, TOO_LARGE)
                continue
            some.append((number, record))
            size += len(record)
            if len(some) >= _BATCH_RECORDS or size >= _BATCH_BYTES:
                yield Piece("xml", source.origin, (some, charset), size, some[0][0])
                some, size = [], 0
    except READ_ERRORS as raised:
        # After what was read before it.
        error = raised
    if some:
        yield Piece("xml", source.origin, (some, charset), size, some[0][0])
    if error:
        raise error


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some elements."""
    some, charset = cast("tuple[list[tuple[int | None, bytes]], str]", piece.content)
    for number, data in some:
        try:
            text, notes = decode_bytes(data, charset)
        except NotText as error:
            yield Rejected(piece.origin.name, number, str(error))
            continue
        yield from _drafts(text, piece.origin, number, options, notes)
        if number is not None and not text.rstrip().endswith(">"):
            yield Rejected(piece.origin.name, number, _CUT)


def _drafts(
    text: str, origin: Origin, number: int | None, options: Options, notes: tuple[str, ...]
) -> Iterator[Draft | Rejected]:
    root = _root(text)
    if root is None:
        yield Rejected(origin.name, number, "no XML with an element; leave it out")
        return
    found = records(root, options)
    for count, values in enumerate(found, 1):
        line = number if number is not None or len(found) == 1 else count
        try:
            yield to_draft(values, origin, line, options, notes)
        except NoArticle as error:
            yield Rejected(origin.name, line, str(error))
    if not found:
        body = prose(root) if _is_prose(root, deep=True) else ""
        if _HINDI.search(body):
            own_name, body = _cut_name(body)
            yield Draft(origin=origin, line=number, body=body, own_name=own_name, notes=notes)
        else:
            yield Rejected(origin.name, number, _NOTHING)


def records(root: etree._Element, options: Options) -> list[Values]:
    """The records in a document: all it says, if it is one article."""
    column = options.columns.get("body", "")
    found: list[tuple[etree._Element, Values]] = []
    for strength in ("body", "beginning"):
        found = _innermost(root, strength, column)
        if found:
            break
    if len(found) == 1:
        # What stands around it, such as the head of NITF, belongs to it.
        return [{**leaves(root), **found[0][1]}]
    return [values for _, values in found]


def leaves(element: etree._Element) -> Values:
    """All texts and attributes in an element by name; several of one name as a list."""
    values: dict[str, str | list[str]] = {}
    count = 0
    waiting = [element]
    while waiting and count < _MAX_LEAVES:
        each = waiting.pop(0)
        named = [(str(key), str(value)) for key, value in each.attrib.items()]
        if each is element or not _is_leaf(each):
            waiting += [child for child in each if isinstance(child.tag, str)]
        if each is not element and _is_leaf(each):
            name = _name(each)
            # Of <date norm="…"/> the attribute is what the name says.
            text = prose(each) or next((value for _, value in named), "")
            is_paragraph = name.lower() in _PARAGRAPHS
            if "date" in name:
                # <dateline>मथुरा, <date when="1936-04-18">18 अप्रैल</date></dateline>
                named += [("when", day) for inner in each.iter() if (day := inner.get("when"))]
            named.insert(0, ("paragraphs" if is_paragraph else name, text))
        for qualified, text in named:
            key = qualified.rpartition("}")[2]
            if not text.strip():
                continue
            count += 1
            before = values.get(key)
            if before is None:
                values[key] = text
            elif isinstance(before, list):
                before.append(text)
            elif before != text:
                values[key] = [before, text]
    return values


def prose(element: etree._Element) -> str:
    """The text in an element: blocks as lines, words that are elements parted by spaces."""
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        name = _name(each).lower()
        if event == "start":
            parts += [_before(name), each.text or ""] if isinstance(each.tag, str) else []
        else:
            parts.append(_before(name))
            parts.append((each.tail or "") if each is not element else "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\u2029"))
    return "\n".join(filter(None, lines))


def _before(name: str) -> str:
    if name in _BLOCKS:
        return "\u2029"
    return " " if name in _WORDS else ""


def _root(text: str) -> etree._Element | None:
    """The element that a document is."""
    outer = parse_xml("", _DECLARATION.sub("", text, count=1))
    if outer is None:
        return None
    inside = [child for child in outer if isinstance(child.tag, str)]
    return inside[0] if len(inside) == 1 else outer if inside else None


def _name(element: etree._Element) -> str:
    """The name of an element: the tag, or what <field name="title"> says."""
    tag = element.tag
    if isinstance(tag, str) and tag.lower() in _NAMELESS:
        return str(next((element.attrib[key] for key in _SAYING if key in element.attrib), tag))
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _is_leaf(element: etree._Element) -> bool:
    return not len(element) or _is_prose(element)


def _is_prose(element: etree._Element, *, deep: bool = False) -> bool:
    """Whether it is text with markup in it, and no record with fields.

    Args:
        element: What is looked at.
        deep: Whether blocks and words anywhere in it are enough.
    """
    if (element.text or "").strip() and len(element):
        return True
    names = [_name(child).lower() for child in element if isinstance(child.tag, str)]
    if any((child.tail or "").strip() for child in element):
        return True
    if deep:
        return not names or any(
            _name(each).lower() in _BLOCKS | _WORDS for each in element.iter(etree.Element)
        )
    text_like = _BLOCKS | _WORDS | _INLINE
    return bool(names) and all(name in text_like for name in names)


def _innermost(
    root: etree._Element, strength: str, column: str
) -> list[tuple[etree._Element, Values]]:
    """The elements that have a body of their own, and none in them has one with a title."""
    found: list[tuple[etree._Element, Values]] = []
    for each in root.iter(etree.Element):
        own = [str(key) for key in each.attrib]
        if each is root or not _is_leaf(each):
            own += [_name(child) for child in each if _is_leaf(child)]
        has_paragraphs = strength == "body" and not _PARAGRAPHS.isdisjoint(map(str.lower, own))
        if column:
            is_one = column in own
        else:
            is_one = knows(own, strength) or (has_paragraphs and knows(own, "title"))
        if is_one:
            found.append((each, leaves(each)))
    # An element around another that was found: the article is the inner one, unless it has no
    # title, as the body of NITF.
    inner = {id(each) for each, _ in found}
    around = {
        id(outer) for each, _ in found for outer in each.iterancestors() if id(outer) in inner
    }
    return [(each, values) for each, values in found if id(each) not in around]


def _cut_name(body: str) -> tuple[str, str]:
    """The name that the file gives itself in its first paragraph, if it does, and the text."""
    first, _, rest = body.partition("\n")
    return (first.strip(), rest) if rest and _FILE_NAME.fullmatch(first.strip()) else ("", body)


def _repeated(head: bytes, charset: str) -> str:
    """The name of the element that is an article, in the beginning of a large document."""
    try:
        text = decode_bytes(head[: head.rfind(b">") + 1], charset)[0]
    except NotText:
        return ""
    root = _root(text)
    if root is None:
        return ""
    for strength in ("body", "beginning"):
        found = _innermost(root, strength, "")
        names = Counter(str(each.tag) for each, _ in found)
        for name, count in names.most_common(1):
            if count > 1:
                return name.rpartition("}")[2]
    return ""


def _cut(data: bytes, stream: io.BufferedReader, name: bytes) -> Iterator[bytes | None]:
    """The elements of a name, as they stand; None for one that is too large."""
    begin = re.compile(rb"<(?:[\w.-]{1,40}:)?" + re.escape(name) + rb"(?=[\s>])")
    end = re.compile(rb"</(?:[\w.-]{1,40}:)?" + re.escape(name) + rb"\s{0,9}>")
    at = 0
    while True:
        start = begin.search(data, at)
        stop = end.search(data, start.end()) if start else None
        if start and stop:
            fits = stop.end() - start.start() <= MAX_ARTICLE_BYTES
            yield data[start.start() : stop.end()] if fits else None
            at = stop.end()
            continue
        data = data[start.start() if start else max(at, len(data) - len(name) - 50) :]
        at = 0
        if len(data) > MAX_ARTICLE_BYTES:
            yield None
            # Its end is looked for among what follows.
            data = data[-len(name) - 50 :]
        chunk = stream.read(_CHUNK)
        if not chunk:
            if start:
                yield data
            return
        data += chunk
