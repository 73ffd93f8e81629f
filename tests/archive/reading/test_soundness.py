"""Sound texts and damaged ones."""

import random
import re

import pytest

from archive.reading.soundness import (
    MIN_KNOWN,
    is_impossible,
    is_plainly_sound,
    judge,
    known_share,
)

SENTENCES = [
    "पटना में मुख्यमंत्री ने बताया कि राज्य सरकार किसानों के लिए नई योजना शुरू करेगी।",
    "इस योजना के तहत छोटे किसानों को बीज और खाद के लिए पैसे दिए जाएंगे।",
    "विपक्ष ने कहा कि सरकार पहले की योजनाओं का हिसाब दे और फिर नई घोषणा करे।",
    "जिले के अधिकारियों ने बताया कि अब तक पांच हजार लोगों ने आवेदन किया है।",
    "मंत्री ने यह भी कहा कि जिन लोगों के पास जमीन नहीं है उन्हें भी मदद मिलेगी।",
    "बैठक में शिक्षा और स्वास्थ्य के मुद्दों पर भी लंबी चर्चा हुई।",
]
TEXT = "\n".join(SENTENCES)
MARATHI = (
    "मुंबईत सकाळपासून मुसळधार पाऊस सुरू असून अनेक भागांत पाणी साचले आहे. महापालिकेने नागरिकांना "
    "घराबाहेर न पडण्याचे आवाहन केले आहे. लोकल गाड्या उशिराने धावत आहेत आणि शाळांना सुट्टी जाहीर झाली. "
)
NEPALI = (
    "काठमाडौंमा बिहीबार भएको बैठकले नयाँ नियम पारित गरेको छ। सरकारले यसबाट किसानलाई फाइदा हुने "
    "बताएको छ। तर विपक्षी दलहरूले यसको विरोध गर्दै सडकमा आउने चेतावनी दिएका छन्। "
)


def spaced(text: str, share: float) -> str:
    rng = random.Random(7)  # noqa: S311
    inside = re.compile("(?<=[\u0915-\u0939\u093e-\u094c])(?=[\u0915-\u0939])")
    return inside.sub(lambda _: " " if rng.random() < share else "", text)


def matra_first(text: str) -> str:
    return re.sub("([\u0915-\u0939])ि", r"ि\1", text)


def test_sound_hindi() -> None:
    assert is_plainly_sound(TEXT)
    assert judge(TEXT * 3, "hi").problem == ""
    assert judge(TEXT * 3, "hi").suspect is None
    share, words = known_share(TEXT)
    assert share > 0.9
    assert words > 60


@pytest.mark.parametrize(
    "damaged",
    [
        matra_first(TEXT),
        TEXT.replace("ं", "\ue001"),
        TEXT.replace("ं", "(cid:274)"),
        TEXT.replace("ं", "\ufffd"),
        TEXT.replace("क", "č"),
        re.sub(
            "[\u0915-\u0939](?=[\u093e-\u094c])", lambda m: " " if m[0] in "कसम" else m[0], TEXT
        ),
    ],
)
def test_signs_that_cannot_be(damaged: str) -> None:
    assert not is_plainly_sound(damaged)
    assert re.match(r"damaged: \d+% of its words hold signs", judge(damaged, "hi").problem)
    # Whatever the language.
    assert judge(damaged, "").problem


def test_words_that_are_none() -> None:
    broken = spaced(TEXT * 2, 0.95)
    share, _ = known_share(broken)
    assert share < MIN_KNOWN
    assert "are words of Hindi" in judge(broken, "hi").problem
    less = spaced(TEXT * 2, 0.45)
    assert judge(less, "hi").problem == ""
    assert judge(less, "hi").suspect == known_share(less)[0]


def test_a_few_damaged_words_are_forgiven() -> None:
    assert judge("पटना में \ufffdाढ़ \ufffd", "hi").problem == ""
    assert judge(TEXT.replace("किसानों", "किस\ufffdनों"), "hi").problem == ""


@pytest.mark.parametrize(("text", "language"), [(MARATHI, "mr"), (NEPALI, "ne"), (TEXT, "")])
def test_other_languages_are_no_damage(text: str, language: str) -> None:
    assert judge(text * 3, language).problem == ""
    assert is_plainly_sound(MARATHI * 2) is False


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "????? ?? ???? ??? ???????? ?????? ?? ??? ?? ???? ??? ?????? ?? ?? ???? ????",
            "question marks",
        ),
        ("12 34 56.7 | 89 10 | 11 12 13 14 15 " * 5, "hardly any words"),
        ("QmFzZTY0IGlzIG5vIGxhbmd1YWdlIGF0IGFsbCwgYnV0IGJ5dGVz" * 4, "hardly any words"),
        ("k|wfgdGqLn] eGg'eof] ls g]kfn ;/sf/n] gofF gLlt Nofpg] 5 / hgtfnfO{ /fxt lbg] 5", "font"),
        ("à¤ª à¤Ÿ¤¥¦ à¤¨§¨ à¤¾©ª à¥¤«¬ Ã¤°± Ã¶²³ à¤¬´µ Â¶¸¹ " * 3, "another charset"),
    ],
)
def test_what_is_no_language(text: str, reason: str) -> None:
    assert reason in judge(text, "").problem


@pytest.mark.parametrize(
    "text",
    [
        "250/3 (50.0)",
        "क्या???? सच में??? यह तो किसी ने नहीं सोचा था कि ऐसा भी हो सकता है!!!!",
        "Der Müller übt früh für größere Bäume, Äpfel und Öl; naïve façade, café, El Niño",
        "The minister said on Friday that the work of the government is going on as planned.",
        "新华社北京电：中国政府周五表示，将继续推进各项工作，并与各国保持密切沟通与协调，共同应对全球挑战，促进世界经济稳定增长。",
    ],
)
def test_what_is_language(text: str) -> None:
    assert judge(text, "").problem == ""


def test_titles() -> None:
    assert is_impossible("ि\ue001 (cid:12)")
    assert not is_impossible("बिहार में बाढ़")
    assert not is_impossible("")
