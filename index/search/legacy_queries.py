"""Recognises queries typed for a legacy font: Hkkjr is भारत on the keys of Kruti Dev."""

from index.analysis import analyze
from index.lexicon import Lexicon
from index.search.spellings import LIKELY_WEIGHT
from index.transliteration.phonemes import is_devanagari

_FONT = "Kruti Dev 010"
"""The only one with the keyboard of which people type by heart."""

_MIN_CHARS = 3
"""Characters that one of the words read must have: two letters are a word by chance."""


def as_hindi(typed: str, lexicon: Lexicon) -> str:
    """The query as it reads on the keys of a legacy font; "" if it was hardly typed so.

    It was if a word of it is like none that the archive holds, and all that it reads as are words
    of the archive. Of Latin words almost none becomes such a word.
    """
    if is_devanagari(typed) or not any(
        not lexicon.find_variants(token.exact, 1, min_weight=LIKELY_WEIGHT)
        for token in analyze(typed)
    ):
        return ""
    # Its tables are loaded for what is typed so, which few searches are.
    from archive.legacy import decode  # noqa: PLC0415

    read = decode(typed, _FONT)
    words = [token.exact for token in analyze(read)]
    known = all(is_devanagari(word) and lexicon.articles(word) for word in words)
    return read if known and max(map(len, words), default=0) >= _MIN_CHARS else ""
