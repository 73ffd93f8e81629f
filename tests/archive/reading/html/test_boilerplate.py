"""Lines that pages print around articles, and sentences that only look like them."""

import pytest

from archive.reading.html.boilerplate import (
    IS_BOILERPLATE,
    IS_END,
    IS_FINE_PRINT,
    IS_LABEL,
    IS_OTHERS,
    folded,
    is_caption,
    is_part,
    part_words,
)


@pytest.mark.parametrize(
    "line",
    [
        "विज्ञापन", "Advertisement", "- Advertisement -", "Advertisement - Scroll to continue",
        "कॉपी लिंक", "शेयर करें", "Share this:", "हमें फॉलो करें", "Follow us on Google News",
        "हिन्दुस्तान का वॉट्सऐप चैनल फॉलो करें", "डाउनलोड करें जागरण एप",
        "ऐप डाउनलोड करने के लिए QR स्कैन करें", "Tags: बिहार, पटना", "TAGS", "टैग्स : खेल",
        "फोटो: पीटीआई", "फ़ोटो क्रेडिट: एएनआई", "Photo Credit: BCCI", "Source: ANI",
        "सचिन तेंदुलकर (फाइल फोटो: पीटीआई)", "गंगा आरती - फोटो : अमर उजाला", "(फाइल फोटो)",
        "Published By: Ravi", "Last Updated: March 09, 2025", "FIRST PUBLISHED : March 9",
        "By Satya Raj", "(रिलीज़ आईडी: 2144110) आगंतुक पटल : 122", "***", ".", "•",
        "डिस्क्लेमर: यह फीड है.", "© 2025 भोर", "1/3", "5 मिनट पढ़ें", "https://a.example/x",
        "देश की ताजा खबरें पढ़ने के लिए भोर के साथ जुड़े रहें", "ख़बर सुनें", "समाप्त",
        "Leave a Reply", "2 Comments", "Print this page", "Post navigation",
    ],
)  # fmt: skip
def test_noise(line: str) -> None:
    assert IS_BOILERPLATE.fullmatch(folded(line))


@pytest.mark.parametrize(
    "line",
    [
        "मंत्री ने कहा कि विज्ञापन पर रोक लगेगी।",
        "उन्होंने नियमों को फॉलो किया और समय पर पहुंचे।",
        "बच्चों ने स्कूल में किताबें डाउनलोड कीं और पढ़ीं।",
        "पुलिस ने फोटो के आधार पर आरोपी को पकड़ा।",
        "देश में अब तक के आंकड़े देखें तो बीस फीसदी बढ़ोतरी हुई है।",
        "वह खबर सुनकर रो पड़ी और घर लौट गई।",
        "सूत्रों के अनुसार टैग लगे वाहन ही जा सकेंगे।",
        "यह खबर तेजी से फैली।",
        "मैच 3/4 की बढ़त पर समाप्त हुआ और दर्शक लौट गए, पर टीम वहीं रुकी रही।",
        "लेखक के बारे में कम ही लोग जानते थे कि वह किसान भी थे।",
    ],
)
def test_sentences_stay(line: str) -> None:
    form = folded(line)
    for pattern in (IS_BOILERPLATE, IS_END, IS_OTHERS):
        assert not pattern.fullmatch(form)
    assert not IS_FINE_PRINT.search(form)


@pytest.mark.parametrize(
    "line",
    [
        "यह भी पढ़ें: पटना में बारिश", "ये भी पढ़ें- दिल्ली", "इसे भी पढ़ें:-", "Also Read: X",
        "READ ALSO | Y", "और पढ़ें", "► यह भी पढ़ें", "संबंधित ख़बरें", "[यह भी पढ़ें : ]",
        "यह भी देखें:", "ये भी पढे़ं", "Related News", "पूरी खबर पढ़ें",
    ],
)  # fmt: skip
def test_labels(line: str) -> None:
    assert IS_LABEL.match(folded(line))


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("related-posts", "part"), ("col-8 socialShare", "part"), ("ad__block", "part"),
        ("jp-relatedposts", "part"), ("comments-area", "part"), ("breadcrumb", "part"),
        ("article-body", ""), ("download", ""), ("header-main", ""), ("shadow badge road", ""),
        ("story-content", ""), ("entry-header", ""), ("adhyay", ""),
        ("wp-caption-text", "caption"), ("photoCredit", "caption"), ("image-cap", "caption"),
    ],
)  # fmt: skip
def test_parts(names: str, role: str) -> None:
    words = part_words(names)
    assert is_part(words) is (role == "part")
    assert is_caption(words) is (role == "caption")
