"""The distance between spellings of a word."""

import csv
from math import inf
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.transliteration.respelling as module
from index.transliteration.phonemes import PHONEMES, to_phonemes
from index.transliteration.respelling import (
    RespellingDistance,
    consonants,
    respelling_distance,
    respelling_distances,
)
from index.transliteration.tables import PHONEME_CODES, encode

WHERE = {"any": ("first", "inside", "last"), "inside": ("inside",), "first": ("first",)}


def apart(one: str, other: str) -> float:
    mine, theirs = (b"\0" + encode(text, PHONEME_CODES) + b"\0" for text in (one, other))
    row = np.frombuffer(mine, dtype=np.uint8)
    return float(
        RespellingDistance.default().distances(row, np.frombuffer(theirs, np.uint8)[None, :])[0]
    )


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("हिंदी", "हिन्दी", 0.01, 0.1),
        ("जरूर", "ज़रूर", 0.01, 0.1),
        ("अमेरिका", "अमरीका", 0.39, 0.41),
        ("चोए", "चो", 0.6, 0.75),
        ("वोनसान", "वॉनसान", 0.05, 0.15),
        ("गये", "गए", 0.1, 0.25),
        ("मंत्री", "मंत्र", 2, 9),
        ("पता", "पति", 2, 9),
        ("अमेरिका", "मेरिका", 2, 9),
        ("जगत्", "जगत", 0.05, 0.15),
        ("भारत", "भारती", 2, 9),
        ("जॉनसन", "जॉन्सन", 0.1, 0.25),
        ("पर", "पर", 0, 0),
        ("अंबेडकर", "आंबेडकर", 0.75, 0.85),
        ("राम", "रामा", 2, 9),
        ("जयवर्धने", "जयवर्द्धने", 0.65, 0.75),
        ("वर्द्धमान", "वर्धमान", 0.65, 0.75),
        ("बनर्जी", "बैनर्जी", 0.65, 0.75),
        ("रोड्रिगेज", "रोड्रिगेस", 0.65, 0.75),
    ],
)
def test_known_pairs(one: str, other: str, least: float, most: float) -> None:
    assert least <= apart(to_phonemes(one), to_phonemes(other)) <= most


@given(st.text(PHONEMES, min_size=1, max_size=12), st.text(PHONEMES, min_size=1, max_size=12))
def test_a_distance_is_one(one: str, other: str) -> None:
    assert apart(one, one) == 0
    assert apart(one, other) >= 0
    assert (apart(one, other) == 0) == (one == other)


def test_every_row_has_its_reason_and_known_sounds() -> None:
    path = Path(module.__file__).with_name("respellings.tsv")
    rows = list(csv.reader(path.read_text("utf-8").splitlines()[1:], delimiter="\t"))
    places = [(frozenset(row[:2]), place) for row in rows for place in WHERE[row[3]]]
    assert len(set(places)) == len(places)
    for one, other, cost, _, why in rows:
        assert one in PHONEMES
        assert other in {*PHONEMES, "-"}
        assert 0 < float(cost) < 1
        assert why


def test_the_distance_of_two_words_is_that_of_their_phonemes() -> None:
    for one, other in (("लावरोव", "लावरोफ"), ("वोनसान", "वॉनसान"), ("रामपुर", "रायपुर")):
        wanted = apart(to_phonemes(one), to_phonemes(other))
        assert respelling_distance(one, other) == pytest.approx(wanted)
    assert respelling_distance("मोदी", "मोदी") == 0
    assert respelling_distance("मोदी", "ऽऽ") == respelling_distance("", "मोदी") == inf


def test_many_distances_at_once_are_those_of_each() -> None:
    others = ["गुटेरेस", "", "गुतेरेस", "Guterres", "गुतरेस"]
    wanted = [respelling_distance("गुतारेस", other) for other in others]
    assert respelling_distances("गुतारेस", others) == wanted
    assert respelling_distances("गुतारेस", []) == []


@pytest.mark.parametrize(
    ("word", "count"), [("मोदी", 2), ("इंदौर", 3), ("अंबेडकर", 5), ("उई", 0), ("", 0)]
)
def test_the_consonants_of_a_word(word: str, count: int) -> None:
    assert consonants(word) == count
