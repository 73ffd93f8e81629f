"""Who wrote: names whole, without roles; the outlet only where nobody is named."""

import json

import pytest

from archive.reading.html.authors import author_name
from archive.reading.html.metadata import read_metadata
from archive.reading.html.page import read_page


def author(value: object, head: str = "", body: str = "") -> str:
    script = json.dumps(
        {"@type": "NewsArticle", "headline": "क", "author": value, "publisher": {"name": "भोर"}}
    )
    page = f'<head><script type="application/ld+json">{script}</script>{head}</head>{body}'
    return read_metadata(read_page(page.encode())).author


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("रवि", "रवि"),
        ({"@type": "Person", "name": "सीमा तिवारी"}, "सीमा तिवारी"),
        ({"name": "वाराणसी ब्यूरो"}, "वाराणसी ब्यूरो"),
        ([{"@type": "Person", "name": "रवि"}, "सीमा"], "रवि, सीमा"),
        ([{"@type": "Person", "name": "रवि"}, {"@type": "Person", "name": "रवि"}], "रवि"),
        ([{"@type": "Person", "name": "रवि"}, {"@type": "Organization", "name": "न्यूज"}], "रवि"),
        ({"@type": "Organization", "name": "भोर"}, "भोर"),
        ([{"@type": "Person", "name": "भोर"}, {"@type": "Person", "name": "रवि"}], "रवि"),
        ("Reported by हर्षा सिंह, Edited by पीयूष", "हर्षा सिंह"),
        ("Written By Sandeep Singh", "Sandeep Singh"),
        ("Authored byअजय सिंह| नवभारत टाइम्स", "अजय सिंह"),
        ("Edited by: पीयूष", "पीयूष"),
        ("न्यूज डेस्क, अमर उजाला, वाराणसी", "न्यूज डेस्क, अमर उजाला, वाराणसी"),
        ("<a href='x'>रवि</a>", "रवि"),
        ({"@type": "Person"}, ""),
        ("admin", ""),
        ("https://www.facebook.com/bhor", ""),
        ("news@bhor.example", ""),
        (None, ""),
        ([], ""),
        (12, ""),
    ],
)
def test_json_ld(value: object, name: str) -> None:
    assert author(value) == name


def test_drupal() -> None:
    by = "द्वारा <span class='field field--name-uid'><span lang=''>दीपा नेगी</span></span>"
    assert author(None, body=f"<article><h1>क</h1><footer>{by}</footer></article>") == "दीपा नेगी"


def test_other_places() -> None:
    assert author(None, '<meta name="author" content="रवि">') == "रवि"
    assert author("", '<meta name="author" content="भोर">', '<a rel="author">सीमा</a>') == "सीमा"
    label = '<meta name="twitter:label1" content="Written by">'
    label += '<meta name="twitter:data1" content="कमला">'
    assert author(None, label) == "कमला"
    assert author(None, "", '<b itemprop="author"><i itemprop="name">उमा</i></b>') == "उमा"


def test_bylines_by_are_names_too() -> None:
    assert author_name("By") == ""
    assert author_name("Byomkesh Bakshi") == "Byomkesh Bakshi"
