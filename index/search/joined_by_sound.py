"""Written together or apart in Latin letters: lok sabha is लोकसभा, grihmantri गृह मंत्री.

A Latin word is a part as the Hindi word that it likely sounds like; which parts may be one word
``joined`` decides.
"""

from collections.abc import Sequence
from itertools import islice, product

from index.analysis import is_stop_word
from index.lexicon import Lexicon
from index.query.terms import QueryToken
from index.search.equivalents import Held
from index.search.joined import MAX_WORDS_JOINED, MIN_LETTERS, Joins
from index.search.likely_variants import LikelyVariants
from index.thesaurus import LATIN_FUNCTION_WORDS, Thesaurus
from index.transliteration.phonemes import is_devanagari

MAX_FORMS_BY_SOUND = 3
"""Hindi words that a Latin one may be as a part of a longer word: lok sabha, लोकसभा."""

MAX_FORMS_TOGETHER = 16
"""Ways to make one word of several whose parts may each be several."""

SOUNDS_AS_A_PART = 0.8
"""How near a Hindi word must sound to be half of a word, or a whole, where the rest is unknown."""

LONG_LETTERS, MIN_LETTERS_BESIDE_LONG = 7, 2
"""Letters from which on a word may have a first half of so few: upchunav, उप चुनाव."""

MAX_LETTERS_CUT = 30
"""A longer word in Latin letters is cut nowhere."""


class JoinedBySound:
    """Finds the other way to write words, of which some may be in Latin letters.

    Its methods raise ``EngineUnavailable`` if the index cannot be read.

    Args:
        joins: Of the archive.
        likely: What sounds like a word.
        lexicon: The words of the archive.
    """

    def __init__(self, joins: Joins, likely: LikelyVariants, lexicon: Lexicon) -> None:
        self._joins = joins
        self._likely = likely
        self._lexicon = lexicon

    def whole(self, words: Sequence[QueryToken]) -> str:
        """These words as one word that the archive or the thesaurus holds; "" if neither does."""
        if not (
            1 < len(words) <= MAX_WORDS_JOINED and all(word.exact[:1].isalpha() for word in words)
        ):
            return ""
        if any(word.exact in LATIN_FUNCTION_WORDS for word in words):
            # "when is" is not वेनिस.
            return ""
        forms = [self._forms_by_sound(word) for word in words]
        for some in islice(product(*forms), MAX_FORMS_TOGETHER):
            if whole := self._joins.together(some):
                return whole
        if any(
            len(some) == 1 and word.exact.isascii() for word, some in zip(words, forms, strict=True)
        ):
            return self._sure_sound("".join(word.exact for word in words))
        return ""

    def in_a_row(self, words: Sequence[QueryToken], thesaurus: Thesaurus) -> tuple[str, ...]:
        """The Hindi words that these Latin ones sound like, if the thesaurus knows them together.

        Hawai jahaz is हवाई जहाज, and so all that means the same. Nothing of other words.
        """
        typed = [word.exact for word in words]
        latin = all(each.isascii() and each.isalpha() for each in typed)
        if len(typed) < 2 or not latin or thesaurus.knows(typed):  # noqa: PLR2004
            return ()
        forms = [tuple(filter(is_devanagari, self._forms_by_sound(word))) for word in words]
        some = islice(product(*forms), MAX_FORMS_TOGETHER)
        return next((each for each in some if thesaurus.knows(each)), ())

    def apart(self, word: QueryToken) -> list[Held]:
        """The two Hindi words that one in Latin letters is, if it is none: grihmantri, गृह मंत्री."""
        latin = word.exact
        if not (latin.isascii() and latin.isalpha()) or len(latin) > MAX_LETTERS_CUT:
            return []
        least = MIN_LETTERS_BESIDE_LONG if len(latin) >= LONG_LETTERS else MIN_LETTERS
        halves = ((latin[:n], latin[n:]) for n in range(least, len(latin) - MIN_LETTERS + 1))
        # Most beginnings are no word: then the rest is not looked up.
        begun = ((first, rest) for left, rest in halves if (first := self._sure_sound(left)))
        cuts = [(first, last) for first, rest in begun if (last := self._sure_sound(rest))]
        best = self._joins.commonest(cuts)
        return self._joins.held_as(best) if best else []

    def _sure_sound(self, latin: str) -> str:
        """The Hindi word that surely sounds like this; "" if there is none, or it is no Latin."""
        found = (
            self._lexicon.find_variants(latin, min_weight=SOUNDS_AS_A_PART)
            if latin.isascii()
            else ()
        )
        hindi = (v.term for v in found if v.why == "sound" and is_devanagari(v.term))
        best = next(hindi, "")
        return "" if is_stop_word(best) else best

    def _forms_by_sound(self, word: QueryToken) -> tuple[str, ...]:
        """What a word may be in another that is written together."""
        if not word.exact.isascii() or word.exact in LATIN_FUNCTION_WORDS:
            return (word.exact,)
        variants = self._likely.of(word)
        if variants and is_stop_word(max(variants, key=lambda v: v.articles).term):
            return ()
        hindi = (v.term for v in variants if is_devanagari(v.term) and not is_stop_word(v.term))
        return (*islice(hindi, MAX_FORMS_BY_SOUND), word.exact)
