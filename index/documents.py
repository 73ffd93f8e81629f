"""Turns articles into the documents that engines index, and recognises copies of an article.

Workers import this module, so it imports neither the store nor numpy: 14 MB a process, not 39 MB.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import regex

from archive.article import Article
from index.analysis import analysis_fingerprint, terms
from index.engine import Document
from index.fields import LABELS

_END_LETTERS = 16
"""Letters of a body that make its ``duplicate_prefix`` or ``duplicate_suffix``."""

_END_CHARS = (30, 90)
"""Characters among which so many letters are looked for: mostly the first few are enough."""

_NOT_LETTERS = re.compile(r"[\W_]+")
"""Vowel signs too, which is four times as fast as to keep them."""

_NOT_IN_WORDS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
"""White space, punctuation and symbols: copies differ in these."""

_exact, _stem = itemgetter(0), itemgetter(1)

ArticleText = tuple[str, str, bool]
"""Title and body of an article, and whether they were read from a picture: all that goes to another
process, so no more than it needs."""

AnalyzedText = tuple[str, str, str]
"""The stems of the title, those of the body, the exact forms of both, each joined with spaces."""


@cache
def document_fingerprint() -> str:
    """What documents are made by: the analysis, the label fields, and the number of the arrival."""
    return f"{analysis_fingerprint()} {' '.join(LABELS)} arrived"


def document(article: Article) -> Document:
    """The document of an article: title and body are analysed apart, their exact forms together."""
    analyzed = analyze_texts([(article.title, article.body, False)]).texts[0]
    return assemble_document(article, analyzed)


class AnalyzedTexts(NamedTuple):
    """The terms of each article, and in how many of the articles each word stands.

    Attributes:
        scanned: The same of those that were read from a picture.
    """

    texts: list[AnalyzedText]
    words: Counter[str]
    scanned: Counter[str]


def analyze_texts(texts: Iterable[ArticleText]) -> AnalyzedTexts:
    """The slow part of ``document``, which may run in another process."""
    analyzed: list[AnalyzedText] = []
    words: Counter[str] = Counter()
    scanned: Counter[str] = Counter()
    for title, body, is_scanned in texts:
        title_terms, body_terms = terms(title), terms(body)
        both = title_terms + body_terms
        title_stems, body_stems = map(_stem, title_terms), map(_stem, body_terms)
        exact = " ".join(map(_exact, both))
        analyzed.append((" ".join(title_stems), " ".join(body_stems), exact))
        distinct = _distinct_words(both)
        words.update(distinct)
        if is_scanned:
            scanned.update(distinct)
    return AnalyzedTexts(analyzed, words, scanned)


def _distinct_words(pairs: list[tuple[str, str]]) -> set[str]:
    """The words of these terms, (exact, stem), each once: some exact forms are several words."""
    words = set(map(_exact, pairs))
    for several in [each for each in words if " " in each]:
        words.remove(several)
        words.update(several.split(" "))
    return words


def assemble_document(article: Article, analyzed: AnalyzedText, arrived: int = 0) -> Document:
    """The quick part of ``document``; ``arrived`` is the change that the article came in with."""
    title, body, exact = analyzed
    return Document(
        id=article.id,
        title=title,
        body=body,
        exact=exact,
        labels={name: label for name in LABELS if (label := getattr(article, name))},
        published=article.published,
        arrived=arrived,
    )


def duplicate_key(article: Article) -> str:
    """Equal for articles whose bodies have the same words, whatever their punctuation."""
    return hashlib.sha256(_NOT_IN_WORDS.sub("", article.body).encode()).hexdigest()[:16]


def duplicate_prefix(article: Article) -> str:
    """Equal for articles that may be copies: the first letters of the body.

    It is cheap. Only articles that share it need be compared by their ``duplicate_key``.
    """
    return _first_letters(article.body, article)


def duplicate_suffix(article: Article) -> str:
    """As ``duplicate_prefix``, by the last letters, the very last first."""
    return _first_letters(article.body[: -_END_CHARS[-1] - 1 : -1], article)


def _first_letters(text: str, article: Article) -> str:
    for characters in _END_CHARS:
        letters = _NOT_LETTERS.sub("", text[:characters])
        if len(letters) >= _END_LETTERS:
            return letters[:_END_LETTERS]
    return duplicate_key(article)
