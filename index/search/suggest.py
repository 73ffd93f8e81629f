"""Suggests queries while one is typed: words, phrases and names that the archive holds.

The last word is completed and the words before it are kept. What is offered behind them follows
them in the archive. All stands in one script, and what few articles have is left out beside what
many have. Nothing is suggested where the query ends with a filter or a sign that no word completes.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import islice
from math import log1p

import regex
from rapidfuzz.distance import OSA

from index.analysis import analyze, is_stop_word, term
from index.analysis.folding import fold
from index.budget import OutOfTime
from index.engine import Clause, count
from index.lexicon import Completion, Lexicon
from index.query.parser import Query, parse
from index.search.following import Before, Head, all_of, together, words_before
from index.search.generation import Generation, PerGeneration
from index.search.open import Archive
from index.transliteration.acronyms import letter_names, letters_named
from index.transliteration.completion import PRIOR_WEIGHT
from index.transliteration.phonemes import is_devanagari
from index.transliteration.phonetic_key import phonetic_key

MAX_SUGGEST_CHARS = 200
"""Characters of a query that are completed: nobody needs help with a longer one."""

MAX_SUGGESTIONS = 8

_MAX_COMPLETIONS = 40
"""Completions of the first word that the suggestions are chosen from."""

_MAX_COMPLETIONS_BEHIND = 80
"""Completions of another word, of which few follow those before."""

_FOLLOWING_WEIGHT = 3.0
"""What log(articles in which a word follows those before) adds to its score before it is known how
many there are of all: such words are looked at first."""

_MIN_FOLLOWING = 2
"""In how many articles a word must follow to be offered before its first letter is typed."""

_COUNTING_SECONDS = 0.006
"""For counting in how many articles the words follow each other, and again for counting articles
with all of them: what is not counted has no number."""

_MAX_COUNTED = 48
"""Words that are looked for behind those before."""

_NEAR = 4
"""Words that may stand between, where no word follows those before: modi tr, मोदी ट्रंप."""

_MIN_CHARS_NEAR = 2
"""Characters of a word from which on such are offered."""

_MAX_NEAR = 12
"""Words that are looked for so."""

_MOST_TIMES_AS_OFTEN = 25
"""How much more often than a word another may follow those before: what follows them by chance is
not what anybody types."""

_MAX_CACHED = 256
"""Beginnings of queries whose articles are looked into once."""

_MIN_NAME_CHARS = 3
"""Characters from which on names are offered."""

_WHOLE_WORD = 1.0
"""What the meanings of what is typed gain, if it is a word, and those of longer words lose."""

_WHOLE_BY_SOUND = 0.9
"""The lexicon's weight of a word by its sound from which on what is typed is it: modi, मोदी."""

_COMMON_SHARE = 0.01
"""The share of all articles that such a word stands in; a rarer one is hardly ever all."""

_SHARE_OF_WHOLE = 0.25
"""How many articles a longer word must have, against a whole one, to be offered beside it."""

_MAX_NAMES_COMPLETED = 8
"""Names and equivalents that are looked up,"""

_MAX_NAMES = 4
"""and offered: who types Latin letters mostly spells a Hindi word."""

_FEW = 3
"""Articles that are so few that a word in them may be a slip."""

_ENOUGH_COMMON = 3
"""Likelier offers in more articles behind which none in few is offered."""

_MAX_BEHIND = 3.8
"""How much less likely than the best an offer in few articles may be. With 4.5, a tenth of the
offers for ordinary prefixes stands in few articles; with 3, fewer half-typed names are offered."""

_MAX_UNLIKELY_BEHIND = 2.0
"""The same of a Latin word, and of a longer word of which the beginning is offered."""

_NO_GAINS: Mapping[str, float] = {}

_COMMON = 20
"""Articles with a word that is glued to a stop word by an error: rarer ones may be any letters."""

_MIN_CHARS_BESIDE_STOP_WORD = 4
"""Characters that it has, since many names end like a stop word: अलका."""

_MIN_ERROR_CHARS = 5
"""Characters of a word that may be one letter from another by an error: shorter ones often are."""

