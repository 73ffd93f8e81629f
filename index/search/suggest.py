"""What a half-typed query may become: its last word completed, the words before it kept.

What follows the word before in the archive's own texts comes first. It offers, and changes nothing
of what was typed; it says nothing where a filter or a sign stands that no word completes.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log1p

import regex

from archive.store import Store
from index.analysis import analyze, is_stop_word, term
from index.analysis.tokenizer import spans
from index.engine import AllOf, Clause, Engine, Phrase, SearchRequest, Term, count
from index.fields import LABELS
from index.lexicon import Completion, Lexicon
from index.query.parser import parse
from index.search.expansion import Expander
from index.search.planner import plan
from index.transliteration.names import complete_name

LONGEST = 200
"""Characters of a query that are completed: nobody needs help with a longer one."""

MOST = 8
_WEIGHED = 40
"""Suggestions, and completions that they are chosen from."""

_LOOKED_INTO = 30
_LOOKED_AT = 20_000
_FORMS = 4
"""Articles, and characters of each, in which the words are looked up that follow the one before,
and forms that this one may have."""

_FOLLOWS = 3.0
_LEAST = 2
"""What log(articles in which it follows) weighs, and in how many a word must follow of which
nothing is typed yet."""

_PATIENCE = 0.008
"""Seconds given to counting articles with all the words; what is not counted has no number."""

_REMEMBERED = 256
"""Beginnings of queries whose articles are looked into once."""

_LEAST_OF_NAME = 3
_NAMES = 8
_NAME = 0.7
"""Letters from which on names are offered, names looked at, and what the logarithm of a name's
articles weighs, as it does for words."""

_BARE = regex.compile(r"[^\"“”„‟«»＂|:=*−]*")
_FILTER = regex.compile(rf"(?:^|\s)[-−]?(?:{'|'.join(LABELS)}|after|before):\S*$", regex.I)
_APART = regex.compile(r"(?:(?:^|\s)(?:OR|या)\s+|\|\s*|(?:^|\s)[-−]\S*)$")
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
    """Completes queries. Threads may share one.

    Args:
        lexicon: Gives the words of the archive as they are now.
    """

    def __init__(self, store: Store, engine: Engine, lexicon: Callable[[], Lexicon]) -> None:
        self._store = store
        self._engine = engine
        self._lexicon = lexicon
        self._remembered: dict[str, _Before | None] = {}
        self._remembered_of: Lexicon | None = None

    def suggest(self, text: str, limit: int = MOST) -> tuple[Suggestion, ...]:
        """Queries that this one may become, likeliest first; none for what cannot be completed.

        Raises:
            EngineUnavailable: There is no index, or it cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        if len(text) > LONGEST or _FILTER.search(text):
            return ()
        lexicon = self._lexicon()
        head, word = _cut(text)
        scored = list(self._names(text, lexicon))
        if head.strip():
            found = [one for _, one in sorted(scored, key=_best_first)]
            found += self._going_on(head, word, lexicon, limit)
        else:
            words = _completions(word, lexicon, Counter()) if word else ()
            scored += [(one.score, Suggestion(head + one.term, one.articles)) for one in words]
            found = [one for _, one in sorted(scored, key=_best_first)]
        # A name may be a word too; the first place counts.
        first: dict[str, Suggestion] = {}
        for one in found:
            first.setdefault(one.text, one)
        return tuple(first.values())[:limit]

    def _going_on(self, head: str, word: str, lexicon: Lexicon, limit: int) -> Iterator[Suggestion]:
        """The last word completed; those that no article has with the words before are left out."""
        before = None if _APART.search(head) else self._known(head, lexicon)
        until = 0.0
        following = before.following if before else Counter[str]()
        for one in _completions(word, lexicon, following):
            articles = None
            until = until or time.perf_counter() + _PATIENCE
            if before and time.perf_counter() < until:
                exact, stem = term(one.term)
                both = AllOf((before.clause, Term(stem, exact)))
                articles = count(self._engine, both)
            if articles != 0:
                yield Suggestion(head + one.term, articles)
                limit -= 1
            if limit <= 0:
                break

    def _known(self, head: str, lexicon: Lexicon) -> _Before | None:
        """What stands before the last word stays the same while this one is typed."""
        if lexicon is not self._remembered_of or len(self._remembered) >= _REMEMBERED:
            self._remembered, self._remembered_of = {}, lexicon
        remembered = self._remembered
        if head not in remembered:
            remembered[head] = self._before(head, lexicon)
        return remembered[head]

    def _before(self, head: str, lexicon: Lexicon) -> _Before | None:
        planned = plan(parse(head), Expander(lexicon, self._engine, ()))
        if not (planned.groups or planned.must):
            return None
        clause = planned.clause(len(planned.groups))
        last = list(analyze(head))[-1]
        if head[last.end :].strip() or is_stop_word(last.exact):
            return _Before(clause, Counter())
        forms = [last.exact, *(v.term for v in lexicon.find_variants(last.exact, _FORMS))]
        hits = self._engine.search(SearchRequest(clause, limit=_LOOKED_INTO)).hits
        articles = self._store.get_many([hit.id for hit in hits]).values()
        return _Before(clause, _following(forms, (a.body[:_LOOKED_AT] for a in articles)))

    def _names(self, text: str, lexicon: Lexicon) -> Iterator[tuple[float, Suggestion]]:
        """Names that are not spelled by sound, as Hindi papers write them: germ, जर्मनी."""
        if len(text.strip()) < _LEAST_OF_NAME or not _BARE.fullmatch(text):
            return
        for name in complete_name(text, _NAMES):
            tokens = list(analyze(name))
            if len(tokens) == 1:
                articles = lexicon.articles(tokens[0].exact)
            else:
                phrase = Phrase(tuple((token.stem,) for token in tokens))
                articles = count(self._engine, phrase)
            if articles:
                yield _NAME * log1p(articles), Suggestion(name, articles)


def _best_first(scored: tuple[float, Suggestion]) -> float:
    return -scored[0]


def _cut(text: str) -> tuple[str, str]:
    """The words before the last, and the last one if it is still being typed."""
    tokens = list(spans(text))
    if tokens and tokens[-1][1] == len(text):
        return text[: tokens[-1][0]], text[tokens[-1][0] :]
    return (text, "") if text[-1:].isspace() else ("", "")


def _completions(word: str, lexicon: Lexicon, following: Counter[str]) -> Iterator[Completion]:
    """Words that tell something, likeliest first, of the forms of one word the likeliest."""
    gains = {one: _FOLLOWS * log1p(articles) for one, articles in following.items()}
    if word:
        found = lexicon.complete(word, _WEIGHED, boosts=gains)
    else:
        often = sorted(following, key=lambda one: (-following[one], one))
        found = tuple(
            Completion(one, gains[one], lexicon.articles(one))
            for one in often
            if following[one] >= _LEAST
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
