"""The home page says what is inside."""

from datetime import date
from pathlib import Path

import pytest

from archive.article import Article
from tests.factories import archive_in
from web.app import create_app
from web.pages import home
from web.pages.home import look_inside


def article(id_: str, day: date | None, source: str = "एक") -> Article:
    return Article(
        id_, f"लेख {id_} का पाठ", title=f"शीर्षक {id_}", source=source, published=day,
        dated_by="metadata" if day else "none",
    )  # fmt: skip


ARTICLES = [
    article("a", date(2019, 3, 7)),
    article("b", date(2024, 2, 29), "दो"),
    article("c", date(2024, 3, 7)),
    article("d", date(2025, 3, 7)),
    article("e", None),
]


def test_years_outlets_and_this_day(tmp_path: Path) -> None:
    with archive_in(tmp_path, ARTICLES) as archive:
        inside = look_inside(archive, date(2025, 3, 7))
        leap = look_inside(archive, date(2028, 2, 29))
    assert inside.years == (("2019", 1), ("2024", 2), ("2025", 1))
    assert inside.undated == 1
    assert inside.outlets == (("एक", 4), ("दो", 1))
    # Earlier years only, the latest first.
    assert [each.id for each in inside.this_day] == ["c", "a"]
    assert [each.id for each in leap.this_day] == ["b"]


def test_the_page_leads_to_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "today", lambda: date(2025, 3, 7))
    with archive_in(tmp_path, ARTICLES) as archive:
        client = create_app(archive, rate_limit="off").test_client()
        page = client.get("/?lang=en")
        assert "5 articles in the archive, 2019–2025, 2 outlets" in page.text
        assert "On this day" in page.text
        for address, found in (("/search?period=2024", 2), ("/search?undated=1", 1)):
            assert f'href="{address}"' in page.text
            assert f": {found} article" in client.get(f"{address}&lang=en").text
        assert page.headers["ETag"]


def test_without_an_index_there_is_still_a_page(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        page = create_app(archive, rate_limit="off").test_client().get("/")
    assert page.status_code == 200
    assert 'name="q"' in page.text
