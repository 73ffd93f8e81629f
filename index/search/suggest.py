"""Suggests queries while one is typed: completes its last word and keeps the words before it.

Words that often follow the word before, in the archive's own texts, come first. Nothing is
suggested where the query ends with a filter or a sign that no word completes.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import log1p

import regex

from index.analysis import analyze, is_stop_word, term
from index.engine import AllOf, Clause, Phrase, SearchRequest, Term, count
from index.lexicon import Completion, Lexicon
from index.query.parser import Query, parse
from index.search.generation import Generation, PerGeneration
from index.search.open import Archive
from index.search.planner import plan
from index.thesaurus import Thesaurus

MAX_SUGGEST_CHARS = 200
"""Characters of a query that are completed: nobody needs help with a longer one."""

MAX_SUGGESTIONS = 8

_MAX_COMPLETIONS = 40
"""Completions of a word that the suggestions are chosen from."""

_SAMPLE_ARTICLES = 30
"""Articles in which the words are looked up that follow the one before."""

_SAMPLE_CHARS = 20_000
"""Characters that are read of each of these articles."""

_MAX_VARIANTS = 4
"""Variants of the word before that are looked for in them."""

_FOLLOWING_WEIGHT = 3.0
"""What log(articles in which a word follows the one before) adds to its score."""

_MIN_FOLLOWING = 2
"""In how many articles a word must follow to be offered before its first letter is typed."""

_COUNTING_SECONDS = 0.008
"""For counting articles with all the words; what is not counted has no number."""

_MAX_CACHED = 256
"""Beginnings of queries whose articles are looked into once."""

_MIN_NAME_CHARS = 3
"""Characters from which on names are offered."""

_MAX_NAMES = 8

_NAME_WEIGHT = 0.7
"""What log(articles with a name) counts in its score, as it does for words."""

_LETTERS = r"[\p{L}\p{M}]"


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
class _Before:
    """The words before the last: what finds them, and what follows them, in how many articles."""

    clause: Clause
    following: Counter[str]


class Suggester:
    """Completes queries. Threads may share one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._engine = archive.engine
        # What stands before the last word stays the same while this one is typed.
        self._cache: PerGeneration[str, _Before | None] = PerGeneration(_MAX_CACHED)

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
        query = parse(text)
        last = query.parts[-1] if query.parts else None
        if last and last.is_filter and last.end == len(text):
            return ()
        generation = generation or self._archive.generation()
        lexicon = self._archive.words.lexicon(generation)
        head, word = query.unfinished_word()
        scored = list(self._names(query, lexicon))
        if word and not head.strip():
            words = _completions(word, lexicon, Counter())
            scored += [(one.score, Suggestion(head + one.term, one.articles)) for one in words]
        found = [one for _, one in sorted(scored, key=_best_first)]
        if head.strip():
            before = None
            if not _stands_apart(query, word):
                before = self._cache.get(generation, head, lambda: self._before(head, generation))
            found += islice(self._continued(head, word, before, lexicon), limit)
        # A name may be a word too; the first place counts.
        first: dict[str, Suggestion] = {}
        for one in found:
            first.setdefault(one.text, one)
        return tuple(first.values())[:limit]

    def _continued(
        self, head: str, word: str, before: _Before | None, lexicon: Lexicon
    ) -> Iterator[Suggestion]:
        """The last word completed; those that no article has with the words before are left out."""
        until = 0.0
        following = before.following if before else Counter[str]()
        for one in _completions(word, lexicon, following):
            articles = None
            until = until or time.perf_counter() + _COUNTING_SECONDS
            if before and time.perf_counter() < until:
                exact, stem = term(one.term)
                both = AllOf((before.clause, Term(stem, exact)))
                articles = count(self._engine, both)
            if articles != 0:
                yield Suggestion(head + one.term, articles)

    def _before(self, head: str, generation: Generation) -> _Before | None:
        expander = self._archive.words.expander(generation)
        planned = plan(parse(head), expander)
        if not (planned.groups or planned.must):
            return None
        clause = planned.clause()
        last = list(analyze(head))[-1]
        if head[last.end :].strip() or is_stop_word(last.exact):
            return _Before(clause, Counter())
        variants = expander.lexicon.find_variants(last.exact, _MAX_VARIANTS)
        forms = [last.exact, *(variant.term for variant in variants)]
        hits = self._engine.search(SearchRequest(clause, limit=_SAMPLE_ARTICLES)).hits
        articles = self._archive.store.get_many([hit.id for hit in hits]).values()
        return _Before(clause, _following(forms, (a.body[:_SAMPLE_CHARS] for a in articles)))

    def _names(self, query: Query, lexicon: Lexicon) -> Iterator[tuple[float, Suggestion]]:
        """Names that are not spelled by sound, as Hindi papers write them: germ, जर्मनी."""
        text = str(query)
        if len(text.strip()) < _MIN_NAME_CHARS or not all(part.is_bare for part in query.parts):
            return
        for name in Thesaurus.default().complete(text, _MAX_NAMES):
            tokens = list(analyze(name))
            if not all(lexicon.articles(token.exact) for token in tokens):
                continue
            if len(tokens) == 1:
                articles = lexicon.articles(tokens[0].exact)
            else:
                phrase = Phrase(tuple((token.stem,) for token in tokens))
                articles = count(self._engine, phrase)
            if articles:
                yield _NAME_WEIGHT * log1p(articles), Suggestion(name, articles)


def _best_first(scored: tuple[float, Suggestion]) -> float:
    return -scored[0]


def _stands_apart(query: Query, word: str) -> bool:
    """Whether the word being typed is an alternative or excluded, so what it follows says nothing.

    Args:
        query: What is typed so far.
        word: Its unfinished word; "" if the next one begins.
    """
    before = query.parts[:-1] if word else query.parts
    after_or = bool(before) and before[-1].operator == "or"
    return after_or or bool(word and query.parts[-1].excluded)


def _completions(word: str, lexicon: Lexicon, following: Counter[str]) -> Iterator[Completion]:
    """Words that are no stop words, likeliest first; of the forms of one word the likeliest."""
    gains = {one: _FOLLOWING_WEIGHT * log1p(articles) for one, articles in following.items()}
    if word:
        found = lexicon.complete(word, _MAX_COMPLETIONS, boosts=gains)
    else:
        often = sorted(following, key=lambda one: (-following[one], one))
        found = tuple(
            Completion(one, gains[one], lexicon.articles(one))
            for one in often
            if following[one] >= _MIN_FOLLOWING
        )
    seen = set()
    for one in found:
        stem = term(one.term)[1]
        if stem not in seen and one.articles and not is_stop_word(one.term):
            seen.add(stem)
            yield one


def _following(forms: list[str], texts: Iterator[str]) -> Counter[str]:
    """Which words follow one of the forms, each with the number of texts in which it does."""
    either = "|".join(map(regex.escape, forms))
    pattern = regex.compile(
        rf"(?<!{_LETTERS})(?:{either})[ \u00a0-]{{1,2}}({_LETTERS}{{2,40}}+)", regex.IGNORECASE
    )
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update({term(word)[0] for word in pattern.findall(text)})
    return counted
