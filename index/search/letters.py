"""Acronyms whose letters stand apart: बी जे पी, यू. एस. and B J P are बीजेपी, यूएस and BJP.

Letters with dots and no spaces are one token already (``index.analysis``). With spaces they are as
many words, in a text as in a query, so one is searched for as the other.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from index.analysis import is_stop_word, term
from index.engine import Engine, Phrase, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Variant
from index.query.terms import QueryTerm, QueryToken
from index.search.equivalents import Held
from index.search.joined import JOINED_WEIGHT
from index.thesaurus import Thesaurus
from index.transliteration.acronyms import acronym_of, letter_names, letters_named, spell_out
from index.transliteration.phonemes import is_devanagari

_AKSHARA = re.compile(r"(?:[क-ह]़?्)*(?:[क-ह]़?[ा-ौ]?|[अ-औ])[ंँ]?")

_ALSO_WORDS = frozenset("aegikop")
"""Letters whose Hindi names are words as well: ए, ई, जी, आई, के, ओ, पी. A row of nothing else is no
acronym: जी के is what follows a name."""

MIN_HINDI_LETTERS = 3
"""Names of letters in a row that are an acronym in a query. Of two, one may end what was before:
मोदी जी एस जयशंकर से."""


def letters_in_a_row(words: Sequence[QueryToken]) -> str:
    """The letters, a to z, that the words of a query name one by one; else ""."""
    if all(len(word.exact) == 1 and word.exact.isascii() for word in words):
        letters = "".join(word.exact for word in words)
        return letters if letters.isalpha() else ""
    named = [named for word in words for named in letters_named(word.exact)]
    enough = len(named) == len(words) >= MIN_HINDI_LETTERS
    return "".join(named) if enough and not _ALSO_WORDS.issuperset(named) else ""


def abbreviation_in_a_row(words: Sequence[QueryToken], thesaurus: Thesaurus) -> str:
    """The name that aksharas typed one by one abbreviate: भा ज पा is भाजपा; else ""."""
    typed = [word.exact for word in words]
    if len(words) < 2 or not all(_AKSHARA.fullmatch(each) for each in typed):  # noqa: PLR2004
        return ""
    if any(map(is_stop_word, typed)):
        return ""
    whole = "".join(typed)
    forms = (each.form for each in thesaurus.find((whole,)))
    # What is abbreviated in Latin letters too.
    return whole if any(form.isascii() and form.isupper() for form in forms) else ""


def apart(word: str) -> tuple[str, Phrase] | None:
    """An acronym with its letters apart, for people and as a phrase; None of any other word.

    Args:
        word: Its exact form, in either script; a Latin one is taken to be an acronym.
    """
    letters = acronym_of(word) if is_devanagari(word) else word
    names = [letter_names(letter) for letter in letters]
    if len(names) < 2 or not all(names) or _ALSO_WORDS.issuperset(letters):  # noqa: PLR2004
        return None
    stems = (
        (letter, *(term(name)[1] for name in each))
        for letter, each in zip(letters, names, strict=True)
    )
    return " ".join(each[0] for each in names), Phrase(tuple(stems))


def read_out(word: QueryToken, variants: Sequence[Variant], engine: Engine) -> Held | None:
    """An acronym with its letters apart, where the archive has it so.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    if word.exact.isascii() and not (
        word.shouted or any(acronym_of(variant.term) == word.exact for variant in variants)
    ):
        return None
    found = apart(word.exact)
    if found is None or not (articles := count(engine, found[1])):
        return None
    marks = HighlightTerms(tuple(map(frozenset, found[1].words)))
    return Held(Variant(found[0], JOINED_WEIGHT, articles, "joined"), found[1], marks)


def letter_named(query_term: QueryTerm) -> QueryTerm:
    """A Latin letter by its Hindi name, as papers write it before a name; any other word itself."""
    word = query_term.words[0]
    names = letter_names(word.exact) if len(word.exact) == 1 else ()
    if not names:
        return query_term
    return replace(query_term, words=(QueryToken(names[0], *term(names[0])),))


def _letter(word: QueryToken) -> str:
    """The Latin letter that a word is, or names in Hindi; "" of any other."""
    if len(word.exact) == 1 and letter_names(word.exact):
        return word.exact
    return "".join(letters_named(word.exact))


def with_initials(
    words: Sequence[QueryToken], stems: Sequence[tuple[str, ...]]
) -> tuple[Phrase, ...]:
    """A name behind the initials that it was typed with, these apart and together; else nothing.

    Args:
        words: A name, in either script.
        stems: What stands for each of the words.
    """
    initials = "".join(takewhile(bool, map(_letter, words)))
    name = tuple(stems[len(initials) :])
    if not (initials and name and all(name)):
        return ()
    each = tuple((one, *(term(form)[1] for form in letter_names(one))) for one in initials)
    if len(initials) == 1:
        return (Phrase((*each, *name)),)
    together = (initials, *(term(form)[1] for form in spell_out(initials.upper(), initials)))
    return (Phrase((*each, *name)), Phrase((together, *name)))
