"""Keys: what a form of a concept is looked up by; an inflected Hindi word has the same key."""

from collections.abc import Iterable
from functools import lru_cache

from index.analysis import analyze
from index.analysis.folding import normalize_ending
from index.analysis.stemmer import stem
from index.names.spelling import one_spelling, plain
from index.thesaurus.concepts import Concept
from index.thesaurus.inflection import inflect

_VOWEL_SIGNS = tuple("ािीुूृेैोौॉं")


@lru_cache(maxsize=10_000)
def lookup_key(text: str) -> str:
    """The key of a word or phrase; "" if there is no word in it.

    Of a Hindi word its stem, with one way of writing nukta and nasals, but with long vowels kept
    apart from short ones: चुना is not चूना here. Of any other word its exact form.
    """
    return " ".join(_key(token.exact) for token in analyze(text))


def _key(exact: str) -> str:
    if exact.isascii():
        return exact
    return one_spelling(stem(normalize_ending(exact)))


_ENDINGS = {
    # How a noun or an adjective ends, and its other forms.
    "": ("ों", "ें"),
    "ा": ("े", "ों", "ी", "ाओं", "ाएं", "ाएँ"),
    "ी": ("ियों", "ियां", "ियाँ"),
    "ि": ("ियों", "ियां", "ियाँ"),
    "ु": ("ुओं", "ुएं"),
    "ू": ("ुओं", "ुएं"),
    "े": ("ा", "ों"),
    "ई": ("इयों", "इयां"),
    "आ": ("ए", "ओं", "ई"),
    "या": ("ए", "यों", "ई", "ये", "यी"),
}


def is_inflection(word: str, of: str) -> bool:
    """Whether a Hindi word is another, or a plural or an oblique form of it, by its ending.

    Args:
        word: Its exact form.
        of: The exact form of the word in the table.
    """
    one, other = plain(word), plain(of)
    if one == other:
        return True
    return any(
        other.endswith(ending) and one == other.removesuffix(ending) + form
        for ending, forms in _ENDINGS.items()
        for form in map(plain, forms)
        if ending or not other.endswith(_VOWEL_SIGNS)
    )


def index_keys(concepts: Iterable[Concept]) -> dict[str, list[int]]:
    """The numbers of the concepts that each key leads to, in order."""
    keys: dict[str, dict[int, None]] = {}
    inflected: dict[str, dict[int, None]] = {}
    for number, concept in enumerate(concepts):
        for form in (*concept.english, *concept.hindi):
            if key := lookup_key(form):
                keys.setdefault(key, {})[number] = None
        if concept.kind == "word":
            for form in concept.english:
                for inflection in inflect(form):
                    inflected.setdefault(lookup_key(inflection), {})[number] = None
    # What is a word by itself (news, glasses) is no inflection of another.
    return {key: list(numbers) for key, numbers in (inflected | keys).items()}
