"""The terms of a part of a query: words, phrases, beginnings, and words typed in one piece."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import regex

from index.analysis import Token, analyze, is_stop_word
from index.analysis.tokenizer import APOSTROPHES
from index.engine import Scope
from index.query.beside_numbers import SIGNS
from index.query.lexer import Part

MIN_PREFIX_CHARS = 2
"""Characters before a star."""

_MAX_PIECE_WORDS = 6
"""Words of one piece: what is longer is an address or the like."""

_IN_A_PIECE = regex.compile(
    # What may stand between two words of a piece, with a character on either side; a dot only in
    # numbers and Latin letters, since some papers end sentences with a dot and no space.
    r".[-‐‑‒–—−/:×]?.|[\p{Nd}A-Za-z]\.[\p{Nd}A-Za-z]",
    regex.DOTALL,
)
_AMPERSAND = regex.compile(r"[A-Z]{1,3}(?:&[A-Z]{1,3})+|[a-z](?:&[a-z])+|[A-Z] & [A-Z]")
TAG_SIGNS = tuple("#@＃＠")
"""What stands before a tag or a handle."""

_TAG = regex.compile(rf"[{''.join(TAG_SIGNS)}]([A-Za-z][A-Za-z0-9_]*+)\W*")
_HUMP = regex.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One word as it was typed, with its exact form and folded stem.

    Attributes:
        shouted: It stands in capitals, and they mean something: other letters of the query are
            small, or it is the only word. In US the capitals do, in US OPEN and Us they do not.
        prefix: It stands for every word that begins so.
        ending: Of a prefix: how the word ends; "": anyhow. रू*स begins with रू and ends with स.
        sign: What stands at a number and says what it counts: ₹500, 50%; or # before a tag.
    """

    typed: str
    exact: str
    stem: str
    shouted: bool = False
    prefix: bool = False
    sign: str = ""
    ending: str = ""

    @property
    def with_star(self) -> str:
        """The word as typed, with its star if it has one."""
        return f"{self.typed}*" if self.prefix and not self.ending else self.typed


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word, or several in a row, to be found.

    Attributes:
        words: More than one: a phrase.
        exact: Only this spelling counts.
        piece: Of several words that were typed in one piece, such as 5G, J&K and #FarmersProtest:
            the whole piece as typed.
        as_words: Of a quotation: its terms if nothing quoted them.
    """

    words: tuple[QueryToken, ...]
    scope: Scope = Scope.ANYWHERE
    exact: bool = False
    piece: str = ""
    as_words: tuple["QueryTerm", ...] = ()

    @property
    def prefix(self) -> bool:
        """Whether it is one word that stands for every word that begins so."""
        return len(self.words) == 1 and self.words[0].prefix

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return self.piece or " ".join(word.with_star for word in self.words)

    @property
    def is_bare_word(self) -> bool:
        """Whether it is one word without any sign, field or quotes."""
        special = self.exact or self.prefix or self.scope is not Scope.ANYWHERE
        return len(self.words) == 1 and not special

    @property
    def is_stop_word(self) -> bool:
        """Whether it is a bare stop word, which a query with other words can do without."""
        return self.is_bare_word and is_stop_word(self.words[0].exact)


class Starred(NamedTuple):
    """A token, and whether it stands for all words that begin so, and how they end."""

    token: Token
    prefix: bool = False
    ending: str = ""


def terms_of(part: Part, *, exact: bool, capitals: bool) -> Iterator[QueryTerm]:
    """The words of a part, each with what was asked of it; one term if they belong together.

    Args:
        part: No filter and no operator.
        exact: Only the spelling that was typed counts.
        capitals: They mean something in this query.
    """
    scope = Scope.TITLE if part.field == "title" else Scope.ANYWHERE
    exact = exact or part.exact
    if not part.quoted:
        yield from _unquoted(part.text, scope, exact=exact, capitals=capitals)
        return
    words = tuple(_token(part.text, each, capitals=capitals) for each in starred(part.text))
    exact = exact and not any(word.prefix for word in words)
    if len(words) > 1:
        as_words = tuple(
            term
            for chunk in part.text.split()
            for term in _unquoted(chunk, scope, exact=exact, capitals=capitals)
        )
        yield QueryTerm(words, scope, exact, as_words=as_words)
    else:
        yield from (QueryTerm((word,), scope, exact) for word in words)


def _unquoted(text: str, scope: Scope, *, exact: bool, capitals: bool) -> Iterator[QueryTerm]:
    """The words of a text without spaces and quotes; one term if they are one piece."""
    tag = _TAG.fullmatch(text)
    if tag and len(humps := _HUMP.findall(tag[1])) > 1:
        words = tuple(
            _token(hump, Starred(token), capitals=capitals)
            for hump in humps
            for token in analyze(hump)
        )
        yield QueryTerm(words, scope, exact, piece="" if exact else tag[1])
        return
    tokens = list(starred(text))
    words = tuple(_token(text, each, capitals=capitals) for each in tokens)
    if _is_piece(text, [each.token for each in tokens]):
        any_prefix = any(word.prefix for word in words)
        piece = "" if any_prefix else text[tokens[0].token.start : tokens[-1].token.end]
        yield QueryTerm(words, scope, exact and not any_prefix, piece)
        return
    for word in words:
        yield QueryTerm((word,), scope, exact and not word.prefix)


def _token(text: str, found: Starred, *, capitals: bool) -> QueryToken:
    token = found.token
    typed = text[token.start : token.end]
    is_tag = text[max(token.start - 1, 0) : token.start] in TAG_SIGNS
    sign = next((each for each in _around(text, token) if each in SIGNS), "#" if is_tag else "")
    shouted = capitals and typed.isupper()
    prefix = found.prefix
    return QueryToken(typed, token.exact, token.stem, shouted, prefix, sign, found.ending)


def _around(text: str, token: Token) -> Iterator[str]:
    """The signs before and behind a number."""
    if token.exact[0].isdecimal():
        yield from text[max(token.start - 1, 0) : token.start]
        yield from text[token.end : token.end + 1]


def starred(text: str) -> Iterator[Starred]:
    """The tokens of a text with their stars; with a star in it (रू*स) a word is one token."""
    tokens = _without_possessives(text, list(analyze(text)))
    number = 0
    while number < len(tokens):
        token = tokens[number]
        number += 1
        following = tokens[number : number + 1]
        if text[token.end : token.end + 1] != "*":
            yield Starred(token)
        elif following and following[0].start == token.end + 1 and _may_end(token, following[0]):
            number += 1
            yield Starred(replace(token, end=following[0].end), True, following[0].exact)
        else:
            yield Starred(token, len(token.exact) >= MIN_PREFIX_CHARS)


def _without_possessives(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens without the s of पाकिस्तान's; behind a Latin word it is part of the token."""
    return [
        token
        for token in tokens
        if not (
            token.exact == "s"
            and token.start > 1
            and text[token.start - 1] in APOSTROPHES
            and text[token.start - 2].isalnum()
            | (unicodedata.category(text[token.start - 2])[0] == "M")
        )
    ]


def _may_end(first: Token, last: Token) -> bool:
    """Whether two tokens with a star between them are how one word begins and ends."""
    return first.exact.isascii() == last.exact.isascii() and not (
        first.exact[:1].isdecimal() or last.exact[:1].isdecimal()
    )


def _is_piece(text: str, tokens: list[Token]) -> bool:
    """Whether words typed without a space are to be found in one piece: 5G, कोविड-19, J&K.

    Only with a number, or joined by an ampersand: भारत-पाक is two words as often as one.
    """
    if not 1 < len(tokens) <= _MAX_PIECE_WORDS:
        return False
    whole = text[tokens[0].start : tokens[-1].end]
    if "&" in whole:
        return _AMPERSAND.fullmatch(whole) is not None
    return any(token.exact[0].isdecimal() for token in tokens) and all(
        _IN_A_PIECE.fullmatch(text, left.end - 1, right.start + 1)
        for left, right in pairwise(tokens)
    )
