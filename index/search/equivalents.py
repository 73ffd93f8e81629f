"""Equivalents: of what the thesaurus gives for a word or phrase, what the archive holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.analysis import Token, analyze, is_stop_word
from index.engine import Engine, Phrase, count
from index.engines.bm25 import bm25_idf
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryToken
from index.search.own_forms import forms_apart, is_rare_form, own_forms
from index.thesaurus import Equivalent, Thesaurus
from index.thesaurus.keys import lookup_key
from index.transliteration.phonemes import is_devanagari

NAME_WEIGHT = 1.0
"""What a name in Latin letters weighs in Hindi: Cairo is काहिरा, and few articles write Cairo."""

EQUIVALENT_WEIGHT = 0.9
"""What a word that means the same weighs: below the word itself, and not by much, since whoever
searches अदालत wants what says कोर्ट too."""

ALSO_WEIGHT = 0.6
"""What one of several things weighs that an English word may mean."""

BESIDE_HINDI = 0.65
"""What an equivalent keeps of its weight beside a Hindi word: who types भाजपा sees भाजपा first."""

BESIDE_A_NAME = 0.5
"""What a word that only sounds like a known name keeps of its weight: Russia is रूस, not रशिया."""

LONG_STEM = 6
"""Characters from which on a stem hardly ever is that of another word."""

MAX_HELD = 16
"""Equivalents of a word or phrase that are searched at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """An equivalent that the archive holds.

    Attributes:
        phrase: Of several words: what finds them; None: it is one word.
        highlight: What is marked in the articles found.
        is_person: It is the name of a person.
        share: What it counts, beside its weight.
    """

    variant: Variant
    phrase: Phrase | None
    highlight: HighlightTerms
    is_person: bool = False
    share: float = 1.0

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words: two forms with the same ones find the same."""
        return tuple(stem for position in self.highlight.positions for stem in position)

    def as_term(self) -> "Held":
        """The same as a term, if it is one word."""
        return replace(self, phrase=None, share=1.0) if len(self.stems) == 1 else self


def held_equivalents(
    words: Sequence[QueryToken], thesaurus: Thesaurus, lexicon: Lexicon, engine: Engine
) -> list[Held]:
    """The equivalents of these words together, the surest first.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    typed = [word.typed for word in words]
    found: list[Held] = []
    # सर्गेई लावरोव is no more than लावरोव: whatever holds the one holds the other.
    known = [tuple(word.stem for word in words)]
    forms = thesaurus.find(typed, shouted=any(word.shouted for word in words))
    for each in sorted(forms, key=lambda each: (not each.near, each.form.count(" ") > 0)):
        tokens = list(analyze(each.form))
        stems = tuple(token.stem for token in tokens)
        if len(stems) == len(words) == 1 and stems == known[0] and is_devanagari(words[0].exact):
            # Of one stem, but perhaps not a form of the word: अर्द्धशतक, अर्धशतक.
            term, phrase, articles = tokens[0].exact, None, lexicon.articles(tokens[0].exact)
        elif any(lies_in(one, stems) for one in known):
            continue
        elif each.kind == "person" and lies_in(stems, known[0]):
            # Who types a whole name does not mean all who share a part of it.
            continue
        elif len(tokens) == 1:
            articles = articles_of_word(tokens[0], lexicon, engine)
            term = each.form if each.form.isascii() else tokens[0].exact
            phrase = None
        else:
            term, phrase = each.form, Phrase(tuple((token.stem,) for token in tokens))
            there = tokens and all(engine.frequencies(stems).values())
            articles = count(engine, phrase) if there else 0
        if articles:
            known.append(stems)
            highlight = HighlightTerms(tuple(frozenset({token.stem}) for token in tokens))
            variant = _variant(each, term, articles, in_latin="".join(typed).isascii())
            found.append(Held(variant, phrase, highlight, each.kind == "person"))
    found.sort(key=lambda held: -held.variant.weight)
    return found[:MAX_HELD]


def as_rare_as_typed(
    words: Sequence[QueryToken], found: Sequence[Held], lexicon: Lexicon, engine: Engine
) -> list[Held]:
    """The equivalents, with phrases of rare words counting no more than what was typed.

    नरेंद्र मोदी is common, and a few articles write Narendra Modi: these are not to stand first for
    being rare. The idf of one word is shared by all its equivalents, that of a phrase is its own.
    """
    stems = {stem for each in found if each.phrase for stem in each.stems}
    if not stems:
        return list(found)
    typed = [word.stem for word in words]
    counts = engine.frequencies({*stems, *typed})

    def idf(*documents: int) -> float:
        return sum(bm25_idf(each, lexicon.most_articles) for each in documents)

    if len(words) == 1:
        most = idf(max(counts[typed[0]], *(each.variant.articles for each in found)))
    else:
        most = idf(*(counts[stem] for stem in typed))
    return [
        replace(each, share=min(1.0, most / idf(*(counts[stem] for stem in each.stems))))
        if each.phrase
        else each
        for each in found
    ]


def _variant(equivalent: Equivalent, term: str, articles: int, *, in_latin: bool) -> Variant:
    if not equivalent.near:
        weight = ALSO_WEIGHT
    else:
        is_name = equivalent.kind != "word"
        in_hindi = BESIDE_HINDI if not in_latin else 1.0
        weight = in_hindi * (NAME_WEIGHT if is_name else EQUIVALENT_WEIGHT)
    return Variant(term, weight, articles, "equivalent" if equivalent.kind == "word" else "name")


def lies_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the stems stand in the others next to each other and in this order."""
    size = len(part)
    return any(tuple(whole[n : n + size]) == tuple(part) for n in range(len(whole) - size + 1))


def articles_of_word(token: Token | QueryToken, lexicon: Lexicon, engine: Engine) -> int:
    """How many articles hold the word in any form; 0 if only others of the same stem are there."""
    if is_stop_word(token.exact):
        return 0
    articles = lexicon.articles(token.exact)
    # चूना, which no article holds, has the stem of चुना: another word if the fold changed it. But
    # of हाथी there may be हाथियों.
    if not articles and lookup_key(token.exact) != token.stem and len(token.stem) < LONG_STEM:
        return sum(own_forms(token.exact, (), lexicon.articles).values())
    with_stem = engine.frequencies((token.stem,))[token.stem]
    if not articles:
        return with_stem
    if is_rare_form(token.exact, with_stem, lexicon) or (
        is_devanagari(token.exact) and forms_apart(token.exact, token.stem, (), lexicon, engine)
    ):
        return articles
    return max(articles, with_stem)
