"""Words typed in a scholar's or a typist's scheme: ISO 15919, IAST, ITRANS, Harvard-Kyoto.

Scholars write every inherent vowel (lāvarova), typists use capitals (lAvarova). It only reads
what looks like a scheme; how people spell freely is for the learned tables.
"""

import unicodedata
from collections.abc import Iterator

from index.transliteration.phonemes import is_devanagari, to_letters

_WITH_MARKS = ("iso", "iast")
_WITH_CAPITALS = ("itrans", "hk")


def readings(typed: str) -> Iterator[str]:
    """What the word is in Devanagari under each scheme that it may be in, each once.

    A word without diacritics and without capitals inside it is in no scheme.
    """
    word = unicodedata.normalize("NFC", typed)
    if is_devanagari(word) or not to_letters(word):
        return
    if not word.isascii():
        schemes = _WITH_MARKS
        word = word.lower()
    elif not word.islower() and not word.isupper() and not word.istitle():
        schemes = _WITH_CAPITALS
    else:
        return
    # It reads the tables of fifty scripts, which takes 0.1 s: few words typed are in a scheme.
    from indic_transliteration import sanscript  # noqa: PLC0415

    seen = set()
    for scheme in schemes:
        for form in (word, word.removesuffix("a")):
            read = sanscript.transliterate(form, scheme, sanscript.DEVANAGARI)
            # What a scheme cannot read it leaves in Latin; Sanskrit's final virama Hindi drops.
            read = read.removesuffix("\u094d").replace("ॊ", "ो").replace("ॆ", "े")
            if read not in seen and read and not any(c.isascii() for c in read):
                seen.add(read)
                yield read
