"""Snippets of a single text, where a search keeps one finder for all of its articles."""

from collections.abc import Sequence

from index.highlight import snippet as snippets
from index.highlight.matcher import HighlightTerms, TermMatcher


def mark(text: str, wanted: Sequence[HighlightTerms]) -> snippets.Snippet:
    return snippets.mark(text, TermMatcher(wanted))


def snippet(text: str, wanted: Sequence[HighlightTerms]) -> snippets.Snippet:
    return snippets.snippet(text, TermMatcher(wanted))
