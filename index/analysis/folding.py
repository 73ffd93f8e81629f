"""Folding: one form for the spellings of a Hindi word that writers use side by side.

The folded form is for finding, never for showing; ranking prefers the exact form. Stems are folded
after stemming, since the stemmer knows endings only as they are spelled in full; before it,
``normalize_ending`` does the same for the variant spellings of the endings themselves.

The rules are like those of Lucene's HindiNormalizer, with three deviations: ए and ये, ई and यी at
the end of a word are folded too; a virama is dropped only at the end, न् made a nasal sign only
before a stop or a sibilant, since more would join different words; and clusters that Sanskrit
grammar lets be written in two ways (कर्त्ता, कर्ता), or that are spoken in one way and written in
two (चिह्न, चिन्ह), have one form.
Never folded is what may make another word: aspiration, retroflexes, श/ष/स, व/ब, and in a short word
the length of its vowels.
"""

import re
from collections.abc import Callable

_LETTERS = (
    # written, folded, reason
    ("\u093c", "", "nukta: ज़रूर, जरूर"),
    ("\u0929", "\u0928", "ऩ is न with a nukta"),
    ("\u0931", "\u0930", "ऱ is र with a nukta"),
    ("\u0934", "\u0933", "ऴ is ळ with a nukta"),
    ("ँ", "ं", "पाँच, पांच"),
    ("ः", "", "visarga: दुःख, दुख"),
    ("ऍ", "ए", "ऍप, एप"),
    ("ॅ", "े", "कॅफे, केफे"),
    ("ऎ", "ए", "short e of southern names"),
    ("ॆ", "े", "short e of southern names"),
    ("ऒ", "ओ", "short o of southern names"),
    ("ॊ", "ो", "short o of southern names"),
)
_VOWELS = (
    # written, folded, reason; in a short word only at its end
    ("ऑ", "ओ", "ऑफिस, ओफिस"),
    ("ॉ", "ो", "वॉनसान, वोनसान"),
    ("ई", "इ", "सर्गेई, सर्गेइ"),
    ("ी", "ि", "व्लादिमीर, व्लादिमिर"),
    ("ऊ", "उ", "लखनऊ, लखनउ"),
    ("ू", "ु", "रूपये, रुपये"),
)
_PLAIN = dict(zip("खघछझठढथधफभ", "कगचजटडतदपब", strict=True))

SHORT_SYLLABLES = 2
"""Syllables of a stem that is short: another vowel there mostly makes another word (चूना, चुना; बॉल,
बोल), in longer ones hardly ever. Its respellings are found as variants, which can be told apart."""


def _unaspirated(match: re.Match[str]) -> str:
    return _PLAIN[match.group()]


