"""Texts that were encoded once too often."""

import html
from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading.mending import mend, undo_double_encoding

TEXT = "पटना। बिहार के मुख्यमंत्री ने कहा कि “बाढ़” की स्थिति ठीक है।\nदूसरा भाग यहां है, café."
ENGLISH = "The café said: “El Niño” — 10% off.\nNaïve façade."


def twice(text: str, charset: str = "cp1252") -> str:
    """UTF-8 read in this charset; bytes that it leaves out are taken as Latin-1 has them."""
    data = text.encode()
    pieces = (data[at : at + 1] for at in range(len(data)))
    return "".join(piece.decode(charset, "ignore") or piece.decode("latin-1") for piece in pieces)


@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "mac_roman", "cp437", "cp850"])
def test_what_was_encoded_twice(charset: str) -> None:
    assert mend(twice(TEXT, charset)) == (TEXT, ("double_encoded",))


def test_what_was_encoded_three_times() -> None:
    assert mend(twice(twice(TEXT))) == (TEXT, ("double_encoded",))


def test_a_part_that_was_encoded_twice() -> None:
    assert mend(f"बिहार में\n{twice(TEXT)}") == (f"बिहार में\n{TEXT}", ("double_encoded",))


def test_what_lost_letters_stays_as_it_is() -> None:
    # A non-breaking space is a third of ठ, and became a space.
    text = "ठाकुर ने ठीक कहा कि ठंड में ठहरना कठिन है"
    damaged = twice(text).replace("\xa0", " ")
    assert undo_double_encoding(damaged) == damaged


ESCAPED = [
    TEXT.encode("ascii", "backslashreplace").decode(),
    TEXT.encode("ascii", "backslashreplace").decode().replace("\\u", "\\\\u"),
    TEXT.encode("ascii", "backslashreplace").decode().replace("\\u", "%u"),
    " ".join(f"U+{ord(sign):04X}" for sign in TEXT),
    "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in TEXT.encode()),
    "".join(f"\\x{byte:02x}" if byte > 127 else chr(byte) for byte in TEXT.encode()),
    "".join(f"={byte:02X}" if byte > 127 else chr(byte) for byte in TEXT.encode()),
]


@pytest.mark.parametrize("escaped", ESCAPED, ids=lambda text: text[:12])
def test_escapes(escaped: str) -> None:
    read, notes = mend(escaped)
    assert notes == ("escapes",)
    # What stands for é is no UTF-8.
    assert read.replace("\\xe9", "é").replace("%e9", "é") == TEXT


def test_escapes_that_lost_their_backslashes() -> None:
    plain = "पटना में बाढ़"
    stripped = plain.encode("ascii", "backslashreplace").decode().replace("\\", "")
    assert mend(stripped) == (plain, ("escapes",))


def test_utf_7_and_the_address_of_a_form() -> None:
    plain = "पटना में बाढ़ का पानी"
    assert mend(plain.encode("utf-7").decode()) == (plain, ("escapes",))
    assert mend(quote_plus(plain)) == (plain, ("escapes",))


def test_entities() -> None:
    decimal = TEXT.encode("ascii", "xmlcharrefreplace").decode()
    assert mend(decimal) == (TEXT, ("entities",))
    assert mend("".join(f"&#x{ord(sign):x};" for sign in TEXT)) == (TEXT, ("entities",))
    assert mend(html.escape(decimal)) == (TEXT, ("entities",))
    # A few among letters are for the cleaning of any text, which tells nobody.
    assert mend("पटना &#8211; बिहार") == ("पटना &#8211; बिहार", ())


@pytest.mark.parametrize(
    ("text", "read", "notes"),
    [
        (f"<p>{TEXT}</p>", TEXT.replace("\n", " "), ("markup",)),
        ("पटना&lt;br&gt;बिहार&lt;br/&gt;", "पटना\nबिहार", ("markup",)),
        ("राम &amp; श्याम&nbsp;आए", "राम & श्याम\xa0आए", ()),
        (
            f"<p>{twice('बिहार में बाढ़ का पानी')}</p>",
            "बिहार में बाढ़ का पानी",
            ("double_encoded", "markup"),
        ),
    ],
)
def test_markup(text: str, read: str, notes: tuple[str, ...]) -> None:
    assert mend(text) == (read, notes)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        ENGLISH,
        "https://a.example/%E0%A4%AA%E0%A4%9F%E0%A4%A8%E0%A4%BE पर पढ़ें कि पटना में क्या हुआ",
        r"यूनिकोड में अक्षर ऐसे लिखते हैं: \u0915",
        "5 < 6 और 7 > 3, R&D",
        "à la carte, déjà vu, voilà",
        "",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mend(text) == (text, ())


HARD = st.sampled_from(
    [
        "à¤ª",
        "à¤",
        "\\u0915",
        "%E0%A4",
        "&#2346;",
        "&amp;",
        "<p>",
        "</p>",
        "क",
        "\xa0",
        "u0915",
        "&lt;p&gt;",
    ]
)


@settings(max_examples=200)
@given(st.text(max_size=60) | st.lists(HARD, max_size=12).map("".join))
def test_no_text_fails(text: str) -> None:
    read, _ = mend(text)
    assert isinstance(read, str)