_ERROR_ARTICLES = 5
"""A typing error is in no more articles than this,"""

_ERROR_RATIO = 20
"""and the right word in so many times as many. Of इंडोर and इंदौर (17 and 106) neither is one."""

_MIN_HALF_CHARS = 2
"""Characters of a word that is joined with another."""

_MIN_APART_SHARE = 0.1
"""How many articles must have two words apart, against those that have them joined."""

_MAX_JOINED = 20
"""Words that are looked up joined with the one before."""

_MAX_SPLIT = 3
"""Completions that are looked for as two words."""

_PUNCTUATION = regex.compile(r"(?<=[\p{L}\p{M}\p{Nd}])[.,;!?।॥…]+$")
"""What ends a word and asks for nothing."""

_HYPHEN = regex.compile(r"[\p{L}\p{M}\p{Nd}]-$")

_ORDINALS = ("वीं", "वां", "वाँ", "वें", "वा", "th", "st", "nd", "rd")
"""What stands behind a number without a space, beside the names of letters."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query to search for.

    Attributes:
        articles: How many have the word as it is written, or, of several words, all of them in
            whatever form; None: not counted.
    """

    text: str
    articles: int | None


@dataclass(frozen=True, slots=True)
class _Offer:
    """What may be suggested.

    Attributes:
        score: How likely it is meant, as a logarithm.
        held: How many articles have the word, or the words next to each other; None: not known.
        articles: How many are told, or what finds them; None: no number is told.
    """

    text: str
    score: float
    held: int | None
    articles: int | Clause | None


@dataclass(frozen=True, slots=True)
class _Continued:
    """The words before with one behind them.

    Attributes:
        fit: Log P that both are typed so.
        articles: How many have the word.
    """

    head: Head
    word: str
    fit: float
    articles: int

    def likely(self, sampled: int) -> float:
        """How likely it is meant, before it is known how many articles have all in a row.

        Args:
            sampled: In how many articles of a sample the word follows those before.
        """
        often = _FOLLOWING_WEIGHT * log1p(sampled) + PRIOR_WEIGHT * log1p(self.articles)
        return self.fit + often


