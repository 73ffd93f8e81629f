"""Texts that hold Hindi and are no articles, and articles that look a little like them."""

import pytest

from archive.article import Article, Rejected
from archive.reading.not_prose import why_no_prose
from tests.factories import read_bytes

HINDI = "गंगा का पानी घट रहा है और लोग घर लौट रहे हैं।"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{HINDI}\n", "a.vtt", "subtitles"),
        (f"1\r\n00:00:01,000 --> 00:00:02,000\r\n{HINDI}\r\n", "a.txt", "subtitles"),
        (f"BEGIN:VCALENDAR\nSUMMARY:{HINDI}\nEND:VCALENDAR\n", "a.ics", "calendar"),
        ("BEGIN:VCARD\nFN:सीता देवी\nEND:VCARD\n", "a", "contacts"),
        (f"TY  - NEWS\nTI  - {HINDI}\nER  - \n", "a.ris", "sources"),
        (f"% शीर्षक\n\\documentclass{{article}}\n{HINDI}", "a.tex", "LaTeX"),
        (f"<?php echo '{HINDI}'; ?>", "a.txt", "program"),
        (f"<svg xmlns='http://www.w3.org/2000/svg'><text>{HINDI}</text></svg>", "a.svg", "SVG"),
        (f"<?xml version='1.0'?><opml><outline text='{HINDI}'/></opml>", "a.xml", "feeds add"),
        (f"-- dump\nINSERT INTO `news` VALUES (1,'{HINDI}');\n", "a.sql", "database"),
        (f"-- dump\nCREATE TABLE news (a text);\n-- {HINDI}", "a.txt", "database"),
        (f"# {HINDI}\nx = 1\n", "a.py", "program"),
        (f"site:\n  title: {HINDI}\n", "config.yaml", "settings"),
        (f"hi:\n  welcome: {HINDI}\n", "hi.yml", "settings"),
        (f'.a::after {{content: "{HINDI}"}}', "css", "program"),
        (f'!function(){{alert("{HINDI}")}}()', "b.js.download", "program"),
        (f'#: a.py\nmsgid "x"\nmsgstr "{HINDI}"\n', "a.txt", "translations"),
        ('1.2.3.4 - - [05/Aug/2024:10:00:00 +0530] "GET /खबर"\n' * 5, "a.log", "log"),
        (f'int main() {{\n  puts("{HINDI}");\n  return 0;\n}}\n', "notes", "program"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_kind(text: str, name: str, said: str) -> None:
    (found,) = read_bytes(text.encode(), name)
    assert isinstance(found, Rejected)
    assert said in found.reason
    assert ";" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        f"{HINDI}\n\nउसने कहा; फिर चुप रहा;\n{HINDI}",
        f"05/08/24\n{HINDI}\n{HINDI}\n{HINDI}",
        f"“सब ठीक है”\n{HINDI}",
        f"from नई दिल्ली\n{HINDI}",
        f"1\n{HINDI}\n2\n{HINDI}",
        f"// {HINDI}",
        f"#खबर {HINDI}",
    ],
)
def test_articles_stay_articles(text: str) -> None:
    assert not why_no_prose(text, "a.txt")
    (found,) = read_bytes(text.encode(), "a.txt")
    assert isinstance(found, Article)


def test_keys_of_a_legacy_font_are_no_program() -> None:
    assert not why_no_prose('eq[;ea=h us dgk fo"k;\nxk;\nvU;', "a.txt")


def test_a_page_with_scripts_in_it_is_a_page() -> None:
    script = "var a = 1;\nfunction b() {\n  INSERT();\n}\n" * 60
    page = f"<html><script>\n{script}\nDROP TABLE a;</script><h1>{HINDI}</h1><article>"
    (found,) = read_bytes(f"{page}<p>{HINDI * 9}</p></article></html>".encode(), "a.html")
    assert isinstance(found, Article)


def test_what_lies_beside_a_saved_page_is_left_out() -> None:
    for name in ("page_files/site.css", "page_files/site.js"):
        (found,) = read_bytes(f"/* {HINDI} */".encode(), name)
        assert isinstance(found, Rejected), name
