"""Every mention of the words of a search, one line each, with what stands before and behind it.

Keyword in context: ``mentions_in`` finds the mentions of one article, ``collect`` those of all that
a search finds, in three orders, and ``line`` cuts one line. What is kept of a search are places in
texts alone; lines are cut for the page that is shown.

A mention is one mark of the highlighter, or several that stand next to each other and are words of
one phrase or different words of the query: सर्गेई लावरोव is one, लावरोव लावरोव are two. A title
counts where it came with the article and the text does not begin with it.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypedDict, get_args

from archive.article import Article
from index.budget import OutOfTime, check
from index.highlight.breaks import akshara_at
from index.highlight.matcher import TermMatch, TermMatcher
from index.query.notes import CUTTING, Note
from index.search.models import Request

Sort = Literal["left", "right", "date"]
"""By the words before a mention, the nearest first; by those behind it; the newest first."""

MAX_ARTICLES = 1_000
"""Articles that a site reads for one, the first by the order of the search: some 0.5 s."""
MAX_MENTIONS = 20_000
"""Mentions of one concordance: a text may be nothing but the word."""
CONTEXT_CHARS = 90
"""Characters before and behind a mention at most."""
MAX_MATCH_CHARS = 200
"""A longer word, which no language has, is cut."""
_SORTED_CHARS = 60
"""Characters of a context that lines are sorted by."""

_LINE_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile(r"\s")
_BETWEEN_NEIGHBOURS = re.compile("[^\\S\n\r\v\f\x85\u2028\u2029]*|[-‐‑]")
_NO_LETTERS = " \t\u00a0.,;:!?…।॥\"'`“”‘’«»()[]{}<>-–—―/\\|*•"

Where = Literal["title", "text"]


class Spot(NamedTuple):
    """Where a mention stands. A tuple, since there are thousands.

    Attributes:
        in_title: In the title; else in the body.
        start, end: In characters of it.
        mark: The number of its first mark in the article, title and body together, from 1.
    """

    in_title: bool
    start: int
    end: int
    mark: int


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A mention with what stands around it: left + match + right is a slice of title or body."""

    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as it is shown.

    Attributes:
        mark: The number of its first mark in the article, from 1.
        place: Where in the article it stands.
    """

    article: Article
    line: ContextLine
    mark: int
    place: Where


@dataclass(frozen=True, slots=True)
class Collected:
    """The places of all mentions of a search.

    Attributes:
        ids: The articles that have any.
        spots: Number of the article in ``ids``, and where in it.
        texts: What stands there, to see whether the article is still the same.
        orders: For each way of sorting, the numbers of the spots.
        found: Articles that the search finds.
        read: Those that were read, fewer if there are too many.
    """

    ids: tuple[str, ...]
    spots: tuple[tuple[int, Spot], ...]
    texts: tuple[str, ...]
    orders: Mapping[Sort, "array[int]"]
    found: int
    read: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Concordance:
    """One page of the mentions of a search.

    Attributes:
        query: As typed.
        total: Mentions in all the articles that were read.
        articles: Articles with a mention.
        found: Articles that the search finds.
        complete: Whether ``total`` is of all there are; else the notes say what was left out.
        page: From 1.
        limit: Mentions on a page.
    """

    query: str
    total: int
    articles: int
    found: int
    complete: bool
    sort: Sort
    page: int
    limit: int
    mentions: tuple[Mention, ...]
    notes: tuple[Note, ...] = ()


class MentionAnswer(TypedDict):
    """One mention: left, match and right together are a passage of the article's title or text.

    Attributes:
        id: Names the article for good.
        title: Of the article; empty if it has none.
        source: Its outlet; empty if unknown.
        published: The day; null if unknown.
        left: What stands before it, up to the beginning of the paragraph.
        match: The words found, as the article writes them.
        right: What stands behind it, up to the end of the paragraph.
        place: Where it stands: in the title or in the text.
    """

    id: str
    title: str
    source: str
    published: str | None
    left: str
    match: str
    right: str
    place: Where


class ConcordanceAnswer(TypedDict):
    """One page of the mentions of a search.

    Attributes:
        query: What was asked for.
        total: Mentions in all.
        complete: Whether ``total`` is of all there are; false: the notes say what was left out.
        articles: Articles that have a mention.
        articles_found: Articles that the search finds.
        page: Which page this is, from 1.
        sort: By what stands left (the nearest word first), by what stands right, or by date (the
            newest first).
        notes: What in the query could not be used, and what was left out.
        mentions: The page.
    """

    query: str
    total: int
    complete: bool
    articles: int
    articles_found: int
    page: int
    sort: Sort
    notes: list[str]
    mentions: list[MentionAnswer]


def mentions_in(article: Article, matcher: TermMatcher, most: int) -> Iterator[Spot]:
    """The mentions of an article, at most so many, in the order of the text."""
    title = matcher.match(article.title).matches
    marks = len({(each.start, each.end) for each in title})
    found = 0
    if article.titled_by == "source" and not _begins_with(article.body, article.title):
        for spot in _spots(article.title, title, matcher.words, in_title=True, mark=1):
            if found >= most:
                return
            yield spot
            found += 1
    matches = matcher.match(article.body).matches
    for spot in _spots(article.body, matches, matcher.words, in_title=False, mark=marks + 1):
        if found >= most:
            return
        yield spot
        found += 1


def collect(
    articles: Iterable[Article],
    matcher: TermMatcher,
    found: int,
    *,
    most: int = MAX_MENTIONS,
) -> Collected:
    """The mentions of some articles, in all orders.

    Args:
        articles: In the order of the search; fewer than were found if those are too many.
        matcher: Finds the words of the query.
        found: How many articles the search finds.
        most: Mentions that are collected at most.

    Raises:
        OutOfTime: Time was up before anything was found.
    """
    ids: list[str] = []
    spots: list[tuple[int, Spot]] = []
    texts: list[str] = []
    keys: list[tuple[str, str, int]] = []
    read, notes = 0, []
    for article in articles:
        try:
            check()
        except OutOfTime:
            if not spots:
                raise
            break
        here = list(mentions_in(article, matcher, most - len(spots) + 1))
        if len(spots) + len(here) > most:
            here = here[: most - len(spots)]
            notes.append(Note("mentions_cut", (str(most),)))
        if here:
            # Days count from the newest, and those without one come last.
            day = -article.published.toordinal() if article.published else 1
            ids.append(article.id)
            for spot in here:
                text = _text_of(article, spot)
                spots.append((len(ids) - 1, spot))
                texts.append(text[spot.start : spot.end])
                keys.append((_left_key(text, spot.start), _right_key(text, spot.end), day))
        if notes:
            break
        read += 1
    if not notes and read < found:
        notes.append(Note("articles_cut", (str(read), str(found))))
    by: dict[Sort, Sequence[Any]] = {
        # What is alike in one context is sorted by the other, then as the search had it. Where
        # nothing stands there is nothing to sort by: those lines come last.
        "left": [(not left, left, right) for left, right, _ in keys],
        "right": [(not right, right, left) for left, right, _ in keys],
        "date": [day for _, _, day in keys],
    }
    orders = {sort: _order(each) for sort, each in by.items()}
    return Collected(tuple(ids), tuple(spots), tuple(texts), orders, found, read, tuple(notes))


def _order(keys: Sequence[Any]) -> "array[int]":
    return array("I", sorted(range(len(keys)), key=keys.__getitem__))


def page_of(collected: Collected, sort: Sort, page: int, limit: int) -> list[tuple[str, Spot, str]]:
    """Article, place and text of the mentions of one page."""
    first = (page - 1) * limit
    mentions = []
    for number in collected.orders[sort][first : first + limit]:
        article, spot = collected.spots[number]
        mentions.append((collected.ids[article], spot, collected.texts[number]))
    return mentions


def shown(article: Article, spot: Spot, match: str) -> Mention | None:
    """A mention with its line; None: the article was changed since, and it stands there no more."""
    text = _text_of(article, spot)
    if text[spot.start : spot.end] != match:
        return None
    place: Where = "title" if spot.in_title else "text"
    return Mention(article, line(text, spot.start, spot.end), spot.mark, place)


def line(text: str, start: int, end: int, chars: int = CONTEXT_CHARS) -> ContextLine:
    """A slice of a text with what stands before and behind it in the same paragraph.

    Both are cut between words, within a longer word between aksharas; so the slice is widened to
    whole aksharas.
    """
    start, end = akshara_at(text, start)[0], akshara_at(text, end)[1]
    left = _left(text, start, chars)
    if end - start > MAX_MATCH_CHARS:
        cut = akshara_at(text, start + MAX_MATCH_CHARS)[0]
        return ContextLine(text[left:start], text[start : cut if cut > start else end], "")
    return ContextLine(text[left:start], text[start:end], text[end : _right(text, end, chars)])


def _left(text: str, start: int, chars: int) -> int:
    """Where the context before a mention begins."""
    left = max(start - chars, 0)
    breaks = [found.end() for found in _LINE_BREAK.finditer(text, left, start)]
    if breaks:
        return akshara_at(text, breaks[-1])[1]
    if left and not _SPACE.match(text, left - 1) and not _LINE_BREAK.match(text, left - 1):
        space = _SPACE.search(text, left, start)
        if space and space.end() < start:
            left = space.end()
    return min(akshara_at(text, left)[1], start)


def _right(text: str, end: int, chars: int) -> int:
    """Where the context behind a mention ends."""
    right = min(end + chars, len(text))
    if found := _LINE_BREAK.search(text, end, right):
        return max(akshara_at(text, found.start())[0], end)
    if right < len(text) and not _SPACE.match(text, right):
        spaces = [found.start() for found in _SPACE.finditer(text, end, right)]
        if spaces and spaces[-1] > end:
            right = spaces[-1]
    return max(akshara_at(text, right)[0], end)


def _spots(
    text: str, matches: Sequence[TermMatch], words: Sequence[int], *, in_title: bool, mark: int
) -> Iterator[Spot]:
    """The mentions that marks make.

    Args:
        text: What the marks are of.
        matches: In the order of the text; one token may match several words and phrases.
        words: How many words each of those has.
        in_title: Whether the text is a title.
        mark: The number of the first mark.
    """
    start = end = -1
    first = mark
    taken: Counter[int] = Counter()
    for (own_start, own_end), terms in _tokens(matches):
        joins = (
            start >= 0
            and any(taken[each] < words[each] for each in terms)
            and _BETWEEN_NEIGHBOURS.fullmatch(text, end, own_start)
        )
        if not joins:
            if start >= 0:
                yield Spot(in_title, start, end, first)
            start, first = own_start, mark
            taken.clear()
        taken.update(terms)
        end = own_end
        mark += 1
    if start >= 0:
        yield Spot(in_title, start, end, first)


def _tokens(matches: Sequence[TermMatch]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Each token once, with the numbers of what it matches."""
    at: tuple[int, int] | None = None
    terms: list[int] = []
    for each in matches:
        if (each.start, each.end) != at:
            if at:
                yield at, terms
            at, terms = (each.start, each.end), []
        terms.append(each.terms)
    if at:
        yield at, terms


