"""Expands words that stand in a row: a phrase in quotes, or what was typed in one piece."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from index.analysis import term
from index.engine import DisMax, Engine, Phrase, Term, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant, Why
from index.query.notes import Note
from index.query.terms import QueryTerm, QueryToken
from index.search.clauses import ClauseBuilder
from index.search.equivalents import EQUIVALENT_WEIGHT, Held
from index.search.expansion import MAX_PHRASE_VARIANTS, Expansion, matches_of
from index.search.likely_variants import LikelyVariants, without_stop_words
from index.search.meanings import Meanings
from index.search.models import WordMatches
from index.search.pieces import other_forms, piece_forms
from index.search.prefixes import matches_beginning

MAX_PREFIXES_IN_PHRASE = 40
"""Words that a beginning inside a phrase stands for at most: each makes a phrase of its own."""

_SEVERAL_PREFIXES = (MAX_PREFIXES_IN_PHRASE, MAX_PREFIXES_IN_PHRASE, 12, 5, 3)
"""The same by how many beginnings the phrase has, the last for all more: each word of one makes a
phrase with each of the others."""


@dataclass(frozen=True, slots=True)
class PhraseExpander:
    """Expands phrases and pieces.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.

    Attributes:
        lexicon: The words of the archive.
        engine: Has the index.
        likely: What sounds or is spelled like a word.
        meanings: What means the same.
        clauses: Makes of them what is searched.
        off: Terms that the user does not want searched unless typed.
    """

    lexicon: Lexicon
    engine: Engine
    likely: LikelyVariants
    meanings: Meanings
    clauses: ClauseBuilder
    off: frozenset[str]

    def expand(self, query_term: QueryTerm) -> Expansion:
        """What is searched for words in quotes."""
        words: list[WordMatches] = []
        stems: list[tuple[str, ...]] = []
        notes: list[Note] = []
        beginnings = sum(word.prefix for word in query_term.words)
        for number, word in enumerate(query_term.words):
            most = MAX_PHRASE_VARIANTS
            if word.prefix:
                most = _SEVERAL_PREFIXES[min(beginnings, len(_SEVERAL_PREFIXES) - 1)]
                matches, cut = matches_beginning(word, self.lexicon, self.off, most)
                notes += cut
            else:
                variants = self._in_phrase(query_term.words, number)
                matches = matches_of(word.typed, variants, self.off)
            words.append(matches)
            forms = (term(variant.term)[1] for variant in matches.matched)
            stems.append(tuple(dict.fromkeys((word.stem, *forms)))[:most])
        phrase = Phrase(tuple(stems), scope=query_term.scope)
        # A beginning is no word, of which others could be made.
        is_whole = not any(word.prefix for word in query_term.words)
        held = self.meanings.held(query_term.words) if is_whole else []
        matches = matches_of(query_term.typed, (each.variant for each in held), self.off)
        searched = [each for each in held if each.variant in matches.matched]
        clause = DisMax((phrase, *self.clauses.of_held(searched, query_term.scope, 1.0)))
        return Expansion(
            clause if searched else phrase,
            (matches, *words) if held else tuple(words),
            (
                HighlightTerms(tuple(map(frozenset, stems))),
                *(each.highlight for each in searched),
            ),
            nowhere=not searched and not count(self.engine, phrase),
            notes=tuple(notes),
        )

    def expand_piece(self, query_term: QueryTerm) -> Expansion:
        """What was typed in one piece, in each form that the archive holds."""
        held = self.meanings.held(query_term.words)
        found: list[Held] = []
        for form in piece_forms(query_term, self._in_piece):
            if form.otherwise and found:
                continue
            phrase = Phrase(form.words, scope=query_term.scope)
            one = form.words[0][0] if len(form.words) == 1 else ""
            clause = Term(one, scope=query_term.scope) if one else phrase
            if articles := count(self.engine, clause):
                weight = 1.0 if form.why == "exact" else EQUIVALENT_WEIGHT
                marks = HighlightTerms(tuple(map(frozenset, form.words)))
                variant = Variant(form.text, weight, articles, form.why)
                found.append(Held(variant, None if one else phrase, marks))
        if joined := self._joined_piece(query_term):
            found.append(joined)
        known: dict[Hashable, Held] = {}
        for each in (*found, *held):
            # Covid-19 and COVID-19 are one phrase.
            known.setdefault(each.phrase.words if each.phrase else each.variant.term, each)
        matches = matches_of(
            query_term.piece,
            (each.variant for each in known.values()),
            self.off,
            always=query_term.piece,
        )
        searched = [each for each in known.values() if each.variant in matches.matched]
        return Expansion(
            DisMax(tuple(self.clauses.of_held(searched, query_term.scope, 1.0))),
            (matches,),
            tuple(each.highlight for each in searched),
            nowhere=not searched,
        )

    def _joined_piece(self, query_term: QueryTerm) -> Held | None:
        """The words of a tag as one word: what #FarmersProtest is in most texts."""
        exact, stem = term(query_term.piece)
        articles = self.lexicon.articles(exact) if " " not in exact else 0
        if not articles:
            return None
        variant = Variant(exact, 1.0, articles, "exact")
        return Held(variant, None, HighlightTerms((frozenset({stem}),)))

    def _in_phrase(self, words: Sequence[QueryToken], number: int) -> tuple[Variant, ...]:
        """The variants of a word among others in a row: of the G in "G20 summit" its name."""
        others = other_forms(words, number)
        if others is None:
            meant = [held.variant for held in self.meanings.held((words[number],))]
            single = [v for v in meant if v.why == "name" and " " not in v.term]
            known = {variant.term for variant in single}
            likely = self.likely.of(words[number])
            likely = (*likely, *self.likely.respelled(words[number], meant, likely))
            return (*single, *(variant for variant in likely if variant.term not in known))
        own = words[number].exact
        forms = [Variant(own, 1.0, self.lexicon.articles(own))]
        for form, why in others:
            forms.append(Variant(form, EQUIVALENT_WEIGHT, self.lexicon.articles(form), why))
        return tuple(variant for variant in forms if variant.articles)

    def _in_piece(self, word: QueryToken) -> list[tuple[str, Why]]:
        """What a word of a piece may stand for: what sounds like it, and its other names."""
        named = (each.variant for each in self.meanings.held((word,)) if not each.phrase)
        variants = (*without_stop_words(self.likely.of(word)), *named)
        return [(v.term, v.why) for v in variants if v.why not in ("exact", "equivalent")]
