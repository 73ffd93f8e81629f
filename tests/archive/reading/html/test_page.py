"""Bytes of pages: charsets, damage, and what is refused."""

import quopri
import random
import time
from pathlib import Path

import pytest

from archive.article import Article, Rejected
from archive.reading.html import parse
from archive.reading.html.page import NoPage, read_page
from archive.reading.reader import Draft, Options, Origin, Piece
from tests.factories import read_bytes

PAGES = Path(__file__).with_name("pages")
TEXT = "हमीरपुर जिले के पांच गांवों ने सूखते तालाबों को बचाने के लिए नहर खोद डाली। काम में चार सौ लोग जुटे।"
PAGE = (
    '<!DOCTYPE html><html lang="hi"><head><meta charset="utf-8"><title>गांव ने खोदी नहर</title>'
    '<meta property="og:type" content="article"></head><body><h1>गांव ने खोदी नहर</h1>'
    f"<p>{TEXT}</p><p>{TEXT.replace('चार', 'पांच')}</p></body></html>"
)


def article(data: bytes, name: str = "x.html") -> Article:
    (found,) = read_bytes(data, name)
    assert isinstance(found, Article), found
    return found


def rejected(data: bytes, name: str = "x.html") -> str:
    (found,) = read_bytes(data, name)
    assert isinstance(found, Rejected), found
    return found.reason


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        PAGE.replace("utf-8", "iso-8859-1").encode(),
        PAGE.replace("utf-8", "windows-1252").encode(),
        PAGE.replace('<meta charset="utf-8">', "").encode(),
        PAGE.encode("utf-8-sig"),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        PAGE.encode("ascii", "xmlcharrefreplace"),
        PAGE.encode("ascii", "xmlcharrefreplace").replace(b"&#", b"&amp;#"),
        f"<?xml version='1.0' encoding='utf-8'?>\n{PAGE}".encode(),
        f"<?xml version='1.0' encoding='latin-1'?>\n{PAGE}".encode(),
        PAGE.replace("नहर", "न\0हर").encode(),
        f"<!-- saved -->\n{PAGE}".encode(),
        PAGE.replace("</p>", "").replace("</body></html>", "").encode(),
        PAGE.upper().replace("UTF-8", "utf-8").encode(),
    ],
)
def test_charsets_and_damage(data: bytes) -> None:
    found = article(data)
    assert found.title == "गांव ने खोदी नहर"
    assert found.body.split("\n")[0] == TEXT
    assert found.language == "hi"


def test_what_was_encoded_twice_is_mended() -> None:
    found = article(PAGE.encode().decode("latin-1").encode())
    assert (found.title, found.notes) == ("गांव ने खोदी नहर", "double_encoded")
    assert found.body.split("\n")[0] == TEXT


def test_windows_letters_encoded_twice() -> None:
    codes = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]
    twice = "".join(codes[byte] for byte in PAGE.encode())
    assert article(twice.encode()).body.split("\n")[0] == TEXT


def test_one_broken_byte_loses_one_letter() -> None:
    data = PAGE.encode()
    at = data.index("नहर खोद डाली".encode()) + 1
    found = article(data[:at] + data[at + 1 :])
    assert found.body.count("\ufffd") <= 2
    assert found.body.endswith("पांच सौ लोग जुटे।")
    assert "replaced" in found.notes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>" + b"<div>" * 100_000 + TEXT.encode(), "too deep"),
        (b"<html><body>" + b"<b>x</b>" * 150_000, "more than 200,000 tags"),
        (b"<html>" + b" " * 30_000_000, "larger than 8 MiB"),
        (b"<html></html>", "drawn by a script"),
        (b"<html><frameset><frame src=a.html></frameset></html>", "a page of frames"),
    ],
)
def test_what_is_no_page_is_refused_at_once(data: bytes, reason: str) -> None:
    start = time.process_time()
    assert reason in rejected(data)
    assert time.process_time() - start < 12


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>" + "यह भी पढ़ें: " * 50_000,
        "<p>" + "फोटो : " * 50_000,
        "<p>" + "(" * 200_000,
        "<p>" + " " * 200_000 + "x",
        "<p>" + "<a href=x>यह भी पढ़ें</a> " * 20_000,
        "<script type=application/ld+json>" + "{" * 500_000 + "</script>",
        "<script type=application/ld+json>" + '{"a":[' * 50_000 + "</script>",
        "<script type=application/ld+json>" + '"headline":"' * 50_000 + "</script>",
        "<script type=application/ld+json>" + "/*" * 200_000 + "</script>",
        "<style>" + ".a{font-family:" * 50_000 + "kruti</style>",
        "<table>" + "<tr><td>अ<td>ब" * 30_000,
        "<p>" + "क" * 2_000_000,
        "".join(f"<p>अनुच्छेद {n} में लिखा है कि पानी कम है और बारिश नहीं हुई।" for n in range(20_000)),
        '<div class="' + "ad-" * 100_000 + '">',
        "<title>" + "| - " * 100_000,
    ],
)
def test_hostile_pages_take_no_time(hostile: str) -> None:
    start = time.process_time()
    found = read_bytes(f"<html><body>{hostile}".encode(), "x.html")
    assert len(found) == 1
    assert time.process_time() - start < 16


READER_VIEW = (
    '<html><head><title>गांव की नहर</title></head><body><div class="header reader-header">'
    '<a class="domain reader-domain" href="https://a.example/n">a.example</a>'
    '<h1 class="reader-title">गांव की नहर</h1><div class="credits reader-credits">रवि जोशी</div>'
    f'</div><div class="moz-reader-content"><p>{TEXT}</p>'
    f"<p>{TEXT[:60]} और पानी आया। {TEXT[60:]}</p></div></body></html>"
)


def test_a_page_saved_from_a_browsers_reader_view() -> None:
    found = article(READER_VIEW.encode())
    assert (found.url, found.author) == ("https://a.example/n", "रवि जोशी")


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    pages = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    odd = [b"<", b">", b'"', b"</div>", b"<table><tr>", b"<!--", b"<script>", b"\0", b"&#0;", b"{"]
    for _ in range(100):
        data = bytearray(chance.choice(pages))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data) - 50)
            if chance.random() < 0.4:
                del data[at : at + chance.randint(1, 40)]
            else:
                data[at:at] = chance.choice([*odd, bytes(data[at // 2 : at])])
        assert len(read_bytes(bytes(data), "x.html")) == 1


def test_xhtml_says_its_language() -> None:
    page = PAGE.replace('<html lang="hi">', '<html xml:lang="mr">').encode()
    (draft,) = parse(Piece("html", Origin("x", "x"), page, len(page)), Options())
    assert isinstance(draft, Draft)
    assert draft.language == "mr"
    # What the text is in counts more.
    assert article(page).language == "hi"


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(NoPage, match="not UTF-8"):
        read_page(b"<html><p>\xff\xfe\xd0\xcf\xe0\xe1 \xe9\xe8 \xff")


def test_a_saved_page_in_one_file() -> None:
    quoted = quopri.encodestring(PAGE.encode())
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/n/1\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="XX"\r\n'
        b"\r\n--XX\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://a.example/n/1\r\n\r\n"
        + quoted
        + b"\r\n--XX\r\nContent-Type: image/png\r\n\r\nx\r\n--XX--\r\n"
    )
    found = article(data, "x.mhtml")
    assert (found.title, found.url) == ("गांव ने खोदी नहर", "https://a.example/n/1")
    assert found.body.split("\n")[0] == TEXT
    assert "no page" in rejected(data.replace(b"text/html\r\n", b"image/gif\r\n"), "x.mht")
