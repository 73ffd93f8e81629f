"""Faults of writing that no distance of sounds tells: a hook put wrongly, an ending glued on.

Each function gives forms to be looked up among the words of the archive; most are no words.
"""

import re
from collections.abc import Iterator
from typing import Final

_AKSHARA: Final = re.compile(
    "(?:र\u094d)?(?:[\u0915-\u0939\u0958-\u095f]\u093c?\u094d)*"
    "[\u0904-\u0939\u0958-\u0961]\u093c?[\u093e-\u094c]?[\u0900-\u0903]?"
)
_REPH: Final = "र\u094d"

_VOWEL_ENDING: Final = re.compile("[\u0904-\u0914\u093e-\u094c]$")

_GLUED: Final = (
    # ending, whose
    ("में", "Hindi postposition"),
    ("ने", "Hindi postposition, also Marathi"),
    ("को", "Hindi postposition, also Nepali"),
    ("ंनी", "Marathi, by"),
    ("ंना", "Marathi, to"),
    ("ंचा", "Marathi, of"),
    ("ंची", "Marathi, of"),
    ("ंचे", "Marathi, of"),
    ("ंच्या", "Marathi, of"),
    ("ाच्या", "Marathi, of"),
    ("ले", "Nepali, by"),
    ("लाई", "Nepali, to"),
)
_GLUED_TO_A_WORD: Final = ("से", "पर", "का", "की", "के")
"""Postpositions that are looked for behind a word, and never cut off: इलाके is none of इला."""

_OF_VERBS: Final = {
    "ने": ("ना", "ता", "नी"),
    "ले": ("ला", "ली"),
    "को": ("का", "के"),
    "से": ("सा", "सी"),
}
"""Endings of other forms of a word, where a glued one may be a form of it: चुकाने is of चुकाना, हमले of
हमला."""

_MIN_AKSHARAS: Final = 3
"""Aksharas of a word that may have an ending glued on; one less if it ends in a vowel, as मोदी:
कसमें is not of कस."""


def with_moved_reph(word: str) -> Iterator[str]:
    """The word with a hook of र् on the akshara before or behind: आशीर्वाद, आर्शीवाद."""
    parts = _AKSHARA.findall(word)
    if _REPH not in word or "".join(parts) != word:
        return
    for place, part in enumerate(parts):
        if not part.startswith(_REPH):
            continue
        for other in (place - 1, place + 1):
            if 0 <= other < len(parts) and not parts[other].startswith(_REPH):
                moved = list(parts)
                moved[place] = part.removeprefix(_REPH)
                moved[other] = _REPH + parts[other]
                yield "".join(moved)


def with_glued_ending(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The word with a postposition written to it, each with forms that make it another word."""
    aksharas = len(_AKSHARA.findall(word))
    if aksharas + bool(_VOWEL_ENDING.search(word)) < _MIN_AKSHARAS:
        return
    # भूमिका is no भूमि with a postposition.
    behind = () if word.endswith("ि") else _GLUED_TO_A_WORD
    for ending in (*(ending for ending, _ in _GLUED), *behind):
        yield f"{word}{ending}", tuple(f"{word}{other}" for other in _OF_VERBS.get(ending, ()))


def without_glued_ending(word: str) -> Iterator[str]:
    """What is left of a word without a postposition that may be written to it."""
    for ending, _ in _GLUED:
        rest = word.removesuffix(ending)
        if rest != word and any(glued == word for glued, _ in with_glued_ending(rest)):
            yield rest
