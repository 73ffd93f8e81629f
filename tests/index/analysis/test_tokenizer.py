"""Where words begin and end."""

import pytest

from index.analysis.tokenizer import token_spans

# text, its tokens separated by /, why
TOKENS = [
    ("लावरोव ने किम से मुलाकात की", "लावरोव/ने/किम/से/मुलाकात/की", "whole words with their matras"),
    ("सर्गेई", "सर्गेई", "virama and an independent vowel inside a word"),
    ("प्योंगयांग।", "प्योंगयांग", "the danda is no part of a word"),
    ("है।रूस", "है/रूस", "a danda without a space separates"),
    ("श्लोक॥१॥", "श्लोक/१", "the double danda separates"),
    ("“हम साथ हैं”, कहा", "हम/साथ/हैं/कहा", "curly quotes"),
    ("'वोनसान' में", "वोनसान/में", "straight quotes"),
    ("«प्रावदा»", "प्रावदा", "guillemets"),
    ("भारत-पाक", "भारत/पाक", "a hyphen separates"),
    ("भारत–पाक—वार्ता", "भारत/पाक/वार्ता", "so do dashes"),
    ("और/या", "और/या", "and a slash"),
    ("क्या?हाँ!", "क्या/हाँ", "question and exclamation marks"),
    ("(जदयू)", "जदयू", "brackets"),
    ("यू.एस. ने", "यू.एस./ने", "letters read out, with dots"),
    ("बी.जे.पी की", "बी.जे.पी/की", "the last dot may be missing"),
    ("बी॰जे॰पी॰", "बी॰जे॰पी॰", "the Devanagari abbreviation sign in place of the dot"),
    ("एस.जयशंकर", "एस/जयशंकर", "a name after an initial is a word of its own"),
    ("एम.के.स्टालिन", "एम.के./स्टालिन", "initials together, the name apart"),
    ("ए.के.एंटनी", "ए.के./एंटनी", "एंटनी is not the letter ए"),
    ("आई.ए.एस.", "आई.ए.एस.", "letters whose names are vowels"),
    ("सी.बी.आई.", "सी.बी.आई.", "three letters"),
    ("डॉ.सिंह", "डॉ/सिंह", "a title is no letter"),
    ("वह गया.फिर आया", "वह/गया/फिर/आया", "a full stop without a space ends a word"),
    ("घर के.पास", "घर/के/पास", "के before a dot is no initial by itself"),
    ("1,00,000 रुपये", "1,00,000/रुपये", "Indian grouping"),
    ("1,000,000", "1,000,000", "western grouping"),
    ("12,345.67", "12,345.67", "grouping and decimals"),
    ("5,10,15", "5/10/15", "a list of numbers is no number"),
    ("2019,2020", "2019/2020", "nor are two years"),
    ("६.५ तीव्रता", "६.५/तीव्रता", "Devanagari digits with a decimal point"),
    ("१,००,०००", "१,००,०००", "Devanagari digits with commas"),
    ("6.5 फीसदी।", "6.5/फीसदी", "a decimal number"),
    ("12.07.2025", "12/07/2025", "a date is three numbers"),
    ("12/07/2025", "12/07/2025", "with slashes as well"),
    ("2025-07-12", "2025/07/12", "and with hyphens"),
    ("10:30 बजे", "10/30/बजे", "a time"),
    ("कुल 5.", "कुल/5", "a full stop after a number"),
    ("कोविड-19", "कोविड/19", "word and number"),
    ("कोविड19", "कोविड/19", "the same without a hyphen"),
    ("जी20", "जी/20", "the border of letters and digits"),
    ("TVवाले", "TV/वाले", "the border of two scripts"),
    ("NATO और TASS", "NATO/और/TASS", "Latin acronyms"),
    ("U.S. troops", "U.S./troops", "with dots"),
    ("J.K.Rowling", "J.K./Rowling", "initials and a name"),
    ("abc.com", "abc/com", "no acronym: more than one letter"),
    ("O’Brien", "O’Brien", "an apostrophe inside a name"),
    ("India's", "India's", "a possessive"),
    ("players' union", "players/union", "an apostrophe at the end is a quote"),
    ("José", "José", "letters with accents"),
    ("Москва 東京", "Москва/東京", "other scripts"),
    ("क्\u200dष", "क्\u200dष", "a joiner inside a word"),
    ("लाव\u00adरोव", "लाव\u00adरोव", "a soft hyphen inside a word"),
    ("लाव\u200eरोव", "लाव\u200eरोव", "a direction mark inside a word"),
    ("\ufeffरूस", "रूस", "a byte order mark before a word"),
    ("दुःख", "दुःख", "visarga is a part of a word, no colon"),
    ("दुःख:", "दुःख", "a colon is none"),
    ("नि:शुल्क दु:खी", "नि:शुल्क/दु:खी", "but after some beginnings it is one"),
    ("प्रात：काल पुन꞉गठन अंत∶करण", "प्रात：काल/पुन꞉गठन/अंत∶करण", "whichever colon it is"),
    ("अत: छ: लोग (मूलत:)", "अत:/छ:/लोग/मूलत:", "and at the end of some words"),
    ("शनै:शनै: बढ़ा", "शनै:शनै:/बढ़ा", "both"),
    ("पीएम:किसान पढ़ें:खबर बात: यह", "पीएम/किसान/पढ़ें/खबर/बात/यह", "other colons separate"),
    ("विनि:शुल्क", "विनि/शुल्क", "a beginning is a whole one"),
    ("उ.प्र. में", "उ.प्र./में", "an abbreviation of single aksharas"),
    ("5 कि.मी. दूर", "5/कि.मी./दूर", "also where one of them is a stop word"),
    ("यह है.वे गए", "यह/है/वे/गए", "but no sentence ends inside a word"),
    ("डॉ.झा", "डॉ/झा", "and a title is no letter"),
    ("यु.के. इ.वी.एम.", "यु.के./इ.वी.एम.", "letters, miswritten"),
    ("ओ'ब्रायन ओ’ब्रायन डी`ओर", "ओ'ब्रायन/ओ’ब्रायन/डी`ओर", "a foreign name"),
    ("कहा'देश", "कहा/देश", "any other apostrophe is a quotation mark"),
    ("O`Brien O´Brien", "O`Brien/O´Brien", "an apostrophe, whatever is typed for it"),
    ("सरकार\u200bबाजार", "सरकार/बाजार", "a zero-width space between two words"),
    ("सर\u200bकार बा\u200bजार", "सर\u200bकार/बा\u200bजार", "and inside one, where most are"),
    ("ऽ ॐ", "ऽ/ॐ", "avagraha and om are letters"),
    ("#भारत @PMO_India", "भारत/PMO/India", "tags and handles"),
    ("https://www.abplive.com/a?b=1", "https/www/abplive/com/a/b/1", "an address"),
    ("❤️👍🏽 …!", "", "emoji and punctuation are no words"),
    ("\u0301", "", "a mark without a letter is none"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("text", "tokens", "why"), TOKENS)
def test_tokens(text: str, tokens: str, why: str) -> None:
    found = [text[start:end] for start, end in token_spans(text)]
    # Joined first: a date written with slashes is three tokens either way.
    assert "/".join(found) == tokens, why


def test_every_row_has_a_reason_and_stands_once() -> None:
    assert all(why for _, _, why in TOKENS)
    assert len({text for text, _, _ in TOKENS}) == len(TOKENS)
