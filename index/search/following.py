"""The words before the one that is being typed: how they are offered, and what follows them.

Who types Latin letters mostly means Hindi, so every Latin word is offered as the Hindi word that
it may stand for: videsh m becomes विदेश मंत्री, not videsh मंत्री.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import product
from math import log, log1p

import regex

from archive.store import Store
from index.analysis import analyze, is_stop_word, term
from index.analysis.tokenizer import token_spans
from index.engine import AllOf, Clause, DisMax, Engine, Phrase, SearchRequest, Term, count
from index.lexicon import Lexicon
from index.query.parser import Query, parse
from index.search.expander import Expander
from index.search.planner import plan
from index.thesaurus import Thesaurus
from index.transliteration.acronyms import letter_names
from index.transliteration.phonemes import is_devanagari

_MAX_HEADS = 3
"""Ways to offer the words before: narendra is नरेंद्र or नरेन्द्र, kamal कमल or कमाल."""

_MAX_FORMS = 3
"""Hindi words that one Latin word may stand for."""

_RARE_FORM = 20
"""A form in so many times fewer articles than another is not offered: डोनॉल्ड beside डोनाल्ड."""

_EQUIVALENT_WEIGHT = 0.5
"""How near a word is that means the same in Hindi, against one that sounds so."""

_SAMPLE_ARTICLES = 30
"""Articles in which the words are looked up that follow those before."""

_SAMPLE_CHARS = 20_000
"""Characters that are read of each of these articles."""

_FEW = 3
"""Articles with two words together that are too few to make them a name."""

_ERROR_ARTICLES = 10
"""A typing error is in no more articles than this."""

_MAX_STOP_WORDS = 3
"""Stop words at the end of those before that the next has to follow, with the word before them."""

_BETWEEN = regex.compile(r"(?:^|[\p{L}\p{M}\p{Nd}.])[ \u00a0-]{0,4}$")
"""What may stand between two words that follow each other."""

_LETTERS = r"[\p{L}\p{M}\p{Nd}]"


@dataclass(frozen=True, slots=True)
class Head:
    """The words before the last in one form.

    Attributes:
        text: All that stands before the last word, with the space between.
        weight: How likely it is meant, as a logarithm.
        last: The words that the next has to follow, as written: the last of them, and those before
            if it is a stop word. None: what stands before says nothing about the next.
        is_latin: Latin words follow it, not Hindi ones.
        clause: What finds it; None: it holds no word to be found.
    """

    text: str
    weight: float = 0.0
    last: tuple[str, ...] = ()
    is_latin: bool = False
    clause: Clause | None = None

    def followed_by(self, word: str, slop: int = 0) -> Clause:
        """The word behind the last ones, in whatever form, or a few words behind them."""
        return together((*self.last, word), slop)

    def with_word(self, word: str) -> Clause | None:
        """The word and all before it, wherever they stand; None if these find nothing."""
        exact, stem = term(word)
        return AllOf((self.clause, Term(stem, exact))) if self.clause else None


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before the word being typed.

    Attributes:
        heads: Its forms, likeliest first; none: the archive holds nothing like it.
        following: The words that follow it, each with the articles of a sample in which it does.
    """

    heads: tuple[Head, ...]
    following: Counter[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word before the last: where it stands, and what it is offered as, with log weights."""

    start: int
    end: int
    forms: tuple[tuple[str, float], ...]


def words_before(
    text: str, expander: Expander, engine: Engine, store: Store, thesaurus: Thesaurus
) -> Before:
    """The forms of what stands before the word being typed, and what follows them.

    Args:
        text: All of it, with the space or hyphen behind.
        expander: Of the archive.
        engine: Has the articles.
        store: Has their texts.
        thesaurus: Has Hindi words for English ones.

    Raises:
        EngineUnavailable: There is no index, or it cannot be read.
        StoreUnavailable: The database cannot be read.
    """
    query = parse(text)
    text = str(query)
    words = list(_words(query, expander.lexicon, thesaurus))
    heads = nlargest(_MAX_HEADS, _heads(text, words, engine), key=lambda each: each.weight)
    typed = [text[word.start : word.end] for word in words]
    if typed and all(_held_latin(word, expander.lexicon) for word in typed):
        heads.append(Head(text, 0.0, _last(typed, text), is_latin=True))
    is_bare = all(part.is_bare for part in query.parts)
    heads = [replace(each, clause=_clause(each.text, expander, is_bare=is_bare)) for each in heads]
    sampled = [head for head in heads if any(not is_stop_word(word) for word in head.last)]
    if not sampled:
        return Before(tuple(heads), Counter())
    clause = DisMax(tuple(together(head.last) for head in sampled))
    hits = engine.search(SearchRequest(clause, limit=_SAMPLE_ARTICLES)).hits
    bodies = (a.body[:_SAMPLE_CHARS] for a in store.get_many([hit.id for hit in hits]).values())
    return Before(tuple(heads), _following({" ".join(head.last) for head in sampled}, bodies))


def together(words: Iterable[str], slop: int = 0) -> Clause:
    """These words next to each other, in whatever form, or with so many others between."""
    stems = tuple((term(word)[1],) for word in words)
    return Phrase(stems, slop) if len(stems) > 1 else Term(*stems[0])


def all_of(words: Iterable[str]) -> Clause:
    """All of these words, in whatever form, wherever they stand."""
    pairs = map(term, words)
    return AllOf(tuple(Term(stem, exact) for exact, stem in pairs))


def _words(query: Query, lexicon: Lexicon, thesaurus: Thesaurus) -> Iterator[_Word]:
    """The words that are wanted; those with = before them stay as they are."""
    for part in query.parts:
        if part.operator or part.is_filter or part.excluded:
            continue
        for start, end in token_spans(part.text):
            typed = part.text[start:end]
            forms = () if part.exact else tuple(_hindi_forms(typed, lexicon, thesaurus))
            start, end = part.text_start + start, part.text_start + end  # noqa: PLW2901
            yield _Word(start, end, forms or ((typed, 0.0),))


def _hindi_forms(typed: str, lexicon: Lexicon, thesaurus: Thesaurus) -> Iterator[tuple[str, float]]:
    """Hindi words for a Latin word, or for one that is rare, each of another stem; else none."""
    if len(typed) == 1 and _is_latin(typed):
        yield from ((name, 0.0) for name in letter_names(typed.casefold())[:1])
    if len(typed) == 1 or not (_is_latin(typed) or _is_rare(typed, lexicon)):
        return
    found = [(each.term, each.weight) for each in lexicon.find_variants(typed, 2 * _MAX_FORMS)]
    found += [
        (each.form, _EQUIVALENT_WEIGHT)
        for each in thesaurus.find((typed,), shouted=typed.isupper())
        if each.near
    ]
    held = {form: lexicon.articles(form) for form, _ in found if is_devanagari(form)}
    least = max(held.values(), default=0) / _RARE_FORM
    stems: set[str] = set()
    for form, weight in sorted(found, key=lambda each: -each[1]):
        stem = term(form)[1]
        if held.get(form, 0) > least and stem not in stems and len(stems) < _MAX_FORMS:
            stems.add(stem)
            yield form, log(weight)


def _is_rare(word: str, lexicon: Lexicon) -> bool:
    """Whether it may be a typing error."""
    return is_devanagari(word) and lexicon.articles(term(word)[0]) <= _ERROR_ARTICLES


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _held_latin(typed: str, lexicon: Lexicon) -> bool:
    return typed.isascii() and lexicon.articles(typed.casefold()) > 0


def _heads(text: str, words: list[_Word], engine: Engine) -> Iterator[Head]:
    """The text with each combination of the forms of its last two words."""
    choices = [word.forms[:1] for word in words[:-2]] + [word.forms for word in words[-2:]]
    for choice in product(*choices):
        forms = [form for form, _ in choice]
        if any(map(_is_latin, forms)):
            continue  # a word that no Hindi one sounds like: Hindi words are not mixed with it
        weight = sum(weight for _, weight in choice)
        written, at = "", 0
        for word, form in zip(words, forms, strict=True):
            written += text[at : word.start] + form
            at = word.end
        last = _last(forms, text[at:])
        if len(last) == 1 and len(words) > 1:
            # Two words of a name belong together, and the next follows both.
            held = count(engine, together(forms[-2:]))
            weight += log1p(held)
            last = tuple(forms[-2:]) if held > _FEW else last
        yield Head(written + text[at:], weight, last)


def _last(words: list[str], text: str) -> tuple[str, ...]:
    """The last word, with those before it down to one that is no stop word.

    Args:
        words: All before the one being typed.
        text: Ends with what stands behind them: where that is a quotation mark, a bracket or
            something excluded, the next word need not follow them.
    """
    if not words or not _BETWEEN.search(text):
        return ()
    for size in range(1, min(len(words), _MAX_STOP_WORDS + 1) + 1):
        if not is_stop_word(term(words[-size])[0]):
            return tuple(words[-size:])
    return (words[-1],)


def _clause(text: str, expander: Expander, *, is_bare: bool) -> Clause | None:
    """What finds all of it; where signs ask for something, the search itself."""
    if is_bare:
        return all_of(token.exact for token in analyze(text))
    planned = plan(parse(text), expander)
    return planned.clause() if planned.groups or planned.must else None


def _following(before: Iterable[str], texts: Iterator[str]) -> Counter[str]:
    """Which words follow one of these, each with the number of texts in which it does."""
    either = "|".join(regex.escape(each).replace(r"\ ", "[ \u00a0-]{1,2}") for each in before)
    pattern = regex.compile(
        rf"(?<!{_LETTERS})(?:{either})[ \u00a0-]{{1,2}}({_LETTERS}{{2,40}}+)", regex.IGNORECASE
    )
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update({term(word)[0] for word in pattern.findall(text)})
    return counted
