"""Text typed for legacy fonts, read."""

import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.legacy import FONTS, decode, decoding
from archive.legacy.vocabulary import common_words
from tests.archive.legacy.encoder import as_word_writes, typed

SHARED = Path(__file__).parents[4] / "shared/data/files/legacy"

TABLES = Path(decoding.__file__).with_name("tables")

KRUTI_DEV = [
    # typed, read, why
    ("Hkkjr", "भारत", "letters of two keys"),
    ("fnYyh", "दिल्ली", "a short i before its letter"),
    ("fLFkfr", "स्थिति", "and before a conjunct"),
    ("O;fDr", "व्यक्ति", "before another"),
    ("fØdsV", "क्रिकेट", "before a conjunct of one key"),
    ("deZpkjh", "कर्मचारी", "a reph behind its letter"),
    ("vk'khokZn", "आशीर्वाद", "and behind its vowel sign"),
    ("vkfFkZd", "आर्थिक", "with a short i"),
    ("dk;ZØeksZa", "कार्यक्रर्मों", "with a nasal, however odd the word"),
    ("xzkeh.k", "ग्रामीण", "r below"),
    ('jk"Vªifr', "राष्ट्रपति", "r below a round letter"),
    ("eq[;ea=h", "मुख्यमंत्री", "a nasal and त्र"),
    ("Nk=ksa", "छात्रों", "त्र with a vowel sign"),
    ("mÙkj izns'k", "उत्तर प्रदेश", "two words"),
    ("bZjku vkSj ,sfrgkfld", "ईरान और ऐतिहासिक", "vowels of two keys"),
    ("ƒ‰…A", "173।", "digits and a danda"),
    ("10 yk[k]", "10 लाख,", "ASCII digits, a comma"),
    ("ns’k esa fo”k; ij ‘kkafr", "देश में विषय पर शांति", "quotation marks as Word makes them"),
    ("f[k+ykQ [+kku rst+", "ख़िलाफ ख़ान तेज़", "a nukta on both sides of its vowel sign"),
    ("uksV%& fnukad % 18% rd", "नोट:- दिनांक : 18% तक", "the visarga where none can be"),
    ("iqu% nq%[k", "पुनः दुःख", "and where it can"),
    ("\x83 \x86", "1 4", "Windows' characters, read as ISO 8859-1"),
    ("भारत", "भारत", "what is no key stays"),
    ("", "", "nothing"),
]
ENGLISH = [
    ("Corona ds ekeys", "Corona के मामले", "a word that the papers write so"),
    ("Hkkjr esa Google, Facebook vkSj BJP dk", "भारत में Google, Facebook और BJP का", "some"),
    ("BS30 vkSj NEP-2", "BS30 और NEP-2", "capitals with digits, or without a reading"),
    ("Vh20 vkSj T20 esa 20", "टी20 और T20 में 20", "one capital before digits"),
    ("vPNk ¼Company½ gS", "अच्छा (Company) है", "between signs of the font"),
    ("www.example.com ij tk,¡", "www.example.com पर जाएँ", "an address"),
    ("info@example.org ij", "info@example.org पर", "of mail"),
    ("us dh gh ls fd rd", "ने की ही से कि तक", "small words of Hindi are no English"),
    ("'kkfey ;kstuk ,sls ?kjksa", "शामिल योजना ऐसे घरों", "nor what begins with a sign"),
]
OTHERS = [
    ("Walkman-Chanakya 905", "iQy osQ mQij oqQN ozQe vkWiQ", "फल के ऊपर कुछ क्रम ऑफ", "the hook"),
    ("Walkman-Chanakya 905", "laca/ ikS/k èkuh ;q¼", "संबंध पौधा धनी युद्ध", "ध, द्ध"),
    ("Walkman-Chanakya 905", '¯gnh vk£Fkd o"kks± (1)', "हिंदी आर्थिक वर्षों (1)", "marks of two"),
    ("Chanakya", "çÎËÜè ×ð´ ·ð¤‹Îý âÚU·¤æÚU ·¤æ çÙ‡æüØ", "दिल्ली में केन्द्र सरकार का निर्णय", ""),
    ("Chanakya", "çàæÿææ ×´˜æè Ùð w®v{ ×ð´ ·¤ãæÐ", "शिक्षा मंत्री ने 2016 में कहा।", ""),
    ("Chanakya", "ãUçÚU‡æ ’ØæÎæ âéÛææß ȤÜ", "हरिण ज्यादा सुझाव फल", "UTF-8 of two bytes"),
    ("APS-DV-Priyanka", "efnvoer keâe heg$e Fme Je<e& hekeâÌ[e", "हिन्दी का पुत्र इस वर्ष पकड़ा", ""),
    ("APS-DV-Priyanka", "megKeer keâer heefle efHeâj", "सुखी की पति फिर", "the hook"),
    ("Shree-Lipi", "{hÝXr _| H$m`©H«$_m| H$r g§»`m & ‹S>a", "हिन्दी में कार्यक्रमों की संख्या । ड़र", ""),
    ("DevLys 010", "Hkkjr", "भारत", "the keyboard of Kruti Dev"),
]
FLOOR = 0.995
"""The share of characters that must come back."""

