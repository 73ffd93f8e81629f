"""Finds better queries where a search found little or nothing: "did you mean" and alternatives.

It only offers: each suggestion comes with what it would find, and none replaces what was typed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from index.analysis import is_stop_word
from index.budget import OutOfTime
from index.engine import Filters
from index.lexicon import TYPO_WEIGHT, Lexicon, Variant
from index.query.parser import Query, parse
from index.search.models import Request, Results, WordMatches
from index.search.own_forms import SHORT_AKSHARAS, aksharas
from index.thesaurus import Thesaurus
from index.transliteration.consonant_key import consonant_key, latin_readings
from index.transliteration.phonemes import is_devanagari, to_letters, to_phonemes
from index.transliteration.pronunciation import pronunciations

FEW_ARTICLES = 3
"""Fewer articles than this are little: another query may have been meant."""

MAX_TRIED = 16
"""Alternatives that are searched for, to see whether they find anything."""

_WORDS_TRIED, _LEAST_TRIED = 128, 2
"""Words in all of them, of a long query in so many at least: each takes as long as its words do."""

MAX_OFFERED = 8
"""Alternatives that are offered."""

_MAX_GUESSED = 10
"""Words of a query, from its start, for which likelier ones are looked for: each is compared with
thousands."""

_MAX_SPELLINGS = 3
"""Other spellings tried for each word that the archive does not have."""

_MAX_PARTS = 8
"""Parts of a query of which one is left out: longer queries have no part that matters so much."""

_COMMON = 0.7
"""The power of its articles that a guess counts with, beside how near it is: putim is rather पुतिन
than पशिम, vides विदेश than वाइड."""

_LEAST_LIKE = 0.003
"""The weight of a guess by sound below which nothing is offered: under it two words share a few
letters, and hardly ever the sound."""

_MIN_LETTERS = 5
"""Letters from which on a word with just the consonants of a guess may be offered for it, however
its vowels are: lavrvo is लावरोव."""

_LEAST_LIKE_ENGLISH = 0.35
"""The same for an English word or an acronym."""

_MANY_TIMES = 10
"""A guess in so many times the articles of all that was searched is offered even where that found
more than a few."""

_MANY_TIMES_IN_HINDI = 20
"""The same for a long Hindi word, which writers misspell too: four articles have इलाहबाद, of 100
such words ten are no slip. Of short ones most are other words: चिता, चिंता."""

_NEAR = 0.3
"""The weight that such a guess must have."""

_RARE_SHARE = 5000
"""A word in one of so many articles or fewer, and in no more than a few, is rare."""

_MAX_RUN = 4
"""Words in a row that may be a name with a typo: Priyanka Gandi."""

AlternativeKind = Literal[
    "spelling",  # another spelling of a word
    "inexact",  # other spellings of every word as well
    "switched_on",  # with the terms that are switched off
    "plain",  # without signs
    "fewer",  # without one part of the query
    "unfiltered",  # without one filter, or without all
    "whole_year",
    "any_time",
]
"""In which way an alternative differs from the search that found nothing."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another search that finds something.

    Attributes:
        total: How many articles it finds.
        without: What it leaves out, where one thing is left out: a part of the query, a label.
    """

    kind: AlternativeKind
    request: Request
    total: int
    without: str = ""


def did_you_mean(  # noqa: PLR0917  a pure function of what a search knows
    query: Query,
    found: int,
    words: Iterable[WordMatches],
    lexicon: Lexicon,
    thesaurus: Thesaurus,
    count: Callable[[Query], int],
) -> str:
    """The query with its rare words replaced by likelier ones; "" if nothing finds more.

    Args:
        query: What was searched for.
        found: How many articles have all its words.
        words: What its words were matched with.
        lexicon: The words of the archive.
        thesaurus: What words mean, with a person's own rows.
        count: How many articles have all words of a query.
    """
    words = tuple(words)[:_MAX_GUESSED]
    if found < FEW_ARTICLES:
        for run in _runs([word.word for word in words if " " not in word.word]):
            for name in thesaurus.within_one_edit(run)[:1] if not thesaurus.knows([run]) else ():
                better = query.replacing(run, name)
                if str(better) != str(query) and count(better) > found:
                    return str(better)
    better = query
    for word in words:
        articles = sum(match.articles for match in word.matched)
        few = found < FEW_ARTICLES and articles < FEW_ARTICLES
        if not few and not _may_be_a_slip(word.word, found):
            continue
        times = _MANY_TIMES if word.word.isascii() else _MANY_TIMES_IN_HINDI
        known = _terms_of(word)
        guesses = [
            variant
            for variant in _guesses(word.word, lexicon, thesaurus)
            if variant.term not in known
            and (
                variant.articles > articles
                if few
                else variant.articles >= times * articles and variant.weight >= _NEAR
            )
            and not is_stop_word(variant.term)
        ]
        if guesses:
            best = max(guesses, key=lambda guess: guess.weight * guess.articles**_COMMON)
            better = better.replacing(word.word, best.term)
    if str(better) == str(query):
        return ""
    least = found if found < FEW_ARTICLES else _MANY_TIMES * found
    return str(better) if count(better) > least else ""


def _may_be_a_slip(word: str, found: int) -> bool:
    """Whether a word that several articles have may be a slip of typing all the same."""
    if is_devanagari(word):
        return " " not in word and aksharas(word) > SHORT_AKSHARAS
    return word.isascii() and found > 0


def _runs(words: list[str]) -> Iterator[str]:
    """Latin words in a row, the longest runs first."""
    for size in range(min(len(words), _MAX_RUN), 1, -1):
        for first in range(len(words) - size + 1):
            run = " ".join(words[first : first + size])
            if run.isascii():
                yield run


def _guesses(word: str, lexicon: Lexicon, thesaurus: Thesaurus) -> Iterator[Variant]:
    """What the word may have been meant for: by its sound, by a typo, or by a name's typo."""
    if thesaurus.knows_english(word):
        # Of a word that there is no typo is looked for: beef is not been.
        return
    yield from near_variants(word, lexicon, thesaurus)
    for variant in lexicon.within_one_edit(word):
        if not lexicon.may_be_misread(variant.term):
            yield variant
    for name in thesaurus.within_one_edit(word):
        yield Variant(name, TYPO_WEIGHT, lexicon.articles(name), "spelling")


