"""Expands a query word, phrase or name into weighted index terms.

A word stands for itself, its spellings and the words that sound like it, each with a weight; a name
also for what Hindi papers call it. The lexicon and the table of names say which those are.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.analysis import analyze, is_stop_word, term
from index.engine import AllOf, Clause, DisMax, Engine, Phrase, Scope, Term, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.parser import QueryTerm, QueryToken
from index.search.generation import PerGeneration
from index.search.models import WordMatches
from index.transliteration.names import hindi_names

MAX_PREFIX_WORDS = 50
"""Words that a prefix stands for at most: those in most articles."""

MAX_PHRASE_VARIANTS = 4
"""Stems that stand for one word of a phrase at most."""

SURE_WEIGHT = 0.56
"""Variants of this weight are searched for without asking. On first pages 97% of the articles then
hold an accepted spelling; with all variants from 0.15 on it is 95% (tests/relevance/precision.py).
What is left out is offered where little is found."""

LIKELY_WEIGHT = 0.42
COMMON_ENOUGH = 0.8
"""A variant between the two weights is searched for if it is much commoner than the best one, so
that its weight times the fourth root of how much commoner it is reaches this: khattar is खट्टर,
though one article writes खत्तर."""

OWN_SHARE = 0.2
"""Of a stem's articles, what a variant must have itself to be searched with all its forms: कर्जों,
which curzon sounds like, is not to bring in every कर्ज."""

BESIDE_A_NAME = 0.5
"""What a word that only sounds like a known name keeps of its weight: Russia is रूस, not रशिया."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What is searched for one term of a query.

    Attributes:
        words: Each word with the variants it was matched with, for people.
        highlight: What is marked in the articles found.
        stems: Of a single word that may stand anywhere: its stems, for pairs. Else empty.
        is_stop_word: A query that has other words can do without it.
        required: It was typed with a sign (quotes, =, *, title:), so every article found has it.
    """

    clause: Clause
    words: tuple[WordMatches, ...]
    highlight: tuple[HighlightTerms, ...]
    stems: tuple[str, ...] = ()
    is_stop_word: bool = False
    required: bool = False


Expansions = PerGeneration[tuple[QueryTerm, frozenset[str]], Expansion]
"""Expansions by the query term and the terms that are switched off."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that the archive holds, with what to search for and what to mark."""

    variant: Variant
    clause: Term | Phrase
    highlight: HighlightTerms


