"""Mailboxes and messages: texts sent in every way, attachments, and what is no news."""

import gzip
import time
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading.formats import recognize
from archive.reading.reader import Origin
from tests.archive.reading.test_zip_files import many
from tests.factories import read_bytes

TEXT = "रूस के विदेश मंत्री ने चेतावनी दी है। वे आज वोनसान में थे।"
HTML = f"<html><body><p>{TEXT}</p><p>दूसरा पैरा यहां है।</p></body></html>"


def mail(text: str = TEXT, html: str = "", *, subject: str = "लावरोव ने चेतावनी दी") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = '"समाचार सेवा" <news@paper.example>'
    message["To"] = "reader@example.org"
    message["Subject"] = subject
    message["Date"] = "Sat, 12 Jul 2025 10:00:00 +0530"
    message["Message-ID"] = "<1@paper.example>"
    if text:
        message.set_content(text)
    if html:
        if text:
            message.add_alternative(html, subtype="html")
        else:
            message.set_content(html, subtype="html")
    return message


def box(
    *messages: EmailMessage, line: str = "From news@paper.example Sat Jul 12 10:00:00 2025"
) -> bytes:
    parts = []
    for message in messages:
        body = message.as_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        parts.append(line.encode() + b"\n" + body + b"\n")
    return b"".join(parts)


def articles(found: list[Article | Rejected]) -> list[Article]:
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


@pytest.mark.parametrize("name", ["a.eml", "a", "a.txt"])
def test_a_message(name: str) -> None:
    (one,) = articles(read_bytes(mail().as_bytes(), name))
    assert (one.title, one.body, one.published) == ("लावरोव ने चेतावनी दी", TEXT, date(2025, 7, 12))
    assert one.author == "समाचार सेवा"


@pytest.mark.parametrize("line", [f"From {who} Sat Jul 12 10:00:00 2025" for who in ("a@b.c", "-")])
def test_a_mailbox(line: str) -> None:
    messages = [mail(f"{TEXT} {n}\n\nFrom here on.\n", subject=f"खबर {n}") for n in range(30)]
    for data in (box(*messages, line=line), gzip.compress(box(*messages, line=line))):
        found = articles(read_bytes(data, "news.mbox"))
        assert [one.title for one in found] == [f"खबर {n}" for n in range(30)]
        assert found[7].body == f"{TEXT} 7\nFrom here on."


def test_lines_that_a_mail_program_broke() -> None:
    broken = "पहला वाक्य यहां\nआगे चलता है।\n\nदूसरा पैरा\nयहां है।\n-- \nभेजने वाला\n"
    (one,) = articles(read_bytes(mail(broken).as_bytes(), "a.eml"))
    assert one.body == "पहला वाक्य यहां आगे चलता है।\nदूसरा पैरा यहां है।"


def test_a_text_sent_twice_is_read_once() -> None:
    (one,) = articles(read_bytes(mail(TEXT, HTML).as_bytes(), "a.eml"))
    assert one.body == TEXT
    for plain in ("", "See this mail in your browser"):
        (one,) = articles(read_bytes(mail(plain, HTML).as_bytes(), "a.eml"))
        assert one.body.split("\n") == [TEXT, "दूसरा पैरा यहां है।"]


def test_attachments_are_read_as_files() -> None:
    message = mail()
    message.add_attachment((TEXT + " दूसरी").encode(), "text", "plain", filename="खबर.txt")
    message.add_attachment(many(3), "application", "zip", filename="a.zip")
    message.add_attachment(b"\xff\xd8\xff", "image", "jpeg", filename="a.jpg")
    message.add_attachment(mail(TEXT + " तीसरी"))
    message.add_attachment(b"nothing", "application", "octet-stream", filename="../x.bin")
    found = read_bytes(box(message), "news.mbox")
    (one,) = [one for one in found if isinstance(one, Rejected)]
    assert one.path == "news.mbox!message 1/../x.bin"
    assert len(found) == 7


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "x-unknown"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_charsets_and_codings(charset: str, coding: str) -> None:
    message = mail("")
    data = TEXT.encode("utf-16" if charset == "utf-16" else "utf-8")
    if charset == "utf-16" and coding == "8bit":
        return
    message.set_content(data, "text", "plain", cte=coding if coding != "8bit" else "base64")
    message.set_param("charset", charset)
    (one,) = articles(read_bytes(message.as_bytes(), "a.eml"))
    assert one.body == TEXT


def test_mail_without_hindi_is_told_once() -> None:
    found = read_bytes(box(*[mail("Hello")] * 9), "a.mbox")
    assert [str(one) for one in found] == [
        "a.mbox!message 1: holds no Hindi text; leave it out (and 8 more in it)"
    ]


def test_a_message_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.reading.mailboxes.MAX_MESSAGE", 5000)
    found = read_bytes(box(mail(), mail("x" * 60 + "\n" * 9000), mail()), "a.mbox")
    assert [type(one) for one in found] == [Article, Rejected, Article]


def test_a_cut_mailbox() -> None:
    data = gzip.compress(box(*[mail(f"{TEXT} {n}" * 20) for n in range(300)]))
    found = read_bytes(data[:-100], "a.mbox.gz")
    assert len(found) > 100
    assert isinstance(found[-1], Rejected)
    assert "cut short" in found[-1].reason


def test_parts_in_parts() -> None:
    heads = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)
    )
    data = f"From: a@b.example\nMIME-Version: 1.0\n{heads}\n\n{TEXT}".encode()
    began = time.monotonic()
    assert read_bytes(data, "a.eml")
    assert time.monotonic() - began < 40


@pytest.mark.parametrize(
    "text",
    [
        f"From the capital: {TEXT}",
        f"Date: 12 July\nSource: PTI\n{TEXT}",
        f"From: PTI\nTitle: खबर\n\n{TEXT}",
        f"https://paper.example/a\n{TEXT}",
        "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    ],
)
def test_what_is_no_mail(text: str) -> None:
    assert recognize(text.encode(), Origin("a.txt", "a.txt")) != "mail"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_flipped_bytes_never_make_it_fail(data: st.DataObject) -> None:
    message = mail(TEXT, HTML)
    message.add_attachment(b"x", "text", "plain", filename="ख.txt")
    archive = bytearray(box(message, mail()))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(70, len(archive) - 1) | st.integers(70, 600))
        archive[place] = data.draw(st.integers(0, 255) | st.sampled_from(b'=?:;"\n '))
    for one in read_bytes(bytes(archive), "a.mbox"):
        assert isinstance(one, (Article, Rejected))
