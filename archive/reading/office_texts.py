"""Takes the text out of documents of Word (.docx) and LibreOffice (.odt), a paragraph a line.

Headings, lists and tables are paragraphs like any other. What is deleted, hidden in fields, noted
at the foot or said in comments is left out.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from archive.reading.cleaning import MAX_ARTICLE_BYTES
from archive.reading.files import Unreadable

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

_PARAGRAPHS = {f"{_WORD}p", f"{_STRICT_WORD}p", f"{_TEXT}p", f"{_TEXT}h"}
_IN_WORD = (_WORD, _STRICT_WORD)
_WORD_TEXTS = {f"{_WORD}t", f"{_STRICT_WORD}t"}
_SIGNS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "line-break": "\n",
    "s": " ",
    "noBreakHyphen": "-",
}
_LEFT_OUT = {
    f"{_WORD}del",
    f"{_WORD}moveFrom",
    f"{_STRICT_WORD}del",
    f"{_STRICT_WORD}moveFrom",
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TITLE_STYLES = frozenset({"title", "heading1"})
_OLD_VERSIONS = f"{_TEXT}tracked-changes"


def text_of(stream: BinaryIO) -> tuple[str, str]:
    """The text of a document, and its title; what is longer than an article may be is left away.

    A title is what it begins with if that alone has the style of one.

    Args:
        stream: The XML with the text: word/document.xml or content.xml.

    Raises:
        Unreadable: It is no XML.
    """
    paragraphs: list[str] = []
    titles: list[int] = []
    size = 0
    try:
        for paragraph, is_title in _paragraphs(stream):
            if is_title and paragraph.strip():
                titles.append(len(paragraphs))
            if paragraphs or paragraph.strip():
                paragraphs.append(paragraph)
            size += len(paragraph.encode(errors="replace")) + 1
            if size > MAX_ARTICLE_BYTES:
                break
    except etree.LxmlError as error:
        reason = f"the text of the document is damaged ({error}); save it again, or as .txt"
        raise Unreadable(reason) from error
    return "\n".join(paragraphs), paragraphs[0].strip() if titles == [0] else ""


def _paragraphs(stream: BinaryIO) -> Iterator[tuple[str, bool]]:
    """The paragraphs, and whether each has the style of a title."""
    depth = 0
    events = etree.iterparse(
        stream, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for event, element in events:
        if element.tag not in _PARAGRAPHS and element.tag != _OLD_VERSIONS:
            continue
        depth += 1 if event == "start" else -1
        # A paragraph may hold a frame with paragraphs in it: they belong to the outer one.
        if not depth:
            if element.tag in _PARAGRAPHS:
                yield "".join(_texts(element)), _is_title(element)
            element.clear(keep_tail=True)


def _is_title(paragraph: etree._Element) -> bool:
    if paragraph.tag == f"{_TEXT}h":
        return paragraph.get(f"{_TEXT}outline-level", "1") == "1"
    style = paragraph.get(f"{_TEXT}style-name", "")
    for name in _IN_WORD:
        set_ = paragraph.find(f"{name}pPr/{name}pStyle")
        style = style if set_ is None else set_.get(f"{name}val", "")
    return style.replace(" ", "").replace("_20_", "").casefold() in _TITLE_STYLES


def _texts(element: etree._Element) -> Iterator[str]:
    """What is written in a paragraph, from left to right."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        tag = str(each.tag)
        in_word = tag.startswith(_IN_WORD)
        if event == "end":
            # What stands between elements is text in OpenDocument, and white space in Word.
            if each is not element and each.tail and not in_word:
                yield each.tail
        elif tag in _LEFT_OUT:
            walk.skip_subtree()
        else:
            if tag in _PARAGRAPHS and each is not element:
                yield "\n"
            elif tag.startswith((*_IN_WORD, _TEXT)):
                yield _SIGNS.get(tag.rpartition("}")[2], "")
            if each.text and (tag in _WORD_TEXTS or not in_word):
                yield each.text
