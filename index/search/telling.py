"""What an article tells, and how much two articles tell alike: whether they are on one event.

Each is compared with the other, both ways: how much of what the one begins with does the other tell
too? Rare words weigh (tf-idf), and pairs of neighbours, which are names and set phrases. What many
of the articles that are compared begin with is their topic, and weighs little.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log1p, sqrt
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from archive.article import Article
from index.analysis import is_stop_word, terms
from index.thesaurus import Thesaurus
from index.transliteration.phonemes import is_devanagari
from index.transliteration.respelling import respelling_distance

_READ_WORDS: Final = 150
"""Words of a body that are read: what a file of many articles tells later is another story."""

_READ_CHARS: Final = _READ_WORDS * 20
"""Characters in which these words are looked for."""

_LEAD_WORDS: Final = 25
"""Words at the start of a body, without stop words, that the other article should tell too."""

_TITLE_WEIGHT: Final = 2.0
"""What a word of the title counts against one of the lead."""

_COMMON_SHARE, _COMMON_ARTICLES = 0.02, 20
"""A word in so many articles, whichever is more, weighs log 2; in more, soon nothing."""

_FEW_ARTICLES: Final = 3
"""A word in fewer articles weighs no more than in so many: most of these are typing errors."""

_PAIR_WEIGHT: Final = 1.5
"""What two neighbours count against the mean of both."""

_RARE_SHARE, _RARE_ARTICLES = 0.005, 10
"""A word in so many articles or fewer, whichever is more, is rare: mostly a name."""

_DAMPING: Final = 5
"""Added to the number of articles compared, so that two or three make no topic."""

_MIN_NAME_CHARS: Final = 5
"""A shorter word is one letter from too many others."""

_MAX_RESPELLING: Final = 0.6
"""How far two spellings of a name may be: लावरोव and लावरोफ are 0.3 apart."""

Feature = str | tuple[str, str]
"""A stem, or two stems that stand side by side but for stop words."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article tells, as far as it is read.

    Attributes:
        lead: What title and lead tell, each with what it counts.
        told: What is told in all that is read.
        words: The stems of ``lead``, each with its exact form.
    """

    lead: Mapping[Feature, float]
    told: AbstractSet[Feature]
    words: Mapping[str, str]

    @classmethod
    def of(cls, article: Article) -> "Telling":
        """Read an article, which need not be in the archive."""
        body = " ".join(article.body[:_READ_CHARS].split()[:_READ_WORDS])
        lead: dict[Feature, float] = {}
        told: set[Feature] = set()
        words: dict[str, str] = {}
        for text, weight, lead_words in (
            (article.title[:_READ_CHARS], _TITLE_WEIGHT, _READ_WORDS),
            (body, 1.0, _LEAD_WORDS),
        ):
            found = list(_words(text))
            stems = [stem for _, stem in found]
            told.update(stems)
            told.update(pair for pair in pairwise(stems) if pair[0] != pair[1])
            # All is read, but only what it begins with is looked at word by word.
            before = ""
            for exact, stem in found[:lead_words]:
                words.setdefault(stem, exact)
                lead.setdefault(stem, weight)
                if before not in {"", stem}:
                    lead.setdefault((before, stem), weight)
                before = stem
        return cls(lead, told, words)

    def taking(self, same: Mapping[str, str]) -> "Telling":
        """The same with each of these stems taken for another."""
        if self.told.isdisjoint(same):
            return self

        def taken(feature: Feature) -> Feature:
            if isinstance(feature, tuple):
                before, stem = feature
                return same.get(before, before), same.get(stem, stem)
            return same.get(feature, feature)

        lead: dict[Feature, float] = {}
        for feature, weight in self.lead.items():
            lead.setdefault(taken(feature), weight)
        words = {same.get(stem, stem): exact for stem, exact in self.words.items()}
        return Telling(lead, set(map(taken, self.told)), words)


_is_stop_word = lru_cache(maxsize=10_000)(is_stop_word)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words without stop words: exact form and stem."""
    for pair in terms(text):
        exact, stems = pair
        # Mostly a chunk is one word.
        if " " not in stems:
            if not _is_stop_word(exact):
                yield pair
            continue
        for one in zip(exact.split(), stems.split(), strict=True):
            if not _is_stop_word(one[0]):
                yield one


