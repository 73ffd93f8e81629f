"""Snippets of a single text, where a search keeps one matcher for all of its articles."""

from collections.abc import Sequence

from index.highlight import snippet as snippets
from index.highlight.matcher import HighlightTerms, TermMatcher


def mark(text: str, terms: Sequence[HighlightTerms]) -> snippets.Snippet:
    return snippets.mark(text, TermMatcher(terms))


def snippet(text: str, terms: Sequence[HighlightTerms]) -> snippets.Snippet:
    return snippets.snippet(text, TermMatcher(terms))
