"""From a query taken apart to the clauses that an engine searches for.

Each word becomes one concept: itself, its spellings and the words that sound like it, weighted. The
lexicon says which words those are; nothing here knows how.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from index.analysis import is_stop_word, term
from index.engine import AllOf, AnyOf, Clause, Not, Phrase, Term, Where
from index.lexicon import Lexicon, Variant
from index.query import Query, Spelled, Unit, says_nothing
from index.search.results import Match, Word
from index.snippet import Wanted

PAIR_WEIGHT = 0.1
"""What two query words next to each other in a text add, as a share of their phrase's score."""

_PREFIX_WORDS = 50
_PHRASE_VARIANTS = 4
_SURE = 0.5
"""The weight from which on a variant is taken for the word itself, as far as stop words go."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to search for, what to tell about it, and what to mark."""

    groups: tuple[Clause, ...]
    pairs: tuple[Clause, ...]
    without: tuple[Clause, ...]
    words: tuple[Word, ...]
    wanted: tuple[Wanted, ...]

    def clause(self, least: int) -> Clause:
        """The query for documents that have at least ``least`` of the groups."""
        excluded = tuple(map(Not, self.without))
        if least >= len(self.groups):
            return AllOf((*self.groups, *excluded), self.pairs)
        return AllOf((AnyOf(self.groups, least=least), *excluded), self.pairs)


@dataclass(frozen=True, slots=True)
class _Planned:
    clause: Clause
    words: tuple[Word, ...]
    wanted: Wanted
    stems: tuple[str, ...]
    """Of a single word that may be anywhere: its stems, for pairs. Else empty."""
    nothing: bool


def plan(query: Query, lexicon: Lexicon) -> Plan:
    """Look every word up and lay out the search."""
    groups = [[_unit(unit, lexicon) for unit in group] for group in query.groups]
    telling = [all(unit.nothing for unit in group) is False for group in groups]
    kept = [n for n, tells in enumerate(telling) if tells] or list(range(len(groups)))
    without = [_unit(unit, lexicon) for unit in query.without]
    shown = [unit for n in kept for unit in groups[n]]
    words = dict.fromkeys(word for unit in shown for word in unit.words)
    return Plan(
        groups=tuple(_either(groups[n]) for n in kept),
        pairs=tuple(_pairs(groups, kept)),
        without=tuple(unit.clause for unit in without),
        words=tuple(words),
        wanted=tuple(unit.wanted for unit in shown),
    )


def _either(units: list[_Planned]) -> Clause:
    return units[0].clause if len(units) == 1 else AnyOf(tuple(unit.clause for unit in units))


def _pairs(groups: list[list[_Planned]], kept: list[int]) -> Iterable[Clause]:
    """Neighbours in the query, also where only a stop word stands between them."""
    for left, right in pairwise(kept):
        if len(groups[left]) == len(groups[right]) == 1:
            stems = groups[left][0].stems, groups[right][0].stems
            if all(stems):
                yield Phrase(stems, slop=right - left - 1, weight=PAIR_WEIGHT)


def _unit(unit: Unit, lexicon: Lexicon) -> _Planned:
    if unit.prefix:
        return _prefix(unit, lexicon)
    if unit.exact:
        return _exact(unit, lexicon)
    found = [lexicon.find(word.typed) for word in unit.words]
    nothing = says_nothing(unit) or _sounds_like_nothing(unit, found[0])
    variants = found if nothing or len(found) > 1 else [_telling(found[0])]
    words = tuple(
        Word(word.typed, tuple(Match(v.term, v.weight, v.articles, v.why) for v in some))
        for word, some in zip(unit.words, variants, strict=True)
    )
    stems = [_stems(word, some) for word, some in zip(unit.words, variants, strict=True)]
    wanted = Wanted(tuple(map(frozenset, stems)))
    if len(unit.words) > 1:
        phrase = Phrase(tuple(s[:_PHRASE_VARIANTS] for s in stems), where=unit.where)
        return _Planned(phrase, words, wanted, (), nothing=False)
    clause = AnyOf(tuple(_terms(unit.words[0], variants[0], unit.where)), best=True)
    pairing = stems[0][:_PHRASE_VARIANTS] if unit.where is Where.ANYWHERE else ()
    return _Planned(clause, words, wanted, pairing, nothing)


def _telling(variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    """Without stop words, which a word that tells something never stands for."""
    return tuple(variant for variant in variants if not is_stop_word(variant.term))


def _sounds_like_nothing(unit: Unit, found: tuple[Variant, ...]) -> bool:
    """Whether a Latin word such as par, ki or hai is a stop word typed in Latin letters."""
    word = unit.words[0].exact
    if len(unit.words) > 1 or unit.where is not Where.ANYWHERE or not word.isascii():
        return False
    sure = [variant for variant in found if variant.weight >= _SURE]
    return bool(sure) and is_stop_word(max(sure, key=lambda variant: variant.articles).term)


def _terms(word: Spelled, variants: tuple[Variant, ...], where: Where) -> Iterable[Term]:
    yield Term(word.stem, word.exact, 1.0, where)
    for variant in variants:
        exact, stem = term(variant.term)
        if exact != word.exact:
            yield Term(stem, exact, variant.weight, where)


def _stems(word: Spelled, variants: tuple[Variant, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word.stem, *(term(variant.term)[1] for variant in variants))))


def _exact(unit: Unit, lexicon: Lexicon) -> _Planned:
    found = [(word, lexicon.articles(word.exact)) for word in unit.words]
    words = tuple(
        Word(word.typed, (Match(word.exact, 1.0, articles),) if articles else ())
        for word, articles in found
    )
    must: list[Clause] = [Term(w.stem, w.exact, where=Where.EXACT) for w in unit.words]
    if len(unit.words) > 1:
        # Exact forms have no positions: the stems keep the order, the exact forms the spelling.
        must.append(Phrase(tuple((word.stem,) for word in unit.words), where=unit.where))
    elif unit.where is Where.TITLE:
        must.append(Term(unit.words[0].stem, where=Where.TITLE))
    wanted = Wanted(tuple(frozenset({word.exact}) for word in unit.words), exact=True)
    return _Planned(must[0] if len(must) == 1 else AllOf(tuple(must)), words, wanted, (), False)


def _prefix(unit: Unit, lexicon: Lexicon) -> _Planned:
    word = unit.words[0]
    found = lexicon.starting_with(word.exact, _PREFIX_WORDS)
    matched = tuple(Match(v.term, v.weight, v.articles, "spelling") for v in found)
    terms = [Term(term(v.term)[1], v.term, where=Where.EXACT) for v in found]
    clause: Clause = AnyOf(tuple(terms), best=True)
    if unit.where is Where.TITLE:
        stems = {t.stem: t for t in terms}
        in_title = tuple(Term(stem, where=Where.TITLE) for stem in stems)
        clause = AllOf((clause, AnyOf(in_title, best=True)))
    exacts = frozenset(variant.term for variant in found)
    return _Planned(
        clause, (Word(f"{word.typed}*", matched),), Wanted((exacts,), exact=True), (), nothing=False
    )
