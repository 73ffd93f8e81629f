"""Tells what markup is by its beginning: a page, a feed, a sitemap, or other XML."""

import re
from pathlib import PurePath

_FEED = re.compile(r"<(?:rss|(?:\w+:)?feed|\w+:RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|div|p|br|table)[\s/>]", re.IGNORECASE)
_BEGINS_AS_PAGE = re.compile(
    r"(?:\s+|<\?xml[^<>]{0,200}>|<!--[\s\S]{0,20000}?-->){0,20}+<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE,
)
_FIRST_ELEMENT = re.compile(
    r"(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype[^>\[]*>\s*)*+<(?P<name>[^\W\d][\w.:-]*)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
"""The outermost element; no match: a document type with entities, or no element."""

_FRAGMENTS = frozenset("p div span br table ul ol center font h1 h2 h3 img a b i".split())
"""Elements with which pieces of pages begin."""

_ALSO_HTML = _FRAGMENTS | frozenset(
    "head body title meta link script style base header main nav form td tr blockquote pre strong "
    "em hr iframe svg noscript figure h4 h5 h6 li".split()
)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_EXCEL = re.compile(r"content=[\"']?Excel\.Sheet|<x:ExcelWorkbook", re.IGNORECASE)
"""What Excel's HTML has, and that of programs that imitate it; mails have its namespace too."""

_EXCEL_XML = re.compile(r"<(?:\w+:)?Workbook\s[^<>]*urn:schemas-microsoft-com:office:spreadsheet")
_WORKBOOKS = frozenset({".xls", ".xlsx", ".ods"})
_IN_BOTH = frozenset({"article", "section"})
_ONLY_HTML = re.compile(r"<(?:h[1-6]|div|span|a|img|br)[\s/>]", re.IGNORECASE)
_NOT_IN_ONE = re.compile(r"<(?:title|headline|body)[\s>]", re.IGNORECASE)
"""What an article of HTML has not: a head, a body, or a headline of its own."""


def markup_format(text: str, path: str = "") -> str:
    """The name of the format of a text that begins with <.

    Args:
        text: Its beginning.
        path: Its name.
    """
    if _EXCEL_XML.search(text):
        return "htmltable"
    format_ = _format(text)
    return "htmltable" if format_ == "html" and _is_workbook(text, path) else format_


def _is_workbook(text: str, path: str) -> bool:
    """Whether a page is a table that was named, or meant, as a workbook."""
    named = PurePath(path.lower()).suffix in _WORKBOOKS
    return (named or bool(_EXCEL.search(text))) and bool(_TABLE.search(text))


def _format(text: str) -> str:
    if _BEGINS_AS_PAGE.match(text):
        # Old pages hold their licence as RDF.
        return "html"
    if _FEED.search(text):
        return "feed"
    if _SITEMAP.search(text):
        return "sitemap"
    return "html" if _is_html(text) else "xml"


def _is_html(text: str) -> bool:
    """Whether it is a piece of HTML: other XML has elements of the same names in it."""
    begin = _FIRST_ELEMENT.match(text)
    if begin is None:
        return not text.startswith(("<!DOCTYPE", "<?xml")) and bool(_HTML.search(text))
    name = begin["name"].lower()
    if text.startswith("<?xml") and name not in _FRAGMENTS:
        return False
    if name in _IN_BOTH:
        return bool(_ONLY_HTML.search(text)) and not _NOT_IN_ONE.search(text)
    return name in _ALSO_HTML and bool(_HTML.search(text))
