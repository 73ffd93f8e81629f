"""Expands a word: itself, its spellings, what sounds like it and what means the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.analysis import is_stop_word, term
from index.engine import DisMax, Engine, Scope, Term
from index.lexicon import Variant
from index.query.terms import QueryTerm, QueryToken
from index.search.clauses import ClauseBuilder, marks
from index.search.equivalents import BESIDE_A_NAME, Held
from index.search.expansion import MAX_PHRASE_VARIANTS, Expansion, matches_of
from index.search.letters import abbreviation_in_a_row, letters_in_a_row, read_out
from index.search.likely_variants import LikelyVariants, without_stop_words
from index.search.meanings import Meanings
from index.search.spellings import lacks_last_anusvara
from index.thesaurus import LATIN_FUNCTION_WORDS
from index.transliteration.phonemes import is_devanagari

A_PAGE = 10
"""Articles of a first page: a Hindi word that so many hold stands first in this very form, where
nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class WordExpander:
    """Expands one word, or letters that are one acronym.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.

    Attributes:
        engine: Has the index.
        likely: What sounds or is spelled like a word.
        meanings: What means the same.
        clauses: Makes of them what is searched.
        off: Terms that the user does not want searched unless typed.
    """

    engine: Engine
    likely: LikelyVariants
    meanings: Meanings
    clauses: ClauseBuilder
    off: frozenset[str]

    def expand(self, query_term: QueryTerm, *, english: bool) -> Expansion:
        """What is searched for one word.

        Args:
            query_term: The word, anywhere or in the title.
            english: Whether it is rather English than a Hindi word that sounds so.
        """
        word, scope = query_term.words[0], query_term.scope
        held = self.meanings.held((word,))
        means_something = any(each.variant.why != "joined" for each in held)
        variants = self.likely.of(word, known=means_something)
        function_word = word.exact in LATIN_FUNCTION_WORDS and not word.shouted
        stop_word = (query_term.is_bare_word and function_word) or (
            not held and (query_term.is_stop_word or _sounds_like_a_stop_word(query_term, variants))
        )
        if not (english or word.shouted or any(each.variant.why == "name" for each in held)):
            # In a Hindi query men is में and no man.
            stop_word |= query_term.is_bare_word and _sounds_like_a_stop_word(query_term, variants)
        if not stop_word:
            respelled = self.likely.respelled(word, [each.variant for each in held], variants)
            variants = (*without_stop_words(variants), *respelled)
        if means_something:
            ranked = _ranked(held, variants, english=english)
        else:
            if not stop_word:
                held += self.meanings.guessed(word, held, variants)
            ranked = _surest_first((*variants, *(each.variant for each in held)))
        if letters := read_out(word, variants, self.engine):
            held = [*held, letters]
            ranked.append(letters.variant)
        matches = matches_of(word.typed, ranked, self.off, always=word.exact)
        several = {each.variant.term: each for each in held if each.phrase}
        searched = [several[v.term] for v in matches.matched if v.term in several]
        others = [v for v in matches.matched if v.term not in several and v.term != word.exact]
        own = self.clauses.own_terms(word, others, scope)
        if whole := next((v for v in others if lacks_last_anusvara(word.exact, v)), None):
            # It is the word that was typed: all its forms are searched, however rare it is itself.
            others.remove(whole)
            token = QueryToken(whole.term, *term(whole.term))
            found = self.clauses.own_terms(token, (), scope)
            own = (*own, *(replace(one, weight=one.weight * whole.weight) for one in found))
        exact = {each.exact for each in own if each.scope is Scope.EXACT}
        searched_terms = (
            *own,
            *(
                each
                for each in self.clauses.terms(others, scope, in_hindi=not english)
                if each.exact not in exact
            ),
        )
        if exact:
            # None of the others brings in again what is not a form of the word.
            searched_terms = tuple(
                replace(each, scope=Scope.EXACT) if each.stem == word.stem else each
                for each in searched_terms
            )
        stems = tuple(dict.fromkeys(each.stem for each in searched_terms))
        return Expansion(
            DisMax((*searched_terms, *self.clauses.of_held(searched, scope, 1.0))),
            (self.meanings.told(word, matches),),
            (*marks(searched_terms), *(each.highlight for each in searched)),
            stems[:MAX_PHRASE_VARIANTS] if scope is Scope.ANYWHERE else (),
            stop_word,
            itself=self._itself(query_term, matches.matched),
        )

    def _itself(self, query_term: QueryTerm, matched: Sequence[Variant]) -> Term | None:
        """What finds the very form of a Hindi word, if that fills a page of results."""
        word = query_term.words[0]
        held = any(v.term == word.exact and v.articles >= A_PAGE for v in matched)
        if not held or not query_term.is_bare_word or not is_devanagari(word.exact):
            return None
        return Term(word.stem, word.exact, 1.0, Scope.EXACT)

    def expand_letters(
        self, words: Sequence[QueryToken], *, english: bool
    ) -> tuple[Expansion, ...]:
        """Letters typed one by one as the acronym that they are, where the archive has it."""
        letters = letters_in_a_row(words)
        if not letters and not abbreviation_in_a_row(words, self.meanings.thesaurus):
            return ()
        if is_devanagari(words[0].exact):
            typed = "".join(word.exact for word in words)
            acronym = QueryToken(typed, *term(typed))
        else:
            acronym = QueryToken(letters.upper(), letters, letters, shouted=True)
        found = self.expand(QueryTerm((acronym,)), english=english)
        typed = " ".join(word.typed for word in words)
        told = (replace(found.words[0], word=typed), *found.words[1:])
        return (replace(found, words=told),) if found.words[0].matched else ()


