"""Expands the words, phrases and names of a query into weighted index terms.

A word stands for itself, its spellings, the words that sound like it and those that mean the same,
each with a weight. The lexicon and the thesaurus say which those are. Each kind of term has its
module; here they are told apart, and their expansions are kept.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from index.analysis import term
from index.budget import OutOfTime
from index.engine import DisMax, Engine, Phrase, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.amounts import other_amounts, other_number
from index.query.beside_numbers import companion
from index.query.terms import QueryTerm, QueryToken
from index.search.clauses import ClauseBuilder, best_of, weaker
from index.search.counted import counted
from index.search.exact_expansion import expand_exact
from index.search.expansion import Expansion, matches_of
from index.search.generation import PerGeneration
from index.search.joined import Joins
from index.search.joined_by_sound import JoinedBySound
from index.search.letters import abbreviation_in_a_row, letter_named, letters_in_a_row
from index.search.likely_variants import LikelyVariants
from index.search.meanings import Meanings
from index.search.models import WordMatches
from index.search.names_begun import name_begun
from index.search.phrase_expansion import PhraseExpander
from index.search.prefixes import expand_prefix
from index.search.spellings import LIKELY_WEIGHT
from index.search.tags import split_tag
from index.search.together_expansion import APART, TogetherExpander
from index.search.word_expansion import WordExpander
from index.thesaurus import LATIN_FUNCTION_WORDS, Thesaurus
from index.transliteration.phonemes import is_devanagari

MAX_LOOKED_UP = 40
"""Words of a query that are looked up in other spellings, by sound and by meaning; see ``_effort``.
A pasted headline has fewer. The rest are searched for as typed."""

_LONG_WORD = 20
"""Characters of a word that takes no longer than others to look up."""

Expansions = PerGeneration[
    tuple[tuple[QueryTerm, ...], frozenset[str], bool, bool], tuple[Expansion, ...]
]
"""Expansions by the query terms, the terms that are switched off, and whether they are English,
and whether they are part of a long query."""

Together = PerGeneration[tuple[str, ...], bool]
"""Whether words in a row, as typed, are something together: most are not, and all are asked for."""

Begun = PerGeneration[tuple[tuple[str, ...], str, tuple[str, ...]], Variant | None]
"""Names that words begin, by the stems before, the word, and what stands for it."""


class Expander:
    """Expands the terms of queries, of one after the other.

    Attributes:
        hurried: Some words of the query were not looked up: it has too many, or time was up.

    Args:
        lexicon: The words of the archive.
        engine: Tells in how many articles a term stands.
        off: Terms that the user does not want searched unless typed.
        cache: Where expansions are kept; None: for the life of this expander.
        together: Where is kept which words are something together; None: likewise.
        begun: Where is kept which names words begin behind others; None: likewise.
        generation: What the expansions in the cache depend on.
        thesaurus: What words mean; None: the tables that come with the project.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        engine: Engine,
        off: Iterable[str] = (),
        *,
        cache: Expansions | None = None,
        together: Together | None = None,
        begun: Begun | None = None,
        generation: Hashable = None,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.thesaurus = thesaurus or Thesaurus.default()
        self._engine = engine
        self._off = frozenset(off)
        self._cache = PerGeneration(100) if cache is None else cache
        self._something = PerGeneration(100) if together is None else together
        self._begun = PerGeneration(100) if begun is None else begun
        self._generation = generation
        self._effort_left = MAX_LOOKED_UP
        self._looked_up: set[Hashable] = set()
        self.hurried = False
        likely = LikelyVariants(lexicon)
        joins = Joins(lexicon, engine, self.thesaurus)
        self._by_sound = JoinedBySound(joins, likely, lexicon)
        self._meanings = Meanings(lexicon, engine, self.thesaurus, joins, self._by_sound)
        self._clauses = clauses = ClauseBuilder(lexicon, engine)
        self._words = WordExpander(engine, likely, self._meanings, clauses, self._off)
        self._phrases = PhraseExpander(lexicon, engine, likely, self._meanings, clauses, self._off)
        self._together = TogetherExpander(engine, joins, self._by_sound, clauses, self._off)

    def expand(self, query_term: QueryTerm, *, english: bool = True) -> Expansion:
        """The expansion of a term.

        Args:
            query_term: What was typed.
            english: Whether a word that is English and sounds like a Hindi word is rather English.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        effort = _effort(query_term)
        if self._may_look_up(query_term, effort):
            try:
                return self._cache.get(
                    self._generation,
                    ((query_term,), self._off, english, False),
                    lambda: (self._expand(query_term, english=english),),
                )[0]
            except OutOfTime:
                self.hurried = True
        return as_typed(query_term, self.lexicon)

    def begin_query(self) -> None:
        """Let what is expanded from here on count as another query."""
        self._effort_left = MAX_LOOKED_UP
        self._looked_up.clear()
        self.hurried = False

    def _may_look_up(self, asked: Hashable, effort: int) -> bool:
        """Whether there is effort left: each word counts once, and if it is in caches too.

        So the same query is cut alike every time.
        """
        if asked not in self._looked_up:
            if effort > self._effort_left:
                self.hurried = True
                return False
            self._effort_left -= effort
            self._looked_up.add(asked)
        return True

    def tag_apart(self, query_term: QueryTerm) -> QueryTerm | None:
        """The words that a tag in small letters consists of, as one piece; None: it is one word.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        halves = split_tag(query_term.words[0].exact, self.lexicon)
        if not halves:
            return None
        words = tuple(QueryToken(half, *term(half)) for half in halves)
        apart = replace(query_term, words=words, piece="".join(halves))
        return None if self.expand(apart).nowhere else apart

    def expand_together(
        self, query_terms: Sequence[QueryTerm], *, english: bool = True, long: bool = False
    ) -> tuple[Expansion, ...]:
        """The expansions of bare words in a row, if together they are something; else none.

        What the thesaurus knows is one then, and stands next to each other: North Korea is not what
        is in the north, nor राष्ट्रीय जांच एजेंसी any agency. The words of a person's name stay by
        themselves, since papers leave some of them out, and so do words that are only written
        together as well; what they are together stands for each.

        Args:
            query_terms: The words.
            english: As for ``expand``.
            long: They are part of a long query, a headline mostly: then Hindi words need not stand
                next to each other, since few articles have all that it says.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        words = tuple(each.words[0] for each in query_terms)
        typed = tuple(word.typed for word in words)
        try:
            if not self._something.get(self._generation, typed, lambda: self._are_something(words)):
                return ()
            if not self._may_look_up(typed, 1):
                return ()
            return self._cache.get(
                self._generation,
                (tuple(query_terms), self._off, english, long),
                lambda: self._expand_together(query_terms, english=english, long=long),
            )
        except OutOfTime:
            self.hurried = True
            return ()

    def reads_english(self, query_terms: Iterable[QueryTerm]) -> bool:
        """Whether a query is rather English than Hindi in Latin letters: half of its words are.

        A word by itself is: who means Hindi types it so that it is no English word.
        """
        words = [term.words[0] for term in query_terms if term.is_bare_word]
        latin = [w for w in words if w.exact.isascii() and w.exact not in LATIN_FUNCTION_WORDS]
        known = sum(self.thesaurus.knows_english(word.typed) for word in latin)
        return len(latin) == 1 or 2 * known >= len(latin)

    def _are_something(self, words: Sequence[QueryToken]) -> bool:
        words = [self._in_hindi(word) for word in words]
        known = self.thesaurus.knows([word.typed for word in words])
        if known or letters_in_a_row(words) or abbreviation_in_a_row(words, self.thesaurus):
            return True
        if other_amounts([word.exact for word in words]):
            return True
        return bool(self._by_sound.whole(words) or self._by_sound.in_a_row(words, self.thesaurus))

    def _expand(self, query_term: QueryTerm, *, english: bool) -> Expansion:
        if query_term.prefix:
            return replace(expand_prefix(query_term, self.lexicon, self._off), required=True)
        if query_term.exact:
            return replace(expand_exact(query_term, self.lexicon), required=True)
        if query_term.piece:
            required = query_term.scope is not Scope.ANYWHERE
            return replace(self._phrases.expand_piece(query_term), required=required)
        if len(query_term.words) > 1:
            return replace(self._phrases.expand(query_term), required=True)
        required = query_term.scope is not Scope.ANYWHERE
        return replace(self._words.expand(query_term, english=english), required=required)

    def _expand_together(
        self, query_terms: Sequence[QueryTerm], *, english: bool, long: bool
    ) -> tuple[Expansion, ...]:
        typed = [each.words[0] for each in query_terms]
        words = [self._in_hindi(word) for word in typed]
        if acronym := self._words.expand_letters(words, english=english):
            return acronym
        held = self._meanings.held(words, long=long)
        if not held:
            return ()
        if any(each.is_person for each in held):
            # V of V K Singh is वी, and no व.
            query_terms = [letter_named(each) for each in query_terms]
        parts = [self.expand(each, english=english) for each in query_terms]
        found = self._together.expand(words, held, parts, long=long)
        if words == typed:
            return found
        hindi, told = (" ".join(word.typed for word in some) for some in (words, typed))
        return tuple(
            replace(
                one,
                words=tuple(
                    replace(each, word=told) if each.word == hindi else each for each in one.words
                ),
            )
            for one in found
        )

    def _in_hindi(self, word: QueryToken) -> QueryToken:
        """A word in another Indian script or in Urdu as the Hindi word that it is."""
        if word.exact.isascii() or is_devanagari(word.exact):
            return word
        found = self.lexicon.find_variants(word.exact, min_weight=LIKELY_WEIGHT)
        hindi = [each for each in found if is_devanagari(each.term)]
        best = max(hindi, key=lambda each: each.articles, default=None)
        return QueryToken(best.term, *term(best.term)) if best else word

    def expand_behind(
        self, before: Expansion, query_term: QueryTerm, found: Expansion
    ) -> Expansion:
        """The expansion of a word, with the name that it begins behind the word before it.

        Args:
            before: The expansion of the word before.
            query_term: The word.
            found: Its expansion by itself.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        begins = query_term.words[0]
        try:
            name = self._begun.get(
                self._generation,
                (before.stems, begins.exact, found.stems),
                lambda: name_begun(before.stems, begins, found.stems, self.lexicon, self._engine),
            )
        except OutOfTime:
            self.hurried = True
            return found
        if name is None:
            return found
        word, *others = found.words
        matches = matches_of(word.word, (name, *word.matched), self._off, query_term.words[0].exact)
        if name not in matches.matched:
            return replace(found, words=(replace(matches, off=(*matches.off, *word.off)), *others))
        stem = term(name.term)[1]
        return replace(
            found,
            clause=DisMax((Term(stem, name.term), *best_of(weaker(found.clause, APART)))),
            words=(replace(matches, off=word.off), *others),
            highlight=(HighlightTerms((frozenset({stem}),)), *found.highlight),
            stems=(stem, *found.stems),
        )

    def expand_counted(
        self, query_term: QueryTerm, behind: QueryTerm | None, found: Expansion, *, english: bool
    ) -> Expansion:
        """The expansion of a number, with the other way to write it before what it counts.

        Args:
            query_term: The word, which may be no number.
            behind: The word behind it; None: there is none.
            found: Its expansion by itself.
            english: As for ``expand``.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        number = query_term.words[0]
        if not (forms := other_number(number.exact)):
            return found
        name = ""
        stems: tuple[str, ...] = ()
        if unit := companion(number.sign):
            name, stems = unit.name, unit.stems
        elif behind:
            what = self.expand(behind, english=english)
            terms = (variant.term for word in what.words for variant in word.matched)
            name = next(filter(is_devanagari, terms), behind.words[0].typed)
            stems = what.stems
        if (held := counted(forms, name, stems, self._engine)) is None:
            return found
        word, *others = found.words
        matches = matches_of(word.word, (*word.matched, held.variant), self._off, number.exact)
        words = (replace(matches, off=(*word.off, *matches.off)), *others)
        if held.variant not in matches.matched:
            return replace(found, words=words)
        also = self._clauses.of_held([held], Scope.ANYWHERE, 1.0)
        return replace(
            found,
            clause=DisMax((*best_of(found.clause), *also)),
            words=words,
            highlight=(*found.highlight, held.highlight),
        )


def as_typed(query_term: QueryTerm, lexicon: Lexicon) -> Expansion:
    """A term without anything that would have to be looked up: it stands for itself alone."""
    words = query_term.words
    stems = tuple((word.stem,) for word in words)
    counted = ((word, lexicon.articles(word.exact)) for word in words)
    matches = tuple(
        WordMatches(word.typed, (Variant(word.exact, 1.0, articles),) if articles else ())
        for word, articles in counted
    )
    one = len(words) == 1
    anywhere = query_term.scope is Scope.ANYWHERE
    return Expansion(
        Term(words[0].stem, words[0].exact, scope=query_term.scope)
        if one
        else Phrase(stems, scope=query_term.scope),
        matches,
        (HighlightTerms(tuple(map(frozenset, stems))),),
        stems[0] if one and anywhere else (),
        is_stop_word=query_term.is_stop_word,
        required=not anywhere or (len(words) > 1 and not query_term.piece),
    )


def _effort(query_term: QueryTerm) -> int:
    """What it takes to look a term up: for each word one, more if it is long; in a phrase twice.

    For a beginning or an exact word nothing is looked up that takes long.
    """
    if query_term.prefix or query_term.exact:
        return 0
    each = sum(1 + len(word.exact) // _LONG_WORD for word in query_term.words)
    return each if len(query_term.words) == 1 else 2 * each
