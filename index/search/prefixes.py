"""The words that a beginning with a star stands for: by spelling, folded spelling, and sound.

लाव* are the words written so from the start; हिंद* also हिन्दी and जरू* also ज़रूरत, which others
write otherwise; puti* what begins with that sound in Devanagari. लाव*व also ends so.
"""

from collections.abc import Collection
from dataclasses import replace

from index.analysis import term
from index.analysis.folding import fold
from index.engine import AllOf, Clause, DisMax, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.notes import Note
from index.query.terms import QueryTerm, QueryToken
from index.search.expansion import Expansion, matches_of
from index.search.models import WordMatches
from index.transliteration.consonant_key import consonant_key, consonants_in, latin_readings
from index.transliteration.phonemes import is_devanagari, to_phonemes

MAX_PREFIX_WORDS = 50
"""Words that a prefix stands for at most: those in most articles."""


def expand_prefix(query_term: QueryTerm, lexicon: Lexicon, off: Collection[str]) -> Expansion:
    """What is searched for a beginning by itself."""
    word = query_term.words[0]
    matches, notes = matches_beginning(word, lexicon, off)
    terms = [Term(term(v.term)[1], v.term, v.weight**2, Scope.EXACT) for v in matches.matched]
    clause: Clause = DisMax(tuple(terms))
    if query_term.scope is Scope.TITLE:
        stems = dict.fromkeys(each.stem for each in terms)
        in_title = tuple(Term(stem, scope=Scope.TITLE) for stem in stems)
        clause = AllOf((clause, DisMax(in_title)))
    forms = frozenset(variant.term for variant in matches.matched)
    marks = (HighlightTerms((forms,), exact=True),)
    return Expansion(clause, (matches,), marks, notes=notes)


def matches_beginning(
    word: QueryToken, lexicon: Lexicon, off: Collection[str], limit: int = MAX_PREFIX_WORDS
) -> tuple[WordMatches, tuple[Note, ...]]:
    """The words that begin so, those switched off apart; a note if there are more of them."""
    found, more = words_beginning(word, lexicon, limit)
    typed = word.with_star
    notes = (Note("prefix_cut", (typed, str(limit))),) if more else ()
    return matches_of(typed, found, off), notes


def words_beginning(
    word: QueryToken, lexicon: Lexicon, limit: int = MAX_PREFIX_WORDS
) -> tuple[list[Variant], bool]:
    """The words that begin so, those in most articles first; and whether there are more of them."""
    first = len(lexicon) if word.ending else limit + 1
    found = {each.term: each for each in lexicon.with_prefix(word.exact, first)}
    if is_devanagari(word.exact):
        start = fold(word.exact)
        for each in lexicon.beginning_alike(word.exact):
            if fold(each.term).startswith(start):
                found.setdefault(each.term, each)
    elif word.exact.isascii() and word.exact.isalpha():
        for each in lexicon.beginning_by_sound(word.exact):
            found.setdefault(each.term, each)
    if word.ending:
        found = {form: each for form, each in found.items() if _ends_so(word, form)}
    ranked = sorted(found.values(), key=lambda each: (-each.articles, each.term))
    return [replace(each, why="prefix") for each in ranked[:limit]], len(ranked) > limit


def _ends_so(word: QueryToken, form: str) -> bool:
    """Whether a word ends as was typed behind the star, in writing or by its consonants."""
    if is_devanagari(form) and word.ending.isascii():
        sounds = map(consonant_key, latin_readings(word.ending))
        return any(_last_consonants(form, key) == key for key in sounds)
    start, end, whole = fold(word.exact), fold(word.ending), fold(form)
    return len(whole) >= len(start) + len(end) and whole.endswith(end)


def _last_consonants(form: str, key: int) -> int:
    """So many of the last consonants of a word as a key has."""
    whole = consonant_key(to_phonemes(form))
    more = consonants_in(whole) - consonants_in(key)
    return whole >> 4 * more if more > 0 else whole
