"""Cuts a document of JSON of any size into the records in it, without parsing them.

It follows brackets and strings only. So a record with a mistake, or with NaN, costs itself alone,
a document that is cut gives what is whole, and no more than one record is held in memory. Parsers
of events (ijson with yajl) end at the first mistake, know no NaN, and keep to one process.

The first list is entered, and so is an object that is too large to be one record. All else is
given whole: which objects in it are articles is found later.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.reading.cleaning import MAX_ARTICLE_BYTES
from archive.reading.columns import ASIDE_NAMES, folded

_CHUNK = 256 * 1024
_MAX_DEPTH = 16
"""So deep is what is too large entered."""

_TOKEN = re.compile(rb'[\[{}\]]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|"|/', re.DOTALL)
"""A bracket, a whole string, the beginning of a string, or of a comment."""

_SIGN = re.compile(rb'[\[{}\]"]')
_IN_STRING = re.compile(rb'\\.|"', re.DOTALL)
_SPACE = re.compile(rb"[\s,;)\x1e]*")
_BEFORE = re.compile(rb"\s*[\w.$][\w.$ \t]{0,100}[=(]\s*(?=[\[{])")
"""What makes a script of JSON: window.news = [ … ]; and callback({ … });"""

_INDENT = re.compile(rb"(?:^|\n)([ \t]*)$")
_MAX_INDENT = 64
_OPENING = (b"[", b"{")
_CLOSING = (b"]", b"}")
_BACKSLASH = ord("\\")


@dataclass(frozen=True, slots=True)
class Cutting:
    """A record as it stands in the document.

    Attributes:
        line: The line at which it begins, counted from 1.
        key: The name under which it lies; empty in a list.
        data: Its bytes; None: it is too large.
        nested: It lies in an object, where there may be other things than articles.
        whole: It ends; else the document does.
        indent: What stands before it on its line; None: more than white space.
    """

    line: int
    key: str
    data: bytes | None
    nested: bool = False
    whole: bool = True
    indent: bytes | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a document stops to be one, and how."""

    line: int
    reason: str


CUT = "the JSON ends in the middle of a value; what comes before was read, fetch the file again"
_NO_JSON = "not JSON; write objects, or a list of them"
_COMMENT = "comments are no JSON; take them out"
_TOO_DEEP = "nested too deeply; write the articles as a flat list"