class Expander:
    """Expands the terms of queries.

    Args:
        lexicon: The words of the archive.
        engine: Tells in how many articles a term stands.
        off: Terms that the user does not want searched unless typed.
        cache: Where expansions are kept; None: for the life of this expander.
        generation: What the expansions in the cache depend on.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        engine: Engine,
        off: Iterable[str] = (),
        cache: Expansions | None = None,
        generation: Hashable = None,
    ) -> None:
        self.lexicon = lexicon
        self._engine = engine
        self._off = frozenset(off)
        self._cache = PerGeneration(100) if cache is None else cache
        self._generation = generation

    def expand(self, query_term: QueryTerm) -> Expansion:
        """The expansion of a term.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        return self._cache.get(
            self._generation, (query_term, self._off), lambda: self._expand(query_term)
        )

    def expand_name(self, query_terms: Sequence[QueryTerm]) -> Expansion | None:
        """The expansion of several words in a row, if together they name something.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        typed = tuple(each.words[0].typed for each in query_terms)
        if not (hindi := hindi_names(typed)):
            return None
        parts = [self.expand(each) for each in query_terms]
        as_typed = Phrase(tuple(part.stems for part in parts), weight=BESIDE_A_NAME)
        names = self._names_in_archive(hindi)
        searched = self._switched_on(names)
        matches = self._word_matches(" ".join(typed), (name.variant for name in names))
        return Expansion(
            DisMax((*(name.clause for name in searched), as_typed)),
            (matches, *(word for part in parts for word in part.words)),
            (
                *(name.highlight for name in searched),
                *(each for part in parts for each in part.highlight),
            ),
        )

    def _expand(self, query_term: QueryTerm) -> Expansion:
        if query_term.prefix:
            return replace(self._expand_prefix(query_term), required=True)
        if query_term.exact:
            return replace(self._expand_exact(query_term), required=True)
        if len(query_term.words) > 1:
            return replace(self._expand_phrase(query_term), required=True)
        required = query_term.scope is not Scope.ANYWHERE
        return replace(self._expand_word(query_term), required=required)

    def _expand_word(self, query_term: QueryTerm) -> Expansion:
        word, scope = query_term.words[0], query_term.scope
        hindi = hindi_names((word.typed,))
        variants = self._likely_variants(word)
        stop_word = not hindi and (
            query_term.is_stop_word or _sounds_like_a_stop_word(query_term, variants)
        )
        if not stop_word:
            variants = without_stop_words(variants)
        names = self._names_in_archive(hindi)
        searched = self._switched_on(names)
        matches = self._word_matches(word.typed, _ranked(names, variants), always=word.exact)
        others = [v for v in matches.matched if v.why != "name" and v.term != word.exact]
        terms = (Term(word.stem, word.exact, 1.0, scope), *self._terms(others, scope))
        stems = tuple(dict.fromkeys(each.stem for each in terms))
        return Expansion(
            DisMax((*terms, *(replace(name.clause, scope=scope) for name in searched))),
            (matches,),
            (HighlightTerms((frozenset(stems),)), *(name.highlight for name in searched)),
            stems[:MAX_PHRASE_VARIANTS] if scope is Scope.ANYWHERE else (),
            stop_word,
        )

    def _expand_phrase(self, query_term: QueryTerm) -> Expansion:
        words, stems = [], []
        for word in query_term.words:
            matches = self._word_matches(word.typed, self._likely_variants(word))
            words.append(matches)
            forms = (word.stem, *(term(variant.term)[1] for variant in matches.matched))
            stems.append(tuple(dict.fromkeys(forms)))
        phrase = Phrase(tuple(some[:MAX_PHRASE_VARIANTS] for some in stems), scope=query_term.scope)
        return Expansion(phrase, tuple(words), (HighlightTerms(tuple(map(frozenset, stems))),))

    def _expand_exact(self, query_term: QueryTerm) -> Expansion:
        words = tuple(self._as_typed(word) for word in query_term.words)
        must: list[Clause] = [Term(w.stem, w.exact, scope=Scope.EXACT) for w in query_term.words]
        if len(query_term.words) > 1:
            # Exact forms have no positions: stems keep the order, exact forms the spelling.
            stems = tuple((word.stem,) for word in query_term.words)
            must.append(Phrase(stems, scope=query_term.scope))
        elif query_term.scope is Scope.TITLE:
            must.append(Term(query_term.words[0].stem, scope=Scope.TITLE))
        forms = tuple(frozenset({word.exact}) for word in query_term.words)
        clause = must[0] if len(must) == 1 else AllOf(tuple(must))
        return Expansion(clause, words, (HighlightTerms(forms, exact=True),))

    def _expand_prefix(self, query_term: QueryTerm) -> Expansion:
        word = query_term.words[0]
        every = self.lexicon.with_prefix(word.exact, MAX_PREFIX_WORDS)
        matches = self._word_matches(f"{word.typed}*", (replace(v, why="prefix") for v in every))
        terms = [Term(term(v.term)[1], v.term, scope=Scope.EXACT) for v in matches.matched]
        clause: Clause = DisMax(tuple(terms))
        if query_term.scope is Scope.TITLE:
            stems = dict.fromkeys(each.stem for each in terms)
            in_title = tuple(Term(stem, scope=Scope.TITLE) for stem in stems)
            clause = AllOf((clause, DisMax(in_title)))
        forms = frozenset(variant.term for variant in matches.matched)
        return Expansion(clause, (matches,), (HighlightTerms((forms,), exact=True),))

    def _word_matches(
        self, typed: str, variants: Iterable[Variant], always: str = ""
    ) -> WordMatches:
        """The word with its variants, those switched off apart; ``always`` cannot be."""
        variants = tuple(variants)
        off = tuple(v for v in variants if v.term in self._off and v.term != always)
        return WordMatches(typed, tuple(v for v in variants if v not in off), off)

    def _as_typed(self, word: QueryToken) -> WordMatches:
        articles = self.lexicon.articles(word.exact)
        matched = (Variant(word.exact, 1.0, articles),) if articles else ()
        return WordMatches(word.typed, matched)

    def _likely_variants(self, word: QueryToken) -> tuple[Variant, ...]:
        """The variants that are searched for without asking."""
        found = self.lexicon.find_variants(word.typed, min_weight=LIKELY_WEIGHT)
        best = next((variant.articles for variant in found if variant.why != "exact"), 1)
        return tuple(
            variant
            for variant in found
            if variant.why == "exact"
            or variant.weight >= SURE_WEIGHT
            or variant.weight * (variant.articles / max(best, 1)) ** 0.25 >= COMMON_ENOUGH
        )

    def _terms(self, variants: Iterable[Variant], scope: Scope) -> Iterator[Term]:
        """The terms of variants; weights are squared, so that the surer ones come first."""
        forms = [(variant, *term(variant.term)) for variant in variants]
        anywhere = scope is Scope.ANYWHERE
        counts = self._engine.frequencies({stem for _, _, stem in forms}) if anywhere else {}
        for variant, exact, stem in forms:
            rare = anywhere and variant.articles < OWN_SHARE * counts[stem]
            yield Term(stem, exact, variant.weight**2, Scope.EXACT if rare else scope)

    def _names_in_archive(self, names: Iterable[str]) -> list[_Name]:
        """The names that some article has."""
        found = []
        for name in names:
            tokens = list(analyze(name))
            clause: Term | Phrase
            if len(tokens) == 1:
                clause = Term(tokens[0].stem, tokens[0].exact)
            else:
                clause = Phrase(tuple((token.stem,) for token in tokens))
            if articles := self._articles(clause):
                highlight = HighlightTerms(tuple(frozenset({token.stem}) for token in tokens))
                found.append(_Name(Variant(name, 1.0, articles, "name"), clause, highlight))
        return found

    def _switched_on(self, names: Iterable[_Name]) -> list[_Name]:
        return [name for name in names if name.variant.term not in self._off]

    def _articles(self, name: Term | Phrase) -> int:
        if isinstance(name, Term):
            return self._engine.frequencies((name.stem,))[name.stem]
        return count(self._engine, name)


def _ranked(names: Sequence[_Name], variants: Iterable[Variant]) -> list[Variant]:
    """Names and variants, the surest first; beside a name, what only sounds like it weighs less."""
    ranked = [name.variant for name in names]
    named = {variant.term for variant in ranked}
    for variant in variants:
        if not named:
            ranked.append(variant)
        elif variant.term not in named:
            keeps = 1.0 if variant.why == "exact" else BESIDE_A_NAME
            ranked.append(replace(variant, weight=variant.weight * keeps))
    ranked.sort(key=lambda variant: -variant.weight)
    return ranked


def without_stop_words(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The variants without stop words, for which no other word ever stands."""
    return tuple(variant for variant in variants if not is_stop_word(variant.term))


def _sounds_like_a_stop_word(query_term: QueryTerm, variants: Sequence[Variant]) -> bool:
    """Whether a Latin word such as par, ki or hai is a stop word typed in Latin letters."""
    if query_term.scope is not Scope.ANYWHERE or not query_term.words[0].exact.isascii():
        return False
    return bool(variants) and is_stop_word(max(variants, key=lambda v: v.articles).term)