def near_variants(word: str, lexicon: Lexicon, thesaurus: Thesaurus) -> Iterator[Variant]:
    """What sounds like a word so much that it may be offered; of UNO that is not ऊना.

    An English word is heard by its pronunciation, an acronym letter by letter: what is only a
    little like their letters is another word. Where the thesaurus knows an English word, nothing
    that only sounds like it is meant.
    """
    least, keys = _LEAST_LIKE, set()
    if not is_devanagari(word):
        if thesaurus.knows_english(word):
            return
        letters = to_letters(word)
        if word.isupper() or pronunciations(letters):
            least = _LEAST_LIKE_ENGLISH
        elif len(letters) >= _MIN_LETTERS:
            keys = set(map(consonant_key, latin_readings(letters)))
    for variant in lexicon.find_variants(word, min_weight=0):
        if lexicon.may_be_misread(variant.term):
            continue
        rare = variant.articles <= min(FEW_ARTICLES, lexicon.most_articles / _RARE_SHARE)
        if rare and variant.weight < _NEAR:
            # Some rare word is like any nonsense: xyzzy is not ज़ज़ाई.
            continue
        if variant.weight >= least or consonant_key(to_phonemes(variant.term)) in keys:
            yield variant


def _terms_of(word: WordMatches) -> set[str]:
    return {match.term for match in (*word.matched, *word.off)}


def alternatives(
    results: Results, lexicon: Lexicon, thesaurus: Thesaurus, count: Callable[[Request], int]
) -> tuple[Alternative, ...]:
    """What to try instead of a search that found nothing, likeliest first; a few at most.

    Args:
        results: The answer without results.
        lexicon: The words of the archive.
        thesaurus: What words mean, with a person's own rows.
        count: How many articles a search finds.
    """
    found: list[Alternative] = []
    seen = {results.request}
    # As typed: those that come again, and those of phrases, are searched for again too.
    words = len(results.request.query.split())
    tried = min(MAX_TRIED, max(_LEAST_TRIED, _WORDS_TRIED // max(words, 1)))
    # What there is no time to try is not offered.
    with suppress(OutOfTime):
        for kind, request, without in _candidates(results, lexicon, thesaurus):
            if request in seen or len(seen) > tried:
                continue
            seen.add(request)
            if total := count(request):
                found.append(Alternative(kind, request, total, without))
            if len(found) == MAX_OFFERED:
                break
    return tuple(found)


_Candidate = tuple[AlternativeKind, Request, str]
"""A search that may find something, and what it leaves out."""


def _candidates(results: Results, lexicon: Lexicon, thesaurus: Thesaurus) -> Iterator[_Candidate]:
    request = replace(results.request, page=1)
    query = parse(request.query)
    if results.did_you_mean:
        yield "spelling", replace(request, query=results.did_you_mean), ""
    for better in _respelled(query, results.words, lexicon, thesaurus):
        yield "spelling", _with_query(request, better), ""
    if request.exact:
        yield "inexact", replace(request, exact=False), ""
    if request.off:
        yield "switched_on", replace(request, off=()), ""
    yield from _with_wider_filters(request)
    yield "unfiltered", _with_query(request, query.without_filters()), ""
    yield from _with_one_part_less(request, query)
    plain = _with_query(request, query.plain())
    yield "plain", plain, ""
    yield "plain", replace(plain, filters=Filters(), exact=False), ""


def _respelled(
    query: Query, words: Iterable[WordMatches], lexicon: Lexicon, thesaurus: Thesaurus
) -> Iterator[Query]:
    """The query with another spelling of one word that the archive does not have."""
    for word in words:
        if not _terms_of(word):
            for variant in islice(near_variants(word.word, lexicon, thesaurus), _MAX_SPELLINGS):
                if not is_stop_word(variant.term):
                    yield query.replacing(word.word, variant.term)


def _with_wider_filters(request: Request) -> Iterator[_Candidate]:
    filters = request.filters
    if filters.since and filters.until:
        year = replace(
            filters, since=date(filters.since.year, 1, 1), until=date(filters.until.year, 12, 31)
        )
        yield "whole_year", replace(request, filters=year), ""
    yield "any_time", replace(request, filters=filters.at_any_time()), ""
    for name, labels in filters.labels:
        others = filters.replacing(name, ())
        yield "unfiltered", replace(request, filters=others), ", ".join(labels)
    yield "unfiltered", replace(request, filters=Filters()), ""


def _with_one_part_less(request: Request, query: Query) -> Iterator[_Candidate]:
    if 1 < len(query.parts) <= _MAX_PARTS:
        for part in query.parts:
            # Bare words are left out by the search itself where too few articles have all.
            if part.is_strict:
                yield "fewer", _with_query(request, query.without(part)), part.source


def _with_query(request: Request, query: Query) -> Request:
    return replace(request, query=str(query))
