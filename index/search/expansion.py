"""Expands a query word, phrase or name into weighted index terms.

A word stands for itself, its spellings, the words that sound like it and those that mean the same,
each with a weight. The lexicon and the thesaurus say which those are.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from index.analysis import analyze, is_stop_word, term
from index.engine import AllOf, AnyOf, Clause, DisMax, Engine, Not, Phrase, Scope, Term, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant, Why
from index.query.notes import Note
from index.query.terms import QueryTerm, QueryToken
from index.search.equivalents import (
    EQUIVALENT_WEIGHT,
    Held,
    as_rare_as_typed,
    held_equivalents,
    lies_in,
)
from index.search.generation import PerGeneration
from index.search.joined import JOINED_WEIGHT, MAX_WORDS_JOINED, MIN_LETTERS, Joins
from index.search.letters import apart, letters_in_a_row, with_initials
from index.search.models import WordMatches
from index.search.pieces import other_forms, piece_forms
from index.search.prefixes import MAX_PREFIX_WORDS, words_beginning
from index.search.spellings import OWN_SHARE, forms_apart, likely_spellings
from index.search.tags import split_tag
from index.thesaurus import LATIN_FUNCTION_WORDS, Thesaurus
from index.transliteration.acronyms import acronym_of
from index.transliteration.phonemes import is_devanagari, to_letters
from index.transliteration.pronunciation import pronunciations
from index.transliteration.respelling import respelling_distance

MAX_PREFIXES_IN_PHRASE = 40
"""Words that a beginning inside a phrase stands for at most: each makes a phrase of its own."""

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

MAX_WEIGHED = 14
"""Words by sound that are looked at: the right one is among ten for 99 of 100."""

COMMONNESS = 0.6
"""The power of its articles that a word by sound counts with: a paper's usual spelling wins over a
rare one that fits a letter better."""

COMMON_ARTICLES = 20
COMMON_SHARE = 0.001
"""Articles that count at most, in all or as a share of the archive: what has more is common, and
how common says nothing more (करें and विकास are no names). Measured with the power, on half of the
names: of 0.3 to 0.7, 10 to 300, these two serve names and everyday words best."""

LIKELY = 0.25
"""The share of the best word's rank from which on others are searched as well."""

LEAST_LIKE_OTHER = 0.1
LEAST_LIKE_BESIDE_FITTING = 0.45
FEW_FOR_FITTING = 2
"""The lexicon's weight from which on its commonness speaks for another word than the one that fits
best: more where that stands in more articles than so few. Jhelate is झेलते, which four articles
have, and not जलते (0.45), which nineteen do; bhagwant, which two have, may be भागवत (0.37)."""

LEAST_LIKE = 0.06
"""The lexicon's weight from which on the best word by sound is searched: below it, wrong ones
outnumber right ones."""

LEAST_LIKE_ENGLISH = 0.35
"""The same of an English word, whose pronunciation would have found a loan: stampede is not स्टैंड."""

LEAST_LIKE_BESIDE_MEANING = 0.8
"""The same, of all that is searched, where the thesaurus knows the word: star is स्तर too (1.0), but
mosque is not मास्क (0.74), nor Burma वर्मा (0.49)."""

MAX_RESPELLING = 0.81
"""How far two spellings of a name may be: इथियोपिया and इथोपिया."""

FORM_OF_A_WORD = 0.5
"""What an oblique plural or an infinitive keeps of its rank: no name has these endings."""

_FORMS = re.compile("(?:ों|ें|[क-ह]ना|[क-ह]ने)$")

FEW_ARTICLES = 3
"""Where all that is searched stands in so many articles or fewer, the commonest word that sounds a
little like it is searched too."""

LEAST_LIKE_NEIGHBOUR = 0.003
"""The lexicon's weight from which on it does."""

NEIGHBOUR_WEIGHT = 0.4
"""What it weighs."""

MAX_FORMS_BY_SOUND = 3
"""Hindi words that a Latin one may be as a part of a longer word: lok sabha, लोकसभा."""

MAX_FORMS_TOGETHER = 16
"""Ways to make one word of several whose parts may each be several."""

SOUNDS_AS_A_PART = 0.8
"""How near a Hindi word must sound to be half of a word, or a whole, where the rest is unknown."""

MAX_LETTERS_CUT = 30
"""A longer word in Latin letters is cut nowhere."""

MAX_WRITTEN_OTHERWISE = 6
"""Equivalents that are searched both together and apart: those of most weight."""

