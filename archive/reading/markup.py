"""Markup in a text that should have none: tells it, and takes the text out of it.

For fragments, as bodies of JSON, CSV and feeds hold them. It looks for no article in a page.
"""

import html
import re

from lxml import etree

_ELEMENTS = (
    "a abbr address amp-img article aside b big blockquote body br center cite code dd del div dl "
    "dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img "
    "ins kbd label li link main mark meta nav noscript ol p picture pre q s script section small "
    "source span strike strong style sub sup table tbody td tfoot th thead time title tr tt u ul "
    "video"
)
_NAMES = "|".join(_ELEMENTS.split())
_ATTRIBUTES = r"(?:[\s/][^<>]{0,2000})?"
_ALONE = re.compile(rf"<(?:br|hr|p|img|div|script|style){_ATTRIBUTES}>", re.IGNORECASE)
"""Elements of which one says enough: nobody writes them in running text."""

_TAG = re.compile(rf"<(?:{_NAMES}){_ATTRIBUTES}>", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{_NAMES})\s{{0,9}}>", re.IGNORECASE)
_ANY_TAG = re.compile(rf"</?(?P<name>{_NAMES}){_ATTRIBUTES}>", re.IGNORECASE)
_ESCAPED = re.compile(
    rf"&lt;/?(?:{_NAMES})(?:[\s/](?:[^<>&]|&(?![lg]t;)){{0,500}})?&gt;", re.IGNORECASE
)
_MIN_ESCAPED = 2

_NAMED_ENTITY = re.compile(
    r"&(?:amp;)*(nbsp|amp|quot|apos|[lr][sd]quo|[sb]dquo|ndash|mdash|hellip|bull|middot|copy|reg|"
    r"deg|laquo|raquo|shy|zwn?j|ensp|emsp|thinsp|times|frac\d\d|trade|euro|pound|lt|gt);"
)
"""Such as are left in texts of pages. None that is a word of some language."""

_HIDDEN = frozenset(
    "head script style noscript template iframe svg math object select button textarea".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul "
    "video".split()
)
_CELLS = frozenset({"td", "th"})
_END = "\u2029"
"""Unicode's own mark for the end of a paragraph."""

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^<>]*>")


def has_markup(text: str) -> bool:
    """Whether a text is rather markup than writing; "5 < 6" and a lone <b> are writing."""
    if "<" not in text:
        return False
    return bool(_ALONE.search(text) or (_TAG.search(text) and _CLOSING.search(text)))


def has_escaped_markup(text: str) -> bool:
    """Whether tags stand in it as &lt;p&gt;, as in a feed that was read once too little."""
    return "&lt;" in text and sum(1 for _ in _ESCAPED.finditer(text)) >= _MIN_ESCAPED


def unescape(text: str) -> str:
    """The text with its named entities (&nbsp; &amp; &ldquo;) as characters, also escaped twice.

    What is no entity of the usual ones stays as it is: R&D; &c.
    """
    if "&" not in text:
        return text
    return _NAMED_ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    return html.unescape(f"&{entity[1]};")


def text_of_html(markup: str) -> str:
    """The text in a fragment or page of HTML: one line a block, nothing of scripts and styles.

    Safe for any text: nothing is fetched or run, and broken markup is read as browsers do.
    """
    text = _CONTROL.sub("", _CDATA.sub("", markup))
    if declaration := _XML_DECLARATION.match(text):
        text = text[declaration.end() :]
    # A blank line is the end of a paragraph for those who write HTML by hand.
    text = _BLANK_LINE.sub(_END, text)
    root, too_deep = _parse(text)
    if too_deep:
        # Tags that are never closed; the parser gives up after some hundred.
        root, _ = _parse(_ANY_TAG.sub(_flat, text))
    if root is None:
        return ""
    parts, blocks = _parts(root)
    joined = "".join(parts)
    if not blocks:
        joined = joined.replace("\n", _END)
    lines = (" ".join(line.split()) for line in joined.split(_END))
    return "\n".join(filter(None, lines))


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """The root element, None if there is none; whether it goes deeper than the parser."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        # Nothing in it but what is left out.
        root = None
    return root, any("depth" in error.message for error in parser.error_log)


def _flat(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    return tag[0] if name in _HIDDEN else "<br>" if name in _BLOCKS else ""


def _parts(root: etree._Element) -> tuple[list[str], bool]:
    """The texts of an element, with marks where lines end; whether it has blocks of its own."""
    parts: list[str] = []
    blocks = False
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        hidden = not name or name in _HIDDEN
        if event == "start":
            if hidden:
                walker.skip_subtree()
                continue
            blocks = blocks or name == "br" or (name in _BLOCKS and name not in {"html", "body"})
            parts += [_before(name), element.text or ""]
        else:
            if not hidden:
                parts.append(_before(name) if name != "br" else "")
            parts.append(element.tail or "")
    return parts, blocks


def _before(name: str) -> str:
    """What parts an element of this name from the text before and behind it."""
    if name in _BLOCKS or name == "br":
        return _END
    return " " if name in _CELLS else ""
