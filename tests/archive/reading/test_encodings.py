"""Bytes to text, whatever anything says of them."""

import contextlib
import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading.encodings import NotText, decode_bytes, wide_encoding
from tests.archive.legacy.encoder import typed

TEXT = "पटना। बिहार के “मुख्यमंत्री” ने कहा कि बाढ़ की स्थिति ठीक है।\nदूसरा पैरा, in English too."
KRUTI = typed("भारत के प्रधानमंत्री ने कहा कि वह दिल्ली में हैं और काम कर रहे हैं", "Kruti Dev 010") or ""


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode(), "iso-8859-1"),
        (TEXT.encode(), "utf-16"),
        (TEXT.encode(), "no such charset"),
        (TEXT.encode("utf-8-sig"), ""),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("utf-16"), "utf-8"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("utf-32-le"), ""),
        (TEXT.encode("utf-32-be"), ""),
        (TEXT.encode("utf-16-le"), "windows-1252"),
        (TEXT.encode("utf-32"), ""),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), ""),
    ],
)
def test_hindi_whatever_is_declared(data: bytes, declared: str) -> None:
    assert decode_bytes(data, declared) == (TEXT, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Plain English, nothing else.", "utf-16-le"),
        ("भारत में", "utf-16-be"),
        ("a\tb\tc\td\n\t\t\t\t\n", "utf-8"),
        ("\t\t\t", "utf-8"),
        ("", "utf-8"),
        ("\0\0\x07", "utf-8"),
        ("एक\x1bदो", "utf-8"),
    ],
)
def test_tabs_are_not_taken_for_wide_letters(text: str, encoding: str) -> None:
    assert decode_bytes(text.encode(encoding)) == (text, ())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode().replace("ठ".encode(), b"\xe0\xa4"), TEXT.replace("ठ", "\ufffd")),
        (TEXT.encode().replace("ठ".encode(), b"\xff"), TEXT.replace("ठ", "\ufffd")),
        ("कमल खिला".encode()[:-1], "कमल खिल\ufffd"),
        ("कमल खिला".encode()[:-2], "कमल खिल\ufffd"),
        (b"\x80" + "कमल खिला".encode(), "\ufffdकमल खिला"),
        ("He said “yes”".encode()[:-1], "He said “yes\ufffd"),
        (TEXT.encode("utf-16")[:-1], TEXT[:-1] + "\ufffd"),
    ],
)
def test_a_broken_byte_costs_one_character(data: bytes, text: str) -> None:
    assert decode_bytes(data) == (text, ("replaced=1",))


def test_many_broken_bytes_in_a_long_text_and_those_that_were_lost_before() -> None:
    long = (TEXT * 60).encode()
    broken = b"\xfe".join(long[start : start + 4000].rpartition(b" ")[0] for start in (0, 4001))
    text, notes = decode_bytes(broken * 2)
    assert notes == (f"replaced={text.count(chr(0xFFFD))}",)
    assert decode_bytes(f"{TEXT}\ufffd\ufffd".encode()) == (f"{TEXT}\ufffd\ufffd", ())
    damaged = b"\xff ".join([TEXT.encode()] * 6)
    with pytest.raises(NotText, match=r"UTF-8 with 5 damaged characters beside .*fetch it again"):
        decode_bytes(damaged)
    # Whoever says that it is UTF-8 is believed.
    assert decode_bytes(damaged, "UTF-8")[1] == ("replaced=5",)


def test_halves_of_emoji_as_java_writes_them() -> None:
    halves = "बधाई 🎉".encode("utf-16-le").decode("utf-16-le")
    pair = b"\xed\xa0\xbc\xed\xbe\x89"
    assert decode_bytes("बधाई ".encode() + pair) == (halves, ())


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("El Niño – “año”", "iso-8859-1"),
        ("El Niño – “año”", " 'Windows-1252' "),
        ("Москва", "koi8-r"),
        ("新华社", "GB18030"),
    ],
)
def test_a_declared_charset_where_it_is_not_utf8(text: str, declared: str) -> None:
    charset = "cp1252" if "8859" in declared else declared.strip(" '")
    assert decode_bytes(text.encode(charset), declared) == (text, ())


@pytest.mark.parametrize("declared", ["punycode", "hex", "zlib", "idna", "utf-7", "unicode_escape"])
def test_what_is_no_charset_is_not_asked(declared: str) -> None:
    with pytest.raises(NotText):
        decode_bytes(b"caf\xe9", declared)


def test_keys_of_a_legacy_font_as_windows_saves_them() -> None:
    keys = KRUTI + " “jk\u2019V\u00aa”"
    assert decode_bytes(keys.encode("cp1252")) == (keys, ())


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), TEXT)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "cure"),
    [
        (gzip.compress(TEXT.encode(), mtime=0), "packed, not text; name it by what it is"),
        (zipped(), "packed"),
        (b"{\\rtf1\\ansi \\u2348?}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "save it as text in UTF-8"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\0", "a PDF"),
        (b"\x7fELF\x02\x01\0\0\0\xff\xfe\x80", "binary data"),
        (b"caf\xe9 au lait", "not UTF-8 text; convert it to UTF-8 (byte 4)"),
        (b"\xff", "not UTF-8 text; convert it to UTF-8 (byte 1)"),
        (b"a\x80", "not UTF-8 text"),
    ],
)
def test_a_refusal_names_the_cure(data: bytes, cure: str) -> None:
    with pytest.raises(NotText) as raised:
        decode_bytes(data)
    assert str(raised.value).startswith(cure) or cure in str(raised.value)


def test_the_first_bytes_tell_wide_letters() -> None:
    assert wide_encoding(TEXT.encode("utf-16-be")[:64]) == "utf-16-be"
    assert wide_encoding(TEXT.encode("utf-16")[:65]) == "utf-16-le"
    assert wide_encoding(TEXT.encode()) == ""


@settings(max_examples=300)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode), st.text(max_size=12))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str) -> None:
    with contextlib.suppress(NotText):
        text, notes = decode_bytes(data, declared)
        assert not text.startswith("\ufeff")
        assert bool(notes) <= ("\ufffd" in text)


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_utf8_is_never_damaged(text: str) -> None:
    if not wide_encoding(text.encode()):
        assert decode_bytes(text.encode()) == (text.lstrip("\ufeff"), ())


def test_signs_of_windows_between_whole_letters_are_themselves() -> None:
    hindi = "मोहन ने कहा, {}यह सच है।{} फिर चुप रहे और चले गए। नदी का पानी उतर रहा है।"
    data = hindi.encode().replace(b"{}", b"\x93", 1).replace(b"{}", b"\x94", 1)
    assert decode_bytes(data) == (hindi.replace("{}", "“", 1).replace("{}", "”", 1), ())
    # But what is left of a letter is none.
    cut = hindi.replace("{}", "").encode() + b"\xa4\x95 \xe0\xa4"
    text, notes = decode_bytes(cut)
    assert text.endswith("\ufffd\ufffd \ufffd")
    assert notes