class Suggester:
    """Completes queries. Threads may share one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._engine = archive.engine
        # What stands before the last word stays the same while this one is typed.
        self._cache: PerGeneration[str, Before] = PerGeneration(_MAX_CACHED)

    def suggest(
        self, text: str, limit: int = MAX_SUGGESTIONS, generation: Generation | None = None
    ) -> tuple[Suggestion, ...]:
        """Queries that this one may become, likeliest first; none for what cannot be completed.

        Raises:
            EngineUnavailable: There is no index, or it cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        if len(text) > MAX_SUGGEST_CHARS:
            return ()
        query = _without_punctuation(parse(text))
        last = query.parts[-1] if query.parts else None
        if last and last.is_filter and last.end == len(str(query)):
            return ()
        generation = generation or self._archive.generation()
        lexicon = self._archive.words.lexicon(generation)
        offers: list[_Offer] = []
        # Whoever types has gone on by the time that more would take.
        with suppress(OutOfTime):
            for offer in self._offers(query, lexicon, generation):
                offers.append(offer)  # noqa: PERF402  what was there before time was up is kept
        ranked = _each_once(sorted(offers, key=lambda each: -each.score))
        found = _without_rare(_without_errors(list(ranked), lexicon))
        suggestions: list[Suggestion] = []
        with suppress(OutOfTime):
            for one in islice(self._counted(found), max(limit, 0)):
                suggestions.append(one)  # noqa: PERF402  likewise
        return tuple(suggestions)

    def _offers(self, query: Query, lexicon: Lexicon, generation: Generation) -> Iterator[_Offer]:
        """All that may be suggested."""
        head, word = _unfinished(query)
        yield from self._names(query, lexicon)
        if head.strip():
            before = self._cache.get(generation, head, lambda: self._before(head, generation))
            if _stands_apart(query, word):
                heads = tuple(replace(each, last=(), clause=None) for each in before.heads)
                before = Before(heads, Counter())
            yield from self._continued(head, word, before, lexicon)
        elif word:
            yield from self._completed(head, word, lexicon)

    def _before(self, head: str, generation: Generation) -> Before:
        words = self._archive.words
        expander = words.expander(generation)
        thesaurus = words.own_rows.thesaurus()
        return words_before(head, expander, self._engine, self._archive.store, thesaurus)

    def _completed(self, head: str, word: str, lexicon: Lexicon) -> Iterator[_Offer]:
        """The first word completed; also written apart, if it is two that some join."""
        found = list(_completions(word, lexicon, _MAX_COMPLETIONS))
        for one in found:
            yield _Offer(head + one.term, one.score, one.articles, one.articles)
        if not is_devanagari(word):
            return
        for one in found[:_MAX_SPLIT]:
            for halves in _halves(one.term, lexicon):
                held = count(self._engine, together(halves))
                if held > max(_FEW, _MIN_APART_SHARE * one.articles):
                    score = PRIOR_WEIGHT * log1p(held)
                    yield _Offer(head + " ".join(halves), score, held, all_of(halves))

    def _continued(
        self, text: str, word: str, before: Before, lexicon: Lexicon
    ) -> Iterator[_Offer]:
        """The last word completed; words that never follow those before are left out."""
        following = before.following
        found = [
            _Continued(head, one, head.weight + fit, articles)
            for one, fit in _behind(text, word, following, lexicon)
            for head in before.heads
            if _in_one_script(head, one) and (articles := lexicon.articles(one))
        ]
        found.sort(key=lambda each: -each.likely(following[each.word]))
        found = found[:_MAX_COUNTED]
        yield from _joined(found[:_MAX_JOINED], lexicon)
        offers = self._following(found, following, 0)
        if len(word) >= _MIN_CHARS_NEAR and all((one.held or 0) <= _FEW for one in offers):
            offers += self._following(found[:_MAX_NEAR], following, _NEAR)
        least = max((one.held or 0 for one in offers), default=0) / _MOST_TIMES_AS_OFTEN
        if not word:
            least = max(least, _MIN_FOLLOWING)
        yield from (one for one in offers if one.held is None or one.held >= least)

    def _following(
        self, found: list[_Continued], following: Counter[str], slop: int
    ) -> list[_Offer]:
        """Those that follow the words before, or stand at most so many words behind them."""
        until = time.perf_counter() + _COUNTING_SECONDS
        offers = []
        for one in found:
            held: int | None = None
            if not one.head.last:
                often = one.articles
            elif time.perf_counter() < until:
                often = held = count(self._engine, one.head.followed_by(one.word, slop))
            else:
                often = following[one.word]
            if often:
                text, clause = one.head.text + one.word, one.head.with_word(one.word)
                offers.append(_Offer(text, one.fit + log1p(often), held, clause))
        return offers

    def _names(self, query: Query, lexicon: Lexicon) -> Iterator[_Offer]:
        """Names and Hindi words that are not spelled by sound: germ, जर्मनी; budg, बजट; उ.प्र."""
        text = str(query)
        if len(text.strip()) < _MIN_NAME_CHARS or not all(part.is_bare for part in query.parts):
            return
        thesaurus = self._archive.words.own_rows.thesaurus()
        whole = {each.form for each in thesaurus.find((text,)) if each.near}
        is_sound = text.isascii() and not whole
        heard = lexicon.find_variants(text, min_weight=_WHOLE_BY_SOUND) if is_sound else ()
        by_sound = [one.term for one in heard if is_devanagari(one.term)]
        whole.update(by_sound)
        as_whole = max(map(lexicon.articles, whole), default=0)
        least = _COMMON_SHARE * lexicon.most_articles if is_sound else 0
        is_whole = as_whole >= max(_COMMON, least)
        names = [*thesaurus.complete(text, _MAX_NAMES_COMPLETED)]
        if is_whole:
            names = list(dict.fromkeys((*names, *by_sound)))
        if "." in text.strip(" ."):
            names += [each.form for each in thesaurus.find((text,)) if is_devanagari(each.form)]
        offers = []
        for name in names:
            words = [token.exact for token in analyze(name)]
            held = min(map(lexicon.articles, words), default=0)
            if held and len(words) > 1:
                held = count(self._engine, together(words))
            articles = held if len(words) == 1 else all_of(words)
            score = PRIOR_WEIGHT * log1p(held)
            if is_whole:
                # A whole word is meant as it is rather than as the beginning of another.
                score += _WHOLE_WORD if name in whole else -_WHOLE_WORD
                if whole.isdisjoint((name, *words)) and held < _SHARE_OF_WHOLE * as_whole:
                    continue
            offers.append(_Offer(name, score, held, articles))
        found = (one for one in offers if one.held)
        yield from nlargest(_MAX_NAMES, found, key=lambda each: each.score)

    def _counted(self, offers: Iterable[_Offer]) -> Iterator[Suggestion]:
        """With the number of articles, if there is time; those that no article has are left out."""
        until = time.perf_counter() + _COUNTING_SECONDS
        for one in offers:
            articles = one.articles
            if articles is not None and not isinstance(articles, int):
                in_time = time.perf_counter() < until
                articles = count(self._engine, articles) if in_time else None
            if articles != 0:
                yield Suggestion(one.text, articles)


