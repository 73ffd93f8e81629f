"""Suggestions, measured on half-typed names: python -m tests.relevance.suggestions [--misses].

Every name of our lists, and every fourth everyday word of Dakshina, that the real news holds is
typed in Latin letters, up to 60% of them, or 80%, and the suggestions are looked at; so is its
commonest spelling, typed in Devanagari. Found: an accepted spelling is among the first eight, or
another form of the word (same stem), since a search for one finds the other.

``sets/prefixes.tsv`` has ordinary queries half typed, with what is wanted, any of several. The odd
rows were used to develop, the even rows only to measure. Measured are the rows of which a wanted
text is among the first five, and the offers that stand in three articles or fewer.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from index.analysis import term
from index.lexicon import Lexicon
from index.search.suggest import Suggester
from tests.realnews import RealNews
from tests.relevance.measuring import Say, measure_real_news
from tests.relevance.transliteration import queries

SETS = ("news", "indian", "foreign", "dakshina-dev")
SAMPLED_ONE_IN = {"dakshina-dev": 4}
TYPED_SHARES = (0.6, 0.8)
FIRST_SUGGESTIONS = 8
PREFIXES = Path(__file__).with_name("sets") / "prefixes.tsv"
FIRST_FIVE = 5
FEW_ARTICLES = 3
MIN_LETTERS = 3
"""Letters that a word must have: of two, 60% are all."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word as typed in Latin letters, and its accepted spellings that the archive holds."""

    typed: str
    accepted: frozenset[str]


def indexed_names(name: str, lexicon: Lexicon) -> list[Name]:
    """The words of a set that can be found at all."""
    rows = queries(name)[:: SAMPLED_ONE_IN.get(name, 1)]
    found = []
    for typed, spellings in rows:
        there = frozenset(word for word in spellings if lexicon.articles(word))
        if there and len(typed) >= MIN_LETTERS:
            found.append(Name(typed, there))
    return found


def prefix(word: str, share: float) -> str:
    """So much of a word as is typed; at least two letters."""
    return word[: max(2, math.ceil(share * len(word)))]


def found_share(
    typed: Iterable[tuple[str, Name]],
    suggest: Callable[[str], list[str]],
    missed: Callable[[str], object] = lambda _: None,
) -> float:
    """The share of the names of which a spelling is among the first suggestions for a text."""
    found = total = 0
    for text, name in typed:
        total += 1
        offered = suggest(text)
        if {term(word)[1] for word in name.accepted} & {term(word)[1] for word in offered}:
            found += 1
        else:
            missed(f"{text} ({name.typed}, {min(name.accepted)}): {' '.join(offered)}")
    return found / max(total, 1)


def prefixes(half: str) -> list[tuple[str, set[str]]]:
    """Half-typed queries with what is wanted; ``half`` is odd or even."""
    rows = [line.split("\t") for line in PREFIXES.read_text("utf-8").splitlines()[1:]]
    return [(typed, set(wanted.split("|"))) for typed, wanted in rows[half == "even" :: 2]]


def measure_prefixes(
    suggester: Suggester, half: str, missed: Callable[[str], object] = lambda _: None
) -> tuple[float, float]:
    """The shares of prefixes of which a wanted text is offered, and of offers in few articles."""
    found = few = offers = 0
    rows = prefixes(half)
    for typed, wanted in rows:
        suggestions = suggester.suggest(typed)
        texts = [one.text for one in suggestions]
        offers += len(suggestions)
        few += sum(one.articles is not None and one.articles <= FEW_ARTICLES for one in suggestions)
        if wanted & set(texts[:FIRST_FIVE]):
            found += 1
        else:
            missed(f"{typed} ({min(wanted)}): {' · '.join(texts)}")
    return found / len(rows), few / offers


def first_suggestions(suggester: Suggester) -> Callable[[str], list[str]]:
    """The texts of the first suggestions."""
    return lambda text: [one.text for one in suggester.suggest(text, FIRST_SUGGESTIONS)]


def commonest(name: Name, lexicon: Lexicon) -> str:
    """The spelling that most articles have."""
    return max(sorted(name.accepted), key=lexicon.articles)


def report(_: Path, news: RealNews, say: Say, missed: Say) -> None:
    """Measure and print."""
    lexicon = news.opened.words.lexicon()
    suggest = first_suggestions(Suggester(news.opened))
    say("set           words  60% Latin  80% Latin  60% Devanagari")
    for name in SETS:
        names = indexed_names(name, lexicon)
        shares = [
            found_share(((prefix(n.typed, s), n) for n in names), suggest, missed)
            for s in TYPED_SHARES
        ]
        hindi = ((prefix(commonest(n, lexicon), TYPED_SHARES[0]), n) for n in names)
        shares.append(found_share(hindi, suggest, missed))
        say(f"{name:13} {len(names):5}  {shares[0]:9.3f}  {shares[1]:9.3f}  {shares[2]:14.3f}")
    for half in ("odd", "even"):
        wanted, few = measure_prefixes(Suggester(news.opened), half, missed)
        say(f"{half} prefixes: {wanted:.3f} offered, {few:.3f} in few articles")


if __name__ == "__main__":
    measure_real_news("suggestions", report)
