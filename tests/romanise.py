"""Romanises Devanagari words as people most often type them, for queries of tests: लावरोव, lavrov.

Each phoneme is written as the emission model finds likeliest between its neighbours, which leaves
out silent schwas. It is one spelling of many, and no scholar's scheme.
"""

from index.transliteration.emission import EmissionModel
from index.transliteration.phonemes import to_phonemes
from index.transliteration.tables import PHONEME_CODES, encode


def romanise(word: str) -> str:
    """The likeliest Latin spelling, in a to z; "" for a word without Devanagari."""
    return EmissionModel.default().likeliest_spelling(encode(to_phonemes(word), PHONEME_CODES))
