"""Posts as social networks give them out to whoever wrote them."""

import json
from typing import Any

from archive.article import Article, Rejected
from tests.factories import read_bytes

TEXT = "नदी का जल स्तर घटा और लोग घर लौटने लगे। प्रशासन ने बताया कि राहत शिविर बंद हो रहे हैं।"


def garbled(text: str) -> str:
    """As Facebook writes it: each byte of UTF-8 as a character of its own."""
    return text.encode().decode("latin-1")


def post(text: str, **more: Any) -> dict[str, Any]:
    return {
        "timestamp": 1720772400,
        "data": [{"update_timestamp": 1720772500}, {"post": garbled(text)}],
        "title": garbled("भोर ने एक लिंक साझा किया।"),
        **more,
    }


def shared(name: str, url: str) -> list[dict[str, Any]]:
    return [{"data": [{"external_context": {"name": garbled(name), "url": url}}]}]


def read(value: object) -> list[Article | Rejected]:
    return read_bytes(json.dumps(value, indent=1).encode(), "posts_1.json")


def test_what_was_written_and_what_it_links_to() -> None:
    link = shared("जल स्तर घटा", "https://bhor.example/a?utm_source=fb")
    for value in (
        [post(TEXT, attachments=link)],
        {"profile_posts": [post(TEXT, attachments=link)]},
    ):
        (article,) = read(value)
        assert isinstance(article, Article)
        assert (article.body, article.title) == (TEXT, "जल स्तर घटा")
        assert article.url == "https://bhor.example/a"
        assert str(article.published) == "2024-07-12"
        assert article.language == "hi"


def test_the_timeline_is_no_title_and_a_photo_s_text_is_one() -> None:
    photo = [{"data": [{"media": {"uri": "a.jpg", "description": garbled(TEXT)}}]}]
    bare, described, shown = read(
        [
            post(TEXT),
            {**post(""), "data": [], "attachments": photo},
            post("", attachments=photo[:0]),
        ]
    )
    assert isinstance(bare, Article)
    assert bare.titled_by == "text"
    assert isinstance(described, Article)
    assert described.body == TEXT
    assert isinstance(shown, Rejected)
    assert shown.reason == "the body is empty; leave it out"


def test_pictures_with_a_text() -> None:
    def picture(**more: Any) -> dict[str, Any]:
        return {"uri": "a.jpg", "creation_timestamp": 1720772400, **more}

    one, several, none = read(
        [
            {"media": [picture(title=garbled(TEXT))]},
            {
                "media": [picture(), picture()],
                "title": garbled(TEXT),
                "creation_timestamp": 1720700000,
            },
            {"media": [picture(title="")]},
        ]
    )
    assert isinstance(one, Article)
    assert isinstance(several, Article)
    assert one.body == several.body == TEXT
    assert str(one.published) == "2024-07-12"
    assert str(several.published) == "2024-07-11"
    assert isinstance(none, Rejected)
    assert none.reason == "the body is empty; leave it out"


def test_what_has_a_time_and_data_is_not_always_a_post() -> None:
    (article,) = read(
        [{"timestamp": 1720772400, "data": [{"views": 9}], "title": "जल स्तर", "text": TEXT}]
    )
    assert isinstance(article, Article)
    assert article.title == "जल स्तर"


def test_numbers_of_messages_are_no_ids_and_rejections_name_their_lines() -> None:
    def chat(text: str) -> bytes:
        messages = [
            {"id": 1, "type": "service", "date": "2024-07-12T10:00:00", "text": ""},
            {"id": 2, "type": "message", "date": "2024-07-12T11:00:00", "text": [text, "।"]},
            {"id": 3, "type": "message", "date": "2024-07-12T12:00:00", "photo": "a", "text": ""},
        ]
        value = {"name": "भोर", "type": "public_channel", "id": 9, "messages": messages}
        return json.dumps(value, indent=1, ensure_ascii=False).encode()

    first, rejected = read_bytes(chat(TEXT), "result.json")
    second, _ = read_bytes(chat(f"{TEXT} दूसरा"), "result.json")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id != second.id
    assert isinstance(rejected, Rejected)
    lines = chat(TEXT).decode().splitlines()
    assert rejected.line is not None
    assert lines[rejected.line - 1].strip() == "{"
    assert lines[rejected.line].strip() == '"id": 3,'
    assert "line" not in json.loads(rejected.text)