def _begins_with(body: str, title: str) -> bool:
    return body.lstrip().startswith(title.rstrip(" …"))


def _text_of(article: Article, spot: Spot) -> str:
    return article.title if spot.in_title else article.body


def _left_key(text: str, start: int) -> str:
    """The words before a place as lines are sorted by them, the nearest first."""
    before = text[max(start - _SORTED_CHARS, 0) : start].rpartition("\n")[2]
    return _key(reversed(before.split()))


def _right_key(text: str, end: int) -> str:
    """The words behind a place as lines are sorted by them."""
    return _key(text[end : end + _SORTED_CHARS].partition("\n")[0].split())


def _key(words: Iterable[str]) -> str:
    """Words without the signs around them, and without capitals."""
    bare = (word.strip(_NO_LETTERS) for word in words)
    return " ".join(word for word in bare if word).casefold()


def told(
    request: Request,
    sort: Sort,
    collected: Collected,
    notes: Iterable[Note],
    mentions: tuple[Mention, ...],
) -> Concordance:
    """A page of mentions, with what is to be said of all of them."""
    notes = tuple(dict.fromkeys(notes))
    return Concordance(
        query=request.query,
        total=len(collected.spots),
        articles=len(collected.ids),
        found=collected.found,
        complete=not any(note.kind in CUTTING or note.kind in _CUT for note in notes),
        sort=sort,
        page=request.page,
        limit=request.limit,
        mentions=mentions,
        notes=notes,
    )


_CUT = frozenset({"mentions_cut", "articles_cut"})


def concordance_as_json(found: Concordance) -> ConcordanceAnswer:
    """The answer of the API and of the command; its keys are a promise."""
    return {
        "query": found.query,
        "total": found.total,
        "complete": found.complete,
        "articles": found.articles,
        "articles_found": found.found,
        "page": found.page,
        "sort": found.sort,
        "notes": [note.text for note in found.notes],
        "mentions": [
            {
                "id": each.article.id,
                "title": each.article.title,
                "source": each.article.source,
                "published": each.article.published.isoformat() if each.article.published else None,
                "left": each.line.left,
                "match": each.line.match,
                "right": each.line.right,
                "place": each.place,
            }
            for each in found.mentions
        ],
    }


SORTS: tuple[Sort, ...] = get_args(Sort)
