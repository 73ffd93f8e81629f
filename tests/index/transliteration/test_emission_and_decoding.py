"""The emission and the decoding model, checked against a sum over every alignment by hand."""

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from index.transliteration import decoding, emission
from index.transliteration.decoding import DecodingModel
from index.transliteration.emission import EmissionModel
from index.transliteration.phonemes import to_phonemes
from index.transliteration.tables import LETTER_CODES, PHONEME_CODES, Counts, encode
from tests.romanise import romanise


def rows(*phonemes: str) -> NDArray[np.uint8]:
    matrix = np.zeros((len(phonemes), max(map(len, phonemes)) + 2), dtype=np.uint8)
    for row, text in zip(matrix, phonemes, strict=True):
        row[1 : len(text) + 1] = list(encode(text, PHONEME_CODES))
    return matrix


def counts(entries: dict[tuple[str, str], float], codes: dict[str, int]) -> Counts:
    pieces = ("", *sorted({piece for _, piece in entries if piece}))
    return Counts(
        np.array([list(encode(around, codes)) for around, _ in entries], dtype=np.uint8),
        np.array([pieces.index(piece) for _, piece in entries]),
        np.array(list(entries.values())),
        pieces,
    )


def test_emission_sums_over_every_alignment() -> None:
    # Every context is seen so often that none backs off to a narrower one.
    table = {
        ("#ka", "k"): 6e8,
        ("#ka", "ka"): 4e8,
        ("ka#", "a"): 5e8,
        ("ka#", ""): 3e8,
        ("ka#", "aa"): 2e8,
    }
    model = EmissionModel(emission.make_arrays(counts(table, PHONEME_CODES)))
    share = {
        around: {p: n / 1e9 for (a, p), n in table.items() if a == around}
        for around in ("#ka", "ka#")
    }
    for latin in ("k", "ka", "kaa", "kaaa"):
        wanted = sum(
            share["#ka"][one] * share["ka#"][two]
            for one, two in product(share["#ka"], share["ka#"])
            if one + two == latin
        )
        assert np.exp(model.log_likelihoods(latin, rows("ka"))[0]) == pytest.approx(
            wanted, rel=1e-3
        )


def test_decoding_sums_over_every_alignment() -> None:
    table = {
        ("#ka#", "k"): 7e8,
        ("#ka#", "ka"): 3e8,
        ("ka##", "a"): 6e8,
        ("ka##", ""): 4e8,
    }
    model = DecodingModel(decoding.make_arrays(counts(table, LETTER_CODES)))
    found = np.exp(model.log_likelihoods("ka", rows("ka", "k", "kaa")))
    assert found == pytest.approx([0.7 * 0.6 + 0.3 * 0.4, 0.7 * 0.4, 0.3 * 0.6], rel=1e-3)


def test_how_long_the_other_words_are_changes_nothing() -> None:
    for model in (EmissionModel.default(), DecodingModel.default()):
        alone = model.log_likelihoods("lavrov", rows("lAvarova"))[0]
        among = model.log_likelihoods("lavrov", rows("k", "lAvarova", "praXAnamaMwrI"))[1]
        assert among == pytest.approx(alone)


@pytest.mark.parametrize(
    ("latin", "right", "wrong"),
    [
        ("lavrov", "लावरोव", "लावारिस"),
        ("korea", "कोरिया", "कोर"),
        ("night", "नाइट", "निघट"),
        ("peace", "पीस", "पेस"),
        ("chetavani", "चेतावनी", "चेतना"),
        ("mein", "में", "मीन"),
    ],
)
def test_the_default_tables_know_spelling(latin: str, right: str, wrong: str) -> None:
    both = rows(to_phonemes(right), to_phonemes(wrong))
    for model in (EmissionModel.default(), DecodingModel.default()):
        good, bad = model.log_likelihoods(latin, both)
        assert good > bad


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("प्रधानमंत्री", "pradhanmantri"),
        ("विदेश", "videsh"),
        ("उत्तर", "uttar"),
        ("है", "hai"),
        ("tass", ""),
        ("", ""),
    ],
)
def test_romanised_as_people_type(word: str, typed: str) -> None:
    assert romanise(word) == typed
