"""Checks and edits of single texts: storable, web urls, shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.cleaning import host
from archive.text import is_storable, shorten, shorten_at_clause, storable, web_url


def test_what_no_database_holds_is_taken_out() -> None:
    assert storable("ला\0व\ud800रोव") == "लावरोव"
    assert is_storable("लावरोव \x01\uffff🙂")
    assert not is_storable("ला\0व")
    assert not is_storable("ला\udfffव")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("एक दो", 5, "एक दो"),
        ("एक दो तीन", 7, "एक दो…"),
        ("एक, दो", 4, "एक…"),
        ("एक “दो तीन”", 7, "एक “दो…"),
        ("एक (दो", 4, "एक…"),
        ("कखगघचछ", 4, "कखग…"),
    ],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
    assert len(short) <= limit


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.abplive.com/news/x-1", "abplive.com"),
        ("http://a.example", "a.example"),
        (" https://A.example:8080/x?y=1&z=हिंदी#f ", "a.example"),
        ("HTTPS://हिंदी.example/समाचार", "हिंदी.example"),
    ],
)
def test_a_url_on_the_web(url: str, site: str) -> None:
    assert web_url(url) == url.strip()
    assert host(web_url(url)) == site


@pytest.mark.parametrize(
    "url",
    [
        "",
        "abplive.com/news",
        "//abplive.com",
        "ftp://a.example/x",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://%41.example/",
        "https://[::1",
        "https://user:password@a.example/",
        "https://a.example@evil.example/",
        "https://a.example/ x",
        "https://a.example/\nx",
        'https://a.example/"onclick="x',
        "https://a.example/<script>",
        "https://a.example/\x00",
        "https://a.example/\ud800",
        "https://a.example/\u202e",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_no_url_on_the_web(url: str) -> None:
    assert web_url(url) == ""


@given(st.text() | st.text().map("https://{}".format))
def test_no_text_is_a_url_that_cannot_be_split(text: str) -> None:
    url = web_url(text)
    assert not url or host(url) == host(url).lower()


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("सरकार ने कहा।", 40, "सरकार ने कहा।"),
        (
            "मंत्री ने मान लिया कि देरी हुई, लेकिन उन्होंने दोष ठेकेदार को दिया और जाँच बैठाई",
            40,
            "मंत्री ने मान लिया कि देरी हुई …",
        ),
        ("दिल्ली में बारिश; कई रास्ते बंद हुए और गाड़ियाँ देर से चलीं", 30, "दिल्ली में बारिश …"),
        # The last clause that fits, not the first.
        (
            "नदी में पानी बढ़ा; गाँव ख़ाली हुए; लोग शिविरों में गए और वहीं रहे",
            40,
            "नदी में पानी बढ़ा; गाँव ख़ाली हुए …",
        ),
        # A comma in a list ends no clause, so the words are cut.
        ("राम, श्याम, मोहन, सोहन, गीता और सीता मेले में साथ गए", 30, "राम, श्याम, मोहन, सोहन, गीता…"),
        # Half a word before a clause says too little.
        ("हाँ; मंत्री ने इतना ही कहा और बिना रुके आगे निकल गए", 30, "हाँ; मंत्री ने इतना ही कहा और…"),
    ],
)
def test_a_long_sentence_ends_with_a_clause(text: str, limit: int, short: str) -> None:
    assert shorten_at_clause(text, limit) == short


@given(st.text("कख ,;।|-…लेकिन", max_size=200), st.integers(4, 80))
def test_a_shortened_sentence_fits_and_begins_as_it_did(text: str, limit: int) -> None:
    short = shorten_at_clause(text, limit)
    assert len(short) <= limit + 2
    assert text.startswith(short.removesuffix("…").rstrip()) or short == text
