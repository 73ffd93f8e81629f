"""A query word, phrase or name → one concept: what to search for it, what to tell, what to mark.

A word stands for itself, its spellings, and the words that sound like it, each weighted; a name for
what Hindi papers call it. The lexicon and the table of names say which those are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.analysis import analyze, is_stop_word, term
from index.engine import AllOf, Clause, DisMax, Engine, Phrase, Scope, Term, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.parser import QueryTerm, QueryToken
from index.search.models import WordMatches
from index.transliteration.names import hindi_names

_REMEMBERED = 1000
"""Concepts kept at hand, in 10 MB at most: queries repeat their words."""

_PREFIX_WORDS = 50
_PHRASE_VARIANTS = 4
_SURE = 0.56
_LIKELY = 0.42
_COMMON = 0.8
"""Which variants are searched for without asking: those of weight _SURE, and the likely ones that
are much commoner than the best (khattar is खट्टर, though one article writes खत्तर). On first pages
97% of the articles then hold an accepted spelling, with all from 0.15 on 95%
(tests/relevance/precision.py). What is left out is offered where little is found."""

_OWN_SHARE = 0.2
"""Of a stem's articles, what a variant must have itself to be searched with all its forms: कर्जों,
which curzon sounds like, is not to bring in every कर्ज."""

_BESIDE_A_NAME = 0.5
"""What a word that only sounds like a known name keeps of its weight: Russia is रूस, not रशिया."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What becomes of one unit of a query.

    Attributes:
        stems: Of a single word that may stand anywhere: its stems, for pairs. Else empty.
        nothing: It is a stop word, which a query with other words can do without.
        strict: It was asked for with a sign (quotes, =, *, title:), so no article lacks it.
    """

    clause: Clause
    words: tuple[WordMatches, ...]
    wanted: tuple[HighlightTerms, ...]
    stems: tuple[str, ...] = ()
    nothing: bool = False
    strict: bool = False


class Expander:
    """Makes concepts.

    Args:
        lexicon: The words of the archive.
        engine: Tells in how many articles a term stands.
        off: Terms that the person does not want searched unless typed.
    """

    def __init__(self, lexicon: Lexicon, engine: Engine, off: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        self._engine = engine
        self._off = frozenset(off)
        self._known: dict[QueryTerm, Expansion] = {}

    def of(self, unit: QueryTerm) -> Expansion:
        """The concept of a unit, as it was when first asked for."""
        if (concept := self._known.get(unit)) is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            concept = self._known[unit] = self._of(unit)
        return concept

    def _of(self, unit: QueryTerm) -> Expansion:
        if unit.prefix:
            return replace(self._prefix(unit), strict=True)
        if unit.exact:
            return replace(self._exact(unit), strict=True)
        if len(unit.words) > 1:
            return replace(self._phrase(unit), strict=True)
        return replace(self._word(unit), strict=unit.scope is not Scope.ANYWHERE)

    def of_name(self, units: Sequence[QueryTerm]) -> Expansion | None:
        """The concept of several words in a row, if together they name something."""
        typed = tuple(unit.words[0].typed for unit in units)
        if not (names := hindi_names(typed)):
            return None
        parts = [self.of(unit) for unit in units]
        as_typed = Phrase(tuple(part.stems for part in parts), weight=_BESIDE_A_NAME)
        clauses, wanted, matched = self._names(names)
        return Expansion(
            DisMax((*clauses, as_typed)),
            (
                self._told(" ".join(typed), matched),
                *(word for part in parts for word in part.words),
            ),
            (*wanted, *(each for part in parts for each in part.wanted)),
        )

    def _word(self, unit: QueryTerm) -> Expansion:
        word = unit.words[0]
        found = self._found(word)
        names = hindi_names((word.typed,))
        nothing = not names and (unit.is_stop_word or _sounds_like_nothing(unit, found))
        found = found if nothing else _telling(found)
        clauses, wanted, matches = self._names(names)
        if matches:
            found = tuple(_damped(v) for v in found if v.term not in {m.term for m in matches})
        matches += found
        matches.sort(key=lambda match: -match.weight)
        told = self._told(word.typed, matches, always=word.exact)
        others = [
            match for match in told.matched if match.why != "name" and match.term != word.exact
        ]
        terms = [Term(word.stem, word.exact, 1.0, unit.scope)]
        terms += self._variants(others, unit.scope)
        stems = tuple(dict.fromkeys(each.stem for each in terms))
        anywhere = unit.scope is Scope.ANYWHERE
        return Expansion(
            DisMax((*terms, *(_placed(clause, unit.scope) for clause in clauses))),
            (told,),
            (HighlightTerms((frozenset(stems),)), *wanted),
            stems[:_PHRASE_VARIANTS] if anywhere else (),
            nothing,
        )

    def _told(self, typed: str, matches: Iterable[Variant], always: str = "") -> WordMatches:
        """The word with its matches, those switched off apart; ``always`` cannot be."""
        matches = tuple(matches)
        off = tuple(m for m in matches if m.term in self._off and m.term != always)
        return WordMatches(typed, tuple(match for match in matches if match not in off), off)

    def _found(self, word: QueryToken) -> tuple[Variant, ...]:
        found = self.lexicon.find_variants(word.typed, min_weight=_LIKELY)
        best = next((variant.articles for variant in found if variant.why != "exact"), 1)
        return tuple(
            variant
            for variant in found
            if variant.why == "exact"
            or variant.weight >= _SURE
            or variant.weight * (variant.articles / max(best, 1)) ** 0.25 >= _COMMON
        )

    def _variants(self, matches: Iterable[Variant], scope: Scope) -> Iterator[Term]:
        """The terms of variants; weights are squared, so that the surer ones come first."""
        forms = [(match, *term(match.term)) for match in matches]
        anywhere = scope is Scope.ANYWHERE
        counts = self._engine.frequencies({stem for _, _, stem in forms}) if anywhere else {}
        for match, exact, stem in forms:
            rare = anywhere and match.articles < _OWN_SHARE * counts[stem]
            yield Term(stem, exact, match.weight**2, Scope.EXACT if rare else scope)

    def _names(
        self, names: Iterable[str]
    ) -> tuple[list[Term | Phrase], list[HighlightTerms], list[Variant]]:
        """Clauses, what to mark and what to tell of the names that are not switched off."""
        clauses: list[Term | Phrase] = []
        wanted, matches = [], []
        for name in names:
            clause = _name(name)
            if not (articles := self._articles(clause)):
                continue
            matches.append(Variant(name, 1.0, articles, "name"))
            if name not in self._off:
                clauses.append(clause)
                wanted.append(HighlightTerms(tuple(frozenset({t.stem}) for t in analyze(name))))
        return clauses, wanted, matches

    def _articles(self, name: Term | Phrase) -> int:
        if isinstance(name, Term):
            return self._engine.frequencies((name.stem,))[name.stem]
        return count(self._engine, name)

    def _phrase(self, unit: QueryTerm) -> Expansion:
        words, stems = [], []
        for word in unit.words:
            told = self._told(word.typed, self._found(word))
            words.append(told)
            forms = (word.stem, *(term(match.term)[1] for match in told.matched))
            stems.append(tuple(dict.fromkeys(forms)))
        phrase = Phrase(tuple(some[:_PHRASE_VARIANTS] for some in stems), scope=unit.scope)
        return Expansion(phrase, tuple(words), (HighlightTerms(tuple(map(frozenset, stems))),))

    def _exact(self, unit: QueryTerm) -> Expansion:
        words = tuple(self._as_typed(word) for word in unit.words)
        must: list[Clause] = [Term(w.stem, w.exact, scope=Scope.EXACT) for w in unit.words]
        if len(unit.words) > 1:
            # Exact forms have no positions: stems keep the order, exact forms the spelling.
            must.append(Phrase(tuple((word.stem,) for word in unit.words), scope=unit.scope))
        elif unit.scope is Scope.TITLE:
            must.append(Term(unit.words[0].stem, scope=Scope.TITLE))
        wanted = HighlightTerms(tuple(frozenset({word.exact}) for word in unit.words), exact=True)
        return Expansion(must[0] if len(must) == 1 else AllOf(tuple(must)), words, (wanted,))

    def _as_typed(self, word: QueryToken) -> WordMatches:
        articles = self.lexicon.articles(word.exact)
        return WordMatches(word.typed, (Variant(word.exact, 1.0, articles),) if articles else ())

    def _prefix(self, unit: QueryTerm) -> Expansion:
        word = unit.words[0]
        every = self.lexicon.with_prefix(word.exact, _PREFIX_WORDS)
        told = self._told(f"{word.typed}*", (replace(v, why="prefix") for v in every))
        found = told.matched
        terms = [Term(term(v.term)[1], v.term, scope=Scope.EXACT) for v in found]
        clause: Clause = DisMax(tuple(terms))
        if unit.scope is Scope.TITLE:
            stems = dict.fromkeys(each.stem for each in terms)
            in_title = tuple(Term(stem, scope=Scope.TITLE) for stem in stems)
            clause = AllOf((clause, DisMax(in_title)))
        wanted = HighlightTerms((frozenset(variant.term for variant in found),), exact=True)
        return Expansion(clause, (told,), (wanted,))


def _name(name: str) -> Term | Phrase:
    tokens = list(analyze(name))
    if len(tokens) == 1:
        return Term(tokens[0].stem, tokens[0].exact)
    return Phrase(tuple((token.stem,) for token in tokens))


def _placed(clause: Term | Phrase, scope: Scope) -> Term | Phrase:
    return replace(clause, scope=scope)


def _damped(variant: Variant) -> Variant:
    if variant.why == "exact":
        return variant
    return replace(variant, weight=variant.weight * _BESIDE_A_NAME)


def _telling(variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    """Without stop words, which a word that tells something never stands for."""
    return tuple(variant for variant in variants if not is_stop_word(variant.term))


def _sounds_like_nothing(unit: QueryTerm, found: tuple[Variant, ...]) -> bool:
    """Whether a Latin word such as par, ki or hai is a stop word typed in Latin letters."""
    if unit.scope is not Scope.ANYWHERE or not unit.words[0].exact.isascii():
        return False
    return bool(found) and is_stop_word(max(found, key=lambda variant: variant.articles).term)
