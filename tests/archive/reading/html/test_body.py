"""Bodies: what stands between, above and below the text, in small pages of many kinds."""

import pytest

from archive.article import Article, Rejected
from tests.factories import read_bytes

A = "हमीरपुर जिले के पांच गांवों ने सूखते तालाबों को बचाने के लिए दो किलोमीटर लंबी नहर खोद डाली।"
B = "गांव की प्रधान ने बताया कि प्रशासन से तीन साल तक गुहार लगाई गई, पर किसी ने नहीं सुनी।"
C = "अब खेतों तक पानी पहुंचने लगा है और किसानों ने धान की रोपाई शुरू कर दी है।"
HEAD = (
    '<html><head><title>गांव ने खोदी अपनी नहर</title><meta property="og:type" content="article">'
    "</head><body><h1>गांव ने खोदी अपनी नहर</h1>"
)


def lines(body: str, head: str = HEAD) -> list[str]:
    (found,) = read_bytes(f"{head}{body}</body></html>".encode(), "x.html")
    assert isinstance(found, Article), found
    assert found.title == "गांव ने खोदी अपनी नहर"
    return found.body.split("\n")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{A}</p><p>{B}</p><p>{C}</p>",
        f"<div>{A}</div><div>{B}</div><div>{C}</div>",
        f"<div>{A}<br><br>{B}<br/>{C}</div>",
        f"<p>{A}<p>{B}<p>{C}",
        f"<div><p>{A}</p></div><div><p>{B}</p></div><div><p>{C}</p></div>",
        f"<table><tr><td><a href=1>होम</a></td><td><p>{A}<p>{B}<p>{C}</td></tr></table>",
        f"<center><font size=2>{A}<br>{B}<br>{C}</font></center>",
        f"<ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>",
        f"<p>{A}</p><p>यह भी पढ़ें: <a href=1>दूसरी खबर का शीर्षक</a></p><p>{B}</p><p>{C}</p>",
        f"<p>{A} <b>यह भी पढ़ें: <a href=1>दूसरी खबर</a></b></p><p>{B}</p><p>{C}</p>",
        f"<p>{A} ये भी पढ़ें- <a href=1>दूसरी खबर</a></p><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><p><b>ये भी पढ़ें</b></p><p>दूसरी खबर का शीर्षक यहां है</p><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><h4>संबंधित खबरें</h4><ul><li><a href=1>एक</a><li>दो</ul><p>{B}<p>{C}",
        f"<p>{A}</p><div class='read-more'><p>दूसरी खबर का शीर्षक।</p></div><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><p>विज्ञापन</p><p>{B}</p><p>.</p><p>{C}</p><p>Tags: नहर, पानी</p>",
        f"<p>{A}</p><div><img src=a.jpg><br>नहर खोदते ग्रामीण</div><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><figure><img><figcaption>नहर खोदते ग्रामीण।</figcaption></figure><p>{B}<p>{C}",
        f"<p>{A}</p><p>फोटो: पीटीआई</p><p>{B}</p><p>{C}</p><p>हमें फेसबुक पर लाइक करें और जुड़ें।</p>",
        f"<div style='display:none'>{A} {B}</div><p>{A}</p><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><p>{B}</p><p>{C}</p><p>{A}</p>",
        f"<div>{A} {B} {C}</div><p>{A}</p><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><p>{B}</p><p>{C}</p><h3>टिप्पणियां</h3><p>बहुत अच्छा काम किया है भाइयों ने।</p>",
        f"<p>{A}</p><p>{B}</p><p>{C}</p><h3>लेखक के बारे में</h3><p>वे दस साल से लिख रहे हैं।</p>",
        f"<article><p>{A}<p>{B}<p>{C}</article><article><h1>दूसरी खबर</h1><p>{A[:40]}।</article>",
        f"<p><span class=drop-cap>{A[:2]}</span>{A[2:]}</p><p>{B}</p><p>{C}</p>",
        f"<p><font style='x'><font style='y'>{A}</font></font></p><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><script>var a='<p>x</p>';</script><style>p{{}}</style><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><blockquote class=twitter-tweet><p>ट्वीट</p></blockquote><p>{B}</p><p>{C}</p>",
        f"<p>{A}</p><iframe>x</iframe><noscript>जावास्क्रिप्ट चालू करें।</noscript><p>{B}</p><p>{C}</p>",
        f"<p>{A}&nbsp;</p><p>&nbsp;</p><p>{B}\n\t</p><p>{C}</p>",
        f"<p>{A[:20]}<wbr>{A[20:]}</p><p>{B[:10]}<a href=1>{B[10:25]}</a>{B[25:]}</p><p>{C}</p>",
        f"<form id=aspnet><div>{A}<br>{B}<br>{C}</div><input></form>",
        f"<p class=share>शेयर</p><div class='post-share-wrap'><p>{A}</p><p>{B}</p><p>{C}</p></div>",
        f"<p>{A}</p><p>{B}</p><p>{C}</p><footer><p>सर्वाधिकार सुरक्षित।</p></footer>",
        f"<p>रवि कुमार | 12 जुलाई 2025, 10:12 IST</p><p>{A}</p><p>{B}</p><p>{C}</p>",
        f"<pre>{A}<br>{B}<br>{C}</pre>",
        f"<p>{A}</p><p>दूसरी खबर का पूरा शीर्षक यहां | भोर समाचार</p><p>{B}</p><p>{C}</p>",
    ],
)  # fmt: skip
def test_the_three_paragraphs(body: str) -> None:
    assert lines(body) == [A, B, C]


def test_headings_lists_tables_and_questions_stay_in_order() -> None:
    found = lines(
        f"<p>{A}</p><h2>क्या हुआ?</h2><p>{B}</p><ul><li>पहली बात</li><li>दूसरी बात</li></ul>"
        "<table><tr><th>गांव</th><th>लोग</th></tr><tr><td>मुस्करा</td><td>120</td></tr></table>"
        f"<p><b>आगे क्या होगा?</b></p><p>{C}</p>"
    )
    table = ["गांव | लोग", "मुस्करा | 120"]
    head = [A, "क्या हुआ?", B, "पहली बात", "दूसरी बात"]
    assert found == [*head, *table, "आगे क्या होगा?", C]


def test_links_in_a_text_are_text() -> None:
    text = f"{A[:30]} <a href=1>{A[30:60]}</a> {A[60:]}"
    assert lines(f"<p>{text}</p><p>{B}</p><p>{C}</p>")[1:] == [B, C]


def test_a_page_of_a_word_processor_is_all_text() -> None:
    found = lines(
        f"<p><b>गांव ने खोदी अपनी नहर</b></p><p>सेवा में</p><p>{A}</p><p>{B}</p><p>भवदीय</p>",
        "<html><body>",
    )
    assert found == ["सेवा में", A, B, "भवदीय"]


def test_the_copy_in_the_metadata_is_taken_where_the_page_shows_less() -> None:
    script = f'{{"@type": "NewsArticle", "articleBody": "{A}\\n{B}\\n{C}"}}'
    found = lines(f'<script type="application/ld+json">{script}</script><div id=root></div>')
    assert found == [A, B, C]


def test_a_script_that_would_draw_the_text() -> None:
    (found,) = read_bytes(b"<html><body><div id=root></div></body></html>", "x.html")
    assert isinstance(found, Rejected)
    assert "drawn by a script" in found.reason
