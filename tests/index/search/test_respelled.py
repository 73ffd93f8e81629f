"""Other spellings of a name: which words are respellings of it, and which are other words."""

import pytest

from index.lexicon import Variant
from index.search.respelled import respellings

NO_FORMS = {"सुधरने": 9, "सुधारने": 9}


def told(name: str, articles: int, *found: tuple[str, float, int], why: str = "name") -> list[str]:
    meant = [Variant(name, 1.0, articles, "name" if why == "name" else "sound")]
    others = [Variant(word, fit, count, "sound") for word, fit, count in found]
    return [v.term for v in respellings(meant, others, lambda form: NO_FORMS.get(form, 0))]


@pytest.mark.parametrize(
    ("name", "articles", "other"),
    [
        ("अडानी", 23, ("अडाणी", 0.41, 5)),
        ("बनर्जी", 139, ("बैनर्जी", 0.1, 21)),
        ("अंबेडकर", 54, ("आंबेडकर", 0.23, 25)),
        ("इथियोपिया", 12, ("इथोपिया", 0.68, 13)),
        ("दार्जिलिंग", 8, ("दार्जलिंग", 0.0006, 3)),
        ("गुतारेस", 16, ("गुतरेस", 0.4, 4)),
        ("चित्तौड़गढ़", 9, ("चितौड़गढ़", 0.45, 1)),
        ("राजपक्षे", 38, ("राजपक्ष", 0.4, 4)),
        ("रबाडा", 18, ("रबादा", 0.54, 15)),
        ("हेटमेयर", 13, ("हिटमेयर", 6e-7, 2)),
        ("टेड्रोस", 14, ("तेद्रोस", 0.26, 2)),
        ("फिलाडेल्फिया", 6, ("फिलेडेल्फिया", 0.49, 1)),
        ("कुशवाहा", 19, ("कुशवाह", 0.08, 2)),
    ],
)
def test_a_respelling_of_a_name_is_told(
    name: str, articles: int, other: tuple[str, float, int]
) -> None:
    assert told(name, articles, other) == [other[0]]


@pytest.mark.parametrize(
    ("name", "articles", "other", "why"),
    [
        ("बर्मा", 90, ("वर्मा", 0.49, 20), "a short word is another soon"),
        ("धनबाद", 29, ("धन्यवाद", 0.4, 291), "so much commoner"),
        ("रणबीर", 15, ("रनवीर", 0.4, 7), "two letters otherwise, and no slip"),
        ("केन्या", 26, ("कन्या", 0.03, 10), "hardly like the letters"),
        ("राय", 317, ("रॉय", 0.04, 61), "one consonant tells nothing"),
        ("कैनेडी", 3, ("kennedy", 0.9, 9), "no Devanagari"),
        ("उमर", 69, ("उम्र", 0.19, 406), "another word"),
        ("संभल", 61, ("संबल", 0.006, 13), "too common for a slip"),
        ("पेंस", 25, ("पेस", 0.45, 21), "a short word, and as common"),
        ("लिंकन", 2, ("लंका", 0.0, 90), "hardly a word that is like it"),
    ],
)
def test_another_word_is_not(
    name: str, articles: int, other: tuple[str, float, int], why: str
) -> None:
    assert told(name, articles, other) == [], why


def test_of_a_word_that_no_list_names_less_is_told() -> None:
    assert told("मोहित", 15, ("मुहित", 0.55, 1)) == ["मुहित"]
    assert told("मोहित", 15, ("मुहित", 0.55, 1), why="sound") == []
    assert told("गिलगित", 14, ("गिलगिट", 0.49, 3), why="sound") == ["गिलगिट"]
    # The forms of a verb are as near each other.
    assert told("सुधारने", 60, ("सुधरने", 0.49, 3), why="sound") == []


def test_a_respelling_weighs_by_what_it_is_one_of_and_how_near() -> None:
    both = [Variant("माइक", 1.0, 9, "name"), Variant("विंबलडन", 0.6, 40, "name")]
    found = [Variant("बिम्बलडन", 0.47, 1, "sound"), Variant("विम्बलडन", 0.5, 12, "sound")]
    near, far = respellings(both, found, lambda _: 0)
    assert (near.term, near.why) == ("विम्बलडन", "spelling")
    assert 0.5 < near.weight < 0.6
    assert far.weight < 0.4


def test_nothing_meant_or_found_gives_nothing() -> None:
    assert respellings([], [Variant("मोदी", 1.0, 9, "sound")], lambda _: 0) == ()
    assert respellings([Variant("मोदी", 1.0, 9, "name")], [], lambda _: 0) == ()
