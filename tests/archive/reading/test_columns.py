"""What the names of columns and keys mean, and how they are told."""

import dataclasses

import pytest

from archive.reading.columns import (
    ASIDE,
    BEGINNINGS,
    COLUMNS,
    MAPPED,
    folded,
    knows,
    look,
    parsed,
    plan_for,
    told,
)
from archive.reading.reader import Draft, Options


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Body", "body"),
        ("articleBody", "body"),
        ("article_body", "body"),
        ("ARTICLE BODY", "body"),
        ("\ufeffcontent ", "body"),
        ("ख़बर", "body"),
        ("Head-Line", "title"),
        ("शीर्षक", "title"),
        ("pubDate", "published"),
        ("Published At", "published"),
        ("दिनांक", "published"),
        ("dc:creator", "author"),
        ("canonicalUrl", "url"),
        ("समाचार पत्र", "source"),
        ("articleSection", "category"),
        ("inLanguage", "language"),
        ("_id", "id"),
        ("Excerpt", "beginning"),
    ],
)
def test_a_name_is_known_however_it_is_written(name: str, field: str) -> None:
    assert knows([name], field)


@pytest.mark.parametrize("name", ["updated", "dateModified", "modified", "lastBuildDate", "x", ""])
def test_a_time_of_change_is_no_day_of_publication(name: str) -> None:
    assert not any(knows([name], field) for field in MAPPED)


def test_the_table_is_well_made() -> None:
    assert {ours for ours, _, _ in COLUMNS} == set(MAPPED)
    assert set(MAPPED) <= {field.name for field in dataclasses.fields(Draft)}
    assert all(reason for _, _, reason in COLUMNS + BEGINNINGS)
    names = [folded(name) for _, theirs, _ in COLUMNS for name in theirs.split()]
    assert len(set(names)) == len(names)
    assert all(folded(name) for name in (*names, *ASIDE))


def test_the_best_name_comes_first() -> None:
    plan = plan_for(["description", "text", "content", "Headline", "title"], Options())
    assert plan.paths["body"] == (("content", "rendered"), ("content",), ("text",))
    assert plan.paths["title"][0] == ("title",)
    assert [path for path, _ in plan.beginnings] == [("description",)]


def test_what_a_person_says_stands_alone() -> None:
    columns = {"title": "h", "body": "a.b[0]", "url": "nowhere"}
    plan = plan_for(["title", "h", "a", "description"], Options(columns=columns))
    assert plan.paths["title"] == (("h",),)
    assert plan.paths["body"] == (("a", "b", 0),)
    assert (plan.beginnings, plan.missing) == ((), ("nowhere",))


def test_a_column_is_found_whatever_its_case() -> None:
    plan = plan_for(["Foo Bar"], Options(columns={"body": "foo_bar"}))
    assert plan.paths["body"] == (("Foo Bar",),)


def test_objects_that_were_made_a_table_of() -> None:
    plan = plan_for(["title.rendered", "_source.content", "source.name"], Options())
    assert plan.paths["title"][0] == ("title.rendered",)
    assert ("_source.content",) in plan.paths["body"]
    assert plan.paths["source"][0] == ("source.name",)


def test_places_in_objects_and_lists() -> None:
    values = {"a": [{"b": 1}], "c": None}
    assert parsed("a[0].b") == ("a", 0, "b")
    assert look(values, ("a", 0, "b")) == 1
    places: list[tuple[str | int, ...]] = [("a", 1), ("a", "b"), ("c", "d"), ("a", 0, "b", "x")]
    assert all(look(values, place) is None for place in places)


def test_a_message_names_some_columns() -> None:
    assert told(["a", "b\nc"]) == '"a", "b c"'
    assert told(map(str, range(50))).endswith('"19" and 30 more')
    assert len(told(["x" * 1000])) < 50
