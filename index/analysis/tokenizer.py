"""The tokenizer: where the words of a text are. Hindi words stay whole, with all their matras.

It changes no character: a token is a slice of the text, so that a mark in a snippet stands where
the reader expects it. The rules are not those of Unicode standard annex 29, for which कोविड19,
5,10,15 and गया.फिर (a full stop without a space) are one word each.

No token reaches across white space, and none depends on what stands beyond it: ``TokenCache`` and
``index.highlight`` rely on that, and a test holds it.
"""

from collections.abc import Iterator

import regex

# The names of Latin letters as Hindi writes them; only between such names is a dot part of a
# word (बी.जे.पी., यू.एस.), since some papers end sentences with a dot and no space.
_LETTERS = (
    "ए बी सी डी ई एफ एफ़ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू डब्लू एक्स वाई वाय ज़ेड जेड"
).split()

_DEVA = r"[[\p{Devanagari}\u0951-\u0954\u1cd0-\u1cff]&&[\p{L}\p{M}]]"
# Joiners, soft hyphens, directions: inside a word they are part of it, anywhere else nothing.
_JOIN = r"\p{Default_Ignorable_Code_Point}"
_WORD = rf"{_DEVA}(?:{_DEVA}|{_JOIN})*+"
_LETTER = rf"(?:{'|'.join(sorted(map(regex.escape, _LETTERS), key=len, reverse=True))})(?!{_DEVA})"
_OTHER = r"[[\p{L}\p{M}]--\p{Devanagari}]"
_FIRST = rf"[\p{{L}}--[\p{{Devanagari}}{_JOIN}]]"

_TOKEN = regex.compile(
    rf"""
      (?<!{_DEVA}){_LETTER}(?:[.॰]{_LETTER})++[.॰]?            # यू.एस. and बी.जे.पी
    | {_WORD}
    | (?<!{_OTHER})[A-Za-z](?:\.[A-Za-z])+(?!{_OTHER})\.?      # U.S. and U.S.A
    | {_FIRST}(?:{_OTHER}|{_JOIN})*+(?:['’]{_OTHER}++)*+       # O’Brien
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
