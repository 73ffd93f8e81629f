"""Pictures of pages: how well they are read, in three fonts, and what is none."""

import io
import os
import random
import re
from contextlib import suppress

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Browser
from rapidfuzz.distance import Levenshtein

from archive.article import Article, Rejected
from archive.reading import Options, Origin, Source
from archive.reading.pages import ocr
from archive.reading.pages.pictures import UNREADABLE, as_gray, split
from archive.reading.reader import Piece
from tests.factories import read_bytes

FONTS = ("Noto Sans Devanagari", "Noto Serif Devanagari", "Lohit Devanagari")
TITLES = ("नदी का जल स्तर घटा, लोग घर लौटने लगे", "मेले में हस्तशिल्प की धूम")
TEXTS = (
    """पिछले तीन दिनों से हो रही वर्षा थमने के बाद नदी का जल स्तर खतरे के निशान से नीचे आ गया है।
ज़िला प्रशासन ने बताया कि राहत शिविरों में ठहरे करीब दो हज़ार परिवारों में से आधे अपने घर लौट चुके हैं।
स्वास्थ्य विभाग की टीमें गाँव-गाँव जाकर दवाइयाँ बाँट रही हैं और कुओं में क्लोरीन डाली जा रही है।
किसानों का कहना है कि धान की फ़सल को भारी नुक़सान हुआ है, इसलिए मुआवज़े का सर्वे जल्द शुरू होना चाहिए।
मुख्यमंत्री ने अधिकारियों को निर्देश दिया कि एक सप्ताह के भीतर रिपोर्ट सौंपी जाए और सड़कों की मरम्मत हो।""",
    """शहर के गांधी मैदान में लगे वार्षिक मेले में इस बार देश के अठारह राज्यों के कारीगर पहुँचे हैं।
मिट्टी के बर्तन, बाँस की टोकरियाँ और हाथ से बुनी चादरें दर्शकों को सबसे अधिक आकर्षित कर रही हैं।
आयोजकों के अनुसार पहले ही सप्ताह में बिक्री पिछले वर्ष की तुलना में दोगुनी हो गई और प्रवेश निःशुल्क है।
बच्चों के लिए कठपुतली का खेल और लोकनृत्य की प्रस्तुतियाँ रोज़ शाम छह बजे से होती हैं।
मेला इस महीने की अंतिम तारीख़ तक चलेगा और समापन समारोह में श्रेष्ठ कारीगरों को पुरस्कार दिए जाएँगे।""",
)
RIGHT = " ".join(f"{title} {text}" for title, text in zip(TITLES, TEXTS, strict=True))
CLEAN, DIM = 0.97, 0.90
"""The share of characters that are right, on clean pages and on blurred, noisy ones."""


def missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def hindi() -> None:
    try:
        ocr.languages()
    except ocr.OcrUnavailableError as error:
        missing(str(error))


def rendered(browser: Browser, font: str, columns: int) -> Image.Image:
    """The texts as a page of about 200 dots per inch."""
    stories = "".join(
        f"<h2>{title}</h2><p>{text}</p>" for title, text in zip(TITLES, TEXTS, strict=True)
    )
    page = browser.new_page(viewport={"width": 800, "height": 1000}, device_scale_factor=2)
    page.set_content(
        f'<body style=\'font: 16px/1.6 "{font}"; columns: {columns}; column-gap: 40px;'
        f" margin: 70px 40px; background: white'>{stories}"
    )
    picture = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(picture)).convert("L")


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


def read(data: bytes) -> list[Article]:
    found = read_bytes(data, "scan.png")
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def accuracy(articles: list[Article]) -> float:
    """The share of characters that are right, white space aside."""
    text = "".join(
        (article.title if article.titled_by == "source" else "") + article.body
        for article in articles
    )
    return Levenshtein.normalized_similarity(re.sub(r"\s", "", RIGHT), re.sub(r"\s", "", text))


@pytest.mark.thorough
@pytest.mark.usefixtures("hindi")
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("font", FONTS)
def test_a_clean_page_and_a_dim_one(browser: Browser, font: str, columns: int) -> None:
    picture = rendered(browser, font, columns)
    articles = read(png(picture))
    assert accuracy(articles) >= CLEAN
    assert [article.title for article in articles if article.titled_by == "source"]
    noise = Image.effect_noise(picture.size, 60)
    dim = Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), noise, 0.25)
    assert accuracy(read(png(dim))) >= DIM


@pytest.mark.thorough
@pytest.mark.usefixtures("hindi")
def test_a_picture_of_several_pages(browser: Browser) -> None:
    first = rendered(browser, FONTS[0], 1)
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=[first], dpi=(200, 200))
    articles = read(out.getvalue())
    assert {note for article in articles for note in article.notes.split() if "page" in note} == {
        "page=1",
        "page=2",
    }


def only_reason(data: bytes, options: Options | None = None) -> str:
    (rejected,) = read_bytes(data, "a.png", options)
    assert isinstance(rejected, Rejected)
    return rejected.reason


def test_a_photo_or_a_button_is_no_page() -> None:
    assert "too small for a picture of a page" in only_reason(png(Image.new("L", (300, 200))))


def test_pictures_can_be_left_unread() -> None:
    data = png(Image.new("L", (2000, 2000), 255))
    assert "leave out --ocr never" in only_reason(data, Options(ocr="never"))


@pytest.mark.parametrize("cut", [20, 60, 400])
def test_a_damaged_picture_is_rejected_in_one_line(cut: int) -> None:
    reason = only_reason(png(Image.effect_noise((1000, 1000), 50))[:cut])
    assert "no picture that can be read" in reason
    assert "\n" not in reason


def test_a_picture_of_absurd_size_costs_nothing() -> None:
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\0\0\0\0"
    data = header + b"\0\0\0\0" + b"\0" * 500
    assert "no picture that can be read" in only_reason(data)


def test_damaged_bytes_never_make_it_fail() -> None:
    chance = random.Random(7)  # noqa: S311 - the same damage every time
    out = io.BytesIO()
    Image.effect_noise((700, 700), 50).save(out, "TIFF", compression="tiff_lzw")
    jpeg = io.BytesIO()
    Image.effect_noise((700, 700), 50).save(jpeg, "JPEG")
    for whole in (out.getvalue(), jpeg.getvalue()):
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 20)):
                data[chance.randrange(min(len(data), 600))] = chance.randrange(256)
            source = Source(Origin("a", "a"), io.BufferedReader(io.BytesIO(bytes(data))))
            for piece in split(source, Options()):
                if isinstance(piece, Piece):
                    with suppress(*UNREADABLE):
                        as_gray(piece.content[0])
