"""One way of writing each character, before anything else looks at a word.

What it never does: change how a word is spelled. ज़रूर and जरूर stay two words here; that they
are searched together is the business of ``spelling``.
"""

import unicodedata

import regex

JOINERS = "\u200c\u200d\u00ad\u2060\ufeff"
"""Characters that shape or hyphenate a word and say nothing of which word it is."""

_TYPED_APART = (
    # typed, meant, reason
    ("\u0905\u093e", "\u0906", "अ with the sign ा looks like आ"),
    ("\u0905\u094b", "\u0913", "अ with ो looks like ओ"),
    ("\u0905\u094c", "\u0914", "अ with ौ looks like औ"),
    ("\u0905\u0949", "\u0911", "अ with ॉ looks like ऑ"),
    ("\u090f\u0947", "\u0910", "ए with े looks like ऐ"),
    ("\u093e\u0947", "\u094b", "ा and े typed one after the other look like ो"),
    ("\u093e\u0948", "\u094c", "ा and ै look like ौ"),
    ("\u093e\u0945", "\u0949", "ा and ॅ look like ॉ"),
)
_MEANT = {typed: meant for typed, meant, _ in _TYPED_APART}
_APART = regex.compile("|".join(_MEANT))
_DROP = dict.fromkeys(map(ord, JOINERS))
_DEVANAGARI_DIGITS = {0x0966 + digit: str(digit) for digit in range(10)}
_PLAIN = {**_DROP, **_DEVANAGARI_DIGITS}
_ONLY_DEVANAGARI = regex.compile(r"[\u0900-\u097f\u200c\u200d]+")
_MARKS_ON_LETTERS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])\p{Mn}+")


def normal(word: str) -> str:
    """The exact form of a word: what must be equal for two words to be written the same.

    Unicode NFC with the precomposed nukta letters taken apart, no joiners, digits 0-9. Words in
    other scripts are also case-folded, compatibility forms made plain (NFKC_Casefold, Unicode
    standard annex 15), and accents on Latin, Greek and Cyrillic letters dropped.
    """
    if _ONLY_DEVANAGARI.fullmatch(word):
        return _APART.sub(_meant, unicodedata.normalize("NFC", word).translate(_PLAIN))
    word = unicodedata.normalize("NFKC", word.translate(_DROP)).casefold()
    word = _MARKS_ON_LETTERS.sub("", unicodedata.normalize("NFD", word))
    word = unicodedata.normalize("NFKC", word.casefold()).translate(_PLAIN)
    return _APART.sub(_meant, "".join(map(_ascii_digit, word)))


def _meant(match: regex.Match[str]) -> str:
    return _MEANT[match.group()]


def _ascii_digit(character: str) -> str:
    return str(unicodedata.decimal(character, character)) if character > "\x7f" else character
