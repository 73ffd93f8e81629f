"""Tells which near spellings of a Hindi word are meant, and which are other words.

A lexicon finds what is spelled or sounds nearly alike, and of short words that mostly is another
word: चीता (cheetah), चिता (pyre), चिंता (worry). No list of words decides here, but how words are
respelled and how many articles hold each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.analysis.folding import fold, normalize_ending
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryToken
from index.search.own_forms import (
    CONSONANT,
    SHORT_AKSHARAS,
    aksharas,
    may_be_a_verb,
    own_forms,
)
from index.transliteration.phonemes import is_devanagari
from index.transliteration.respelling import consonants

SURE_WEIGHT = 0.56
"""Variants of this weight are searched for without asking. On first pages 97% of the articles then
hold an accepted spelling; with all variants from 0.15 on it is 95% (tests/relevance/precision.py).
What is left out is offered where little is found."""

LIKELY_WEIGHT = 0.42
COMMON_ENOUGH = 0.8
"""A variant between the two weights is searched for if it is much commoner than the best one, so
that its weight times the fourth root of how much commoner it is reaches this: khattar is खट्टर,
though one article writes खत्तर."""

CONSONANTS_OF_A_RESPELLING = 3
"""Consonants from which on vowels of nearly one sound (ै and े, ॉ and ा) are one in a short word:
डाक्टर is डॉक्टर, मास्को is मॉस्को, but बाल is not बॉल."""

CONSONANTS_OF_A_LONG_WORD = 4
WEIGHT_IN_A_LONG_WORD = 0.54
SOMEWHAT_RARER = 4
"""Consonants from which on a word is long, and the weight that is enough for its spellings: one of
another ा or of one t for another. With so few, a spelling is so many times rarer, too."""

MUCH_RARER = 10
"""How many times rarer than the typed word a near spelling is that may be a slip of writing it."""

MUCH_COMMONER = 20
"""How many times commoner a word is that a rare one was meant for: with an anusvara, गाधी;
without a typo in English, terorist."""

SURELY_COMMONER = 100
"""The same of a word that is not rare: नरेद्र, which seven articles have."""

COMMONER_WITH_THE_LAST = 10
"""The same where the anusvara is the last sign: बाते is hardly ever another word than बातें."""

COMMONER_NASAL = 2
"""The same of a word by its sound, of which Latin letters do not tell where its anusvara stands."""

COMMONER_ELSEWHERE = 5
"""The same where the anusvara stands at another place: मुबंई, आंतकी, ससंद. Of 71,567 words of the news
360 have such a twin; of the 150 commonest only three that end in it are another word (घटीं, घंटी)."""

WEIGHT_WITH_THE_LAST = 0.95
"""What that form weighs."""

RARE_ARTICLES = 3
"""Articles up to which a word is rare."""

_MAX_PLACES = 30
"""Places in a word at which an anusvara is tried."""

_MISPLACED_BY = 4
"""Characters by which an anusvara is misplaced: to the akshara before or behind."""

_MAY_LACK_THE_LAST = re.compile("[ोेएओ]$")
"""Endings of verbs and plurals. Not ा, ी: नदिया is a town, and no rivers, नदियां."""

_NASAL_SIGNS = re.compile("[ंँ]|[ङञणनम]्(?=[क-भ])")
_NEARLY_ONE_SOUND = str.maketrans("ैौॉऐऔऑ", "ेोाएओआ")


def searched_spellings(word: QueryToken, lexicon: Lexicon) -> tuple[Variant, ...]:
    """The spellings of a Devanagari word that are searched for without asking, itself first."""
    # A colon for the visarga, dots and apostrophes are gone from the exact form.
    typed = word.exact if is_devanagari(word.exact) else word.typed
    found = lexicon.find_variants(typed, min_weight=LIKELY_WEIGHT)
    best = next((variant.articles for variant in found if variant.why != "exact"), 1)
    slips = _respellings_of_long(typed, found, lexicon)
    likely = tuple(
        variant
        for variant in found
        if variant.why == "exact"
        or variant.weight >= SURE_WEIGHT
        or variant.weight * (variant.articles / max(best, 1)) ** 0.25 >= COMMON_ENOUGH
        or variant in slips
    )
    if not likely and consonants(typed) >= CONSONANTS_OF_A_LONG_WORD:
        # Where nothing else is found, the best is: अल्बानीज, अल्बनीज.
        likely = tuple(variant for variant in found if variant.why == "spelling")[:1]
    if not is_devanagari(word.exact):
        return likely
    if last := _with_last_anusvara(word.exact, lexicon):
        others = likely_spellings(word.exact, likely, lexicon)
        return (*(variant for variant in others if variant.term != last.term), last)
    near = likely_spellings(word.exact, likely, lexicon)
    known = {variant.term for variant in near}
    slips = (*_with_anusvara(word.exact, lexicon), *misplaced_anusvara(word.exact, lexicon))
    return (*near, *(variant for variant in slips if variant.term not in known))


def lacks_last_anusvara(typed: str, variant: Variant) -> bool:
    """Whether a variant is the typed form with the anusvara that it lacks at its end."""
    return variant.term == _with_last_sign(typed)


def _with_last_sign(typed: str) -> str | None:
    """The form that a word is which lacks the anusvara at its end; None: it is no such word."""
    return f"{typed}ं" if _MAY_LACK_THE_LAST.search(typed) else None


def _with_last_anusvara(typed: str, lexicon: Lexicon) -> Variant | None:
    """The commoner form of a word that lacks the anusvara at its end: मंत्रियो, बाते."""
    form = _with_last_sign(typed)
    articles = lexicon.articles(form) if form else 0
    if not form or articles <= COMMONER_WITH_THE_LAST * lexicon.articles(typed):
        return None
    return Variant(form, WEIGHT_WITH_THE_LAST, articles, "spelling")


def misplaced_anusvara(typed: str, lexicon: Lexicon) -> tuple[Variant, ...]:
    """The same word with an anusvara at another place, of which only one of the two is right.

    Returns:
        The much commoner form, if it was misplaced here; else the rare ones that misplace it.
    """
    articles = lexicon.articles(typed)
    counts = {form: lexicon.articles(form) for form in _moved(typed)}
    best = max(counts, key=lambda form: counts[form], default="")
    times = MUCH_COMMONER if typed.endswith(("ं", "ँ")) else COMMONER_ELSEWHERE
    if best and counts[best] >= max(times * articles, 1):
        forms = [best]
    else:
        forms = [
            form
            for form, number in counts.items()
            if 0 < number * COMMONER_ELSEWHERE <= articles and not form.endswith(("ं", "ँ"))
        ]
    return tuple(Variant(form, SURE_WEIGHT, counts[form], "spelling") for form in forms)


def _moved(word: str) -> Iterator[str]:
    """The forms of a word with one of its nasal signs at another place nearby."""
    for place, sign in enumerate(word[:_MAX_PLACES]):
        if sign in "ंँ":
            bare = word[:place] + word[place + 1 :]
            first, last = max(place - _MISPLACED_BY, 1), min(place + _MISPLACED_BY, len(bare))
            for at in range(first, last + 1):
                if at != place:
                    yield from (f"{bare[:at]}{one}{bare[at:]}" for one in "ंँ")


def commoner_nasal(heard: Variant, lexicon: Lexicon) -> tuple[Variant, ...]:
    """The commoner spelling of a word that differs in its last or its only anusvara, if there is.

    Who types Latin letters leaves the last one out (gehu, kua), and papers misplace it: गेंहू is
    गेहूं, कुआ is कुआं.
    """
    bare = heard.term.replace("ं", "")
    forms = {f"{heard.term}ं"} if heard.term[-1:] not in "ंँ" else set()
    if len(bare) + 1 == len(heard.term):
        forms |= {f"{bare[:n]}ं{bare[n:]}" for n in range(1, len(bare) + 1)} - {heard.term}
    articles = {form: lexicon.articles(form) for form in forms}
    best = max(articles, key=lambda form: articles[form], default="")
    if not best or articles[best] < COMMONER_NASAL * heard.articles:
        return ()
    return (replace(heard, term=best, articles=articles[best]),)


def _respellings_of_long(
    typed: str, found: Sequence[Variant], lexicon: Lexicon
) -> tuple[Variant, ...]:
    """The spellings of a long word that one letter makes, गिलगित and गिलगिट.

    A verb has other forms so near: सुधारना is not सुधरना.
    """
    near = [
        variant
        for variant in found
        if variant.why == "spelling" and WEIGHT_IN_A_LONG_WORD <= variant.weight < SURE_WEIGHT
    ]
    if not near or (size := consonants(typed)) < CONSONANTS_OF_A_LONG_WORD:
        return ()
    articles = lexicon.articles(typed)
    rarer = SOMEWHAT_RARER if size == CONSONANTS_OF_A_LONG_WORD else 0
    nasals = _NASAL_SIGNS.findall(typed)
    likely = [
        variant
        for variant in near
        # An anusvara makes another word sooner: कैंसर is not केसर.
        if variant.articles * rarer <= articles and _NASAL_SIGNS.findall(variant.term) == nasals
    ]
    return tuple(likely) if likely and not may_be_a_verb(typed, lexicon.articles) else ()


def likely_spellings(
    word: str, variants: tuple[Variant, ...], lexicon: Lexicon
) -> tuple[Variant, ...]:
    """The variants of a Devanagari word without the spellings that are likely other words.

    All of them are kept of a long word, and of one that no article holds: that may be a slip.

    Args:
        word: Its exact form.
        variants: As the lexicon found them.
        lexicon: Tells in how many articles a form stands.
    """
    articles = next((v.articles for v in variants if v.term == word), 0)
    # An archive that has नदियों has नदी, and means no नंदी.
    articles = articles or sum(own_forms(word, (), lexicon.articles).values())
    if not articles or aksharas(word) > SHORT_AKSHARAS:
        return variants
    return tuple(
        variant
        for variant in variants
        if variant.why != "spelling"
        or variant.articles * MUCH_RARER <= articles
        or _is_respelling(word, variant.term)
    )


def _is_respelling(word: str, other: str) -> bool:
    """Whether a short word is another only as writers spell it: by the folds of the index."""
    one, two = normalize_ending(word), normalize_ending(other)
    if len(CONSONANT.findall(one)) < CONSONANTS_OF_A_RESPELLING:
        # शॉ is not शो, nor हरि हरी, though at the end of a word the index folds them.
        return fold(one) == fold(two) and one.endswith(("ॉ", "ि")) == two.endswith(("ॉ", "ि"))
    return fold(one) == fold(two) or fold(one.translate(_NEARLY_ONE_SOUND)) == fold(
        two.translate(_NEARLY_ONE_SOUND)
    )


def _with_anusvara(typed: str, lexicon: Lexicon) -> tuple[Variant, ...]:
    """The much commoner word that lacks one anusvara here, the commonest fault of typing."""
    articles = lexicon.articles(typed)
    times = MUCH_COMMONER if articles <= RARE_ARTICLES else SURELY_COMMONER
    if articles * SURELY_COMMONER > lexicon.most_articles:
        return ()
    forms = {f"{typed[:n]}ं{typed[n:]}" for n in range(1, min(len(typed), _MAX_PLACES) + 1)}
    counts = {form: lexicon.articles(form) for form in forms}
    best = max(counts, key=lambda form: counts[form], default="")
    if not best or counts[best] <= times * max(articles, 1):
        return ()
    return (Variant(best, SURE_WEIGHT, counts[best], "spelling"),)
