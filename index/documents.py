"""An article as the engines see it."""

import hashlib

import regex

from archive.article import Article
from index.analysis import analyze
from index.engine import Document

_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


def document(article: Article) -> Document:
    """Analyse an article: title and body apart, their exact forms together."""
    title = list(analyze(article.title))
    body = list(analyze(article.body))
    return Document(
        id=article.id,
        title=tuple(token.stem for token in title),
        body=tuple(token.stem for token in body),
        exact=tuple(token.exact for token in (*title, *body)),
        source=article.source,
        author=article.author,
        category=article.category,
        published=article.published,
    )


def copy_key(article: Article) -> str:
    """The same for articles whose bodies are the same word for word, whatever their punctuation."""
    return hashlib.sha256(_NOT_WORDS.sub("", article.body).encode()).hexdigest()[:16]
