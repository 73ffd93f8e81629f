"""What the archive holds that means the same as words of a query, or is the same written otherwise.

``equivalents`` says what means the same, ``joined`` what is written together or apart. Here each is
asked about what the other finds: what गृह मंत्री is, गृहमंत्री and home minister are too.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.analysis import analyze, term
from index.engine import Engine, Phrase, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.amounts import other_amounts
from index.query.terms import QueryToken
from index.search.equivalents import (
    EQUIVALENT_WEIGHT,
    Held,
    articles_of_word,
    as_rare_as_typed,
    held_equivalents,
    lies_in,
)
from index.search.joined import JOINED_WEIGHT, Joins
from index.search.joined_by_sound import JoinedBySound
from index.search.models import WordMatches
from index.search.own_forms import SHORT_AKSHARAS, aksharas
from index.search.spellings import MUCH_COMMONER, SURE_WEIGHT
from index.thesaurus import Thesaurus
from index.transliteration.phonemes import is_devanagari

MAX_WRITTEN_OTHERWISE = 6
"""Equivalents that are searched both together and apart: those of most weight."""

MAX_RESPELLED = 3
"""Equivalents that are searched in other spellings as well: each is looked up in the lexicon."""

MAX_TYPO_ARTICLES = 5
MIN_TYPO_LETTERS = 6
"""An English word is taken for a typo where nothing is found, or little and it is that long."""

MIN_GLUED_LETTERS, MIN_PART_LETTERS = 7, 3
"""Letters of what may be two English words without a space, and of each of them."""

MAX_TYPO_FORMS = 4
"""Hindi words that a mistyped English one is searched with."""


class Meanings:
    """Finds what words mean, in the forms that the archive holds.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.

    Args:
        lexicon: The words of the archive.
        engine: Tells in how many articles a term stands.
        thesaurus: What words mean.
        joins: What is written together or apart.
        by_sound: The same for words in Latin letters.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        engine: Engine,
        thesaurus: Thesaurus,
        joins: Joins,
        by_sound: JoinedBySound,
    ) -> None:
        self._lexicon = lexicon
        self._engine = engine
        self.thesaurus = thesaurus
        self._joins = joins
        self._by_sound = by_sound

    def held(self, words: Sequence[QueryToken], *, long: bool = False) -> list[Held]:
        """What means the same as these words together, and how else they and that are written.

        Args:
            words: As typed.
            long: They are part of a long query, in which Latin words are heard one by one.
        """
        exact = [word.exact for word in words]
        heard: tuple[str, ...] = ()
        if len(words) > 1:
            other = self._by_sound.whole(words)
            heard = () if long else self._by_sound.in_a_row(words, self.thesaurus)
        else:
            other = " ".join(self._joins.known_apart(exact[0]) or self._glued(words[0]))
        written = self._joins.held(exact)
        if len(words) > 1 and other:
            written += self._joins.held_as((other,))
        meant = held_equivalents(words, self.thesaurus, self._lexicon, self._engine)
        for each in self._joins.held_as(heard) if heard else ():
            meant.append(replace(each, variant=replace(each.variant, weight=1.0, why="sound")))
        forms = (other, " ".join(heard), *(each.variant.term for each in written))
        for text in dict.fromkeys(filter(None, forms)):
            tokens = _tokens(text)
            meant += held_equivalents(tokens, self.thesaurus, self._lexicon, self._engine)
        otherwise = []
        for each in meant[:MAX_WRITTEN_OTHERWISE]:
            parts = [token.exact for token in _tokens(each.variant.term)]
            # A title is no part of a word: डॉ कलाम is not डोकलाम.
            if is_devanagari(each.variant.term) and not (len(parts) > 1 and parts[0] == "डॉ"):
                weight = each.variant.weight * JOINED_WEIGHT
                for form in self._joins.held(parts):
                    variant = replace(form.variant, weight=weight, why=each.variant.why)
                    otherwise.append(replace(form, variant=variant))
        meant = as_rare_as_typed(words, [*otherwise, *meant], self._lexicon, self._engine)
        meant += self._spelled_otherwise(meant)
        distinct: dict[tuple[str, ...], Held] = {}
        typed = tuple(word.stem for word in words)
        for each in (*written, *meant):
            if not lies_in(typed, each.stems):
                distinct.setdefault(each.stems, each)
        distinct.update((each.stems, each) for each in self._amounts(exact))
        return sorted(distinct.values(), key=lambda held: -held.variant.weight)

    def _glued(self, word: QueryToken) -> tuple[str, ...]:
        """The two English words that one is which the thesaurus does not know: repo rate."""
        typed = word.exact
        if len(typed) < MIN_GLUED_LETTERS or not typed.isascii() or self.thesaurus.knows([typed]):
            return ()
        cuts = range(MIN_PART_LETTERS, len(typed) - MIN_PART_LETTERS + 1)
        halves = ((typed[:cut], typed[cut:]) for cut in cuts)
        return next(filter(self.thesaurus.knows, halves), ())

    def _spelled_otherwise(self, meant: Sequence[Held]) -> list[Held]:
        """Other spellings of the first long words among equivalents: क्वारंटाइन, क्वारेंटाइन."""
        found = []
        known = {each.variant.term for each in meant}
        words = [
            each
            for each in meant
            if not each.phrase and aksharas(each.variant.term) > SHORT_AKSHARAS
        ]
        for each in words[:MAX_RESPELLED]:
            for variant in self._lexicon.find_variants(each.variant.term, min_weight=SURE_WEIGHT):
                if variant.why == "spelling" and variant.term not in known:
                    known.add(variant.term)
                    weight = each.variant.weight * variant.weight
                    stem = term(variant.term)[1]
                    spelled = replace(variant, weight=weight, why=each.variant.why)
                    marks = HighlightTerms((frozenset({stem}),))
                    found.append(replace(each, variant=spelled, highlight=marks))
        return found

    def _amounts(self, words: Sequence[str]) -> list[Held]:
        """The same amount written otherwise: 500000, 5 लाख."""
        found = []
        for form in other_amounts(words):
            text, places = form.text, form.words
            phrase = Phrase(places) if len(places) > 1 else None
            if phrase and not all(any(self._counts(stems)) for stems in places):
                continue
            articles = count(self._engine, phrase) if phrase else self._lexicon.articles(text)
            if articles:
                variant = Variant(text, EQUIVALENT_WEIGHT, articles, "equivalent")
                found.append(Held(variant, phrase, HighlightTerms(tuple(map(frozenset, places)))))
        return found

    def _counts(self, stems: Sequence[str]) -> list[int]:
        return list(self._engine.frequencies(stems).values())

    def told(self, word: QueryToken, matches: WordMatches) -> WordMatches:
        """The matches, with a Hindi word itself where the archive has other forms: नदी, नदियों."""
        if not is_devanagari(word.exact) or any(
            each.term == word.exact for each in (*matches.matched, *matches.off)
        ):
            return matches
        articles = articles_of_word(word, self._lexicon, self._engine)
        itself = (Variant(word.exact, 1.0, articles),) if articles else ()
        return replace(matches, matched=(*itself, *matches.matched))

    def guessed(
        self, word: QueryToken, held: Sequence[Held], variants: Sequence[Variant]
    ) -> list[Held]:
        """What a word that the thesaurus does not know may mean: as it is heard, cut or mistyped.

        Args:
            word: As typed.
            held: What else it is written as.
            variants: What sounds or is spelled like it.
        """
        found = [*held, *self._as_heard(word, variants)]
        forms = [*(each.variant.term for each in found), *(each.term for each in variants)]
        if word.exact.isascii() and not any(map(is_devanagari, forms)):
            found += self._by_sound.apart(word)
        known = [*variants, *(each.variant for each in found)]
        return found[len(held) :] + self._without_typo(word, known)

    def _as_heard(self, word: QueryToken, variants: Sequence[Variant]) -> list[Held]:
        """What means the same as the Hindi word that another script writes: adalat, कोर्ट.

        Of a Hindi word, the other names of what it is another spelling of: उड़िसा, ओडिशा.
        """
        hindi = is_devanagari(word.exact)
        best = next((v for v in variants if v.why == ("spelling" if hindi else "sound")), None)
        if best is None or (hindi and best.weight < SURE_WEIGHT):
            return []
        exact, stem = term(best.term)
        held = self.held((QueryToken(best.term, exact, stem),))
        return [
            each
            for each in held
            if not each.variant.term.isascii() and not (hindi and each.variant.why != "name")
        ]

    def _without_typo(self, word: QueryToken, found: Sequence[Variant]) -> list[Held]:
        """What an English word means with one typo less, where nearly nothing else is found."""
        articles = sum(variant.articles for variant in found)
        if not word.exact.isascii() or word.shouted:
            return []
        if articles and len(word.exact) < MIN_TYPO_LETTERS:
            return []
        heard = next((variant.term for variant in found if variant.why == "sound"), "")
        sounds_right = articles > MAX_TYPO_ARTICLES and self._is_heard_right(word, heard)
        if articles > MAX_TYPO_ARTICLES and not sounds_right:
            return []
        forms = self.thesaurus.within_one_edit(word.exact)[:MAX_TYPO_FORMS]
        meant = [
            replace(each, variant=replace(each.variant, weight=EQUIVALENT_WEIGHT, why="equivalent"))
            for form in forms
            for each in self._joins.held_as([token.exact for token in _tokens(form)])
        ]
        known = {variant.term for variant in found}
        return [
            each
            for each in meant
            if each.variant.term not in known
            and (sounds_right or each.variant.articles > MUCH_COMMONER * articles)
        ]

    def _is_heard_right(self, word: QueryToken, heard: str) -> bool:
        """Whether a word sounds as the English one does that it is a typo of: governmnt."""
        if self.thesaurus.knows([word.typed]):
            return False
        return any(
            heard in (each.form for each in self.thesaurus.find((right,)))
            or heard in (variant.term for variant in self._lexicon.find_variants(right)[:2])
            for right in self.thesaurus.keys_within_one_edit(word.exact)[:MAX_TYPO_FORMS]
        )


def _tokens(text: str) -> list[QueryToken]:
    return [
        QueryToken(text[each.start : each.end], each.exact, each.stem) for each in analyze(text)
    ]
