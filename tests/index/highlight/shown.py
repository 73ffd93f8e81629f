"""Snippets of a single text, where a search keeps one finder for all of its articles."""

from collections.abc import Sequence

from index.highlight import snippet as snippets
from index.highlight.matcher import Finder, Wanted


def mark(text: str, wanted: Sequence[Wanted]) -> snippets.Snippet:
    return snippets.mark(text, Finder(wanted))


def snippet(text: str, wanted: Sequence[Wanted]) -> snippets.Snippet:
    return snippets.snippet(text, Finder(wanted))
