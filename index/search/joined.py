"""Written together or apart: गृहमंत्री and गृह मंत्री are one search, as far as the archive says.

Nothing here is a list of words. Two words are written together too if the archive holds the whole;
a word is written apart too if its halves stand next to each other much oftener than by chance.
Elsewhere this is called decompounding and word break; the statistic is the ratio in pointwise
mutual information (Church and Hanks, "Word Association Norms", 1990), with articles for counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import regex

from index.analysis import analyze, is_stop_word, term
from index.analysis.folding import fold, fold_vowels
from index.engine import AllOf, Engine, Phrase, Scope, Term, count
from index.engines.bm25 import bm25_idf
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.names.spelling import one_spelling
from index.search.equivalents import LONG_STEM, Held, articles_of_word
from index.thesaurus import LATIN_FUNCTION_WORDS, Thesaurus

JOINED_WEIGHT = 0.95
"""What the other form weighs: a little less, so that the typed one stands first."""

MAX_WORDS_JOINED = 3
"""Words that are written together at most: किम जोंग उन."""

_WORDS_OF_AN_ARTICLE = 250
"""How long news is: by chance, words stand next to each other so much more rarely than in one
article. Of 18,623 articles the mean is 265."""

_MIN_LIFT = 12
"""How many times oftener than by chance the parts of a word stand in a row. Of 1,600 words of the
news with parts that do somewhere, those from 16 on (राज्य भर) are right but for a few that the next
rules keep out. Below are आज कल (7: today, tomorrow) and दिन कर (0.5), which is not दिनकर."""

_CHANCE = 0.3
"""Articles from which on a pair is expected by chance: then the whole may be another word."""

_MANY_ARTICLES, _MIN_ARTICLES = 1000, 3
"""In so many articles a pair that stands in one or two is a slip: राष्ट्री य."""

_OWN_SHARE = 0.2
"""Of the articles with its stem, or of those of the phrase, what a part must have itself, or the
phrase is of other words: डो has the stem of डॉ, and डॉ कलाम is not डोकलाम. Of काले धन and काला धन,
which are the same, the latter has this much."""

_MIN_AKSHARAS = 3
"""Of two halves together: सू ची is a name, and not सूची, a list."""

_MIN_AKSHARAS_OF_THREE = 2
"""Of each of three parts: there are more ways to cut a word in three."""

MIN_LETTERS = 3
"""Letters of a part of a word in Latin letters."""

_MAX_CUTS = 4
"""Ways to cut a word whose phrase is counted, the rarest halves first; most words have none."""

_MAX_FORMS = 4
"""Forms of a phrase in which words are joined or cut."""

_MAX_CHARS = 40
"""A longer word is cut nowhere."""

_GLUED = ("भर",)
"""What is glued to a word like a postposition: दुनियाभर, all over दुनिया, is about दुनिया."""

_AKSHARA = regex.compile(r"\X")


class Joins:
    """Finds the other way to write the words of one generation of the archive.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.
    """

    def __init__(self, lexicon: Lexicon, engine: Engine, thesaurus: Thesaurus) -> None:
        self._lexicon = lexicon
        self._thesaurus = thesaurus
        self._engine = engine
        self._is_large = lexicon.most_articles >= _MANY_ARTICLES
        self._least = _MIN_ARTICLES if self._is_large else 1

    def together(self, words: Sequence[str]) -> str:
        """These words as one, if the archive holds that; else "".

        In a small archive, which lacks most words, it is enough that the thesaurus knows it.
        """
        if not 1 < len(words) <= MAX_WORDS_JOINED or not all(words):
            return ""
        # Of two words of which one is a function word (न ही, पर देश) the whole is another word.
        if sum(map(_is_function_word, words)) > len(words) - 2:
            return ""
        whole = "".join(words)
        exact, stem = term(whole)
        if len(whole) > _MAX_CHARS or " " in exact or not _keeps_last_word(words, stem):
            return ""
        found = exact if self._lexicon.articles(exact) else ""
        if not found and (other := one_spelling(stem)) != exact and self._lexicon.articles(other):
            found = other
        if not (found or self._is_large) and self._thesaurus.knows((exact,)):
            found = exact
        if not found and len(stem) >= LONG_STEM and self._engine.frequencies((stem,))[stem]:
            # In another form: ग्राम सभा, ग्रामसभाओं.
            found = exact
        return found if found and not self._is_chance(words) else ""

    def apart(self, word: str) -> tuple[str, ...]:
        """The parts of a word that is written apart too; none if it is not."""
        if len(word) > _MAX_CHARS or is_stop_word(word):
            return ()
        borders = [akshara.end() for akshara in _AKSHARA.finditer(word)][:-1]
        halves = [(word[:border], word[border:]) for border in borders]
        best = self.commonest([each for each in halves if self._may_be(each)])
        if best or len(borders) < 2 * MAX_WORDS_JOINED - 1:
            return best
        parts = (
            (word[:first], word[first:second], word[second:])
            for number, first in enumerate(borders)
            if self._lexicon.articles(word[:first])
            for second in borders[number + 1 :]
        )
        return self.commonest([each for each in parts if self._may_be(each)])

    def known_apart(self, word: str) -> tuple[str, ...]:
        """The halves of a word that the thesaurus knows as a phrase, and not as a word.

        Only in a small archive: in a large one such a phrase stands somewhere, and is found by it.
        """
        if self._is_large:
            return ()
        borders = [akshara.end() for akshara in _AKSHARA.finditer(word[:_MAX_CHARS])][1:-2]
        if not borders or self._thesaurus.knows((word,)):
            return ()
        halves = ((word[:border], word[border:]) for border in borders)
        return next((each for each in halves if self._thesaurus.knows(each)), ())

    def held(self, words: Sequence[str]) -> list[Held]:
        """The other forms of a word or phrase that the archive holds, those of most words first."""
        forms = [*self._forms(words)]
        if len(words) == 1:
            forms += self._with_endings(words[0])
        found = [held for form in islice(forms, _MAX_FORMS) if (held := self._held(form))]
        return [self._counting_alike(words, held) for held in found]

    def _counting_alike(self, words: Sequence[str], held: Held) -> Held:
        """A phrase that counts as what was typed does: by themselves its words may be far rarer."""
        typed = [term(word)[1] for word in words]
        frequencies = self._engine.frequencies({*typed, *held.stems})
        if len(words) == 1:
            if held.phrase is None:
                return held
            frequencies[typed[0]] += held.variant.articles
        most = self._lexicon.most_articles
        idf = {stem: bm25_idf(min(df, most), most) for stem, df in frequencies.items()}
        of_typed, of_form = (sum(idf[stem] for stem in stems) for stems in (typed, held.stems))
        phrase = held.phrase or Phrase(tuple((stem,) for stem in held.stems))
        return replace(held, phrase=phrase, share=min(1.0, of_typed / of_form))

    def held_as(self, form: Sequence[str]) -> list[Held]:
        """The form itself, if the archive holds it."""
        held = self._held(form)
        return [held] if held else []

    def _forms(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The words with some of them joined, or one of them cut."""
        for length in range(min(MAX_WORDS_JOINED, len(words)), 1, -1):
            for start in range(len(words) - length + 1):
                if whole := self.together(words[start : start + length]):
                    yield (*words[:start], whole, *words[start + length :])
        for number, word in enumerate(words):
            if parts := self.apart(word):
                yield (*words[:number], *parts, *words[number + 1 :])

    def _with_endings(self, word: str) -> Iterator[tuple[str, ...]]:
        if _aksharas(word) > 1 and not is_stop_word(word):
            for ending in _GLUED:
                if self._lexicon.articles(word + ending) and self.commonest([(word, ending)]):
                    yield (word + ending,)

    def _held(self, form: Sequence[str]) -> Held | None:
        tokens = [token for word in form for token in analyze(word)]
        marks = HighlightTerms(tuple(frozenset({token.stem}) for token in tokens))
        if len(tokens) == 1:
            articles, phrase = articles_of_word(tokens[0], self._lexicon, self._engine), None
        else:
            phrase = Phrase(tuple((token.stem,) for token in tokens))
            articles = count(self._engine, phrase)
        if not articles:
            return None
        return Held(Variant(" ".join(form), JOINED_WEIGHT, articles, "joined"), phrase, marks)

    def _may_be(self, parts: Sequence[str]) -> bool:
        """Whether a word may be written in these parts, by what costs nothing to know."""
        aksharas = [_aksharas(part) for part in parts]
        if parts[0].isascii():
            long_enough = min(aksharas) >= MIN_LETTERS
        elif len(parts) > 2:  # noqa: PLR2004
            long_enough = min(aksharas) >= _MIN_AKSHARAS_OF_THREE
        else:
            long_enough = sum(aksharas) >= _MIN_AKSHARAS
        return (
            long_enough
            and sum(map(_is_function_word, parts)) <= len(parts) - 2
            and all(self._lexicon.articles(part) >= self._least for part in parts)
        )

    def commonest(self, cuts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Of some ways to cut a word the one in most articles; none if chance explains them all."""
        best: tuple[str, ...] = ()
        most = 0
        rarest_first = sorted(cuts, key=lambda parts: min(map(self._lexicon.articles, parts)))
        for parts in rarest_first[:_MAX_CUTS]:
            articles = count(self._engine, _phrase(parts))
            enough = max(self._least, _MIN_LIFT * self._by_chance(parts), most + 1)
            if articles >= enough and self._are_meant(parts, articles):
                best, most = parts, articles
        return best

    def _by_chance(self, parts: Sequence[str]) -> float:
        """In how many articles words as frequent as these would stand in a row by chance."""
        stems = [term(part)[1] for part in parts]
        frequencies = self._engine.frequencies(stems)
        places = max(self._lexicon.most_articles, 1) * _WORDS_OF_AN_ARTICLE
        expected = float(places)
        for stem in stems:
            expected *= frequencies[stem] / places
        return expected

    def _is_chance(self, parts: Sequence[str]) -> bool:
        """Whether words stand in a row no oftener than by chance, though both are frequent."""
        expected = self._by_chance(parts)
        return expected > _CHANCE and count(self._engine, _phrase(parts)) < _MIN_LIFT * expected

    def _are_meant(self, parts: Sequence[str], articles: int) -> bool:
        """Whether the phrase is of these words, and not of others that have their stems."""
        for part in parts:
            exact, stem = term(part)
            own = max(self._lexicon.articles(exact), self._lexicon.articles(one_spelling(exact)))
            if own < _OWN_SHARE * self._engine.frequencies((stem,))[stem]:
                exactly = AllOf((_phrase(parts), Term(stem, exact, scope=Scope.EXACT)))
                return count(self._engine, exactly) >= _OWN_SHARE * articles
        return True


def _phrase(parts: Sequence[str]) -> Phrase:
    return Phrase(tuple((term(part)[1],) for part in parts))


def _keeps_last_word(words: Sequence[str], stem: str) -> bool:
    """Whether the stem of the whole has the last word too: शेयर is all that is left of शेयर कर."""
    # In a short stem its vowels count, in the whole one they do not: भूमि, जन्मभुमि; बॉल, फुटबोल.
    stem, first, last = map(fold_vowels, (stem, fold("".join(words[:-1])), term(words[-1])[1]))
    rest = stem[len(first) :]
    alike = last.startswith(rest) or rest.startswith(last)
    return stem.startswith(first) and len(rest) > 1 and alike


def _is_function_word(word: str) -> bool:
    return is_stop_word(word) or word in LATIN_FUNCTION_WORDS


def _aksharas(word: str) -> int:
    """How many a word has; a conjunct counts once."""
    return sum(not found[0].endswith("\u094d") for found in _AKSHARA.finditer(word))
