"""Short articles of invented outlets.

``SITE_ARTICLES`` are enough to page, filter and mark, and some of them are hostile. Of
``SEARCH_ARTICLES``, each has what one kind of match finds and the others do not.
"""

from datetime import date

from archive.article import Article

LAVROV = Article(
    id="lavrov",
    title="लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट",
    body=(
        "रूस के विदेश मंत्री सर्गेई लावरोव शुक्रवार को उत्तर कोरिया के तटीय शहर वॉनसान पहुँचे।\n"
        "लावरोव ने वहाँ के विदेश मंत्री से भेंट की। दोनों ने व्यापार और रेल संपर्क पर बात की।"
    ),
    url="https://uttarpatrika.example/world/lavrov?id=1&lang=hi",
    source="उत्तर पत्रिका",
    author="मीरा जोशी",
    category="विश्व",
    published=date(2026, 1, 12),
    dated_by="byline",
)
WONSAN = Article(
    id="seed/wonsan",
    title="वोनसान में रूसी विदेश मंत्री लावरोव का स्वागत",
    body="वोनसान के हवाई अड्डे पर लावरोव का स्वागत हुआ। उत्तर कोरिया ने भोज भी दिया।",
    url="javascript:alert(1)",
    source="पूर्वी समाचार",
    category="विश्व",
    published=date(2025, 12, 30),
    dated_by="url",
)
HOSTILE = Article(
    id="a//b c?d#e%f&ü<i>/",
    title='<script>alert("शीर्षक")</script> & <b>घोटाला</b>',
    body='<img src=x onerror=alert(1)> घोटाला की जाँच "शुरू" हुई।\n\n</p><script>alert(2)</script>',
    source="<u>टीला</u> टाइम्स",
    author='"><svg onload=alert(3)>',
)
UNTITLED = Article(
    id="untitled",
    body="बिना शीर्षक का यह लेख किसी झील के किनारे बसे गाँव की पंचायत के बारे में बहुत कुछ बताता है।",
)
FLOODS = tuple(
    Article(
        id=f"flood-{day}",
        title=f"बाढ़ का दिन {day}: नदी का जलस्तर बढ़ा",
        body=f"ज़िले में बाढ़ से {day} गाँव प्रभावित हुए। राहत शिविर खोले गए।",
        source="उत्तर पत्रिका" if day % 2 else "पूर्वी समाचार",
        category="राज्य",
        published=date(2025, 7 + day % 2, day),
        dated_by="metadata",
    )
    for day in range(1, 13)
)
SITE_ARTICLES = (LAVROV, WONSAN, HOSTILE, UNTITLED, *FLOODS)

SEARCH_ARTICLES = (
    Article(
        "lavrov-1", "रूस के विदेश मंत्री सर्गेई लावरोव वोनसान पहुंचे। वहां उन्होंने बातचीत की।",
        "लावरोव वोनसान में", source="जनवाणी", author="Manisha Rao", category="दुनिया",
        published=date(2025, 7, 12), dated_by="metadata",
    ),
    Article(
        "lavrov-2", "वॉनसान में रूसी मंत्री लावरोफ़ ने चेतावनी दी। एजेंसी TASS ने यह ख़बर दी।",
        "रूस की चेतावनी", source="देशबंधु", author="अशोक जैन", category="दुनिया",
        published=date(2025, 7, 13), dated_by="metadata",
    ),
    Article(
        "korea", "उत्तर कोरिया ने जापान की ओर मिसाइल दागी। दक्षिण में चिंता है।",
        "उत्तर कोरिया का परीक्षण", source="देशबंधु", category="दुनिया",
        published=date(2024, 3, 1), dated_by="metadata",
    ),
    Article(
        "minister", "प्रधानमंत्री ने संसद में विदेश नीति पर बात की। मंत्री ने जवाब दिया।",
        "संसद में बहस", source="जनवाणी", category="भारत",
        published=date(2023, 12, 5), dated_by="metadata",
    ),
    Article(
        "minister-copy", "प्रधानमंत्री ने संसद में विदेश नीति पर बात की, मंत्री ने जवाब दिया",
        "संसद में बहस", source="देशबंधु", category="भारत",
    ),
    Article("match", "कोहली ने ज़रूर शतक बनाया। लड़कों ने भी खेला।", "मैच का हाल", category="खेल"),
    Article("report", "लड़के ने जरूर कहा कि मैच अच्छा था। मौसम ठीक रहा।", "रिपोर्ट", category="खेल"),
)  # fmt: skip
