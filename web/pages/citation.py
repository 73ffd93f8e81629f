"""An article as a citation: a line of text, BibTeX, CSL JSON.

Only what is known is given: names are not split, and no date is made up.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask_babel import gettext as _

from archive.article import Article, beginning, own_title
from archive.text import web_url
from web.i18n import day

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}%#&_$"},
    }
)
_BEGINNING_CHARS = 80
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation to copy, as plain text; ``name`` is the name of its style."""

    name: str
    text: str


def citations(article: Article, here: str) -> list[Citation]:
    """The article in every style.

    Args:
        article: What is cited.
        here: Its address in this archive, cited where the article has none of its own.
    """
    url = web_url(article.url) or here
    return [
        Citation(_("Text"), _line(article, url)),
        Citation("BibTeX", _bibtex(article, url, here)),
        Citation("CSL JSON", json.dumps([_csl(article, url)], ensure_ascii=False, indent=1)),
    ]


def _line(article: Article, url: str) -> str:
    known = [
        article.author,
        f"“{title}”" if (title := own_title(article)) else f"[{_beginning(article)}]",
        article.source,
        day(article.published) if article.published else _("no date"),
        url,
    ]
    return ", ".join(" ".join(part.split()) for part in known if part)


def _beginning(article: Article) -> str:
    """What stands for the title of an article that has none, in square brackets as is usual."""
    return beginning(article, _BEGINNING_CHARS)


def _bibtex(article: Article, url: str, here: str) -> str:
    # Twice in braces: one name, and a title whose words no style may change.
    fields = {
        "author": f"{{{_tex(article.author)}}}" if article.author else "",
        "title": f"{{{_tex(own_title(article) or f'[{_beginning(article)}]')}}}",
        "howpublished": _tex(article.source),
        "year": f"{article.published.year:04}" if article.published else "",
        "month": _MONTHS[article.published.month - 1] if article.published else "",
        "day": str(article.published.day) if article.published else "",
        # Inside braces only these end the field, or the line.
        "url": quote(url, safe="%/:?#[]@!$&'()*+,;=~"),
        "note": f"Abhilekh, {_tex(here)}" if url != here else "",
        "langid": "hindi",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@misc{{{_key(article)},", *lines, "}"))


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


def _key(article: Article) -> str:
    """A key of plain letters, as BibTeX wants it."""
    plain = unicodedata.normalize("NFKD", article.id).encode("ascii", "ignore").decode()
    return f"abhilekh-{re.sub('[^A-Za-z0-9]+', '-', plain).strip('-')[:60] or 'article'}"


def _csl(article: Article, url: str) -> dict[str, Any]:
    published = article.published
    issued = [published.year, published.month, published.day] if published else []
    known = {
        "id": _key(article),
        "type": "article-newspaper",
        "title": own_title(article) or f"[{_beginning(article)}]",
        "author": [{"literal": article.author}] if article.author else [],
        "container-title": article.source,
        "section": article.category,
        "issued": {"date-parts": [issued]} if issued else None,
        "language": "hi",
        "URL": url,
        "archive": "Abhilekh",
    }
    return {name: value for name, value in known.items() if value}
