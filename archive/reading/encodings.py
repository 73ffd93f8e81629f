"""Bytes to text, by one rule for all formats: what the bytes are goes before what anything says.

A byte order mark, else UTF-8 if (nearly) all of it is whole, else the charset that was declared,
else UTF-16 or UTF-32 without its mark, else Kruti Dev and its kin as Windows saved them. No charset
is guessed: of Hindi with one byte cut off, guessers make Thai or Greek. A broken byte costs one
character, which is told, and never the text.
"""

import codecs
import re

from archive.legacy import find_font
from archive.notes import note
from archive.reading.cleaning import NOT_UTF8

_MAX_BROKEN_SHARE = 0.001
MAX_BROKEN = 3
"""So many broken sequences are no doubt beside whole Devanagari: short texts have few others."""

_MIN_WHOLE_FOR_BROKEN = 3
"""Whole letters of Devanagari that each broken sequence must have beside it."""

_BOMS = (
    # Longest first: UTF-32's begins like UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = 0.45
"""The share of 0x00 and 0x09 in UTF-16: half, less a few quotation marks; in UTF-32 it is more."""

_WIDE_ONES = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

_WIDE_SAMPLE = 64 * 1024
_MIN_PLAUSIBLE = 0.9
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_PLAUSIBLE = re.compile("[\t\n\r\x20-\x7e\xa0-\xff\u0900-\u097f\u2000-\u206f\u20b9\ufeff]")
"""What UTF-16 of the archive's languages holds; the wrong byte order makes Chinese of it."""

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_CHARSET = re.compile(
    r"(?:utf|ucs|u?cp|windows|ibm|iso|latin|l|koi8|mac|gb|big5|shift|s?jis|euc|tis|ascii|us)"
    r"[\w.:-]*"
)
"""Names of charsets; Python's other codecs (punycode, hex, zlib) have no place in a declaration."""

_ONE_BYTE = frozenset({"ascii", "iso8859-1", "cp1252"})
"""What is declared so is Windows' charset, as browsers read it."""

_NO_ASCII = 0x80
_SIGNS = {byte: bytes((byte,)).decode("cp1252") for byte in (0x85, *range(0x91, 0x98))}
"""Quotation marks, dashes and … of Windows' charset, which editors paste into UTF-8 as they are."""

_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf")
_RICH = b"{\\rtf"
_OFFICE = b"\xd0\xcf\x11\xe0"


class NotText(ValueError):
    """Bytes that are no text, or damaged too much; says the cure."""


def decode_bytes(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text that bytes hold, without a byte order mark, and notes on what was mended.

    Args:
        data: All bytes of one text.
        declared: The charset that the source or its server names, if any; it counts only where
            the bytes leave a doubt, since declarations lie.

    Raises:
        NotText: No text; the error says what it is and the cure, in one line.
    """
    if data.startswith(_RICH):
        raise NotText("Rich Text, not plain text; save it as text in UTF-8")
    if encoding := wide_encoding(data):
        text = data.decode(encoding, "replace")
        return text.lstrip("\ufeff"), _replaced(text.count("\ufffd") - _own(data, encoding))
    text, broken = _utf8(data.removeprefix(codecs.BOM_UTF8))
    if broken and not _is_utf8(text, broken, data):
        text, broken = _otherwise(data, declared, text, broken)
    elif broken:
        text, broken = _utf8(data.removeprefix(codecs.BOM_UTF8), _with_signs.__name__)
    return text.lstrip("\ufeff"), _replaced(broken)


def wide_encoding(head: bytes) -> str:
    """UTF-16 or UTF-32 as a codec's name, told from the first bytes; "" if it is neither.

    For readers of large files, which ask before they decode them bit by bit.
    """
    bom = next((name for mark, name in _BOMS if head.startswith(mark)), "")
    if bom and bom != "utf-8" and (not bom.startswith("utf-32") or _is_plausible(head, bom)):
        return bom
    if bom.startswith("utf-32"):
        return "utf-16-le" if _is_plausible(head, "utf-16-le") else ""
    # Hindi in UTF-16 is good ASCII as well, with many tabs and control characters.
    if bom or not _CONTROL.search(head, 0, _WIDE_SAMPLE):
        return ""
    sample = head[:_WIDE_SAMPLE]
    if sample.count(0) + sample.count(9) < _WIDE * len(sample):
        return ""
    return next((name for name in _WIDE_ONES if _is_plausible(head, name)), "")


def _is_plausible(head: bytes, encoding: str) -> bool:
    sample = head[:_WIDE_SAMPLE]
    text = sample[: len(sample) // 4 * 4 or None].decode(encoding, "replace")
    return len(_PLAUSIBLE.findall(text)) >= _MIN_PLAUSIBLE * len(text)


def _own(data: bytes, encoding: str) -> int:
    """How often the source itself has U+FFFD; it was replaced before it came here."""
    return data.decode(encoding, "ignore").count("\ufffd")


def _utf8(data: bytes, errors: str = "replace") -> tuple[str, int]:
    """The text in UTF-8, and how many sequences were broken."""
    try:
        return data.decode(), 0
    except UnicodeDecodeError:
        # Emoji as Java and MySQL wrote them: each half of the pair by itself.
        data = _SURROGATES.sub(_joined, data)
        text = data.decode(errors=errors)
        return text, text.count("\ufffd") - data.count("\ufffd".encode())


def _with_signs(error: UnicodeError) -> tuple[str, int]:
    """A quotation mark or dash that Windows wrote as one byte between whole letters, as itself."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    sign = _SIGNS.get(data[start]) if end - start == 1 else None
    # What is left of a letter that was cut is no sign.
    before = data[max(0, start - 3) : start]
    whole = not before or before[-1] < _NO_ASCII or _is_whole(before)
    return (sign if sign and whole else "\ufffd"), end


codecs.register_error(_with_signs.__name__, _with_signs)


def _is_whole(letter: bytes) -> bool:
    try:
        return len(letter.decode()) == 1
    except UnicodeDecodeError:
        return False


def _joined(pair: re.Match[bytes]) -> bytes:
    halves = pair[0].decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16").encode()


def _is_utf8(text: str, broken: int, data: bytes) -> bool:
    """Whether a text with broken sequences is UTF-8 nevertheless."""
    whole = sum(not char.isascii() for char in text) - broken
    if broken <= _MAX_BROKEN_SHARE * whole:
        return True
    if broken <= MAX_BROKEN and len(_DEVANAGARI.findall(text)) >= _MIN_WHOLE_FOR_BROKEN * broken:
        return True
    # Cut at its end, in the middle of a character.
    return broken == 1 and whole > 0 and text.endswith("\ufffd") and _lacks_its_end(data)


def _lacks_its_end(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.end == len(data) and error.reason == "unexpected end of data"
    return False


def _otherwise(data: bytes, declared: str, utf8: str, broken: int) -> tuple[str, int]:
    """The text in another charset than UTF-8, and how many bytes of it were broken."""
    if _CONTROL.search(data):
        raise NotText(_no_text(data))
    charset = _charset(declared)
    if charset == "utf-8":
        return utf8, broken
    if charset:
        text = data.decode(charset, "replace")
        lost = text.count("\ufffd")
        if lost <= max(MAX_BROKEN, _MAX_BROKEN_SHARE * len(text)):
            return text, lost
    # Not in the rule's order, but no charset says so: keys of a font, as Notepad saved them.
    text = data.decode("cp1252", "replace")
    if find_font(text):
        return text, text.count("\ufffd")
    letters = len(_DEVANAGARI.findall(utf8))
    if letters > broken:
        raise NotText(
            f"UTF-8 with {broken} damaged characters beside {letters} of Hindi; fetch it again"
        )
    raise NotText(f"{NOT_UTF8} (byte {_first_broken(data)})")


def _first_broken(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start + 1
    return 0


def _charset(declared: str) -> str:
    """The codec of a declared charset; "" for none, or one that is not known."""
    name = declared.strip().strip("\"'").lower()
    if not _CHARSET.fullmatch(name) or name in {"utf-7", "utf7"}:
        return ""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "cp1252" if codec in _ONE_BYTE else codec


def _no_text(data: bytes) -> str:
    if data.startswith(_PACKED):
        return "packed, not text; name it by what it is (.gz, .zip), or unpack it"
    if data.startswith(_OFFICE):
        return "a document of old Office, not text; save it as text in UTF-8"
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "a PDF, not text; name it .pdf"
    return "binary data, not text; leave it out"


def _replaced(count: int) -> tuple[str, ...]:
    return (note("replaced", count),) if count > 0 else ()
