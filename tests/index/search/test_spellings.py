"""Which near spellings of a word are meant."""

import pytest

from index.lexicon import Lexicon, Variant
from index.query.parser import parse
from index.search.likely_variants import LikelyVariants
from index.search.spellings import likely_spellings, searched_spellings
from index.transliteration.phonetic_key import phonetic_key

# typed, its articles, a near spelling, its articles, whether it is searched, why
NEAR = [
    ("चीता", 2, "चिंता", 447, False, "a short word is another word"),
    ("चूना", 5, "चुना", 257, False, "by the length of a vowel too"),
    ("बॉल", 40, "बाल", 120, False, "or by its sound"),
    ("केसर", 4, "कसर", 70, False, "three aksharas are short"),
    ("हिंदी", 900, "हिन्दी", 300, True, "the nasal sign is spelling"),
    ("ज़रूर", 10, "जरूर", 300, True, "and the nukta"),
    ("शुरु", 10, "शुरू", 3000, True, "and the length of the last vowel"),
    ("पूतिन", 10, "पुतिन", 3000, True, "and any length in three aksharas"),
    ("डाक्टर", 10, "डॉक्टर", 400, True, "and the candra among three consonants"),
    ("चिंता", 447, "चीता", 2, True, "one much rarer may be a slip"),
    ("मल", 0, "मिल", 3000, True, "one that no article holds may be one itself"),
    ("अमरीका", 300, "अमेरिका", 1500, True, "a long word has no near neighbours"),
]


def lexicon(**articles: int) -> Lexicon:
    return Lexicon((word, phonetic_key(word), n) for word, n in sorted(articles.items()))


@pytest.mark.parametrize(("word", "articles", "other", "others", "searched", "why"), NEAR)
def test_near_spellings(  # noqa: PLR0917
    word: str, articles: int, other: str, others: int, searched: bool, why: str
) -> None:
    itself = (Variant(word, 1.0, articles),) if articles else ()
    near = Variant(other, 0.8, others, "spelling")
    words = lexicon(**{each.term: each.articles for each in (*itself, near)})
    assert likely_spellings(word, (*itself, near), words) == (*itself, *[near] * searched), why


def test_of_a_word_that_the_archive_has_in_other_forms_none_is_near() -> None:
    near = Variant("नंदी", 0.8, 1, "spelling")
    assert likely_spellings("नदी", (near,), lexicon(नंदी=1)) == (near,)
    assert likely_spellings("नदी", (near,), lexicon(नंदी=1, नदियों=1)) == ()


@pytest.mark.parametrize(
    ("typed", "other", "searched", "why"),
    [
        ("गिलगित", "गिलगिट", True, "one t for another"),
        ("संवाददाताओं", "संबाददाताओं", True, "b for v"),
        ("रघुवर", "रघुबर", True, "the same with four consonants, a rare one"),
        ("जानकार", "जानकर", False, "but not one as common"),
        ("कैंसर", "केसर", False, "nor one that lacks the nasal sign"),
        ("सुधारना", "सुधरना", False, "nor of a verb"),
        ("परिवेश", "प्रवेश", False, "nor two letters otherwise"),
        ("मंत्रियो", "मंत्रियों", True, "the plural without its last sign"),
        ("बाते", "बातें", True, "though some write so"),
        ("बसे", "बसें", False, "not a word that is another as often"),
        ("नदिया", "नदियां", False, "nor a town"),
    ],
)
def test_the_spellings_of_a_long_word(typed: str, other: str, searched: bool, why: str) -> None:
    counts = {
        "गिलगित": 14, "गिलगिट": 3, "संवाददाताओं": 99, "संबाददाताओं": 9, "रघुवर": 28, "रघुबर": 7,
        "जानकार": 37, "जानकर": 31, "कैंसर": 102, "केसर": 14, "सुधारना": 60, "सुधरना": 10,
        "परिवेश": 16, "प्रवेश": 481, "मंत्रियो": 3, "मंत्रियों": 350, "बाते": 17, "बातें": 300,
        "बसे": 30, "बसें": 60, "नदिया": 2, "नदियां": 35,
    }  # fmt: skip
    words = lexicon(**counts)
    ((term,),) = parse(typed).required
    found = [variant.term for variant in searched_spellings(term.words[0], words)]
    assert (other in found) == searched, (why, found)


@pytest.mark.parametrize(
    ("typed", "articles", "right", "of_right", "found", "why"),
    [
        ("मुबंई", 24, "मुंबई", 723, True, "an akshara too late"),
        ("आंतकी", 25, "आतंकी", 543, True, "or too early"),
        ("भूंकप", 11, "भूकंप", 116, True, "though some papers write so"),
        ("पँहुचे", 2, "पहुंचे", 952, True, "with the other sign for it"),
        ("सविंधान", 0, "संविधान", 1, True, "in an archive of one article"),
        ("होगें", 20, "होंगे", 1143, True, "a verb's in the wrong half of its end"),
        ("घटीं", 2, "घंटी", 15, False, "a plural is another word"),
        ("बैंकिग", 12, "बैकिंग", 12, False, "nor is any told that is not much commoner"),
    ],
)
def test_a_misplaced_anusvara(  # noqa: PLR0917
    typed: str, articles: int, right: str, of_right: int, found: bool, why: str
) -> None:
    words = lexicon(**{word: n for word, n in ((typed, articles), (right, of_right)) if n})
    (token,) = parse(typed).required[0][0].words
    assert (right in {each.term for each in searched_spellings(token, words)}) is found, why
    (token,) = parse(right).required[0][0].words
    rare = articles and not typed.endswith("ं") and found
    assert (typed in {each.term for each in searched_spellings(token, words)}) is bool(rare), why


def test_latin_letters_find_those_that_misplace_the_anusvara_too() -> None:
    words = lexicon(संसद=842, ससंद=7)
    (token,) = parse("sansad").required[0][0].words
    found = {each.term: each.weight for each in LikelyVariants(words).of(token)}
    assert found["संसद"] > found["ससंद"] > 0
