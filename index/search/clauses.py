"""From words with weights to what an engine searches and what is marked: clauses and marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.analysis import term
from index.engine import AllOf, AnyOf, Clause, DisMax, Engine, Not, Phrase, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryToken
from index.search.equivalents import Held
from index.search.own_forms import OWN_SHARE, forms_apart, is_rare_form
from index.transliteration.phonemes import is_devanagari

PAIR_WEIGHT = 0.1
"""What two query words next to each other in a text add, as a share of their phrase's score."""

EXACT_FORM_WEIGHT = 2.0
"""The weight of a form searched for by itself: it lacks what a stem scores in body, title and lead,
and is to count beside the other words of a query as much."""

INFLECTED = 0.95
"""What a form of the word counts that is not the one typed."""


class ClauseBuilder:
    """Makes weighted clauses of variants and equivalents.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.

    Args:
        lexicon: Tells in how many articles a form stands.
        engine: Tells in how many a stem does.
    """

    def __init__(self, lexicon: Lexicon, engine: Engine) -> None:
        self._lexicon = lexicon
        self._engine = engine

    def own_terms(
        self, word: QueryToken, variants: Sequence[Variant], scope: Scope
    ) -> tuple[Term, ...]:
        """The terms of a word itself: its stem, or its own forms where others have that stem."""
        whole = (Term(word.stem, word.exact, 1.0, scope),)
        if scope is not Scope.ANYWHERE or not is_devanagari(word.exact):
            return whole
        forms = forms_apart(word.exact, word.stem, variants, self._lexicon, self._engine)
        if not forms:
            return whole
        return tuple(
            Term(
                word.stem,
                form,
                EXACT_FORM_WEIGHT if form == word.exact else EXACT_FORM_WEIGHT * INFLECTED,
                Scope.EXACT,
            )
            for form in forms
        )

    def terms(
        self, variants: Iterable[Variant], scope: Scope, *, in_hindi: bool = False
    ) -> Iterator[Term]:
        """The terms of variants; weights are squared, so that the surer ones come first.

        Args:
            variants: Of one word.
            scope: Where they are looked for.
            in_hindi: The word is one of several in a Hindi query. What it sounds like is not
                squared: the other words tell by themselves which of them is meant.
        """
        forms = [(variant, *term(variant.term)) for variant in variants]
        anywhere = scope is Scope.ANYWHERE
        counts = self._engine.frequencies({stem for _, _, stem in forms}) if anywhere else {}
        for variant, exact, stem in forms:
            weight = variant.weight
            if not (in_hindi and variant.why == "sound"):
                weight **= 2
            own: tuple[Term, ...] = (Term(stem, exact, scope=scope),)
            if variant.why in ("name", "equivalent"):
                # Searched as it would be if it were typed, so that each finds what the others find.
                own = self.own_terms(QueryToken(exact, exact, stem), (), scope)
            rare = anywhere and 0 < self._lexicon.articles(exact) < OWN_SHARE * counts[stem]
            if rare and variant.why in ("name", "equivalent"):
                rare = is_rare_form(exact, counts[stem], self._lexicon)
            for each in own:
                only_exact = rare and each.scope is Scope.ANYWHERE
                yield replace(
                    each,
                    weight=each.weight * weight * (EXACT_FORM_WEIGHT if only_exact else 1),
                    scope=Scope.EXACT if only_exact else each.scope,
                )

    def of_held(self, held: Iterable[Held], scope: Scope, share: float) -> Iterator[Term | Phrase]:
        """What finds these equivalents, each with a share of its weight."""
        for each in held:
            if each.phrase:
                weight = each.variant.weight**2 * each.share * share
                yield replace(each.phrase, scope=scope, weight=weight)
            else:
                for found in self.terms((each.variant,), scope):
                    yield replace(found, weight=found.weight * each.share * share)


def marks(terms: Iterable[Term]) -> Iterator[HighlightTerms]:
    """What the terms of one word mark: stems, and forms where only these are searched."""
    exact = frozenset(each.exact for each in terms if each.scope is Scope.EXACT)
    stems = frozenset(each.stem for each in terms if each.scope is not Scope.EXACT)
    if stems:
        yield HighlightTerms((stems,))
    if exact:
        yield HighlightTerms((exact,), exact=True)


def weaker(clause: Clause, share: float) -> Clause:
    """The clause with a share of its weight."""
    match clause:
        case Term() | Phrase():
            return replace(clause, weight=clause.weight * share)
        case DisMax():
            return DisMax(tuple(weaker(each, share) for each in clause.clauses))
        case AnyOf():
            return replace(clause, clauses=tuple(weaker(each, share) for each in clause.clauses))
        case AllOf():
            must, should = (
                tuple(weaker(each, share) for each in some) for some in (clause.must, clause.should)
            )
            return AllOf(must, should)
        case Not():
            return clause


def best_of(clause: Clause) -> tuple[Clause, ...]:
    """The clauses of which the best counts; any other clause is by itself."""
    return clause.clauses if isinstance(clause, DisMax) else (clause,)
