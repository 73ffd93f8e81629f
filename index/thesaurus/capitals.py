"""Latin words that mean something else in capitals, and English words that mean nothing alone."""

from typing import Final

ONLY_IN_CAPITALS: Final = frozenset(
    row[0]
    for row in (
        # no name when typed in small letters; what it is then
        ("who", "an English word"),
        ("us", "उस"),
        ("un", "उन"),
        ("aap", "आप"),
        ("ed", "the end of an English word"),
        ("ai", "आई"),
        ("lac", "लाख"),
        ("may", "में, as some type it"),
        ("pil", "पिल"),
        ("ats", "no word, but short"),
    )
)

ENGLISH_FUNCTION_WORDS: Final = frozenset(
    (
        "of in the on for to by from with at and or is are was were be been a an as its his her "
        "their this that these those into over under than"
    ).split()
)
"""A query that has other words can do without them. Not here is what is a Hindi word of weight too
(do, दो; up, उप)."""