_SEQUENCES = (
    # pattern, folded, reason
    (r"ङ्(?=[कखगघ])", "ं", "nasal before its own stop: गङ्गा, गंगा"),
    (r"ञ्(?=[चछजझ])", "ं", "पञ्चायत, पंचायत"),
    (r"ण्(?=[टठडढ])", "ं", "दण्ड, दंड"),
    (r"न्(?=[कखगघचछजझटठडढतथदध])", "ं", "हिन्दी, हिंदी; इन्टरनेट; not अन्य, जन्म, उन्हें"),
    (r"न्(?=[शषस])", "ं", "फ्रान्स, फ्रांस; इन्स्टाग्राम, इंस्टाग्राम"),
    (r"म्(?=[पफबभ])", "ं", "सम्बन्ध, संबंध; not सम्मान"),
    (r"([नणमलव])्ह", r"ह्\1", "spoken in this order: चिह्न, चिन्ह; ब्राह्मण, ब्राम्हण; व्हाइट, ह्वाइट"),
    (r"([क-ह])्(?=\1्[यरलव])", "", "doubled before a semivowel: महत्त्व, महत्व; not सत्ता"),
    (r"(?<=र्)([क-ह])्(?=\1)", "", "doubled after र्: कर्त्ता, कर्ता; कार्य्य, कार्य"),
    (
        r"(?<=र्)[कगचजटडतदपब]्(?=[खघछझठढथधफभ])",
        "",
        "the same of an aspirated letter: वर्द्धन, वर्धन; मूर्च्छा, मूर्छा",
    ),
    (r"([खघछझठढथधफभ])(?=्\1)", _unaspirated, "doubled: चिठ्ठी, चिट्ठी; अछ्छा, अच्छा"),
    (r"श्र(?=ृ)", "श", "श and शृ look alike with श्र: श्रृंखला, शृंखला"),
    (r"्+$", "", "जगत्, जगत"),
)
_ENDINGS = (
    # pattern, written by the stemmer, reason
    (r"ँ", "ं", "लड़कियाँ, लड़कियां"),
    (r"(?<=[\u0915-\u0939\u093c])ए$", "ये", "गए, गये; रुपए, रुपये: the ए of रुपया, रुपयों"),
    (r"(?<=[\u0905-\u0914\u093e-\u094c])ये$", "ए", "चाहिये, चाहिए; बनाये, बनाए"),
    (
        r"(?<!^[गर]ा)(?<=[\u0905-\u0914\u093e-\u094c])यें$",
        "एं",
        "महिलायें, महिलाएं; not गायें, रायें: गाय, राय",
    ),
    (r"(?<=[\u0905-\u0939\u093c\u093e-\u094c])यी(?=ं?$)", "ई", "गयी, गई; स्थायी, स्थाई"),
)
_MAP = str.maketrans({written: folded for written, folded, _ in _LETTERS})
_MAP_VOWELS = str.maketrans({written: folded for written, folded, _ in _VOWELS})
_ANY_VOWEL = re.compile(f"[{''.join(written for written, _, _ in _VOWELS)}]")
_SYLLABIC = re.compile(r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f](?!\u094d)")
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), folded) for pattern, folded, _ in _SEQUENCES
)
_LIGHT = tuple((re.compile(pattern), folded) for pattern, folded, _ in _ENDINGS)
# Most words meet no rule, and to see that in one look halves the time for a new word. What this
# finds is a little more than what the sequences change.
_MAYBE_RULE = re.compile(r"्(?:$|(?<=[ङञणनम]्)[क-ह]|(?<=([क-ह])्)\1|ह|रृ|(?<=र्)[क-ह]्)")
_ANY_LIGHT = re.compile("|".join(pattern for pattern, _, _ in _ENDINGS))


def normalize_ending(word: str) -> str:
    """The word with its ending spelled as the stemmer knows it."""
    # Most words have none of these letters, which is seen in a sixth of the time.
    if ("य" not in word and "ए" not in word and "ँ" not in word) or not _ANY_LIGHT.search(word):
        return word
    for pattern, replacement in _LIGHT:
        word = pattern.sub(replacement, word)
    return word


def fold(stem: str) -> str:
    """The folded form of a stem; folding twice gives the same as folding once."""
    folded = _fold_consonants(stem.translate(_MAP))
    if not _ANY_VOWEL.search(folded):
        return folded
    if len(_SYLLABIC.findall(folded)) > SHORT_SYLLABLES:
        return fold_vowels(folded)
    return folded[:-1] + fold_vowels(folded[-1])


def fold_vowels(text: str) -> str:
    """The text with its vowels as ``fold`` leaves them in a long stem, whatever its length."""
    return text.translate(_MAP_VOWELS)


def _fold_consonants(folded: str) -> str:
    if not _MAYBE_RULE.search(folded):
        return folded
    # Until nothing changes, since one rule may make way for another. It ends: each of them makes
    # the word shorter, or takes an ह or an aspiration further to its start.
    while True:
        before = folded
        for pattern, replacement in _RULES:
            folded = pattern.sub(replacement, folded)
        if folded == before:
            return folded
