"""The analysis chain: a text in, its tokens out. Texts and queries go through the same steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from index.analysis.folding import fold, normalize_ending
from index.analysis.normalizer import is_plain_hindi, normalize
from index.analysis.stemmer import stem
from index.analysis.tokenizer import APOSTROPHES, COLONS, token_spans, token_texts
from index.fingerprint import fingerprint

MAX_TERM_CHARS = 60
"""Characters of a word that count: no Hindi word is longer, hostile ones are."""

_MAX_READ_CHARS = MAX_TERM_CHARS * 2
"""Characters of a word that are read: joiners and signs typed twice leave less of it."""

_MAX_CACHED = 100_000
"""Chunks and words in the cache, in about 40 MB: 19 of 20 in news."""

_POSSESSIVE = regex.compile(rf"[{APOSTROPHES}]s$", regex.IGNORECASE)
_AROUND = "।॥,.?!:;'\"‘’“”()-–…"
"""What mostly stands around a word, and is part of no plain Hindi word."""

_INNER = str.maketrans(dict.fromkeys(f".,॰{APOSTROPHES}", "") | dict.fromkeys(COLONS, "ः"))
_NUMBER = regex.compile(r"\p{Nd}[\p{Nd},]*(?:\.\p{Nd}+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    Attributes:
        start, end: Where it stands in the text, in characters, end exclusive.
        exact: The word as written, with one way of writing each character.
        stem: The folded stem, by which it is found.
    """

    start: int
    end: int
    exact: str
    stem: str


def analyze(text: str) -> Iterator[Token]:
    """The tokens of a text, in order. Never fails, whatever the text."""
    for start, end in token_spans(text):
        word = text[start : min(end, start + _MAX_READ_CHARS)]
        # A token is the only token of the chunk that it is by itself, unless it had to be cut.
        if found := _CACHE[word] if len(word) == end - start else _term(word):
            yield Token(start, end, *found)


def terms(text: str) -> list[tuple[str, str]]:
    """Exact forms and folded stems of a text, as ``analyze`` gives them, without their places.

    There is a pair for each chunk (what stands between white space) with a token; where it has
    several (कोविड-19), both strings hold as many, joined by spaces. Several times as fast as
    ``analyze``: no token spans white space or looks beyond it, so chunks can be cached.
    """
    return list(filter(None, map(_CACHE.__getitem__, text.split())))


def term(word: str) -> tuple[str, str]:
    """Exact form and folded stem of one token; two empty strings if nothing is left of it."""
    is_chunk = len(word) <= MAX_TERM_CHARS and is_plain_hindi(word)
    return (_CACHE[word] if is_chunk else _term(word[:_MAX_READ_CHARS])) or ("", "")


class TokenCache(dict[str, tuple[str, str] | None]):
    """The terms of chunks, as ``terms`` gives them; None for a chunk without a token.

    News repeats its chunks, and its words with other punctuation around them. So a new chunk that
    is not a single word is made of the entries of its words.
    A plain dict, emptied when it is full: it is asked once for each chunk of a corpus, and one
    that lets the longest unused go takes twice as long. Threads may share it without a lock: an
    entry never changes, and at worst two of them work out the same one.
    """

    def __missing__(self, chunk: str) -> tuple[str, str] | None:
        word = chunk.strip(_AROUND)
        # Most chunks hold one Hindi word, which is seen without the tokenizer. But a colon after it
        # may be part of it.
        plain = len(word) <= MAX_TERM_CHARS and is_plain_hindi(word) and ":" not in chunk
        words = [word] if plain else token_texts(chunk)
        found = _joined([pair for each in words if (pair := self._of_word(each, chunk))])
        # No word is longer, and to remember hostile ones would fill the memory.
        if len(chunk) <= _MAX_READ_CHARS:
            if len(self) >= _MAX_CACHED:
                self.clear()
            self[chunk] = found
        return found

    def _of_word(self, word: str, chunk: str) -> tuple[str, str] | None:
        """The terms of a token of the chunk, from its own entry unless it is the whole chunk."""
        if word == chunk or len(word) > _MAX_READ_CHARS:
            return _term(word[:_MAX_READ_CHARS])
        return self[word]


_CACHE = TokenCache()


def _joined(pairs: list[tuple[str, str]]) -> tuple[str, str] | None:
    if len(pairs) > 1:
        exact, stems = zip(*pairs, strict=True)
        return " ".join(exact), " ".join(stems)
    return pairs[0] if pairs else None


def _term(word: str) -> tuple[str, str] | None:
    """Exact form and folded stem; None if nothing is left of the word."""
    if is_plain_hindi(word):
        exact = word
    elif _NUMBER.fullmatch(word):
        exact = normalize(word.replace(",", ""))
    else:
        exact = normalize(_POSSESSIVE.sub("", word).translate(_INNER))
    if not exact:
        return None
    # Most words are their own exact form and many their own stem: one string is enough for all.
    exact = exact[:MAX_TERM_CHARS]
    exact = word if exact == word else exact
    folded = fold(stem(normalize_ending(exact))) or exact
    return exact, exact if folded == exact else folded


@cache
def analysis_fingerprint() -> str:
    """Changes when these rules do, so that an index knows that it is outdated."""
    return fingerprint("index.analysis")