def _without_punctuation(query: Query) -> Query:
    """Without a full stop or comma at the end, which ends a word and asks for nothing."""
    if query.unfinished_word() != ("", ""):
        return query
    return parse(_PUNCTUATION.sub("", str(query)), exact=query.exact)


def _unfinished(query: Query) -> tuple[str, str]:
    """The text before the word that is being typed, and that word; behind a hyphen it begins."""
    text = str(query)
    if _HYPHEN.search(text) and not query.parts[-1].is_filter:
        return text, ""
    return query.unfinished_word()


def _stands_apart(query: Query, word: str) -> bool:
    """Whether the word being typed is an alternative or excluded, so what it follows says nothing.

    Args:
        query: What is typed so far.
        word: Its unfinished word; "" if the next one begins.
    """
    before = query.parts[:-1] if word else query.parts
    after_or = bool(before) and before[-1].operator == "or"
    return after_or or bool(word and query.parts[-1].excluded)


def _completions(
    word: str, lexicon: Lexicon, limit: int, gains: Mapping[str, float] = _NO_GAINS
) -> Iterator[Completion]:
    """Words that are no stop words, likeliest first; of the forms of one word the likeliest.

    What OCR may have misread is left out.
    """
    seen = set()
    for one in lexicon.complete(word, limit, boosts=gains):
        stem = term(one.term)[1]
        if (
            stem not in seen
            and one.articles
            and not is_stop_word(one.term)
            and not lexicon.may_be_misread(one.term)
        ):
            seen.add(stem)
            yield one


def _behind(
    text: str, word: str, following: Counter[str], lexicon: Lexicon
) -> Iterator[tuple[str, float]]:
    """Words that may stand behind a text, each with log P that it is typed so.

    Args:
        text: What stands before, with the space or hyphen behind.
        word: The beginning of the next word; "" if nothing of it is typed.
        following: The words that follow the text, each with the articles of a sample.
        lexicon: Has the words.
    """
    if not word:
        known = (one for one in following if not lexicon.may_be_misread(one))
        yield from ((one, 0.0) for one in known if not is_stop_word(one))
    elif text[-1:].isdecimal():
        yield from ((one, 0.0) for one in _behind_digits(word, lexicon))
    else:
        gains = {one: _FOLLOWING_WEIGHT * log1p(often) for one, often in following.items()}
        for one in _completions(word, lexicon, _MAX_COMPLETIONS_BEHIND, gains):
            prior = PRIOR_WEIGHT * log1p(one.articles) + gains.get(one.term, 0.0)
            yield one.term, one.score - prior


