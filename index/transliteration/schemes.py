"""Reads words typed in a transliteration scheme: ISO 15919, IAST, ITRANS, Harvard-Kyoto.

Scholars write every inherent vowel (lāvarova), typists use capitals (lAvarova). Only what looks
like a scheme is read here; free spelling is for the learned tables.
"""

import unicodedata
from collections.abc import Iterator

from index.transliteration.phonemes import is_devanagari, to_letters

_DIACRITIC_SCHEMES = ("iso", "iast")
_CAPITALS_SCHEMES = ("itrans", "hk")


def devanagari_readings(typed: str) -> Iterator[str]:
    """What the word is in Devanagari under each scheme that it may be in, each once.

    A word without diacritics and without capitals inside it is in no scheme.
    """
    word = unicodedata.normalize("NFC", typed)
    if is_devanagari(word) or not to_letters(word):
        return
    if not word.isascii():
        schemes = _DIACRITIC_SCHEMES
        word = word.lower()
    elif not word.islower() and not word.isupper() and not word.istitle():
        schemes = _CAPITALS_SCHEMES
    else:
        return
    # Importing it reads the tables of fifty scripts (0.1 s), and few words are in a scheme.
    from indic_transliteration import sanscript  # noqa: PLC0415

    seen = set()
    for scheme in schemes:
        # With and without the last inherent vowel: Hindi does not speak it, some do not type it.
        for form in (word, word.removesuffix("a")):
            read = sanscript.transliterate(form, scheme, sanscript.DEVANAGARI)
            # Hindi drops Sanskrit's final virama, and has no short e and o.
            read = read.removesuffix("\u094d").replace("ॊ", "ो").replace("ॆ", "े")
            # What a scheme cannot read it leaves in Latin letters.
            if read not in seen and read and not any(c.isascii() for c in read):
                seen.add(read)
                yield read
