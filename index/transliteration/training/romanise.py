"""A Devanagari word in Latin letters as people most often type it: लावरोव → ``lavrov``.

Each sound is written the way the learned table finds likeliest between its neighbours, which
leaves out silent schwas by itself. It is one spelling of many, and no scholar's scheme.
"""

from index.transliteration.emission import Spelling
from index.transliteration.phonemes import units
from index.transliteration.tables import UNIT_CODES, code


def romanise(word: str) -> str:
    """The likeliest Latin spelling, in a to z; "" for a word without Devanagari."""
    return Spelling.shipped().likeliest(code(units(word), UNIT_CODES))