class Rarity:
    """What words weigh.

    Args:
        articles: How many the archive holds.
        frequencies: In how many of them each stem stands.
    """

    def __init__(self, articles: int, frequencies: Mapping[str, int]) -> None:
        self._common = max(_COMMON_SHARE * articles, _COMMON_ARTICLES)
        self._rare = max(_RARE_SHARE * articles, _RARE_ARTICLES)
        self._frequencies = frequencies

    def weight(self, feature: Feature) -> float:
        """Of a stem: log(1 + what is common / its frequency); of a pair: by its stems."""
        if isinstance(feature, tuple):
            return _PAIR_WEIGHT * (self.weight(feature[0]) + self.weight(feature[1])) / 2
        return log1p(self._common / max(self._frequencies.get(feature, 1), _FEW_ARTICLES))

    def is_rare(self, stem: str) -> bool:
        """Whether it stands in so few articles that it is likely a name."""
        return self._frequencies.get(stem, 1) <= self._rare


class Comparison:
    """Compares an article with others that are a little like it.

    Args:
        own: What the article tells.
        topic: What the others begin with: what is common to them tells no event from another.
        rarity: Of the stems of all of them.
    """

    def __init__(self, own: Telling, topic: Sequence[Telling], rarity: Rarity) -> None:
        self._own = own
        self._rarity = rarity
        self._topic = Counter(feature for telling in topic for feature in telling.lead)
        self._scale = len(topic) + _DAMPING
        self._weights: dict[Feature, float] = {}

    def likeness(self, other: Telling) -> float:
        """In [0, 1]: the geometric mean of what each begins with and the other tells."""
        return sqrt(self._covered(self._own, other) * self._covered(other, self._own))

    def shared_rare(self, other: Telling) -> int:
        """How many rare words of the article's lead the other tells."""
        return sum(stem in other.told and self._rarity.is_rare(stem) for stem in self._own.words)

    def _covered(self, one: Telling, other: Telling) -> float:
        weights = [(f, counts * self._weight(f)) for f, counts in one.lead.items()]
        whole = sum(weight for _, weight in weights)
        return sum(weight for f, weight in weights if f in other.told) / whole if whole else 0.0

    def _weight(self, feature: Feature) -> float:
        weight = self._weights.get(feature)
        if weight is None:
            # What one other begins with is no topic yet.
            apart = 1 - max(self._topic[feature] - 1, 0) / self._scale
            weight = self._weights[feature] = apart * self._rarity.weight(feature)
        return weight


def same_words(
    own: Telling, others: Sequence[Telling], rarity: Rarity, thesaurus: Thesaurus
) -> dict[str, str]:
    """Stems of the others that stand for stems of this one's lead, with these.

    They are equivalents (बीजेपी for भाजपा) and other spellings of rare words (लावरोफ for लावरोव).
    """
    strange = {stem for other in others for stem in other.words if stem not in own.told}
    found: dict[str, str] = {}
    for stem, exact in own.words.items():
        for equivalent in thesaurus.find((exact,)):
            other_stems = [other for _, other in _words(equivalent.form)]
            if equivalent.near and len(other_stems) == 1 and other_stems[0] in strange:
                found[other_stems[0]] = stem
    names = [stem for stem in strange if _is_name(stem, rarity)]
    for stem in filter(lambda stem: _is_name(stem, rarity), own.words):
        near = extract(stem, names, scorer=OSA.distance, score_cutoff=1, limit=None)
        for name, _, _ in near:
            if respelling_distance(stem, name) <= _MAX_RESPELLING:
                found.setdefault(name, stem)
    return found


def _is_name(stem: str, rarity: Rarity) -> bool:
    return len(stem) >= _MIN_NAME_CHARS and is_devanagari(stem) and rarity.is_rare(stem)