def _ranked(held: Sequence[Held], variants: Sequence[Variant], *, english: bool) -> list[Variant]:
    """Equivalents and variants, the surest first; beside one another the unlikelier weigh less."""
    meant = [each.variant for each in held if each.variant.why != "joined"]
    named = any(variant.why == "name" for variant in meant)
    if not (english or named):
        meant = [replace(v, weight=v.weight * BESIDE_A_NAME) for v in meant]
    if not english:
        # Mandir is मंदिर by its sound, and no less because an English dictionary has it too.
        sounds = {variant.term: variant.weight for variant in variants if variant.why == "sound"}
        meant = [replace(v, weight=max(v.weight, sounds.get(v.term, 0.0))) for v in meant]
    ranked = [*meant, *(each.variant for each in held if each.variant.why == "joined")]
    known = {variant.term.casefold() for variant in ranked}
    parts = {part for variant in meant if variant.why == "name" for part in variant.term.split()}
    for variant in variants:
        if variant.term not in known:
            lesser = variant.why == "sound" and meant and (english or named)
            # Hasina is हसीना, which शेख हसीना has too.
            keeps = BESIDE_A_NAME if lesser and variant.term not in parts else 1
            ranked.append(replace(variant, weight=variant.weight * keeps))
    return _surest_first(ranked)


def _surest_first(variants: Iterable[Variant]) -> list[Variant]:
    """Each term once; what was typed before what weighs as much, one word before several."""
    ranked: dict[str, Variant] = {}

    def order(one: Variant) -> tuple[float, bool, int]:
        return -one.weight, one.why != "exact", one.term.count(" ") if one.why == "name" else 0

    for variant in sorted(variants, key=order):
        ranked.setdefault(variant.term, variant)
    return list(ranked.values())


def _sounds_like_a_stop_word(query_term: QueryTerm, variants: Sequence[Variant]) -> bool:
    """Whether a Latin word such as par, ki or hai is a stop word typed in Latin letters."""
    if query_term.scope is not Scope.ANYWHERE or not query_term.words[0].exact.isascii():
        return False
    heard = next((variant for variant in variants if variant.why != "exact"), None)
    return heard is not None and is_stop_word(heard.term)
