"""Hindi collation: the order of a Hindi dictionary, for lists of labels.

Unicode lays Devanagari out in that order: ं and ः before all else, vowels, consonants row by row,
matras after them, and the virama of conjuncts last. Only three things stand in the way: the nukta,
which makes no new letter (ज़ stands with ज); ँ, which stands with ं; and joiners, which nobody
sees. No collation library: no language but Hindi, and names in Latin letters after it.
"""

import unicodedata

_SAME = str.maketrans({"\u093c": None, "\u200c": None, "\u200d": None, "ँ": "ं"})
_FIRST_LETTER, _LAST_LETTER = "\u0904", "\u0939"

OTHERS = "#"
"""The heading of labels that begin with neither a Devanagari nor a Latin letter."""


def sort_key(label: str) -> tuple[int, str, str]:
    """The key by which labels are sorted."""
    folded = _folded(label)
    return _script(folded), folded, label


def initial(label: str) -> str:
    """The letter under which a label is listed: अ, क, A, or ``OTHERS``."""
    folded = _folded(label)
    return folded[0].upper() if _script(folded) < _NEITHER else OTHERS


_NEITHER = 2


def _script(folded: str) -> int:
    if _FIRST_LETTER <= folded[:1] <= _LAST_LETTER:
        return 0
    return 1 if "a" <= folded[:1] <= "z" else _NEITHER


def _folded(label: str) -> str:
    """Without nukta, diacritics and case, from the first letter on."""
    # NFD takes the nukta off क़ and the accent off é alike.
    text = unicodedata.normalize("NFD", label).translate(_SAME).casefold()
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    start = next((n for n, c in enumerate(text) if c.isalnum()), 0)
    return text[start:]
