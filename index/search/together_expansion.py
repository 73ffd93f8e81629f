"""Expands bare words in a row that together are something: a name, or one word written apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.engine import AllOf, AnyOf, Clause, DisMax, Engine, Phrase, Scope, count
from index.query.terms import QueryToken
from index.search.clauses import PAIR_WEIGHT, ClauseBuilder, best_of, weaker
from index.search.equivalents import BESIDE_A_NAME, Held
from index.search.expansion import Expansion, matches_of
from index.search.joined import Joins
from index.search.joined_by_sound import JoinedBySound
from index.search.letters import with_initials

APART = 0.25
"""What words count that are searched apart though they mean something together."""

FEW_TOGETHER = 20
"""Articles with what words mean together below which those with the words anywhere come too."""


@dataclass(frozen=True, slots=True)
class TogetherExpander:
    """Expands words to what they are together.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.

    Attributes:
        engine: Has the index.
        joins: What is written together or apart.
        by_sound: The same for words in Latin letters.
        clauses: Makes what is searched.
        off: Terms that the user does not want searched unless typed.
    """

    engine: Engine
    joins: Joins
    by_sound: JoinedBySound
    clauses: ClauseBuilder
    off: frozenset[str]

    def expand(
        self,
        words: Sequence[QueryToken],
        held: Sequence[Held],
        parts: Sequence[Expansion],
        *,
        long: bool,
    ) -> tuple[Expansion, ...]:
        """One expansion of all, or one of each with what all of them are.

        Args:
            words: As typed.
            held: What they are together.
            parts: The expansion of each.
            long: They are part of a long query.
        """
        typed = " ".join(word.typed for word in words)
        meant = [each for each in held if each.variant.why != "joined"]
        is_person = any(each.is_person for each in meant)
        if not meant or is_person:
            if is_person:
                # K of K L Rahul is no के, though not every के is to be marked.
                parts = [
                    replace(part, is_stop_word=False, words=(), highlight=())
                    if part.is_stop_word
                    else part
                    for part in parts
                ]
            found = self._standing_for_each(typed, held, self._with_inner_joins(words, parts))
            if initialled := with_initials(words, [part.stems for part in parts]):
                # Whoever types the initials means the one who has them: J P Nadda.
                clause = AllOf((found[0].clause,), (DisMax(initialled),))
                found = (replace(found[0], clause=clause), *found[1:])
            return found
        matches = matches_of(typed, (each.variant for each in held), self.off)
        searched = [each for each in held if each.variant in matches.matched]
        hindi = not typed.isascii() or any(each.variant.why == "sound" for each in meant)
        weight = PAIR_WEIGHT if hindi else BESIDE_A_NAME
        as_typed: Clause = Phrase(tuple(part.stems for part in parts), slop=1, weight=weight)
        if hindi:
            # The words themselves say best how well an article fits. Beside what means the same and
            # not on top of it: फैक्ट चेक, over every second title, outweighed what a title is about.
            clauses = tuple(part.clause for part in parts)
            must, should = ((AnyOf(clauses),), (as_typed,)) if long else ((as_typed,), clauses)
            as_typed = AllOf(must, should)
        meaning = DisMax((*self.clauses.of_held(searched, Scope.ANYWHERE, 1.0), as_typed))
        if count(self.engine, meaning) < FEW_TOGETHER:
            # Too few: what has the words anywhere comes after what has them together.
            apart = AllOf(
                tuple(weaker(part.clause, APART) for part in parts if not part.is_stop_word)
            )
            meaning = DisMax((*meaning.clauses[:-1], apart, as_typed))
        marks = (
            *(each.highlight for each in searched),
            *(each for part in parts for each in part.highlight),
        )
        told = (matches, *(word for part in parts for word in part.words))
        return (Expansion(meaning, told, marks),)

    def _standing_for_each(
        self, typed: str, held: Sequence[Held], parts: Sequence[Expansion]
    ) -> tuple[Expansion, ...]:
        """The parts, each with what all of them together are."""
        matches = matches_of(typed, (each.variant for each in held), self.off)
        searched = [each for each in held if each.variant in matches.matched]
        # An article with the equivalent has what each of the words asks for; all of them together
        # score as much as it does. The words as one count for each: they share its frequency.
        joined = [each.as_term() for each in searched if each.variant.why == "joined"]
        others = [each for each in searched if each.variant.why != "joined"]
        together = (
            *self.clauses.of_held(joined, Scope.ANYWHERE, 1.0),
            *self.clauses.of_held(others, Scope.ANYWHERE, 1 / len(parts)),
        )
        first, *rest = (
            replace(part, clause=DisMax((*best_of(part.clause), *together))) for part in parts
        )
        told = (matches, *(word for part in parts for word in part.words))
        marks = (*first.highlight, *(each.highlight for each in searched))
        return (replace(first, words=tuple(dict.fromkeys(told)), highlight=marks), *rest)

    def _with_inner_joins(
        self, words: Sequence[QueryToken], parts: Sequence[Expansion]
    ) -> list[Expansion]:
        """The parts of a longer phrase, with what some of its words are as one."""
        parts = list(parts)
        for start in range(len(words) - 1) if len(words) > 2 else ():  # noqa: PLR2004
            some = words[start : start + 2]
            if whole := self.by_sound.whole(some):
                typed = " ".join(word.typed for word in some)
                held = self.joins.held_as((whole,))
                parts[start : start + 2] = self._standing_for_each(
                    typed, held, parts[start : start + 2]
                )
        return parts
