"""An article as a citation: a line of text, BibTeX, RIS, CSL JSON.

Only what is known is given: names are not split, no date is made up, and what stands for a title
that the source does not give is in square brackets.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from archive.article import Article, beginning, own_title
from archive.text import web_url
from web import cldr
from web.i18n import day
from web.i18n import gettext as _

# BibTeX counts braces behind a backslash too: one alone would swallow the rest of the file.
_TEX = str.maketrans(
    {
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%#&_$"},
    }
)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_PLAIN_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_KEY_CHARS = 60
_BEGINNING_CHARS = 80
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNSURE_DATES = {
    "url": "the date is from the web address",
    "text": "the date is from the text",
    "file": "the date is from the name of the file",
}


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
    csl = json.dumps([_csl(article, web_url(article.url) or here)], ensure_ascii=False, indent=1)
    return [
        Citation(_("Text"), _line(article, web_url(article.url) or here)),
        Citation("BibTeX", bibtex(article, here)),
        Citation("RIS", ris(article, here)),
        Citation("CSL JSON", csl),
    ]


def cited_title(article: Article) -> str:
    """The source's title; in square brackets, as is usual, the beginning of the text instead."""
    return _on_a_line(own_title(article)) or f"[{_on_a_line(beginning(article, _BEGINNING_CHARS))}]"


def bibtex(article: Article, here: str) -> str:
    """The article as an entry of BibTeX; arguments as for ``citations``."""
    url = web_url(article.url) or here
    # Twice in braces: one name, and a title whose words no style may change.
    fields = {
        "author": f"{{{_tex(article.author)}}}" if article.author else "",
        "title": f"{{{_tex(cited_title(article))}}}",
        "howpublished": _tex(article.source),
        "year": f"{article.published.year:04}" if article.published else "",
        "month": _MONTHS[article.published.month - 1] if article.published else "",
        "day": str(article.published.day) if article.published else "",
        # Inside braces only these end the field, or the line.
        "url": quote(url, safe="%/:?#[]@!$&'()*+,;=~"),
        "note": "; ".join(map(_tex, _notes(article, url, here))),
        "keywords": _tex(article.category),
        "langid": _english_name(article.language),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@misc{{{citation_key(article)},", *lines, "}"))


def ris(article: Article, here: str) -> str:
    """The article as a record of RIS; arguments as for ``citations``."""
    url = web_url(article.url) or here
    published = article.published
    fields = (
        ("TY", "NEWS"),
        ("ID", citation_key(article)),
        ("TI", cited_title(article)),
        ("AU", article.author),
        ("T2", article.source),
        ("PY", f"{published.year:04}" if published else ""),
        ("DA", f"{published.year:04}/{published:%m/%d}/" if published else ""),
        ("KW", article.category),
        ("LA", article.language),
        ("UR", url),
        ("DB", "Abhilekh"),
        ("AN", article.id),
        ("N1", "; ".join(_notes(article, url, here))),
    )
    known = [(tag, text) for tag, value in fields if (text := _on_a_line(value))]
    return "\r\n".join((*(f"{tag}  - {text}" for tag, text in known), "ER  - ", ""))


def citation_key(article: Article) -> str:
    """A key of plain letters, as BibTeX wants it: the same in every file, and no other article's.

    An id that is not plain itself leaves some of its signs out, so that a hash tells it from
    others; large and small letters are the same to BibTeX.
    """
    if _PLAIN_ID.fullmatch(article.id) and len(article.id) <= _MAX_KEY_CHARS:
        return f"abhilekh-{article.id}"
    plain = unicodedata.normalize("NFKD", article.id).encode("ascii", "ignore").decode()
    words = re.sub("[^A-Za-z0-9]+", "-", plain)[:_MAX_KEY_CHARS].strip("-") or "article"
    return f"abhilekh-{words}.{sha256(article.id.encode()).hexdigest()[:16]}"


def _line(article: Article, url: str) -> str:
    title = cited_title(article)
    known = [
        article.author,
        f"“{title}”" if own_title(article).strip() else title,
        article.source,
        day(article.published) if article.published else _("no date"),
        url,
    ]
    return ", ".join(text for part in known if (text := _on_a_line(part)))


def _notes(article: Article, url: str, here: str) -> list[str]:
    """Where the archive's copy is, and what whoever cites the article has to know."""
    title = "" if own_title(article).strip() else "the source gives no title"
    known = [
        f"Abhilekh, {here}" if url != here else "",
        title,
        _UNSURE_DATES.get(article.dated_by, ""),
    ]
    return [note for note in known if note]


def _on_a_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())


def _tex(text: str) -> str:
    return _on_a_line(text).translate(_TEX)


def _english_name(code: str) -> str:
    """A language as BibLaTeX names it: hindi; empty where the code says nothing."""
    name = cldr.names("language", "en").get(code.partition("-")[0].lower(), "")
    return name.partition(" ")[0].lower()


def _csl(article: Article, url: str) -> dict[str, Any]:
    published = article.published
    issued = [published.year, published.month, published.day] if published else []
    known = {
        "id": citation_key(article),
        "type": "article-newspaper",
        "title": cited_title(article),
        "author": [{"literal": article.author}] if article.author else [],
        "container-title": article.source,
        "section": article.category,
        "issued": {"date-parts": [issued]} if issued else None,
        "language": article.language,
        "URL": url,
        "archive": "Abhilekh",
    }
    return {name: value for name, value in known.items() if value}
