"""Which source gives an article's date, and which dates in a text count."""

from datetime import date

import pytest

from archive.reading.publication_date import dateline_date, find_publication_date

DAY = date(2025, 7, 12)
OTHER = date(2026, 1, 12)
URL = "https://a.example/2025/07/12/x"
TEXT = "शनिवार (12 जुलाई, 2025) को कहा।"


def test_the_most_trusted_source_dates() -> None:
    assert find_publication_date(URL, TEXT, byline=OTHER, metadata=DAY) == (OTHER, "byline")
    assert find_publication_date(URL, TEXT, metadata=OTHER) == (OTHER, "metadata")
    assert find_publication_date(URL, TEXT.replace("12", "13")) == (DAY, "url")
    assert find_publication_date("https://a.example/x", TEXT) == (DAY, "text")
    assert find_publication_date("", "कोई तारीख नहीं।") == (None, "none")


@pytest.mark.parametrize(
    "text",
    [
        "मंत्री ने शनिवार (12 जुलाई, 2025) को धमकी दी है.",
        "होम लोन वालों के लिए शनिवार, 12 जुलाई 2025 को राहत आई.",
        "प्रधानमंत्री शनिवार 12 जुलाई, 2025 को पहुंचे।",
        "बैठक 12 जुलाई 2025 (शनिवार) को हुई।",
        "नई दिल्ली, 12 जुलाई 2025। मंत्री ने कहा।",
        "नई दिल्ली, 12 जुलाई 2025: मंत्री ने कहा।",
        "नई दिल्ली, 12 जुलाई 2025 (भाषा) मंत्री ने कहा।",
        "मन की बात\nप्रसारण तिथि : 12.07.2025\nमेरे प्यारे देशवासियो",
        "1947 में आजादी मिली। 15 अगस्त 1947 को। दिल्ली, 12 जुलाई 2025 – आज",
    ],
)
def test_a_date_that_stands_apart_is_the_day_of_the_news(text: str) -> None:
    assert dateline_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "जगदीप का जन्म 29 मार्च 1939 को मध्य प्रदेश में हुआ था।",
        "यह तस्वीर 12 जुलाई 2016 की है।",
        "15 अगस्त 1947 भारत की आजादी का दिन है।",
        "अदालत ने 20 मार्च, 2018 के आदेश की समीक्षा की।",
        "सोमवार (12 जुलाई, 2025) को कहा।",
        "पाठ " * 200 + "शनिवार (12 जुलाई, 2025) को कहा।",
        "शनिवार (12 जुलाई) को कहा।",
        "",
    ],
)
def test_a_date_in_passing_is_not(text: str) -> None:
    assert dateline_date(text) is None
