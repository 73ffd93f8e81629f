"""XML for readers and crawlers: any text may go in, and what comes out is well-formed."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

# XML 1.0, production 2: what is not among these stands in no document, not even as a reference.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def root(tag: str, **attributes: str) -> Element:
    """The outermost element."""
    return Element(tag, _written(attributes))


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A further child, with its text."""
    child = SubElement(parent, tag, _written(attributes))
    child.text = writable(text) or None
    return child


def document(element: Element) -> bytes:
    """The whole as UTF-8."""
    return bytes(tostring(element, encoding="utf-8", xml_declaration=True))


def _written(attributes: dict[str, str]) -> dict[str, str]:
    # Python has names of its own for type, class and the like, hence the underscore.
    return {name.rstrip("_").replace("__", ":"): writable(v) for name, v in attributes.items()}
