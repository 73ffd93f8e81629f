"""Markup in texts: told from writing, and taken out."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading.markup import has_escaped_markup, has_markup, text_of_html, unescape


@pytest.mark.parametrize(
    "text",
    [
        "<p>पटना</p>",
        "पटना<br>बिहार",
        "पटना<BR />बिहार",
        "एक <b>दो</b> तीन",
        '<div class="a">पटना',
        '<a href="x">पटना</a>',
        "<script>x</script>",
        '<img src="x" alt="">',
    ],
)
def test_what_is_markup(text: str) -> None:
    assert has_markup(text)


@pytest.mark.parametrize(
    "text",
    ["", "5 < 6 और 7 > 3", "<राम>", "if a<b and c>d", "<b> लिखें", "<3", "ईमेल <a@b.in>", "&lt;p&gt;"],
)
def test_what_is_writing(text: str) -> None:
    assert not has_markup(text)


def test_escaped_markup() -> None:
    assert has_escaped_markup("&lt;p&gt;पटना&lt;/p&gt;")
    assert has_escaped_markup("&lt;a href=&quot;x?a=1&amp;b=2&quot;&gt;पटना&lt;/a&gt;")
    assert not has_escaped_markup("5 &lt; 6")
    assert not has_escaped_markup("&lt;b&gt;")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>एक</p><p>दो</p>", "एक\nदो"),
        ("<p>एक\nदो</p>", "एक दो"),
        ("<p>एक&nbsp;दो &amp; तीन</p>", "एक दो & तीन"),
        ("एक<br>दो<br/>तीन", "एक\nदो\nतीन"),
        ("एक <b>दो</b>तीन", "एक दोतीन"),
        # Lines by hand, and paragraphs by blank lines.
        ("एक <b>दो</b>\nतीन", "एक दो\nतीन"),
        ("एक\n\nदो <i>ती</i><br>न", "एक\nदो ती\nन"),
        ("<script>var x = '<p>';</script>एक<style>p {}</style>", "एक"),
        ("<p>एक<!-- न --></p><iframe>न</iframe><button>न</button>", "एक"),
        ("<head><title>न</title></head><body>एक", "एक"),
        ("<table><tr><td>एक</td><td>दो</td></tr><tr><td>तीन</td></tr></table>", "एक दो\nतीन"),
        ("<ul><li>एक<li>दो</ul>तीन", "एक\nदो\nतीन"),
        ("<![CDATA[<p>एक</p>]]>", "एक"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><div>एक</div>", "एक"),
        ("<p>ए\0\ud800क", "एक"),
        ("<p>एक<p>दो <", "एक\nदो <"),
        ("<p>क्&zwj;ष</p>", "क्\u200dष"),
        ("<!-- न -->", ""),
        ("", ""),
        ("<wbr>", ""),
    ],
)
def test_the_text_of_a_fragment(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


def test_tags_that_are_never_closed_cost_no_text() -> None:
    assert text_of_html("<font><b>क</b> " * 3000) == " ".join("क" * 3000)
    assert text_of_html("<div>क" * 3000) == "\n".join("क" * 3000)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("राम&nbsp;&amp;&nbsp;श्याम", "राम\xa0&\xa0श्याम"),
        ("&amp;nbsp;&amp;amp;quot;", '\xa0"'),
        ("&lt;5&gt;", "<5>"),
        ("R&D, Q&A; AT&T &c. &notin; &copyright", "R&D, Q&A; AT&T &c. &notin; &copyright"),
        ("&ldquo;हाँ&rdquo;", "“हाँ”"),
    ],
)
def test_named_entities(text: str, read: str) -> None:
    assert unescape(text) == read
    assert unescape(read) == read


HOSTILE = [
    "<", "<p ", "<p" + " " * 2001, "<a>", "<div>", "<script>", "&lt;", "&lt;p &amp;", "&amp;", "&",
    "<table><tr>", "<!--", "<![CDATA[", "\n\n", "<p a=1 b=2 c", "</p>",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    start = time.process_time()
    has_markup(text)
    has_escaped_markup(text)
    unescape(text)
    text_of_html(text)
    assert time.process_time() - start < 12


PIECES = st.sampled_from(
    [*HOSTILE[3:], "क", " ", ">", "</b>", "<b>", "\n", "\ud800", "\0", "<?xml?>"]
)


@settings(max_examples=200)
@given(st.text() | st.lists(PIECES, max_size=30).map("".join))
def test_no_text_fails_and_lines_are_lines(text: str) -> None:
    read = text_of_html(text)
    assert read == "\n".join(filter(None, (" ".join(line.split()) for line in read.split("\n"))))
    has_markup(text)
    has_escaped_markup(unescape(text))