PAIR_WEIGHT = 0.1
"""What two query words next to each other in a text add, as a share of their phrase's score."""

APART = 0.25
"""What words count that are searched apart though they mean something together."""

FEW_TOGETHER = 20
"""Articles with what words mean together below which those with the words anywhere come too."""

EXACT_FORM_WEIGHT = 2.0
"""The weight of a form searched for by itself: it lacks what a stem scores in body, title and lead,
and is to count beside the other words of a query as much."""

MUCH_COMMONER = 20
"""How many times commoner a word is that a rare one was meant for: with an anusvara, गाधी;
without a typo in English, terorist."""

SURELY_COMMONER = 100
"""The same of a word that is not rare: नरेद्र, which seven articles have."""

MAX_TYPO_ARTICLES = 5
MIN_TYPO_LETTERS = 6
"""An English word is taken for a typo where nothing is found, or little and it is that long."""

MAX_TYPO_FORMS = 4
"""Hindi words that a mistyped English one is searched with."""

INFLECTED = 0.95
"""What a form of the word counts that is not the one typed."""

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
        nowhere: Of several words: no article has them next to each other.
        notes: What of the term could not be used.
    """

    clause: Clause
    words: tuple[WordMatches, ...]
    highlight: tuple[HighlightTerms, ...]
    stems: tuple[str, ...] = ()
    is_stop_word: bool = False
    required: bool = False
    nowhere: bool = False
    notes: tuple[Note, ...] = ()


Expansions = PerGeneration[
    tuple[tuple[QueryTerm, ...], frozenset[str], bool, bool], tuple[Expansion, ...]
]
"""Expansions by the query terms, the terms that are switched off, and whether they are English,
and whether they are part of a long query."""

Together = PerGeneration[tuple[str, ...], bool]
"""Whether words in a row, as typed, are something together: most are not, and all are asked for."""


class Expander:
    """Expands the terms of queries.

    Args:
        lexicon: The words of the archive.
        engine: Tells in how many articles a term stands.
        off: Terms that the user does not want searched unless typed.
        cache: Where expansions are kept; None: for the life of this expander.
        together: Where is kept which words are something together; None: likewise.
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
        generation: Hashable = None,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self.lexicon = lexicon
        self._engine = engine
        self._off = frozenset(off)
        self._cache = PerGeneration(100) if cache is None else cache
        self._together = PerGeneration(100) if together is None else together
        self._generation = generation
        self.thesaurus = thesaurus or Thesaurus.default()
        self._joins = Joins(lexicon, engine, self.thesaurus)

    def expand(self, query_term: QueryTerm, *, english: bool = True) -> Expansion:
        """The expansion of a term.

        Args:
            query_term: What was typed.
            english: Whether a word that is English and sounds like a Hindi word is rather English.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        return self._cache.get(
            self._generation,
            ((query_term,), self._off, english, False),
            lambda: (self._expand(query_term, english=english),),
        )[0]

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
        if not self._together.get(self._generation, typed, lambda: self._are_something(words)):
            return ()
        return self._cache.get(
            self._generation,
            (tuple(query_terms), self._off, english, long),
            lambda: self._expand_together(query_terms, english=english, long=long),
        )

    def _are_something(self, words: Sequence[QueryToken]) -> bool:
        known = self.thesaurus.knows([word.typed for word in words])
        return bool(known or letters_in_a_row(words) or self._whole(words))

    def reads_english(self, query_terms: Iterable[QueryTerm]) -> bool:
        """Whether a query is rather English than Hindi in Latin letters: half of its words are.

        A word by itself is: who means Hindi types it so that it is no English word.
        """
        words = [term.words[0] for term in query_terms if term.is_bare_word]
        latin = [w for w in words if w.exact.isascii() and w.exact not in LATIN_FUNCTION_WORDS]
        known = sum(self.thesaurus.knows_english(word.typed) for word in latin)
        return len(latin) == 1 or 2 * known >= len(latin)

    def _expand_together(
        self, query_terms: Sequence[QueryTerm], *, english: bool, long: bool
    ) -> tuple[Expansion, ...]:
        words = [each.words[0] for each in query_terms]
        if acronym := self._expand_letters(words, english=english):
            return acronym
        held = self._held(words)
        if not held:
            return ()
        typed = " ".join(word.typed for word in words)
        parts = [self.expand(each, english=english) for each in query_terms]
        meant = [each for each in held if each.variant.why != "joined"]
        if not meant or any(each.is_person for each in meant):
            found = self._standing_for_each(typed, held, self._with_inner_joins(words, parts))
            if initialled := with_initials(words, [part.stems for part in parts]):
                # Whoever types the initials means the one who has them: J P Nadda.
                clause = AllOf((found[0].clause,), (DisMax(initialled),))
                found = (replace(found[0], clause=clause), *found[1:])
            return found
        matches = self._word_matches(typed, (each.variant for each in held))
        searched = [each for each in held if each.variant in matches.matched]
        hindi = not typed.isascii()
        weight = PAIR_WEIGHT if hindi else BESIDE_A_NAME
        as_typed: Clause = Phrase(tuple(part.stems for part in parts), slop=1, weight=weight)
        if hindi:
            # The words themselves say best how well an article fits. Beside what means the same and
            # not on top of it: फैक्ट चेक, over every second title, outweighed what a title is about.
            clauses = tuple(part.clause for part in parts)
            must, should = ((AnyOf(clauses),), (as_typed,)) if long else ((as_typed,), clauses)
            as_typed = AllOf(must, should)
        meaning = DisMax((*self._clauses(searched, Scope.ANYWHERE, 1.0), as_typed))
        if count(self._engine, meaning) < FEW_TOGETHER:
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
        matches = self._word_matches(typed, (each.variant for each in held))
        searched = [each for each in held if each.variant in matches.matched]
        # An article with the equivalent has what each of the words asks for; all of them together
        # score as much as it does. The words as one count for each: they share its frequency.
        joined = [each.as_term() for each in searched if each.variant.why == "joined"]
        others = [each for each in searched if each.variant.why != "joined"]
        together = (
            *self._clauses(joined, Scope.ANYWHERE, 1.0),
            *self._clauses(others, Scope.ANYWHERE, 1 / len(parts)),
        )
        first, *rest = (
            replace(part, clause=DisMax((*_variants_in(part.clause), *together))) for part in parts
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
            if whole := self._whole(some):
                typed = " ".join(word.typed for word in some)
                held = self._joins.held_as((whole,))
                parts[start : start + 2] = self._standing_for_each(
                    typed, held, parts[start : start + 2]
                )
        return parts

    def _expand_letters(
        self, words: Sequence[QueryToken], *, english: bool
    ) -> tuple[Expansion, ...]:
        """Letters typed one by one as the acronym that they are, where the archive has it."""
        letters = letters_in_a_row(words)
        if not letters:
            return ()
        if is_devanagari(words[0].exact):
            typed = "".join(word.exact for word in words)
            acronym = QueryToken(typed, *term(typed))
        else:
            acronym = QueryToken(letters.upper(), letters, letters, shouted=True)
        found = self._expand_word(QueryTerm((acronym,)), english=english)
        typed = " ".join(word.typed for word in words)
        told = (replace(found.words[0], word=typed), *found.words[1:])
        return (replace(found, words=told),) if found.words[0].matched else ()

    def _expand(self, query_term: QueryTerm, *, english: bool) -> Expansion:
        if query_term.prefix:
            return replace(self._expand_prefix(query_term), required=True)
        if query_term.exact:
            return replace(self._expand_exact(query_term), required=True)
        if query_term.piece:
            required = query_term.scope is not Scope.ANYWHERE
            return replace(self._expand_piece(query_term), required=required)
        if len(query_term.words) > 1:
            return replace(self._expand_phrase(query_term), required=True)
        required = query_term.scope is not Scope.ANYWHERE
        return replace(self._expand_word(query_term, english=english), required=required)

    def _expand_word(self, query_term: QueryTerm, *, english: bool) -> Expansion:
        word, scope = query_term.words[0], query_term.scope
        held = self._held((word,))
        means_something = any(each.variant.why != "joined" for each in held)
        variants = self._likely_variants(word, known=means_something)
        function_word = word.exact in LATIN_FUNCTION_WORDS and not word.shouted
        stop_word = (query_term.is_bare_word and function_word) or (
            not held and (query_term.is_stop_word or _sounds_like_a_stop_word(query_term, variants))
        )
        if not stop_word:
            variants = without_stop_words(variants)
        if means_something:
            ranked = _ranked(held, variants, english=english)
        else:
            if not stop_word:
                held += self._held_by_sound(word, variants)
                forms = [*(each.variant.term for each in held), *(each.term for each in variants)]
                if word.exact.isascii() and not any(map(is_devanagari, forms)):
                    held += self._apart_by_sound(word)
                held += self._held_mistyped(word, [*variants, *(each.variant for each in held)])
            ranked = _surest_first((*variants, *(each.variant for each in held)))
        if read_out := self._read_out(word, variants):
            held = [*held, read_out]
            ranked.append(read_out.variant)
        matches = self._word_matches(word.typed, ranked, always=word.exact)
        several = {each.variant.term: each for each in held if each.phrase}
        searched = [several[v.term] for v in matches.matched if v.term in several]
        others = [v for v in matches.matched if v.term not in several and v.term != word.exact]
        own = self._own_terms(word, others, scope)
        exact = {each.exact for each in own if each.scope is Scope.EXACT}
        searched_terms = (
            *own,
            *(each for each in self._terms(others, scope) if each.exact not in exact),
        )
        if exact:
            # None of the others brings in again what is not a form of the word.
            searched_terms = tuple(
                replace(each, scope=Scope.EXACT) if each.stem == word.stem else each
                for each in searched_terms
            )
        stems = tuple(dict.fromkeys(each.stem for each in searched_terms))
        return Expansion(
            DisMax((*searched_terms, *self._clauses(searched, scope, 1.0))),
            (matches,),
            (*_marks(searched_terms), *(each.highlight for each in searched)),
            stems[:MAX_PHRASE_VARIANTS] if scope is Scope.ANYWHERE else (),
            stop_word,
        )

    def _held(self, words: Sequence[QueryToken]) -> list[Held]:
        """What means the same as these words together, and how else they and that are written."""
        exact = [word.exact for word in words]
        if len(words) > 1:
            other = self._whole(words)
        else:
            other = " ".join(self._joins.known_apart(exact[0]))
        written = self._joins.held(exact)
        if len(words) > 1 and other:
            written += self._joins.held_as((other,))
        meant = held_equivalents(words, self.thesaurus, self.lexicon, self._engine)
        forms = (other, *(each.variant.term for each in written))
        for text in dict.fromkeys(filter(None, forms)):
            tokens = _tokens(text)
            meant += held_equivalents(tokens, self.thesaurus, self.lexicon, self._engine)
        otherwise = []
        for each in meant[:MAX_WRITTEN_OTHERWISE]:
            parts = [token.exact for token in _tokens(each.variant.term)]
            # A title is no part of a word: डॉ कलाम is not डोकलाम.
            if is_devanagari(each.variant.term) and not (len(parts) > 1 and parts[0] == "डॉ"):
                weight = each.variant.weight * JOINED_WEIGHT
                for form in self._joins.held(parts):
                    variant = replace(form.variant, weight=weight, why=each.variant.why)
                    otherwise.append(replace(form, variant=variant))
        meant = as_rare_as_typed(words, [*otherwise, *meant], self.lexicon, self._engine)
        distinct: dict[tuple[str, ...], Held] = {}
        typed = tuple(word.stem for word in words)
        for each in (*written, *meant):
            if not lies_in(typed, each.stems):
                distinct.setdefault(each.stems, each)
        return sorted(distinct.values(), key=lambda held: -held.variant.weight)

    def _whole(self, words: Sequence[QueryToken]) -> str:
        """These words as one word that the archive or the thesaurus holds; "" if neither does."""
        if not (
            1 < len(words) <= MAX_WORDS_JOINED and all(word.exact[:1].isalpha() for word in words)
        ):
            return ""
        if any(word.exact in LATIN_FUNCTION_WORDS for word in words):
            # "when is" is not वेनिस.
            return ""
        forms = [self._forms_by_sound(word) for word in words]
        for some in islice(product(*forms), MAX_FORMS_TOGETHER):
            if whole := self._joins.together(some):
                return whole
        if any(
            len(some) == 1 and word.exact.isascii() for word, some in zip(words, forms, strict=True)
        ):
            return self._sure_sound("".join(word.exact for word in words))
        return ""

    def _sure_sound(self, latin: str) -> str:
        """The Hindi word that surely sounds like this; "" if there is none, or it is no Latin."""
        found = (
            self.lexicon.find_variants(latin, min_weight=SOUNDS_AS_A_PART)
            if latin.isascii()
            else ()
        )
        hindi = (v.term for v in found if v.why == "sound" and is_devanagari(v.term))
        best = next(hindi, "")
        return "" if is_stop_word(best) else best

    def _apart_by_sound(self, word: QueryToken) -> list[Held]:
        """The two Hindi words that one in Latin letters is, if it is none: grihmantri, गृह मंत्री."""
        latin = word.exact
        if not (latin.isascii() and latin.isalpha()) or len(latin) > MAX_LETTERS_CUT:
            return []
        halves = ((latin[:n], latin[n:]) for n in range(MIN_LETTERS, len(latin) - MIN_LETTERS + 1))
        cuts = (tuple(map(self._sure_sound, each)) for each in halves)
        best = self._joins.commonest([cut for cut in cuts if all(cut)])
        return self._joins.held_as(best) if best else []

    def _forms_by_sound(self, word: QueryToken) -> tuple[str, ...]:
        """What a word may be in another that is written together."""
        if not word.exact.isascii() or word.exact in LATIN_FUNCTION_WORDS:
            return (word.exact,)
        variants = self._likely_variants(word)
        if variants and is_stop_word(max(variants, key=lambda v: v.articles).term):
            return ()
        hindi = (v.term for v in variants if is_devanagari(v.term) and not is_stop_word(v.term))
        return (*islice(hindi, MAX_FORMS_BY_SOUND), word.exact)

    def _held_by_sound(self, word: QueryToken, variants: Sequence[Variant]) -> list[Held]:
        """What means the same as the Hindi word that a Latin one surely is: adalat, कोर्ट."""
        best = next((v for v in variants if v.why == "sound"), None)
        if best is None or not word.exact.isascii() or is_devanagari(word.exact):
            return []
        exact, stem = term(best.term)
        held = self._held((QueryToken(best.term, exact, stem),))
        return [each for each in held if not each.variant.term.isascii()]

    def _held_mistyped(self, word: QueryToken, found: Sequence[Variant]) -> list[Held]:
        """What an English word means with one typo less, where nearly nothing else is found."""
        articles = sum(variant.articles for variant in found)
        if not word.exact.isascii() or articles > MAX_TYPO_ARTICLES or word.shouted:
            return []
        if articles and len(word.exact) < MIN_TYPO_LETTERS:
            return []
        forms = self.thesaurus.within_one_edit(word.exact)[:MAX_TYPO_FORMS]
        meant = [
            replace(each, variant=replace(each.variant, weight=EQUIVALENT_WEIGHT, why="equivalent"))
            for form in forms
            for each in self._joins.held_as([token.exact for token in _tokens(form)])
        ]
        known = {variant.term for variant in found}
        return [
            each
            for each in meant
            if each.variant.articles > MUCH_COMMONER * articles and each.variant.term not in known
        ]

    def _read_out(self, word: QueryToken, variants: Sequence[Variant]) -> Held | None:
        """An acronym with its letters apart, where the archive has it so."""
        if word.exact.isascii() and not (
            word.shouted or any(acronym_of(variant.term) == word.exact for variant in variants)
        ):
            return None
        found = apart(word.exact)
        if found is None or not (articles := count(self._engine, found[1])):
            return None
        marks = HighlightTerms(tuple(map(frozenset, found[1].words)))
        return Held(Variant(found[0], JOINED_WEIGHT, articles, "joined"), found[1], marks)

    def _clauses(self, held: Iterable[Held], scope: Scope, share: float) -> Iterator[Term | Phrase]:
        """What finds these equivalents, each with a share of its weight."""
        for each in held:
            if each.phrase:
                weight = each.variant.weight**2 * each.share * share
                yield replace(each.phrase, scope=scope, weight=weight)
            else:
                for found in self._terms((each.variant,), scope):
                    yield replace(found, weight=found.weight * each.share * share)

    def _expand_phrase(self, query_term: QueryTerm) -> Expansion:
        words: list[WordMatches] = []
        stems: list[tuple[str, ...]] = []
        notes: list[Note] = []
        for number, word in enumerate(query_term.words):
            most = MAX_PHRASE_VARIANTS
            if word.prefix:
                most = MAX_PREFIXES_IN_PHRASE
                matches, cut = self._words_beginning(word, most)
                notes += cut
            else:
                matches = self._word_matches(word.typed, self._in_phrase(query_term.words, number))
            words.append(matches)
            forms = (term(variant.term)[1] for variant in matches.matched)
            stems.append(tuple(dict.fromkeys((word.stem, *forms)))[:most])
        phrase = Phrase(tuple(stems), scope=query_term.scope)
        held = self._held(query_term.words)
        matches = self._word_matches(query_term.typed, (each.variant for each in held))
        searched = [each for each in held if each.variant in matches.matched]
        clause = DisMax((phrase, *self._clauses(searched, query_term.scope, 1.0)))
        return Expansion(
            clause if searched else phrase,
            (matches, *words) if held else tuple(words),
            (
                HighlightTerms(tuple(map(frozenset, stems))),
                *(each.highlight for each in searched),
            ),
            nowhere=not searched and not count(self._engine, phrase),
            notes=tuple(notes),
        )

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
        matches, notes = self._words_beginning(word, MAX_PREFIX_WORDS)
        terms = [Term(term(v.term)[1], v.term, v.weight**2, Scope.EXACT) for v in matches.matched]
        clause: Clause = DisMax(tuple(terms))
        if query_term.scope is Scope.TITLE:
            stems = dict.fromkeys(each.stem for each in terms)
            in_title = tuple(Term(stem, scope=Scope.TITLE) for stem in stems)
            clause = AllOf((clause, DisMax(in_title)))
        forms = frozenset(variant.term for variant in matches.matched)
        marks = (HighlightTerms((forms,), exact=True),)
        return Expansion(clause, (matches,), marks, notes=notes)

    def _words_beginning(
        self, word: QueryToken, limit: int
    ) -> tuple[WordMatches, tuple[Note, ...]]:
        found, more = words_beginning(word, self.lexicon, limit)
        typed = f"{word.typed}*"
        notes = (Note("prefix_cut", (typed, str(limit))),) if more else ()
        return self._word_matches(typed, found), notes

    def _expand_piece(self, query_term: QueryTerm) -> Expansion:
        """What was typed in one piece, in each form that the archive holds."""
        held = self._held(query_term.words)
        found: list[Held] = []
        for form in piece_forms(query_term, self._variants_in_piece):
            if form.otherwise and found:
                continue
            phrase = Phrase(form.words, scope=query_term.scope)
            if articles := count(self._engine, phrase):
                weight = 1.0 if form.why == "exact" else EQUIVALENT_WEIGHT
                marks = HighlightTerms(tuple(map(frozenset, form.words)))
                variant = Variant(form.text, weight, articles, form.why)
                found.append(Held(variant, phrase, marks))
        if joined := self._joined_piece(query_term):
            found.append(joined)
        known: dict[Hashable, Held] = {}
        for each in (*found, *held):
            # Covid-19 and COVID-19 are one phrase.
            known.setdefault(each.phrase.words if each.phrase else each.variant.term, each)
        matches = self._word_matches(
            query_term.piece, (each.variant for each in known.values()), always=query_term.piece
        )
        searched = [each for each in known.values() if each.variant in matches.matched]
        return Expansion(
            DisMax(tuple(self._clauses(searched, query_term.scope, 1.0))),
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
            named = [h.variant for h in self._held((words[number],)) if h.variant.why == "name"]
            single = [variant for variant in named if " " not in variant.term]
            known = {variant.term for variant in single}
            likely = self._likely_variants(words[number])
            return (*single, *(variant for variant in likely if variant.term not in known))
        own = words[number].exact
        forms = [Variant(own, 1.0, self.lexicon.articles(own))]
        for form, why in others:
            forms.append(Variant(form, EQUIVALENT_WEIGHT, self.lexicon.articles(form), why))
        return tuple(variant for variant in forms if variant.articles)

    def _variants_in_piece(self, word: QueryToken) -> list[tuple[str, Why]]:
        """What a word of a piece may stand for: what sounds like it, and its other names."""
        named = (each.variant for each in self._held((word,)) if not each.phrase)
        variants = (*without_stop_words(self._likely_variants(word)), *named)
        return [(v.term, v.why) for v in variants if v.why not in ("exact", "equivalent")]

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

    def _likely_variants(self, word: QueryToken, *, known: bool = False) -> tuple[Variant, ...]:
        """The variants that are searched for without asking.

        Args:
            word: As typed.
            known: The thesaurus knows it: what sounds like it is searched if it surely does.
        """
        if is_devanagari(word.typed):
            return self._likely_spellings(word)
        # Where the whole query is in capitals they say nothing about any word.
        quiet = word.typed.isupper() and not word.shouted
        typed = word.typed.lower() if quiet else word.typed
        found = self.lexicon.find_variants(typed, MAX_WEIGHED, min_weight=0)
        enough = max(COMMON_ARTICLES, COMMON_SHARE * self.lexicon.most_articles)
        least = LEAST_LIKE_ENGLISH if pronunciations(to_letters(typed)) else LEAST_LIKE
        if known:
            spellings = self._spellings_of_name(word, found)
            found = tuple(
                v
                for v in found
                if v.why == "exact" or v.weight >= LEAST_LIKE_BESIDE_MEANING or v.term in spellings
            )
        return likely_by_sound(found, enough, least)

    def _spellings_of_name(self, word: QueryToken, found: Sequence[Variant]) -> frozenset[str]:
        """How else papers spell the name that a Latin word is, if it sounds as the thesaurus says.

        Hamilton is हैमिल्टन, which is हेमिल्टन too.
        """
        heard = next((variant.term for variant in found if variant.why != "exact"), "")
        if not is_devanagari(heard):
            return frozenset()
        stem = term(heard)[1]
        held = held_equivalents((word,), self.thesaurus, self.lexicon, self._engine)
        if not any(each.variant.why == "name" and stem in each.stems for each in held):
            return frozenset()
        return frozenset(
            variant.term
            for variant in found
            if is_devanagari(variant.term)
            and respelling_distance(heard, variant.term) <= MAX_RESPELLING
        )

    def _likely_spellings(self, word: QueryToken) -> tuple[Variant, ...]:
        # A colon for the visarga, dots and apostrophes are gone from the exact form.
        typed = word.exact if is_devanagari(word.exact) else word.typed
        found = self.lexicon.find_variants(typed, min_weight=LIKELY_WEIGHT)
        best = next((variant.articles for variant in found if variant.why != "exact"), 1)
        likely = tuple(
            variant
            for variant in found
            if variant.why == "exact"
            or variant.weight >= SURE_WEIGHT
            or variant.weight * (variant.articles / max(best, 1)) ** 0.25 >= COMMON_ENOUGH
        )
        if not is_devanagari(word.exact):
            return likely
        return (*likely_spellings(word.exact, likely), *self._with_anusvara(word.exact))

    def _with_anusvara(self, typed: str) -> tuple[Variant, ...]:
        """The much commoner word that lacks one anusvara here, the commonest fault of typing."""
        articles = self.lexicon.articles(typed)
        times = MUCH_COMMONER if articles <= FEW_ARTICLES else SURELY_COMMONER
        if articles * SURELY_COMMONER > self.lexicon.most_articles:
            return ()
        forms = {f"{typed[:n]}ं{typed[n:]}" for n in range(1, min(len(typed), MAX_LETTERS_CUT) + 1)}
        counts = {form: self.lexicon.articles(form) for form in forms}
        best = max(counts, key=lambda form: counts[form], default="")
        if not best or counts[best] <= times * max(articles, 1):
            return ()
        return (Variant(best, SURE_WEIGHT, counts[best], "spelling"),)

    def _own_terms(
        self, word: QueryToken, variants: Sequence[Variant], scope: Scope
    ) -> tuple[Term, ...]:
        """The terms of a word itself: its stem, or its own forms where others have that stem."""
        whole = (Term(word.stem, word.exact, 1.0, scope),)
        if scope is not Scope.ANYWHERE or not is_devanagari(word.exact):
            return whole
        forms = forms_apart(word.exact, word.stem, variants, self.lexicon, self._engine)
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

    def _terms(self, variants: Iterable[Variant], scope: Scope) -> Iterator[Term]:
        """The terms of variants; weights are squared, so that the surer ones come first."""
        forms = [(variant, *term(variant.term)) for variant in variants]
        anywhere = scope is Scope.ANYWHERE
        counts = self._engine.frequencies({stem for _, _, stem in forms}) if anywhere else {}
        for variant, exact, stem in forms:
            weight = variant.weight**2
            own: tuple[Term, ...] = (Term(stem, exact, scope=scope),)
            if variant.why in ("name", "equivalent"):
                # Searched as it would be if it were typed, so that each finds what the others find.
                own = self._own_terms(QueryToken(exact, exact, stem), (), scope)
            rare = anywhere and 0 < self.lexicon.articles(exact) < OWN_SHARE * counts[stem]
            for each in own:
                only_exact = rare and each.scope is Scope.ANYWHERE
                yield replace(
                    each,
                    weight=each.weight * weight * (EXACT_FORM_WEIGHT if only_exact else 1),
                    scope=Scope.EXACT if only_exact else each.scope,
                )


def _ranked(held: Sequence[Held], variants: Iterable[Variant], *, english: bool) -> list[Variant]:
    """Equivalents and variants, the surest first; beside one another the unlikelier weigh less."""
    meant = [each.variant for each in held if each.variant.why != "joined"]
    named = any(variant.why == "name" for variant in meant)
    if not (english or named):
        meant = [replace(v, weight=v.weight * BESIDE_A_NAME) for v in meant]
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


def _tokens(text: str) -> list[QueryToken]:
    return [
        QueryToken(text[each.start : each.end], each.exact, each.stem) for each in analyze(text)
    ]


def _marks(terms: Iterable[Term]) -> Iterator[HighlightTerms]:
    """What the terms of one word mark: stems, and forms where only these are searched."""
    exact = frozenset(each.exact for each in terms if each.scope is Scope.EXACT)
    stems = frozenset(each.stem for each in terms if each.scope is not Scope.EXACT)
    if stems:
        yield HighlightTerms((stems,))
    if exact:
        yield HighlightTerms((exact,), exact=True)


def likely_by_sound(found: Sequence[Variant], enough: float, least: float) -> tuple[Variant, ...]:
    """Of what a Latin word may stand for, what is searched for without asking, likeliest first.

    Commonness counts beside sound. A word in Latin letters that the archive holds is no reason
    against any.

    Args:
        found: As the lexicon weighs it, the word itself first if it is there.
        enough: Articles that make a word common.
        least: The lexicon's weight that the likeliest word must have.
    """
    itself = tuple(variant for variant in found if variant.why == "exact")
    heard = [
        (_rank(variant, enough), variant)
        for variant in found
        if variant.why != "exact"
        and (variant.weight >= SURE_WEIGHT or not is_stop_word(variant.term))
    ]
    heard.sort(key=lambda ranked: -ranked[0])
    if max((variant.weight for _, variant in heard), default=0) < least:
        return itself
    fitting = max((variant for _, variant in heard), key=lambda variant: variant.weight)
    unsure = fitting.articles <= FEW_FOR_FITTING or _FORMS.search(fitting.term)
    lowest = min(LEAST_LIKE_OTHER if unsure else LEAST_LIKE_BESIDE_FITTING, fitting.weight)
    top = max(rank for rank, variant in heard if variant.weight >= lowest)
    kept, others = [], []
    for rank, variant in heard:
        likely = rank >= LIKELY * top and variant.weight >= lowest
        if likely or variant.weight >= SURE_WEIGHT:
            kept.append(replace(variant, weight=min(1.0, rank / top)))
        else:
            others.append(variant)
    if sum(variant.articles for variant in (*itself, *kept)) <= FEW_ARTICLES:
        kept += _commonest_neighbour(others, enough)
    return (*itself, *kept)


def _rank(variant: Variant, enough: float) -> float:
    """How likely a word is meant, by its sound and how common it is."""
    rank: float = variant.weight * max(min(variant.articles, enough), 0.5) ** COMMONNESS
    return rank * (FORM_OF_A_WORD if _FORMS.search(variant.term) else 1)


def _commonest_neighbour(others: Iterable[Variant], enough: float) -> list[Variant]:
    """The likeliest common word of those that sound a little like the typed one."""
    common = [
        variant
        for variant in others
        if variant.weight >= LEAST_LIKE_NEIGHBOUR
        and variant.articles > FEW_ARTICLES
        and is_devanagari(variant.term)
        and not is_stop_word(variant.term)
    ]
    best = max(common, key=lambda variant: _rank(variant, enough), default=None)
    return [replace(best, weight=NEIGHBOUR_WEIGHT)] if best else []


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


def _variants_in(clause: Clause) -> tuple[Clause, ...]:
    return clause.clauses if isinstance(clause, DisMax) else (clause,)


def without_stop_words(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The variants without stop words, for which no other word ever stands."""
    return tuple(variant for variant in variants if not is_stop_word(variant.term))


def _sounds_like_a_stop_word(query_term: QueryTerm, variants: Sequence[Variant]) -> bool:
    """Whether a Latin word such as par, ki or hai is a stop word typed in Latin letters."""
    if query_term.scope is not Scope.ANYWHERE or not query_term.words[0].exact.isascii():
        return False
    heard = next((variant for variant in variants if variant.why != "exact"), None)
    return heard is not None and is_stop_word(heard.term)