class Slicer:
    """Reads one document from a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._data = b""
        self._at = 0
        """Everything before it is done with."""
        self._line = 1
        self._ended = False
        self._entered: list[bytes] = []
        """The brackets that are open."""
        self._large = 0
        """The line of a text too large for an article in the outermost object, which held nothing
        else yet; 0: there is none."""

    def slices(self) -> Iterator[Cutting | Damage]:
        """The records; after damage there is nothing more."""
        key = ""
        self._more()
        if before := _BEFORE.match(self._data):
            self._move(before.end())
        while self._entered or self._skip_space():
            token = self._token() if self._entered else self._first()
            if token in _OPENING:
                found = self._value(token, key)
            elif token in _CLOSING:
                found = self._leave(token)
            elif token.endswith(b'"') and len(token) > 1:
                key = self._string(token)
                continue
            elif self._entered:
                found = Damage(self._line, _COMMENT if token == b"/" else CUT)
            else:
                found = Damage(self._line, _COMMENT if token == b"/" else _NO_JSON)
            key = ""
            if found:
                self._large = 0
                yield found
            elif self._large and not self._entered:
                yield Cutting(self._large, "", None)
                self._large = 0
            if isinstance(found, Damage) or (found and not found.whole):
                return

    def _string(self, token: bytes) -> str:
        """What a string says, which is gone behind; a key, or a text too large to be in a slice."""
        if len(token) > MAX_ARTICLE_BYTES:
            self._large = self._line
        self._move(self._at + len(token))
        return token[1:-1].decode(errors="replace")

    def _first(self) -> bytes:
        """The sign with which a document begins here."""
        return self._data[self._at : self._at + 1]

    def _leave(self, bracket: bytes) -> Damage | None:
        opened = self._entered.pop() if self._entered else b""
        if bracket != {b"[": b"]", b"{": b"}"}.get(opened):
            return Damage(self._line, f"an odd {bracket.decode()}; mend the brackets")
        self._move(self._at + 1)
        return None

    def _value(self, bracket: bytes, key: str) -> Cutting | Damage | None:
        """What stands here, if it is given whole; it is entered else."""
        in_list = b"[" in self._entered
        if bracket == b"[" and not self._entered:
            return self._enter(bracket)
        if key and not in_list and folded(key) in ASIDE_NAMES:
            return None if self._skip_value() else Damage(self._line, CUT)
        end = self._end()
        if end > 0:
            return self._slice(key, end)
        if not in_list:
            # Too large, or cut off: the articles lie in it.
            return self._enter(bracket)
        if end == 0:
            return self._slice(key, len(self._data), whole=False)
        large = Cutting(self._line, key, None)
        return large if self._skip_value() else Damage(self._line, CUT)

    def _enter(self, bracket: bytes) -> Damage | None:
        if len(self._entered) == _MAX_DEPTH:
            return Damage(self._line, _TOO_DEEP)
        self._entered.append(bracket)
        self._move(self._at + 1)
        return None

    def _slice(self, key: str, end: int, *, whole: bool = True) -> Cutting:
        indent = _INDENT.search(self._data, max(0, self._at - _MAX_INDENT), self._at)
        found = Cutting(
            self._line,
            key,
            self._data[self._at : end],
            nested=bool(self._entered) and b"[" not in self._entered,
            whole=whole,
            indent=indent[1] if indent else None,
        )
        self._move(end)
        return found

    def _skip_space(self) -> bool:
        """Go to what is no space; False: the stream ends."""
        while True:
            space = _SPACE.match(self._data, self._at)
            self._move(space.end() if space else self._at)
            if self._at < len(self._data):
                return True
            if not self._more():
                return False

    def _token(self) -> bytes:
        """The next bracket or string, which is gone to; empty where the stream ends."""
        while True:
            token = _TOKEN.search(self._data, self._at)
            if token and (token[0] != b'"' or self._ended):
                self._move(token.start())
                return token[0]
            if token is None:
                self._move(len(self._data))
            elif len(self._data) - token.start() > MAX_ARTICLE_BYTES:
                self._move(token.start())
                self._large = self._line
                self._skip_string()
                continue
            if not self._more() and token is None:
                return b""

    def _end(self) -> int:
        """Where the value here ends; 0: the stream ends before; -1: it is too large."""
        depth = 0
        at = self._at
        while True:
            found = _SIGN.search(self._data, at)
            sign = found[0] if found else b""
            after = found.end() if found else len(self._data)
            if sign == b'"':
                after = _string_end(self._data, after)
            if found and after >= 0:
                at = after
                depth += 1 if sign in _OPENING else -1 if sign in _CLOSING else 0
                if not depth:
                    return at if at - self._at <= MAX_ARTICLE_BYTES else -1
                continue
            # The rest of the string or of the value is not here yet.
            at = found.start() if found else after
            if len(self._data) - self._at > MAX_ARTICLE_BYTES:
                return -1
            before = self._at
            if not self._more():
                return 0
            at -= before - self._at

    def _skip_value(self) -> bool:
        """Go behind the value here, however large it is; False: the stream ends before."""
        depth = 0
        while True:
            token = _SIGN.search(self._data, self._at)
            if token is None:
                self._move(len(self._data))
                if not self._more():
                    return False
            elif token[0] == b'"':
                self._move(token.start())
                if not self._skip_string():
                    return False
            else:
                depth += 1 if token[0] in _OPENING else -1 if token[0] in _CLOSING else 0
                self._move(token.end())
                if not depth:
                    return True

    def _skip_string(self) -> bool:
        self._move(self._at + 1)
        while True:
            token = _IN_STRING.search(self._data, self._at)
            if token:
                self._move(token.end())
                if token[0] == b'"':
                    return True
                continue
            # A backslash at the end belongs to what follows it.
            self._move(len(self._data) - self._data.endswith(b"\\"))
            if not self._more():
                return False

    def _move(self, to: int) -> None:
        self._line += self._data.count(b"\n", self._at, to)
        self._at = to

    def _more(self) -> bool:
        """Read on; False: the stream has ended."""
        chunk = b"" if self._ended else self._stream.read(max(_CHUNK, len(self._data) - self._at))
        self._ended = not chunk
        if chunk:
            # The line's beginning stays, to see what a record is indented by.
            kept = max(0, self._at - _MAX_INDENT)
            self._data = self._data[kept:] + chunk
            self._at -= kept
        return bool(chunk)


def _string_end(data: bytes, at: int) -> int:
    """Behind the quotation mark that ends the string whose text begins here; -1: it is not there.

    Texts are long, and to find a byte is ten times faster than to match a pattern.
    """
    while True:
        at = data.find(b'"', at)
        if at < 0:
            return -1
        before = at - 1
        while data[before] == _BACKSLASH:
            before -= 1
        at += 1
        if (at - before) % 2 == 0:
            return at
