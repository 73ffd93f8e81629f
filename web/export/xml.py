"""Writes XML for feeds and sitemaps: well-formed whatever text is put in."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

# XML 1.0, production 2: no other character may be in a document, not even as a reference.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without the characters that XML does not allow."""
    return _UNWRITABLE.sub("", text)


def root(tag: str, **attributes: str) -> Element:
    """The outermost element."""
    return Element(tag, _written(attributes))


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Append a child with its text."""
    child = SubElement(parent, tag, _written(attributes))
    child.text = writable(text) or None
    return child


def document(element: Element) -> bytes:
    """The document as UTF-8."""
    return bytes(tostring(element, encoding="utf-8", xml_declaration=True))


def _written(attributes: dict[str, str]) -> dict[str, str]:
    # type_ and class_ stand for names that Python has taken; xml__lang for xml:lang.
    return {name.rstrip("_").replace("__", ":"): writable(v) for name, v in attributes.items()}
