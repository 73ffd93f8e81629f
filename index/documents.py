"""An article as the engines see it."""

from archive.article import Article
from index.analysis import analyze
from index.engine import Document


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