def _behind_digits(word: str, lexicon: Lexicon) -> Iterable[str]:
    """What stands behind a number without a space: letters and their names, ordinal endings."""
    small = word.casefold()
    endings = (ending for ending in _ORDINALS if ending.startswith(small))
    letters = (one.term for one in lexicon.complete(word) if letters_named(one.term))
    return dict.fromkeys((*letter_names(small), *endings, small, *letters))


def _in_one_script(head: Head, word: str) -> bool:
    """Whether the word stands in the script of those before; numbers stand beside both."""
    return word[:1].isdecimal() or is_devanagari(word) is not head.is_latin


def _joined(found: Iterable[_Continued], lexicon: Lexicon) -> Iterator[_Offer]:
    """Two words written as one, as some papers write them: रक्षा मं, रक्षामंत्री."""
    for one in found:
        before = one.head.text.rstrip()
        if len(before) >= _MIN_HALF_CHARS and one.head.last == (before,) and is_devanagari(before):
            joined = before + one.word
            articles = lexicon.articles(joined)
            if articles > _FEW:
                yield _Offer(joined, one.fit + log1p(articles), articles, articles)


def _halves(word: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The two words that it may consist of."""
    for at in range(_MIN_HALF_CHARS, len(word) - _MIN_HALF_CHARS + 1):
        first, second = word[:at], word[at:]
        if is_stop_word(first) or is_stop_word(second):
            continue
        if lexicon.articles(first) > _FEW and lexicon.articles(second) > _FEW:
            yield first, second


def _each_once(offers: Iterable[_Offer]) -> Iterator[_Offer]:
    """Each query once, if it is written in two ways (जम्मू-कश्मीर) the first."""
    seen: set[tuple[str, ...]] = set()
    for one in offers:
        words = tuple(token.stem for token in analyze(one.text))
        if words not in seen:
            seen.add(words)
            yield one


def _without_errors(offers: list[_Offer], lexicon: Lexicon) -> Iterator[_Offer]:
    """Those that are no typing errors of others, and not in few articles beside far likelier ones.

    Args:
        offers: Likeliest first.
        lexicon: Knows the words.
    """
    for place, one in enumerate(offers):
        is_rare = one.held is not None and one.held <= _FEW
        # Who types Latin letters mostly means Hindi, and who types मुंबई hardly मुंबईकरों.
        is_unlikely = one.text.isascii() or any(
            one.text.startswith(other.text) for other in offers[:place]
        )
        most_behind = _MAX_UNLIKELY_BEHIND if is_unlikely else _MAX_BEHIND
        is_behind = offers[0].score - one.score > most_behind
        if not (is_rare and (is_behind or _lacks_space(one.text, lexicon))) and not any(
            _is_error_of(one, other) for other in offers[:place]
        ):
            yield one


def _lacks_space(text: str, lexicon: Lexicon) -> bool:
    """Whether a common word and a stop word are written as one: निशुल्कऔर, गईकुमार."""
    ends = range(_MIN_HALF_CHARS, len(text) - _MIN_HALF_CHARS + 1)
    halves = [(text[:at], text[at:]) for at in ends]
    halves += [(second, first) for first, second in halves]
    return any(
        is_stop_word(one)
        and len(other) >= _MIN_CHARS_BESIDE_STOP_WORD
        and lexicon.articles(other) >= _COMMON
        and term(other)[1] != term(text)[1]  # मोड़ने is a form of मोड़
        for one, other in halves
    )


def _without_rare(offers: Iterable[_Offer]) -> Iterator[_Offer]:
    """Those in few articles only where they are likely: names of whom little is written."""
    common = 0
    for one in offers:
        is_common = one.held is None or one.held > _FEW
        common += is_common
        if is_common or common < _ENOUGH_COMMON:
            yield one


def _is_error_of(one: _Offer, other: _Offer) -> bool:
    if one.held is None or other.held is None or one.held > _ERROR_ARTICLES:
        return False
    if len(one.text) < _MIN_ERROR_CHARS:
        return False
    return other.held >= _ERROR_RATIO * one.held and (
        OSA.distance(fold(one.text), fold(other.text), score_cutoff=1) <= 1
        or phonetic_key(one.text) == phonetic_key(other.text)
    )
