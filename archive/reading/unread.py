"""Says why a source of no known format is not read, and what to do about it."""

import re

from archive.reading.not_prose import LEAVE, SAVE_AS, why_no_prose

_UNPACK = "{}, which is not read; unpack it and import the folder"
_REASONS = (
    # the first bytes, or a pattern for them, and the reason
    (rb"Rar!\x1a\x07", _UNPACK.format("a RAR archive")),
    (rb"7z\xbc\xaf\x27\x1c", _UNPACK.format("a 7z archive")),
    (rb"MSCF\0\0\0\0", _UNPACK.format("a cabinet archive")),
    (rb"\x1f[\x9d\xa0]", _UNPACK.format("an old Unix archive (.Z)")),
    (rb"LZIP", _UNPACK.format("an lzip archive")),
    (rb"\x04\x22\x4d\x18", _UNPACK.format("an LZ4 archive")),
    (rb"\x5d\0\0.{2}[\0\xff]", _UNPACK.format("an old LZMA archive")),
    (rb"!<arch>\n", _UNPACK.format("an ar archive")),
    (rb"PK00PK\x03\x04|PK\x07\x08PK\x03\x04", _UNPACK.format("a part of a zip in several parts")),
    (rb"filedesc://", "an ARC file, which is not read; make a WARC of it: warcio recompress"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SAVE_AS.format("an old Office file or mail (OLE)")),
    (rb"\{\\rtf", SAVE_AS.format("a Rich Text file")),
    (rb"SQLite format 3\0", "a SQLite database, which is not read; export its table as .csv"),
    (rb"PAR1", "a Parquet file, which is not read; save it as .csv or JSON Lines"),
    (rb"GIF8|RIFF.{4}WEBP|BM.{4}\0\0\0\0", LEAVE.format("a picture")),
    (rb"ID3|\xff\xfb|OggS|fLaC|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp", LEAVE.format("sound or film")),
    (rb"wOF[F2]|\0\x01\0\0\0|OTTO|ttcf", LEAVE.format("a font")),
    (rb"MZ|\x7fELF", LEAVE.format("a program")),
)
_EMPTY = "the file is empty; leave it out"
_UNKNOWN = "no format that is known, and no Hindi text; leave it out"


def why_not(head: bytes, text: str = "", path: str = "") -> str:
    """The reason for a source that begins so, in one line with its cure.

    Args:
        head: Its first bytes.
        text: The same as text.
        path: Its name.
    """
    if not head:
        return _EMPTY
    found = (reason for magic, reason in _REASONS if re.match(magic, head, re.DOTALL))
    return next(found, "") or why_no_prose(text, path) or _UNKNOWN
