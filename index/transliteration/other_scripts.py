"""Finds the indexed words that a word in another script may stand for, with a weight each."""

import re
from typing import Final

from index.transliteration.consonant_key import MAX_CONSONANTS
from index.transliteration.matching import Candidate, Matcher
from index.transliteration.phonemes import to_phonemes
from index.transliteration.scripts import other_script_readings
from index.transliteration.urdu import read_urdu
from index.transliteration.vocabulary import Vocabulary

_SHARE_POWER: Final = 0.5
"""Of readings that are all words, one that stands in fewer articles weighs (its share) ** this."""

_COMMON: Final = 0.1
"""The power of its articles that a word counts with, where a word can be read in several ways."""

_MOST: Final = 10
"""Words that one in Urdu may stand for."""

_FIRST_READINGS: Final = 4
"""Readings that are matched with other spellings, if no word is written so."""

_NASAL: Final = re.compile("[ङञणनम]्(?=[क-ढत-धप-भ])")
"""A nasal before a stop, for which Hindi writes an anusvara."""

_RESPELLED: Final = 0.95
"""What another spelling of a reading keeps of its weight: vowels differ between the scripts."""


def match_other_script(typed: str, words: Vocabulary, matcher: Matcher) -> list[Candidate]:
    """What a word in another Indian script or in Urdu may stand for, best first; none of others."""
    if readings := other_script_readings(typed):
        return _match_readings(readings, words, matcher)
    return _match_urdu(typed, words)


def _match_readings(
    readings: tuple[str, ...], words: Vocabulary, matcher: Matcher
) -> list[Candidate]:
    weights: dict[int, float] = {}
    plain = [form for reading in readings for form in _hindi_forms(reading)]
    held = {number for each in plain if (number := words.number(each)) is not None}
    most = max((int(words.articles[number]) for number in held), default=1)
    for number in held:
        weights[number] = (max(int(words.articles[number]), 1) / max(most, 1)) ** _SHARE_POWER
    for reading in plain[: _FIRST_READINGS if not held else 1]:
        for candidate in matcher.match_devanagari(reading):
            weight = candidate.weight * _RESPELLED
            weights[candidate.number] = max(weights.get(candidate.number, 0.0), weight)
    if len(plain) > 1:
        # The script leaves open which of several words it is: rather the common one.
        weights = {n: w * max(int(words.articles[n]), 1) ** _COMMON for n, w in weights.items()}
    best = max(weights.values(), default=1.0)
    found = [Candidate(number, weight / best, "sound") for number, weight in weights.items()]
    return sorted(found, key=lambda candidate: (-candidate.weight, candidate.number))


def _hindi_forms(reading: str) -> list[str]:
    """A reading as Hindi writes it: மும்பை is मुम्बै as it stands, and मुम्बई, मुंबई."""
    plain = _hindi(reading)
    forms = [plain, f"{plain[:-1]}ई"] if plain.endswith("ै") else [plain]
    return [*dict.fromkeys((*forms, *(_NASAL.sub("ं", form) for form in forms)))]


def _hindi(reading: str) -> str:
    """A reading without what Hindi does not write: short e and o, a virama at the end."""
    plain = reading.replace("ॆ", "े").replace("ॊ", "ो").removesuffix("\u094d")
    # Gurmukhi has no letter for ढ़: it writes ਚੰਡੀਗੜ੍ਹ.
    return plain.replace("\u095c\u094dह", "ढ\u093c").replace("ड\u093c\u094dह", "ढ\u093c")


def _match_urdu(typed: str, words: Vocabulary) -> list[Candidate]:
    reading = read_urdu(typed)
    if reading is None:
        return []
    numbers, equal = words.with_near_keys(reading.keys)
    matching = [
        number
        for number in numbers[equal].tolist()
        if reading.pattern.fullmatch(to_phonemes(words[number])[: 4 * MAX_CONSONANTS])
    ]
    matching.sort(key=lambda number: -int(words.articles[number]))
    most = max(int(words.articles[matching[0]]), 1) if matching else 1
    return [
        Candidate(number, (max(int(words.articles[number]), 1) / most) ** _SHARE_POWER, "sound")
        for number in matching[:_MOST]
    ]
