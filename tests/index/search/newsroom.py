"""Seven short articles of invented outlets, spelled so that each kind of match has its own."""

from datetime import date

from archive.article import Article

ARTICLES = (
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
