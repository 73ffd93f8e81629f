"""Tells the forms of a Hindi word from other words that share its stem: भर्ती and भर्ता.

An index term is a folded stem, and of a short word that is another word's too. No list of words
decides here, but the grammar of endings and how many articles hold each form.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from index.analysis import term
from index.analysis.folding import normalize_ending
from index.analysis.stemmer import stem
from index.engine import Engine
from index.lexicon import Lexicon, Variant
from index.transliteration.acronyms import acronym_of

SHORT_AKSHARAS = 3
"""Aksharas of a word up to which a near spelling mostly is another word."""

OWN_SHARE = 0.2
"""Of a stem's articles, what a variant must have itself to be searched with all its forms: कर्जों,
which curzon sounds like, is not to bring in every कर्ज."""

OTHERS_SHARE = 1.2
"""How many times the articles of a word's own forms its stem may have. Where it has more, the rest
are other words, and only the forms are searched: आरा is not आर."""

_AKSHARA = re.compile(r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f](?!\u094d)")
_TWO_WAYS = re.compile(r"ह्|्ह|([क-ह])्\1|[कगचजटडतदपब]्[खघछझठढथधफभ]|श्?रृ")
"""Clusters that are written in two ways, of which sound does not tell: चिह्न, चिन्ह."""
CONSONANT = re.compile(r"[\u0915-\u0939\u0958-\u095f\u0979-\u097f]")
_OF_VERBS = ("ने", "ना", "ता", "ाने", "ाना")
_FEMININE_PLURALS = ("ियां", "ियों", "ियाँ")
_OF_ADJECTIVES = ("ा", "े", "ी")
_INFLECTIONS = {
    # the ending of a word, those of its other forms
    "": ("", "ों", "ें", "ो", "ी", "ि", *_FEMININE_PLURALS, "ाई", "ाइयों", "ाइयां"),
    "ा": ("ा", "े", "ाएं", "ाएँ", "ायें", "ाओं"),
    "े": ("ा", "े"),
    "ि": ("", "ि", *_FEMININE_PLURALS),
    "ु": ("ु", "ू", "ुओं"),
    "ू": ("ु", "ू", "ुओं"),
    "ॉ": ("ॉ",),
    "ी": ("", "ों", "ी", *_FEMININE_PLURALS, "ियो", "ीयों"),
}


def aksharas(word: str) -> int:
    """How many aksharas a Devanagari word has."""
    return len(_AKSHARA.findall(word))


def own_forms(
    word: str, variants: Iterable[Variant], articles: Callable[[str], int]
) -> dict[str, int]:
    """The forms of a short word that have its stem, with the articles of each; none if all may be.

    A form of a verb has none to tell: its stem is that of the whole verb. In a long word the stem
    is long enough to tell.

    Args:
        word: Its exact form.
        variants: Those of its spellings that are searched for; their forms are its forms too.
        articles: In how many articles an exact form stands.
    """
    folded = term(word)[1]
    found: dict[str, int] = {}
    if aksharas(word) > SHORT_AKSHARAS or _TWO_WAYS.search(word):
        return found
    for spelled in (word, *(v.term for v in variants if v.why == "spelling" and v.term != word)):
        if term(spelled)[1] != folded:
            continue
        forms = tuple(_inflections(spelled, articles))
        if not forms:
            return {}
        for form in forms:
            if form not in found and (count := articles(form)) and term(form)[1] == folded:
                found[form] = count
    return found


def is_rare_form(exact: str, with_stem: int, lexicon: Lexicon) -> bool:
    """Whether a word is so rare among those of its stem that the stem mostly finds others.

    With its own forms it may not be: few articles write हफ्ता, and hundreds हफ्ते.

    Args:
        exact: Its exact form.
        with_stem: In how many articles the stem stands.
        lexicon: Tells in how many articles a form stands.
    """
    least = OWN_SHARE * with_stem
    articles = lexicon.articles(exact)
    return 0 < articles < least and sum(own_forms(exact, (), lexicon.articles).values()) < least


def forms_apart(
    exact: str, stem_of: str, variants: Iterable[Variant], lexicon: Lexicon, engine: Engine
) -> dict[str, int]:
    """The forms that find a word whose stem is mostly of other words; none: its stem finds it.

    Args:
        exact: Its exact form, in Devanagari.
        stem_of: Its stem.
        variants: Those of its spellings that are searched for.
        lexicon: Tells in how many articles a form stands.
        engine: Tells in how many the stem does.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    articles = engine.frequencies((stem_of,))[stem_of]
    if articles <= OTHERS_SHARE * lexicon.articles(exact):
        return {}
    if acronym_of(exact):
        # यूपी is no form of यूपीए.
        return {exact: lexicon.articles(exact)}
    forms = own_forms(exact, variants, lexicon.articles)
    return forms if articles > OTHERS_SHARE * sum(forms.values()) else {}


def may_be_a_verb(word: str, articles: Callable[[str], int]) -> bool:
    """Whether a Devanagari word may be a form of a verb, by the forms that the archive holds."""
    ending = word[-1:] if word[-1:] in _INFLECTIONS else ""
    roots = {word.removesuffix(ending), stem(normalize_ending(word))}
    # No form of a verb ends in a short i.
    return ending != "ि" and any(articles(f"{root}{end}") for root in roots for end in _OF_VERBS)


def _inflections(word: str, articles: Callable[[str], int]) -> Iterator[str]:
    """The forms of a noun or adjective, itself among them; nothing if it may be a verb's."""
    ending = word[-1:] if word[-1:] in _INFLECTIONS else ""
    base = word.removesuffix(ending)
    if not (ending or CONSONANT.match(word.rstrip("\u093c")[-1:])):
        return
    if may_be_a_verb(word, articles):
        return
    yield from (f"{base}{form}" for form in _INFLECTIONS[ending])
    # वर्षों are years, of वर्ष, and no plural of वर्षा; लड़कों has no other singular.
    if ending in ("ा", "े") and (not articles(base) or articles(base) < articles(word)):
        yield f"{base}ों"
    if ending in _OF_ADJECTIVES and base.endswith("य"):
        yield from (f"{base[:-1]}{form}" for form in ("ए", "ई", "ओं"))
    # पिछली is of पिछला, but the girl लड़की, who has a plural, is no form of the boy.
    if ending in _OF_ADJECTIVES and not any(articles(f"{base}{end}") for end in _FEMININE_PLURALS):
        yield from (f"{base}{form}" for form in ("ा", "े", "ी", "ीं"))
