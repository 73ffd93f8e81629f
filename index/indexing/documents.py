"""An article as the engines see it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

import regex

from archive.article import Article
from index import analysis
from index.analysis import terms
from index.engine import Document
from index.fields import LABELS
from index.terms import Terms

_LOOKED_AT, _SAME = (30, 90), 16
"""Characters looked at for the letters that copies begin with: mostly the first few are enough."""

_NOT_LETTERS = re.compile(r"[\W_]+")
"""Vowel signs too, which is four times as fast as to keep them."""

_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


FINGERPRINT = f"{analysis.FINGERPRINT} {' '.join(LABELS)}"
"""What documents are made by: the analysis, and the label fields."""

_exact, _stem = itemgetter(0), itemgetter(1)

Texts = tuple[str, str]
"""Title and body of an article."""

Analysed = tuple[str, str, str]
"""The stems of the title, those of the body, the exact forms of both, each joined with spaces."""


def document(article: Article) -> Document:
    """Analyse an article: title and body apart, their exact forms together."""
    (found,), _ = analyze_texts([(article.title, article.body)])
    return assemble_document(article, found)


def analyze_texts(texts: Iterable[Texts]) -> tuple[list[Analysed], Counter[str]]:
    """What is slow about ``document``, which may be done in another process.

    Returns: The terms of each article, and in how many of them each exact form stands.
    """
    found: list[Analysed] = []
    words: Counter[str] = Counter()
    for title, body in texts:
        titled, told = terms(title), terms(body)
        both = titled + told
        exact = " ".join(map(_exact, both))
        found.append((" ".join(map(_stem, titled)), " ".join(map(_stem, told)), exact))
        words.update(_distinct(both))
    return found, words


def _distinct(pairs: list[tuple[str, str]]) -> set[str]:
    words = set(map(_exact, pairs))
    for several in [each for each in words if " " in each]:
        words.remove(several)
        words.update(several.split(" "))
    return words


def assemble_document(article: Article, found: Analysed) -> Document:
    """What is quick about it."""
    title, body, exact = map(Terms, found)
    return Document(
        id=article.id,
        title=title,
        body=body,
        exact=exact,
        labels={name: label for name in LABELS if (label := getattr(article, name))},
        published=article.published,
    )


def duplicate_key(article: Article) -> str:
    """The same for articles whose bodies are the same word for word, whatever their punctuation."""
    return hashlib.sha256(_NOT_WORDS.sub("", article.body).encode()).hexdigest()[:16]


def duplicate_prefix(article: Article) -> str:
    """The first letters of its body, the same for copies, of which there are few: a quick look."""
    for looked_at in _LOOKED_AT:
        letters = _NOT_LETTERS.sub("", article.body[:looked_at])
        if len(letters) >= _SAME:
            return letters[:_SAME]
    return duplicate_key(article)
