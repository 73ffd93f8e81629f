"""The words that a Latin spelling may stand for; words pronounced alike share their score."""

from math import log, log1p

import numpy as np
import pytest

from index.transliteration.candidates import generate_candidates, pool_homophones
from index.transliteration.phonetic_key import phonetic_key
from index.transliteration.vocabulary import Vocabulary
from tests.index.transliteration.test_emission_and_decoding import rows

WORDS = {"लावरोव": 14, "लार्वा": 2, "लवर": 3, "रूस": 310, "दिल्ली": 90, "lavrov": 5}


def vocabulary(words: dict[str, int]) -> Vocabulary:
    return Vocabulary((word, phonetic_key(word), words[word]) for word in sorted(words))


def candidates(words: Vocabulary, latin: str) -> list[str]:
    numbers, fit, phonemes = generate_candidates(words, latin)
    assert len(numbers) == len(fit) == len(phonemes)
    return [words[int(number)] for number in numbers]


def test_the_likeliest_word_comes_first_and_no_latin_one() -> None:
    found = candidates(vocabulary(WORDS), "lavrov")
    assert found[0] == "लावरोव"
    assert "lavrov" not in found
    assert "रूस" not in found


def test_no_word_is_near_enough() -> None:
    assert candidates(vocabulary({"रूस": 1}), "kitabghar") == []
    assert candidates(vocabulary({}), "rus") == []


def test_of_very_many_the_prefilter_leaves_the_right_one() -> None:
    """More words with one consonant key than the emission model is given."""
    vowels = ("", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ")
    words = {f"क{one}म{two}ल{three}": 1 for one in vowels for two in vowels for three in vowels}
    assert len(words) == 1000
    found = candidates(vocabulary(words), "kimulo")
    assert found[0] in {"किमुलो", "कीमूलो", "किमूलो", "कीमुलो"}
    assert len(found) == 30


def test_words_pronounced_alike_share_their_articles_and_the_more_frequent_goes_first() -> None:
    alike = rows("dillI", "dilli", "rUsa")
    score = pool_homophones(np.array([-1.0, -1.0, -2.0], "f4"), np.array([90, 10, 5], "i4"), alike)
    together = -1 + log(2) + 0.4 * log1p(100 / 6)
    assert score[0] == pytest.approx(together)
    assert score[1] == pytest.approx(together - 0.2 * (log1p(90 / 6) - log1p(10 / 6)))
    assert score[2] == pytest.approx(-2 + 0.4 * log1p(5 / 6))
