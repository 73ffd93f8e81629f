"""The tokenizer: where the words of a text are. Hindi words stay whole, with all their matras.

It changes no character: a token is a slice of the text, so that a mark in a snippet stands where
the reader expects it. The rules are not those of Unicode standard annex 29, for which कोविड19,
5,10,15 and गया.फिर (a full stop without a space) are one word each.

No token reaches across white space, and none depends on what stands beyond it: ``TokenCache`` and
``index.highlight`` rely on that, and a test holds it.
"""

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files

import regex

from index.analysis.stopwords import STOP_WORDS

APOSTROPHES = "'’ʼ‘`´′ʹ\uff07"
"""What is typed for an apostrophe."""

COLONS = ":\uff1a\ua789\u2236"
"""What is typed for a visarga: the colon, full-width, the modifier letter, the sign of ratio."""

# The names of Latin letters as Hindi writes them, or miswrites them before a dot; only between such
# names is a dot part of a word (बी.जे.पी., यू.एस.), since some papers end sentences with a dot and no
# space.
_LETTERS = (
    "ए बी सी डी ई एफ एफ़ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू डब्लू एक्स वाई वाय ज़ेड जेड"
    " ऐ इ यु"
).split()
# Other abbreviations are of single aksharas: म.प्र., उ.प्र., कि.मी., वि.वि. A sentence may end with
# one too, but that is a stop word (है.ये), or it is a title before a name (डॉ.झा).
_TITLES = "डॉ डा पं प्रो श्री मो स्व रू रु".split()
_WORDS_THAT_ABBREVIATE = {"कि"}  # kilo
# Beginnings of foreign names before an apostrophe: ओ'ब्रायन, डी'ओर, ल'ओरियल. Anything else before
# one is the end of a quotation.
_BEFORE_APOSTROPHE = "ओ डी डि द ल".split()


def _before_visarga(where: str) -> list[str]:
    """The words of ``visarga.tsv`` that a colon in place of the visarga is a part of.

    Args:
        where: "inside": more of the word follows (नि:शुल्क). These are first parts of compounds that
            keep their visarga, but for those that may stand before a real colon without a space
            (आयु, ज्योति). "end": nothing follows (अत:).
    """
    table = files("index.analysis").joinpath("visarga.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return [row["word"] for row in rows if row["where"] == where]


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(regex.escape, words), key=len, reverse=True))})"


# The letters and marks of Devanagari, as ranges: twice as fast as the intersection of properties.
_DEVA = (
    r"[\u0900-\u0963\u0971-\u097f\u1cd0-\u1cd2\u1cd4-\u1cfa\ua8e0-\ua8f7\ua8fb\ua8fd-\ua8ff"
    r"\U00011b0a]"
)
# Joiners, soft hyphens, directions: inside a word they are part of it, anywhere else nothing.
_JOIN = r"\p{Default_Ignorable_Code_Point}"
_SYLLABLE = (
    r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f](?!\u094d)"
    r"[\u0900-\u0903\u093a-\u094c\u094e\u094f]{0,3}"
)
# A zero-width space is mostly a fault inside a word. Between two words of three syllables or more
# it is the only space: of 34 in the news that stand inside a word, none has as many on both sides.
_ONLY_SPACE = (
    rf"(?<=(?:{_SYLLABLE}(?:[\u0915-\u0939]\u094d){{0,3}}){{3}})\u200b"
    rf"(?=(?:(?:[\u0915-\u0939]\u094d){{0,3}}{_SYLLABLE}){{3}})"
)
_WORD = rf"{_DEVA}(?:{_DEVA}|(?!{_ONLY_SPACE}){_JOIN})*+"
_VISARGA_INSIDE = rf"{_any_of(_before_visarga('inside'))}[{COLONS}](?={_DEVA})"
_VISARGA_LAST = rf"{_any_of(_before_visarga('end'))}[{COLONS}](?!{_DEVA})"
_LETTER = rf"{_any_of(_LETTERS)}(?!{_DEVA})"
_AKSHARA = r"(?:(?:[क-ह]़?्)*[क-ह]़?[\u093e-\u094c]?|[\u0904-\u0914])[\u0901\u0902]?"
_NO_PART = {
    word
    for word in {*STOP_WORDS, *_TITLES} - _WORDS_THAT_ABBREVIATE
    if regex.fullmatch(_AKSHARA, word)
}
_PART = rf"(?!{_any_of(_NO_PART)}(?!{_DEVA})){_AKSHARA}(?!{_DEVA})"
_OTHER = r"[[\p{L}\p{M}]--\p{Devanagari}]"
_FIRST = rf"[\p{{L}}--[\p{{Devanagari}}{_JOIN}]]"

# What may join a Devanagari word with another: most words have none of these behind them.
_JOINING = rf"[.॰{COLONS}{APOSTROPHES}\u200b]"

_TOKEN = regex.compile(
    rf"""
      {_DEVA}(?:{_DEVA}|(?!\u200b){_JOIN})*+(?!{_JOINING})
    | (?={_DEVA})(?:
        (?<!{_DEVA})(?:
          {_LETTER}(?:[.॰]{_LETTER})++[.॰]?                      # यू.एस. and बी.जे.पी
        | {_PART}(?:[.॰]{_PART})++[.॰]?                          # उ.प्र.
        | (?:{_VISARGA_INSIDE})++
          (?:{_VISARGA_LAST}|{_WORD})  # नि:शुल्क and शनै:शनै:
        | {_VISARGA_LAST}     # अत:
        | {_any_of(_BEFORE_APOSTROPHE)}[{APOSTROPHES}]{_WORD}    # ओ'ब्रायन
        )
      | {_WORD})
    | (?<!{_OTHER})[A-Za-z](?:\.[A-Za-z])+(?!{_OTHER})\.?      # U.S. and U.S.A
    | {_FIRST}(?:{_OTHER}|{_JOIN})*+(?:[{APOSTROPHES}]{_OTHER}++)*+       # O’Brien
    | (?:\p{{Nd}}{{1,3}}(?:,\p{{Nd}}{{3}})+|\p{{Nd}}{{1,2}}(?:,\p{{Nd}}{{2}})+,\p{{Nd}}{{3}})
      (?![\p{{Nd}}])(?:\.\p{{Nd}}++)?+                         # 1,000,000 and 1,00,000.50
    | (?<!\p{{Nd}}\.)\p{{Nd}}++\.\p{{Nd}}++(?!\.\p{{Nd}})      # 6.5, but not 12.07.2025
    | \p{{Nd}}++
    """,
    regex.VERBOSE | regex.VERSION1,
)


def token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end (exclusive) of every token, in order, never overlapping.

    Hyphens, slashes and all other punctuation separate tokens, and so does the border between
    letters and digits: कोविड-19, कोविड 19 and कोविड19 are the same two tokens.
    """
    for match in _TOKEN.finditer(text):
        yield match.span()


def token_texts(text: str) -> list[str]:
    """The tokens themselves, as written."""
    found: list[str] = _TOKEN.findall(text)
    return found
