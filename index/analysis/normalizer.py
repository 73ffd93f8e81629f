"""The normalizer: one way of writing each character, so that what looks the same is the same.

It never changes how a word is spelled. ज़रूर and जरूर stay two words here; ``folding`` lets them
be searched together. It is Unicode normalization (Unicode standard annex 15) with three additions
for Hindi: letters that were typed in parts are put together, signs are put in order (also the short
i of old fonts, which was typed before its consonant), and digits are made ASCII.
"""

import re
import unicodedata

import regex

_TYPED_APART = (
    # typed, meant, reason
    ("\u0905\u093e", "\u0906", "अ with the sign ा looks like आ"),
    ("\u0905\u094b", "\u0913", "अ with ो looks like ओ"),
    ("\u0905\u094c", "\u0914", "अ with ौ looks like औ"),
    ("\u0905\u0949", "\u0911", "अ with ॉ looks like ऑ"),
    ("\u0906\u0947", "\u0913", "आ with े looks like ओ: हवाआें"),
    ("\u0906\u0948", "\u0914", "आ with ै looks like औ: आैर"),
    ("\u0906\u0945", "\u0911", "आ with ॅ looks like ऑ: आॅडिट"),
    ("\u090f\u0947", "\u0910", "ए with े looks like ऐ"),
    ("\u093e\u0947", "\u094b", "ा and े typed one after the other look like ो"),
    ("\u093e\u0948", "\u094c", "ा and ै look like ौ"),
    ("\u093e\u0945", "\u0949", "ा and ॅ look like ॉ"),
    ("\u0930\u094d\u0907", "\u0908", "old fonts drew ई as इ with the hook of र्: गर्इ"),
    ("\u0930\u094d\u0908", "\u0908", "the same, half converted: कोर्ई"),
)
_MEANT = {typed: meant for typed, meant, _ in _TYPED_APART}
_APART = re.compile("|".join(_MEANT))

_NUKTA = "\u093c"
_NASAL = "\u0900-\u0903"
_MATRA = "\u093a\u093b\u093e-\u094c\u094e\u094f\u0955-\u0957"
_SIGNS = re.compile(rf"[{_NUKTA}{_MATRA}{_NASAL}]{{2,}}")
_OUT_OF_ORDER = re.compile(
    rf"[{_NASAL}][{_NUKTA}{_MATRA}]|[{_MATRA}]{_NUKTA}|([{_NUKTA}{_MATRA}{_NASAL}])\1"
)

# The short i is drawn before its consonant, and some converters of old fonts left it there: िकसान.
# After anything but a consonant it can belong to no letter before it.
_LETTER = "\u0915-\u0939\u0958-\u095f\u0978-\u097f"
_EARLY_I = re.compile(
    rf"\u093f(?<![{_LETTER}{_NUKTA}{_NASAL}]\u093f)((?:[{_LETTER}]{_NUKTA}?\u094d)*[{_LETTER}]{_NUKTA}?)"
)

_DEVANAGARI_DIGITS = {0x0966 + digit: str(digit) for digit in range(10)}
_PLAIN = {0x200C: "", 0x200D: "", **_DEVANAGARI_DIGITS}
_ONLY_DEVANAGARI = re.compile(r"[\u0900-\u097f\u200c\u200d]+")
_UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}+|\s+")
_MARKS_ON_LETTERS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])\p{Mn}+")


# What ``normalize`` leaves as it is: no nukta, alone or in a letter, no joiner, digit or danda.
_PLAIN_HINDI = re.compile(
    r"[\u0900-\u0928\u092a-\u0930\u0932\u0933\u0935-\u093b\u093d-\u0950\u0955-\u0957\u0960-\u0963\u0971-\u097f]+"
)
_ANY_SIGN_AMISS = re.compile(f"{_OUT_OF_ORDER.pattern}|{_APART.pattern}|{_EARLY_I.pattern}")


def is_plain_hindi(word: str) -> bool:
    """Whether a word is surely one token of Hindi and its own exact form, as most are.

    A quick look, where ``normalize`` and the tokenizer take several times as long. False may be
    wrong, true never is.
    """
    return bool(_PLAIN_HINDI.fullmatch(word)) and not _ANY_SIGN_AMISS.search(word)


def normalize(word: str) -> str:
    """The exact form of a word: what must be equal for two words to be written the same.

    Unicode NFC with the precomposed nukta letters taken apart, the signs of an akshara in their
    order (nukta, vowel, nasal) and each once, no joiners, digits 0-9. Words in other scripts are
    also case-folded, compatibility forms made plain (NFKC_Casefold, Unicode standard annex 15),
    and accents on Latin, Greek and Cyrillic letters dropped.
    """
    if _ONLY_DEVANAGARI.fullmatch(word):
        return _as_meant(unicodedata.normalize("NFC", word.translate(_PLAIN)))
    # Compatibility forms such as ¯ hold a space: away with it before a mark meets a letter.
    word = _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()
    word = _MARKS_ON_LETTERS.sub("", unicodedata.normalize("NFD", word))
    word = unicodedata.normalize("NFKC", word.casefold()).translate(_PLAIN)
    return _as_meant(_UNSEEN.sub("", "".join(map(_ascii_digit, word))))


def _as_meant(word: str) -> str:
    # Until nothing changes: a letter put together may leave signs that are now out of order.
    while True:
        before = word
        if _OUT_OF_ORDER.search(word):
            # Decomposed first: a nukta may hide in a precomposed ऩ.
            word = _SIGNS.sub(_in_order, unicodedata.normalize("NFD", word))
            word = unicodedata.normalize("NFC", word)
        word = _EARLY_I.sub("\\1\u093f", _APART.sub(_meant, word))
        if word == before:
            return word


def _in_order(signs: re.Match[str]) -> str:
    """The signs by rank, each once: one of those typed twice says it all."""
    return "".join(dict.fromkeys(sorted(signs.group(), key=_rank)))


def _rank(sign: str) -> int:
    """The order in an akshara: nukta, vowel sign, nasal sign or visarga."""
    return 0 if sign == _NUKTA else 2 if sign <= "\u0903" else 1


def _meant(match: re.Match[str]) -> str:
    return _MEANT[match.group()]


def _ascii_digit(character: str) -> str:
    return str(unicodedata.decimal(character, character)) if character > "\x7f" else character