WORDS = 2_000
REAL = [
    # A file of pairs, the font, the share of characters that must be right.
    ("kd-villages-41.tsv", "Kruti Dev 010", 0.99),
    ("kd-words-146.tsv", "Kruti Dev 010", 0.99),
    ("kd-court-marathi-48.tsv", "Kruti Dev 010", 0.99),
    ("kd-200-news-paragraphs.tsv", "DevLys 010", 0.995),
    ("walkman-chanakya-905-101.tsv", "Walkman-Chanakya 905", 0.99),
    ("chanakya-24.tsv", "Chanakya", 0.99),
    ("aps-dv-priyanka-72.tsv", "APS-DV-Priyanka", 0.99),
]
DIGITS = str.maketrans("०१२३४५६७८९", "0123456789", "\u200c\u200d")


def compared(text: str) -> str:
    """With digits of one script, and without joiners."""
    return unicodedata.normalize("NFC", text).translate(DIGITS)


def share_right(read: str, text: str) -> float:
    """How many characters of the text were read, of all."""
    matcher = SequenceMatcher(None, compared(read), compared(text), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(compared(text)))


def some_words() -> list[str]:
    words = sorted(common_words())
    return words[:: len(words) // WORDS][:WORDS]


@pytest.mark.parametrize(("keys", "read", "why"), [*KRUTI_DEV, *ENGLISH])
def test_kruti_dev(keys: str, read: str, why: str) -> None:
    assert decode(keys, "Kruti Dev 010") == read, why


@pytest.mark.parametrize(("font", "keys", "read", "why"), OTHERS)
def test_other_fonts(font: str, keys: str, read: str, why: str) -> None:
    assert decode(keys, font) == read, why


def test_a_font_that_is_not_known() -> None:
    with pytest.raises(KeyError):
        decode("Baart", "Shusha")


@pytest.mark.parametrize("font", FONTS)
@given(st.text(st.characters(max_codepoint=0x17F), max_size=60))
def test_any_text_is_read_and_no_mark_is_left(font: str, text: str) -> None:
    assert not {"\ue000", "\ue001", "\ue002", "\ue003"} & set(decode(text, font))


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("text", [key * 20_000 for key in ("D", "f", "a", "x@", "9.", "kh")])
def test_hostile_text_takes_no_more_time_than_other(font: str, text: str) -> None:
    assert decode(text, font) is not None


@pytest.mark.parametrize("font", FONTS)
def test_words_there_and_back(font: str) -> None:
    pairs = [(keys, word) for word in some_words() if (keys := typed(word, font)) is not None]
    assert len(pairs) >= 0.99 * WORDS
    read = decode("\n".join(keys for keys, _ in pairs), font)
    text = "\n".join(word for _, word in pairs)
    right = [decode(keys, font) == unicodedata.normalize("NFC", word) for keys, word in pairs]
    assert sum(right) >= FLOOR * len(pairs)
    assert share_right_of_lines(read, text) >= FLOOR


def share_right_of_lines(read: str, text: str) -> float:
    """The like of many lines, each for itself."""
    pairs = list(zip(read.split("\n"), text.split("\n"), strict=True))
    right = sum(share_right(*pair) * len(pair[1]) for pair in pairs)
    return right / sum(len(line) for _, line in pairs)


@pytest.mark.parametrize("font", ["Kruti Dev 010", "DevLys 010"])
def test_words_with_the_quotation_marks_of_word(font: str) -> None:
    words = some_words()
    keys = [as_word_writes(typed(word, font) or "") for word in words]
    read = decode("\n".join(keys), font)
    assert share_right_of_lines(read, "\n".join(words)) >= FLOOR


@pytest.mark.parametrize("font", FONTS)
def test_english_words_and_numbers_among_hindi_ones(font: str) -> None:
    hindi = [(keys, word) for word in some_words()[::9] if (keys := typed(word, font)) is not None]
    among = ["Twitter", "BJP", "Facebook", "company", "35", "WhatsApp"]
    among = among[:-1] if font != "Chanakya" else ["Twitter", "BJP"]
    lines = [
        (f"{keys} {other}", f"{word} {other}")
        for index, (keys, word) in enumerate(hindi)
        for other in [among[index % len(among)]]
    ]
    read = decode("\n".join(keys for keys, _ in lines), font)
    assert share_right_of_lines(read, "\n".join(text for _, text in lines)) >= FLOOR


@pytest.mark.thorough
@pytest.mark.skipif(not SHARED.exists(), reason="the pairs are not part of the project")
@pytest.mark.parametrize(("file", "font", "floor"), REAL)
def test_pairs_of_others(file: str, font: str, floor: float) -> None:
    """All of them, and those in even rows alone: whoever wrote the tables had seen them, too."""
    rows = [line.split("\t") for line in (SHARED / file).read_text("utf-8").splitlines()[1:]]
    for some in (rows, rows[1::2]):
        total = sum(len(compared(text)) for _, text, *_ in some)
        right = sum(
            share_right(decode(keys, font), text) * len(compared(text)) for keys, text, *_ in some
        )
        assert right / total >= floor


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.tsv")), ids=lambda path: path.stem)
def test_each_key_stands_once_in_a_table_with_a_reason(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    keys = [key for key, _, _ in rows]
    assert len(keys) == len(set(keys))
    assert all(key and reason for key, _, reason in rows)
    assert path.stem in {name for tables in FONTS.values() for name in tables}
