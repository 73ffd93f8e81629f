"""Every mention: which marks are one, where a line is cut, in which order lines stand."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article
from index.analysis import term
from index.budget import OutOfTime, spending
from index.engine import Filters
from index.highlight.matcher import HighlightTerms, TermMatcher
from index.search import SORTS, Archive, Request, concordance_as_json
from index.search.concordance import (
    CONTEXT_CHARS,
    MAX_MATCH_CHARS,
    Spot,
    collect,
    line,
    mentions_in,
)
from tests.factories import archive_in


def word(*typed: str) -> HighlightTerms:
    return HighlightTerms((frozenset(term(one)[1] for one in typed),))


def phrase(*typed: str) -> HighlightTerms:
    return HighlightTerms(tuple(frozenset({term(one)[1]}) for one in typed))


def mentioned(article: Article, *terms: HighlightTerms) -> list[str]:
    spots = mentions_in(article, TermMatcher(terms), 1000)
    return [
        (article.title if spot.in_title else article.body)[spot.start : spot.end] for spot in spots
    ]


@pytest.mark.parametrize(
    ("body", "terms", "mentions"),
    [
        ("लावरोव आए। लावरोव गए।", [word("लावरोव")], ["लावरोव", "लावरोव"]),
        ("लावरोव लावरोव", [word("लावरोव")], ["लावरोव", "लावरोव"]),
        ("रूस के विदेश मंत्री आए", [word("विदेश"), word("मंत्री")], ["विदेश मंत्री"]),
        ("मंत्री विदेश गए", [word("विदेश"), word("मंत्री")], ["मंत्री विदेश"]),
        ("विदेश से आए मंत्री", [word("विदेश"), word("मंत्री")], ["विदेश", "मंत्री"]),
        ("विदेश, मंत्री", [word("विदेश"), word("मंत्री")], ["विदेश", "मंत्री"]),
        ("विदेश\nमंत्री", [word("विदेश"), word("मंत्री")], ["विदेश", "मंत्री"]),
        ("भारत-पाक सीमा", [word("भारत"), word("पाक")], ["भारत-पाक"]),
        ("विदेश मंत्री विदेश मंत्री", [phrase("विदेश", "मंत्री")], ["विदेश मंत्री"] * 2),
        ("सर्गेई लावरोव, लावरोव", [word("लावरोव"), phrase("सर्गेई", "लावरोव")],
         ["सर्गेई लावरोव", "लावरोव"]),
        ("लावरोव", [], []),
    ],
)  # fmt: skip
def test_words_next_to_each_other_are_one_mention(
    body: str, terms: list[HighlightTerms], mentions: list[str]
) -> None:
    assert mentioned(Article("1", body), *terms) == mentions


def test_a_title_counts_where_the_text_does_not_repeat_it() -> None:
    own = Article("1", "लावरोव पहुँचे।", "लावरोव की यात्रा")
    assert len(mentioned(own, word("लावरोव"))) == 2
    for same in (
        Article("1", "लावरोव पहुँचे। आगे और।", "लावरोव पहुँचे। …"),
        Article("1", "आज लावरोव पहुँचे।", "लावरोव पहुँचे", titled_by="text"),
    ):
        assert len(mentioned(same, word("लावरोव"))) == 1


def test_marks_are_numbered_through_title_and_text() -> None:
    article = Article("1", "विदेश मंत्री लावरोव", "लावरोव विदेश में")
    terms = TermMatcher([word("लावरोव"), word("विदेश"), word("मंत्री")])
    assert [spot.mark for spot in mentions_in(article, terms, 9)] == [1, 3]
    assert [spot.mark for spot in mentions_in(article, TermMatcher([word("लावरोव")]), 9)] == [1, 2]


LETTERS = st.sampled_from([*"कर्षि्ंा़ेीZa0 .।\n\u200d\u0301", "🧑‍🌾", "क्षि", "लावरोव "])


@given(st.lists(LETTERS, max_size=60).map("".join), st.data())
def test_a_line_is_a_slice_of_the_text_in_whole_aksharas(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    chars = data.draw(st.integers(0, 20))
    cut = line(text, start, end, chars)
    whole = cut.left + cut.match + cut.right
    borders = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    places = [at for at in range(len(text) + 1) if text.startswith(whole, at)]
    assert any(
        {at, at + len(cut.left), at + len(cut.left + cut.match), at + len(whole)} <= borders
        and at + len(cut.left) <= start
        and at + len(cut.left + cut.match) >= end
        for at in places
    )
    assert "\n" not in cut.left
    assert "\n" not in cut.right
    assert max(len(cut.left), len(cut.right)) <= chars


def test_contexts_are_cut_between_words_and_end_with_the_paragraph() -> None:
    text = "पहला पैरा।\n" + "शहर में " * 40 + "लावरोव" + " आज आए" * 40 + "\nअगला"
    start = text.index("लावरोव")
    cut = line(text, start, start + 6)
    assert cut.left.split()[0] in ("शहर", "में")
    assert cut.right.split()[-1] in ("आज", "आए")
    assert CONTEXT_CHARS - 10 < len(cut.left) <= CONTEXT_CHARS
    short = line("आगे\nरूस के लावरोव गए।\nपीछे", 11, 17)
    assert (short.left, short.match, short.right) == ("रूस के ", "लावरोव", " गए।")


def test_a_word_without_end_is_cut() -> None:
    text = "कि" * 5000
    cut = line(text, 0, len(text))
    assert cut.left == cut.right == ""
    assert 0 < len(cut.match) <= MAX_MATCH_CHARS
    assert len(cut.match) % 2 == 0


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = [
        Article("a", "रूस के मंत्री लावरोव आए।", source="एक", published=date(2020, 1, 1),
                dated_by="metadata"),
        Article("b", "लावरोव चले।\nकल लावरोव बोले।", source="दो", published=date(2021, 1, 1),
                dated_by="metadata"),
        Article("c", "‘अब’ Lavrov का दौरा।", source="दो"),
        Article("d", "बाढ़ का पानी।"),
    ]  # fmt: skip
    with archive_in(tmp_path_factory.mktemp("mentions"), articles) as opened:
        yield opened


def lines(archive: Archive, query: str, sort: str = "left", **more: object) -> list[str]:
    asked = Request(query, limit=50, **more)  # type: ignore[arg-type]
    found = archive.searcher.concordance(asked, sort)  # type: ignore[arg-type]
    return [f"{each.line.left}{each.line.match}{each.line.right}" for each in found.mentions]


def test_the_three_orders(archive: Archive) -> None:
    assert lines(archive, "लावरोव") == [
        *("‘अब’ Lavrov का दौरा।", "कल लावरोव बोले।", "रूस के मंत्री लावरोव आए।", "लावरोव चले।")
    ]
    assert lines(archive, "लावरोव", "right") == [
        *("रूस के मंत्री लावरोव आए।", "‘अब’ Lavrov का दौरा।", "लावरोव चले।", "कल लावरोव बोले।")
    ]
    assert lines(archive, "लावरोव", "date") == [
        *("लावरोव चले।", "कल लावरोव बोले।", "रूस के मंत्री लावरोव आए।", "‘अब’ Lavrov का दौरा।")
    ]


def test_filters_pages_and_the_total(archive: Archive) -> None:
    searcher = archive.searcher
    assert len(lines(archive, "लावरोव", filters=Filters.of(source=("दो",)))) == 3
    whole = lines(archive, "लावरोव")
    paged = [
        f"{each.line.left}{each.line.match}{each.line.right}"
        for page in (1, 2, 3)
        for each in searcher.concordance(Request("लावरोव", page=page, limit=3)).mentions
    ]
    assert paged == whole
    found = searcher.concordance(Request("लावरोव", page=9, limit=3))
    assert (found.total, found.articles, found.found, found.mentions) == (4, 3, 3, ())
    assert found.complete
    streamed, every = searcher.every_mention(Request("लावरोव"), "left")
    assert streamed.total == len(list(every)) == 4


@pytest.mark.parametrize("query", ["", "zzqqxx", "source:एक"])
def test_without_a_word_there_is_no_mention(archive: Archive, query: str) -> None:
    found = archive.searcher.concordance(Request(query))
    assert (found.total, found.mentions, found.complete) == (0, (), True)


def test_a_total_that_is_not_whole_says_so(archive: Archive) -> None:
    found = archive.searcher.concordance(Request("लावरोव"), articles=2)
    assert not found.complete
    assert [note.text for note in found.notes] == [
        "these are the mentions of the first 2 of 3 articles; narrow the search, such as by date"
    ]
    found = archive.searcher.concordance(Request("लावरोव"), mentions=2)
    assert (found.total, found.complete) == (2, False)
    assert "more than these 2 mentions" in found.notes[0].text
    # A limit that is reached but not passed cuts nothing.
    assert archive.searcher.concordance(Request("लावरोव"), articles=3, mentions=4).complete


def test_what_there_was_no_time_for_is_told_or_refused() -> None:
    def slow(count: int) -> Iterator[Article]:
        for number in range(count):
            yield Article(str(number), "लावरोव " * 20_000)

    matcher = TermMatcher([word("लावरोव")])
    with spending(0.02):
        found = collect(slow(10_000), matcher, 10_000, most=10**9)
    assert 0 < found.read < 10_000
    assert [note.kind for note in found.notes] == ["articles_cut"]
    with spending(0), pytest.raises(OutOfTime):
        collect(slow(1), matcher, 1)


def test_an_article_that_was_changed_meanwhile_shows_no_wrong_word(tmp_path: Path) -> None:
    with archive_in(tmp_path, [Article("1", "कल लावरोव आए।"), Article("2", "लावरोव")]) as opened:
        generation = opened.searcher._generation()
        assert opened.searcher.concordance(Request("लावरोव"), "left", generation).total == 2
        opened.store.put([Article("1", "सब कुछ बदल गया, लावरोव भी।")])
        found = opened.searcher.concordance(Request("लावरोव"), "left", generation)
        assert [each.article.id for each in found.mentions] == ["2"]


def test_the_answer_for_programs(archive: Archive) -> None:
    answer = concordance_as_json(archive.searcher.concordance(Request("Lavrov", limit=1), "date"))
    assert answer["total"] == 4
    assert answer["mentions"] == [
        {
            "id": "b", "title": "", "source": "दो", "published": "2021-01-01",
            "left": "", "match": "लावरोव", "right": " चले।", "place": "text",
        }
    ]  # fmt: skip


@given(
    st.lists(st.sampled_from(["लावरोव", "मंत्री", "विदेश", "शहर", "।", "\n", ",", "-"]), max_size=30)
)
def test_every_mark_is_in_one_mention(words: Sequence[str]) -> None:
    body = " ".join(words)
    matcher = TermMatcher([word("लावरोव"), phrase("विदेश", "मंत्री"), word("मंत्री")])
    spots = list(mentions_in(Article("1", body), matcher, 1000))
    marks = sorted({(each.start, each.end) for each in matcher.match(body).matches})
    assert [spot.mark for spot in spots] == sorted({spot.mark for spot in spots})
    covered = [
        [mark for mark in marks if spot.start <= mark[0] and mark[1] <= spot.end] for spot in spots
    ]
    assert [mark for group in covered for mark in group] == marks
    for spot, group in zip(spots, covered, strict=True):
        assert group[0] == marks[spot.mark - 1]
        assert (spot.start, spot.end) == (group[0][0], group[-1][1])
        assert isinstance(spot, Spot)


def test_the_orders_are_those_of_the_option() -> None:
    assert SORTS == ("left", "right", "date")
