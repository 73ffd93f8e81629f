"""Plans the search for a parsed query: which clauses an engine is given, and what is highlighted.

It puts expansions together: alternatives, names of several words, and neighbours, which are
rewarded for standing together. What a word is expanded to is decided by ``expander``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, pairwise, takewhile

from index.analysis import term
from index.engine import AllOf, AnyOf, Clause, DisMax, Not, Phrase
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon
from index.query.amounts import is_any_number, scale_stems
from index.query.beside_numbers import Companion, companion, suits
from index.query.notes import Note, shortened
from index.query.number_phrases import as_meant, bare_word
from index.query.parser import Query
from index.query.terms import QueryTerm, QueryToken
from index.search.clauses import PAIR_WEIGHT, weaker
from index.search.expander import Expander
from index.search.expansion import Expansion
from index.search.kickers import without_kickers
from index.search.models import WordMatches
from index.search.pieces import words_of_piece
from index.thesaurus import MAX_WORDS

BESIDE_ITSELF = 0.1
"""What articles keep of their score that have a single word of a query in another form only."""

MAX_WORDS_TOGETHER = 7
"""In a query of more words, Hindi words that mean something together need not stand together:
MRR@10 of headlines is 0.826 then, and 0.811 if they must (on the half where this was seen)."""

KICKER_WEIGHT = 0.05
"""What a kicker (फैक्ट चेक, live updates) counts at an end of a query that is as long: the text of an
article seldom has it. MRR@10 of headlines is 0.807 if it counts as any word, 0.838 so, and 0.840
without it; but a title that is in the index tells a fact check from the news that it examines."""

BESIDE_NUMBER_WEIGHT = 3.0
"""What a day (26 जनवरी) or an amount (₹500) adds that stands in a text, as a share likewise: of the
first ten for 1 मई, 2 October and 5 सितंबर 27 hold the day with 1, 29 with 2, 30 with 3."""

PAIR_VARIANTS = 2
"""What each of two neighbours may be written as, where they stand together."""

Group = Sequence[Expansion]
"""The expansions of one word or phrase of a query, or of all its alternatives ("or")."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to search for, what to say about it, and what to highlight.

    Attributes:
        must: What every article found has.
        groups: What it has as well, or most of it where too few articles have all.
        extras: What adds to the score: neighbours in the query that stand together, kickers.
        excluded: What no article found has.
        words: What each word of the query was matched with.
        highlight: What is marked in the articles found.
        notes: What in the query could not be used.
    """

    must: tuple[Clause, ...]
    groups: tuple[Clause, ...]
    extras: tuple[Clause, ...]
    excluded: tuple[Clause, ...]
    words: tuple[WordMatches, ...]
    highlight: tuple[HighlightTerms, ...]
    notes: tuple[Note, ...] = ()

    def clause(self, at_least: int | None = None, *, not_all: bool = False) -> Clause:
        """What an engine searches for: documents with so many of the groups, or with all.

        Args:
            at_least: How many groups; None: all.
            not_all: Without the documents that have all.
        """
        must = (*self.must, *map(Not, self.excluded))
        if not_all:
            must = (*must, Not(AllOf(self.groups)))
        if at_least is None or at_least >= len(self.groups):
            return AllOf((*self.groups, *must), self.extras)
        if at_least == 0:
            return AllOf(must, (*self.groups, *self.extras))
        return AllOf((AnyOf(self.groups, at_least), *must), self.extras)


def plan(query: Query, expander: Expander) -> Plan:
    """Expand every word of a query and lay out the search."""
    expander.begin_query()
    required, notes = _as_words(_named_in_full(as_meant(query.required)), expander)
    groups, kickers = _subject_and_kickers(required, expander)
    kept = _without_stop_words(groups)
    shown = [expansion for group in (*kickers, *(groups[n] for n in kept)) for expansion in group]
    excluded = [expander.expand(term) for term in query.excluded]
    notes += [note for expansion in (*shown, *excluded) for note in expansion.notes]
    if expander.hurried:
        notes.append(Note("words_as_typed", ()))
    return Plan(
        # A phrase that is typed again asks for nothing more, and is as dear again.
        must=tuple(dict.fromkeys(_any_of(groups[n]) for n in kept if _is_required(groups[n]))),
        groups=tuple(
            _itself_first(groups[n]) if len(kept) == 1 else _any_of(groups[n])
            for n in kept
            if not _is_required(groups[n])
        ),
        extras=(
            *_pairs(groups, kept, expander.lexicon),
            *_beside_numbers(required),
            *(weaker(_any_of(group), KICKER_WEIGHT) for group in kickers),
        ),
        excluded=tuple(dict.fromkeys(each.clause for each in excluded)),
        words=tuple(dict.fromkeys(word for expansion in shown for word in expansion.words)),
        highlight=tuple(dict.fromkeys(each for expansion in shown for each in expansion.highlight)),
        notes=tuple(dict.fromkeys(notes)),
    )


def _named_in_full(required: Sequence[Sequence[QueryTerm]]) -> list[Sequence[QueryTerm]]:
    """The groups; beside a number a month is one in small letters too, and km is किलोमीटर."""
    groups = list(required)
    for place in range(len(groups) - 1):
        for number, beside in ((place, place + 1), (place + 1, place)):
            count, word = (bare_word(groups[n]) for n in (number, beside))
            found = companion(word.exact) if word else None
            if not (count and word and found and suits(count.exact, found)):
                continue
            # A currency is a sign of its number by now; a unit stands behind it.
            if found.kind == "month" or (not found.sign and beside > number):
                told = replace(word, shouted=True)
                if word.exact.isascii() and word.exact != found.english:
                    # No thesaurus has 26 Jan.
                    told = QueryToken(found.name, *term(found.name))
                groups[beside] = (replace(groups[beside][0], words=(told,)),)
    return groups


def _as_words(
    required: Sequence[Sequence[QueryTerm]], expander: Expander
) -> tuple[list[Sequence[QueryTerm]], list[Note]]:
    """The groups, with single words for quotations and pieces that stand nowhere, and tags apart.

    A headline is pasted with the quotation in it, in words that the archive does not have in a
    row. What stands nowhere as a phrase excludes nothing and is one alternative of several as it
    is, so only what has to be found is read otherwise, and never what has = before it.
    """
    groups: list[Sequence[QueryTerm]] = []
    notes = []
    for group in required:
        term = group[0]
        if len(group) == 1 and term.is_bare_word and term.words[0].sign == "#":
            groups.append((expander.tag_apart(term) or term,))
            continue
        if len(group) > 1 or len(term.words) == 1 or not expander.expand(term).nowhere:
            groups.append(group)
            continue
        words = words_of_piece(term) if term.piece else term.as_words
        if not words:
            groups.append(group)
            continue
        groups += ((word,) for word in words)
        if not term.piece:
            notes.append(Note("phrase_as_words", (shortened(term.typed),)))
    return groups, notes


def _subject_and_kickers(
    required: Sequence[Sequence[QueryTerm]], expander: Expander
) -> tuple[list[Group], list[Group]]:
    """The groups of a query, and apart from them those of the kickers of a headline."""
    long = len(required) > MAX_WORDS_TOGETHER
    english = expander.reads_english(term for group in required for term in group)
    expand = partial(_expanded, expander=expander, long=long, english=english)
    if not long:
        return list(expand(required)), []

    def stems(term: QueryTerm) -> tuple[str, ...]:
        return expander.expand(term, english=english).stems

    first, last = without_kickers(required, stems)
    kickers = [*expand(required[:first]), *expand(required[last:])]
    return list(expand(required[first:last])), kickers


def _expanded(
    required: Sequence[Sequence[QueryTerm]], expander: Expander, *, long: bool, english: bool
) -> Iterator[Group]:
    """The groups of a query, expanded; bare words that mean something together are seen so."""
    start, before = 0, None
    while start < len(required):
        bare = _leading_bare_words(required[start : start + MAX_WORDS])
        for length in range(len(bare), 1, -1):
            if expansions := expander.expand_together(bare[:length], english=english, long=long):
                yield from ([expansion] for expansion in expansions)
                before = None
                start += length
                break
        else:
            found = [expander.expand(term, english=english) for term in required[start]]
            if before and not long and len(bare) > 0:
                found = [expander.expand_behind(before, bare[0], found[0])]
            if bare and not long and not (start and _is_number(required[start - 1])):
                number, behind = bare[0], bare[1] if len(bare) > 1 else None
                found = [expander.expand_counted(number, behind, found[0], english=english)]
            yield found
            before = found[0] if bare else None
            start += 1


def _is_number(group: Sequence[QueryTerm]) -> bool:
    word = bare_word(group)
    return word is not None and is_any_number(word.exact)


def _leading_bare_words(groups: Sequence[Sequence[QueryTerm]]) -> list[QueryTerm]:
    """The bare words that the groups begin with: only they can be parts of a name."""
    return [
        group[0]
        for group in takewhile(lambda group: len(group) == 1 and group[0].is_bare_word, groups)
    ]


def _without_stop_words(groups: Sequence[Group]) -> list[int]:
    """The numbers of the groups that are searched for: stop words only if there is no other."""
    kept = [n for n, group in enumerate(groups) if not all(each.is_stop_word for each in group)]
    return kept or list(range(len(groups)))


def _is_required(group: Group) -> bool:
    """Whether every article must have it, however few do: a sign, a field or quotes ask for it."""
    return any(expansion.required for expansion in group)


def _any_of(group: Group) -> Clause:
    if len(group) == 1:
        return group[0].clause
    return AnyOf(tuple(expansion.clause for expansion in group))


def _itself_first(group: Group) -> Clause:
    """One word that is all that is asked for: articles with the very form before all others."""
    clause = _any_of(group)
    itself = group[0].itself if len(group) == 1 else None
    if itself is None:
        return clause
    with_it = AllOf((weaker(itself, BESIDE_ITSELF), clause))
    return DisMax((with_it, weaker(clause, BESIDE_ITSELF)))


def _pairs(groups: Sequence[Group], kept: Sequence[int], lexicon: Lexicon) -> Iterator[Clause]:
    """Neighbours in the query, also where only a stop word stands between them."""

    def surest(group: Group) -> tuple[str, ...]:
        # A Latin word that no article has stands beside nothing.
        held = (stem for stem in group[0].stems if not stem.isascii() or lexicon.articles(stem))
        return tuple(islice(held, PAIR_VARIANTS))

    for left, right in pairwise(kept):
        if len(groups[left]) == len(groups[right]) == 1:
            stems = surest(groups[left]), surest(groups[right])
            if all(stems):
                yield Phrase(stems, slop=right - left - 1, weight=PAIR_WEIGHT)


def _beside_numbers(required: Sequence[Sequence[QueryTerm]]) -> Iterator[Clause]:
    """Days and amounts: a number with its month or unit, whichever of them stands first."""
    words = list(map(bare_word, required))
    for word, following in zip(words, (*words, None)[1:], strict=True):
        if word and word.sign:
            yield from _together(word, companion(word.sign))
        scale = scale_stems(following.exact) if following else ()
        unit = companion(word.sign) if word and word.sign else None
        if scale and word and unit:
            yield Phrase(((word.stem,), scale, unit.stems), weight=BESIDE_NUMBER_WEIGHT)
        if scale and word and word.exact[:1].isdecimal():
            yield Phrase(((word.stem,), scale), weight=BESIDE_NUMBER_WEIGHT)
    for left, right in pairwise(words):
        if left and right:
            yield from _together(left, companion(right.exact))
            yield from _together(right, companion(left.exact))


def _together(number: QueryToken, beside: Companion | None) -> Iterator[Clause]:
    if beside and suits(number.exact, beside):
        yield DisMax(
            tuple(
                Phrase(words, weight=BESIDE_NUMBER_WEIGHT)
                for words in (
                    ((number.stem,), beside.stems),
                    (beside.stems, (number.stem,)),
                )
            )
        )
