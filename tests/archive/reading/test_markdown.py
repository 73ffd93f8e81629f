"""Markdown: fields in front, marks that go, text that stays."""

from datetime import date

import pytest

from archive.article import Article, Rejected
from archive.reading.markdown import plain
from tests.factories import read_bytes

TEXT = "गंगा का पानी घट रहा है और लोग घर लौट रहे हैं।"
MORE = "प्रशासन ने आज राहत शिविर बंद कर दिए।"


def only(text: str, name: str = "a.markdown") -> Article:
    (found,) = read_bytes(text.encode(), name)
    assert isinstance(found, Article), found
    return found


def test_fields_of_yaml() -> None:
    found = only(
        '---\ntitle: "गंगा: पानी घटा"  # शीर्षक\ndate: 2024-08-05T10:00:00+05:30\n'
        "author: 'सीता देवी'\ncategories:\n  - बिहार\n  - बाढ़\ntags: [नदी, \"बाढ़\"]\n"
        f"url: https://bhor.example/1\n---\n\n![चित्र](a.png)\n\n**पटना।** {TEXT}\n"
    )
    assert (found.title, found.published) == ("गंगा: पानी घटा", date(2024, 8, 5))
    assert found.author == "सीता देवी"
    assert found.category.startswith("बिहार")
    assert (found.body, found.url) == (f"पटना। {TEXT}", "https://bhor.example/1")


def test_fields_of_toml() -> None:
    front = '+++\ntitle = "गंगा का पानी"\ndate = 2024-08-05T10:00:00+05:30\ndraft = false\n+++\n'
    found = only(front + TEXT)
    assert (found.title, found.published) == ("गंगा का पानी", date(2024, 8, 5))
    assert found.body == TEXT


def test_blocks_and_windows_line_ends_and_other_names() -> None:
    text = f"---\nlayout: post\ntitle: >-\n  गंगा का\n  पानी\n---\n{TEXT}\n"
    for name in ("a.markdown", "a", "post.utf8"):
        found = only(text.replace("\n", "\r\n"), name)
        assert (found.title, found.body) == ("गंगा का पानी", TEXT)


def test_without_fields_the_first_heading_is_the_title() -> None:
    found = only(f"# गंगा का पानी घटा\n\n{TEXT}\n\n## आगे\n\n{MORE}\n")
    assert found.title == "गंगा का पानी घटा"
    assert found.body.endswith(f"{TEXT}\nआगे\n{MORE}")


@pytest.mark.parametrize("front", ["draft: true", "published: false"])
def test_drafts_are_told(front: str) -> None:
    (found,) = read_bytes(f"---\ntitle: क\n{front}\n---\n{TEXT}".encode(), "a.markdown")
    assert isinstance(found, Rejected)
    assert "draft" in found.reason


def test_fields_without_a_text_are_told() -> None:
    (found,) = read_bytes("---\ntitle: गंगा\n---\n\n![क](a.png)\n".encode(), "a.markdown")
    assert isinstance(found, Rejected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TEXT}\n{MORE}", f"{TEXT} {MORE}"),
        (f"{TEXT}\n\n---\n\n{MORE}", f"{TEXT}\n{MORE}"),
        ("* एक\n* दो\n1. तीन", "एक\nदो\nतीन"),
        ("> एक\n> दो", "एक\nदो"),
        ("[यहाँ](https://a.example/x_y_z) और ![](b.png)", "यहाँ और"),
        ("[यहाँ][1] है\n\n[1]: https://a.example", "यहाँ है"),
        ("*एक* **दो** ***तीन*** _चार_ ~~पाँच~~ `छह`", "एक दो तीन चार पाँच छह"),
        ("2 * 3 * 4 और a_b_c", "2 * 3 * 4 और a_b_c"),
        ("1\\. एक \\*दो\\*", "1. एक *दो*"),
        ("{{< youtube abc >}}\n\nएक", "एक"),
        ("| क | ख |\n|---|:--|\n| ग | घ |", "| क | ख |\n| ग | घ |"),
        ("```\nएक\n  दो\n```\nतीन", "एक\nदो\nतीन"),
    ],
)
def test_marks_go_and_text_stays(text: str, expected: str) -> None:
    assert plain(text) == ("", expected)


@pytest.mark.parametrize("begin", ["# गंगा #", "गंगा\n====", "**गंगा**\n---"])
def test_headings(begin: str) -> None:
    assert plain(f"{begin}\n\n{TEXT}") == ("गंगा", TEXT)


def test_a_text_of_many_marks_takes_no_time() -> None:
    for mark in ("*", "_", "[", "![", "`", "{{<", "\\", "> ", "---\n", "|-"):
        plain(mark * 50_000)
        read_bytes((mark * 50_000 + TEXT).encode(), "a.markdown")


def test_a_dialogue_with_dashes_is_no_front() -> None:
    found = only(f"---\n{TEXT}\n---\n{MORE}", "a.txt")
    assert MORE in found.body


def test_a_heading_without_fields_is_the_title() -> None:
    text = "# नदी का जल स्तर घटा\n\nलोग घर लौटने लगे। राहत शिविर बंद हो रहे हैं।\n"
    (article,) = read_bytes(text.encode(), "a.markdown")
    assert isinstance(article, Article)
    assert (article.title, article.titled_by) == ("नदी का जल स्तर घटा", "source")
