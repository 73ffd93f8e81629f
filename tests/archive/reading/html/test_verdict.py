"""Pages without an article, and the reason that is given."""

import pytest

from archive.reading.html.body import Body
from archive.reading.html.metadata import Metadata
from archive.reading.html.verdict import (
    ABOUT_SITE,
    ERROR,
    HOME,
    LIST,
    LIVE_TV,
    SCRIPT,
    VIDEO,
    why_no_article,
)

LINE = "गांव के लोगों ने मिलकर दो किलोमीटर लंबी नहर खोदी और खेतों तक पानी पहुंचाया।"
SHORT, LONG = Body((LINE,)), Body((LINE,) * 10)
SURE = Metadata(is_article=True)


@pytest.mark.parametrize(
    ("metadata", "title", "body", "reason"),
    [
        (SURE, "नहर", SHORT, ""),
        (SURE, "नहर", Body(), SCRIPT),
        (Metadata(), "नहर", LONG, ""),
        (Metadata(), "नहर", SHORT, "only 75 characters"),
        (Metadata(may_be_article=True), "नहर", Body((LINE,) * 2), ""),
        (Metadata(is_article=True), "भोर Live TV", SHORT, LIVE_TV),
        (Metadata(is_article=True), "लाइव टीवी पर बहस", LONG, ""),
        (Metadata(), "404 Not Found", SHORT, ERROR),
        (Metadata(url="https://a.example/"), "भोर", LONG, HOME),
        (Metadata(kinds=frozenset({"CollectionPage"})), "बिहार", LONG, LIST),
        (Metadata(kinds=frozenset({"VideoObject"})), "वीडियो", SHORT, VIDEO),
        (Metadata(kinds=frozenset({"VideoObject"})), "नहर", LONG, ""),
        (Metadata(), "बिहार", Body((LINE,) * 5, elsewhere=6), LIST),
        (Metadata(may_be_article=True), "बिहार", Body((LINE,) * 5, elsewhere=6), LIST),
        (Metadata(), "गोपनीयता नीति | भोर", LONG, ABOUT_SITE),
        (SURE, "नई गोपनीयता नीति पर बवाल", LONG, ""),
        (Metadata(), "बिहार", Body((LINE,) * 5, headings=6), LIST),
        (Metadata(), "सूची", Body((LINE * 4,) * 5, headings=6), ""),
    ],
)
def test_reasons(metadata: Metadata, title: str, body: Body, reason: str) -> None:
    found = why_no_article(metadata, title, body)
    assert reason in found
    assert bool(found) is bool(reason)
