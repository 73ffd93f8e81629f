"""The regular forms of English words: farmers, killed, killing.

They are made from the headwords once, when the tables are compiled, instead of stemming what is
typed: Porter's stemmer takes elections and elected, university and universe to one stem.
"""

import re

_VOWELS = "aeiou"
_PREPOSITIONS = frozenset("of in to for on at by with against".split())
_DOUBLED = re.compile(r".*[^aeiou][aeiou][^aeiouwxy]")
"""A word whose last letter may be doubled: stop, stopped; kidnap, kidnapped."""


def inflect(phrase: str) -> frozenset[str]:
    """Its regular inflections, in small letters; of a phrase those of the word that is inflected.

    More are made than there are (informations): nobody types them, and they harm nobody.
    """
    words = phrase.casefold().split()
    if len(words) == 1:
        return frozenset(_plural_of_acronym(phrase) if phrase.isupper() else _forms(words[0]))
    # Of members of parliament the first word is inflected, of stock markets the last.
    place = 0 if words[1] in _PREPOSITIONS else len(words) - 1
    return frozenset(
        " ".join((*words[:place], form, *words[place + 1 :])) for form in _forms(words[place])
    )


def _plural_of_acronym(word: str) -> list[str]:
    return [f"{word.casefold()}s"]


def _forms(word: str) -> list[str]:
    if not re.fullmatch("[a-z]{3,}", word):
        return []
    last, before = word[-1], word[-2]
    if last == "y" and before not in _VOWELS:
        return [f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"]
    if last == "e":
        return [f"{word}s", f"{word}d", f"{word[:-1]}ing"]
    plural = f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s"
    forms = [plural, f"{word}ed", f"{word}ing"]
    if last == "o":
        forms.append(f"{word}s")
    if _DOUBLED.fullmatch(word):
        forms += [f"{word}{last}ed", f"{word}{last}ing"]
    return forms
