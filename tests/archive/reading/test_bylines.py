"""Bylines with and without labels, and lines that are no byline."""

from datetime import date

import pytest

from archive.reading.bylines import Byline, read_byline, unlabelled

DAY = date(2026, 1, 12)
TEXT = "रूस के विदेश मंत्री सर्गेई लावरोव ने अमेरिका को चेतावनी दी है।"


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("12 Jan 2026", "", DAY),
        ("12 जनवरी 2026", "", DAY),
        ("१२ जनवरी, २०२६", "", DAY),
        ("12 Jan 2026.", "", DAY),
        ("Monday, 12 January 2026", "", DAY),
        ("सोमवार, 12 जनवरी 2026", "", DAY),
        ("2026-01-12T10:30:00+05:30", "", DAY),
        ("Mon, 12 Jan 2026 10:30:00 +0530", "", DAY),
        ("12 Jan 2026, 10:30 AM IST", "", DAY),
        ("Updated: 12 Jan 2026", "", DAY),
        ("Last Updated: Jan 12, 2026 10:30 pm (IST)", "", DAY),
        ("Published on 12 Jan 2026", "", DAY),
        ("Published: 12 Jan 2026 | Updated: 13 Jan 2026", "", DAY),
        ("Updated: 13 Jan 2026, Published: 12 Jan 2026", "", DAY),
        ("प्रकाशित: 12 जनवरी 2026", "", DAY),
        ("अपडेटेड: 12 जनवरी 2026, 10:30 बजे", "", DAY),
        ("प्रसारण तिथि : 12.01.2026", "", DAY),
        ("नई दिल्ली, 12 जनवरी 2026", "", DAY),
        ("New Delhi | 12 Jan 2026", "", DAY),
        ("वोनसान, 12 जनवरी 2026", "", DAY),
        ("By Manisha Dhanwani", "Manisha Dhanwani", None),
        ("by: Manisha Dhanwani", "Manisha Dhanwani", None),
        ("By मनीषा धनवानी", "मनीषा धनवानी", None),
        ("Written By: A. P. J. Sharma", "A. P. J. Sharma", None),
        ("Edited by ABP News Desk", "ABP News Desk", None),
        ("By Manisha Dhanwani | 12 Jan 2026", "Manisha Dhanwani", DAY),
        ("By Manisha Dhanwani 12 Jan 2026", "Manisha Dhanwani", DAY),
        ("By: मनीषा धनवानी | Updated at : 12 Jan 2026 08:10 PM (IST)", "मनीषा धनवानी", DAY),
        ("Manisha Dhanwani | 12 Jan 2026", "Manisha Dhanwani", DAY),
        ("Manisha Dhanwani | New Delhi | Updated: 12 Jan 2026", "Manisha Dhanwani", DAY),
        ("ABP News | Manisha Dhanwani | 12 Jan 2026", "Manisha Dhanwani", DAY),
        ("रवि शर्मा | 12 जनवरी 2026", "रवि शर्मा", DAY),
        ("रवि शर्मा • सोमवार • 12 जनवरी 2026", "रवि शर्मा", DAY),
        ("लेखक: मनीषा धनवानी", "मनीषा धनवानी", None),
        ("रिपोर्ट: मनीषा धनवानी", "मनीषा धनवानी", None),
        ("संवाददाता - मनीषा धनवानी", "मनीषा धनवानी", None),
        ("द्वारा मनीषा धनवानी", "मनीषा धनवानी", None),
        ("मनीषा धनवानी द्वारा", "मनीषा धनवानी", None),
    ],
)
def test_a_line_that_is_a_byline(line: str, author: str, published: date | None) -> None:
    assert read_byline(line) == Byline(author, published)


@pytest.mark.parametrize(
    "line",
    [
        "",
        TEXT,
        "Manisha Dhanwani",
        "मनीषा धनवानी",
        "By the time he arrived",
        "By train to Wonsan",
        "रिपोर्ट में कहा गया है",
        "रिपोर्ट: वोनसान में हुई बैठक",
        "सरकार द्वारा की गई घोषणा",
        "लावरोव ने 12 जनवरी 2026 को वोनसान में कहा",
        "बैठक 12 जनवरी 2026 को",
        "12 जनवरी 2026 की बड़ी खबरें",
        "31 फरवरी 2026",
        "12 जनवरी",
        "10:30 AM",
        "Updated",
        "रूसी विदेश मंत्री ने क्या दी चेतावनी?",
        "By " + "A" * 200,
    ],
)
def test_a_line_that_is_none(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "text", ["लेखक: सत्येंद्र महतो", "By सत्येंद्र महतो", "सत्येंद्र महतो द्वारा", "सत्येंद्र महतो"]
)
def test_an_author_without_a_label(text: str) -> None:
    assert unlabelled(text) == "सत्येंद्र महतो"
