"""Words that an archive holds in other forms alone than the typed one: found, told, no others."""

from pathlib import Path

import pytest

from archive.article import Article
from index.search.models import Request, Results
from tests.factories import archive_in

CASES = [
    # typed, an article that has it, one that has something alike, why
    ("मछली", "तालाब में मछलियां मर गईं।", "बाजार में मचली की दवा मिली।", "a plural alone"),
    ("सड़क", "कई सड़कों पर पानी भरा।", "फल सड़ गए।", "an oblique plural alone"),
    ("elephants", "हाथियों ने फसल रौंदी।", "मजदूर का हाथ कटा।", "of a Hindi word for English"),
    ("gehu", "मंडी में गेहूं बिका।", "मंडी में गेंद बिकी।", "the last nasal is left out"),
    ("kua", "गांव का कुआं सूखा।", "गांव का कुनबा बढ़ा।", "another one"),
    ("mahgai", "महंगाई बढ़ी।", "महीना बीता।", "a nasal within"),
    ("chutti", "गर्मी की छुट्टियां होंगी।", "गर्मी में चिट्ठी आई।", "a plural of a Latin word"),
    ("upchunav", "दो सीटों पर उप चुनाव होंगे।", "उप निदेशक आए।", "a short half of a Latin word"),
    ("प्रो. यशपाल", "प्रोफेसर यशपाल आए।", "प्रोफेसर शर्मा आए।", "a title that is cut short"),
    ("भोपाल", "भोपालसे उड़ान शुरू हुई।", "नेपाल से उड़ान शुरू हुई।", "a postposition glued to it"),
    ("अल्बानीज", "अल्बनीज भारत आए।", "अल्बानिया में चुनाव हुए।", "where nothing else is found"),
    ("சென்னை", "चेन्नई में बारिश हुई।", "चेनानी में बारिश हुई।", "Tamil's ending of a name"),
    ("மும்பை", "मुंबई में बारिश हुई।", "मुंबरा में बारिश हुई।", "and its nasal"),
]


def found(home: Path, query: str, *bodies: str) -> Results:
    articles = [Article(id=str(number), body=body) for number, body in enumerate(bodies)]
    with archive_in(home, articles) as archive:
        return archive.searcher.search(Request(query))


@pytest.mark.parametrize(("typed", "wanted", "other", "why"), CASES)
def test_it_is_found(tmp_path: Path, typed: str, wanted: str, other: str, why: str) -> None:
    results = found(tmp_path, typed, other, wanted)
    assert results.results[0].article.body == wanted, why
    assert (results.with_all if results.relaxed else results.total) == 1, why
    # Nothing that is found is said not to be in the archive.
    assert all(word.matched for word in results.words), why


def test_the_commoner_spelling_of_what_is_heard_is_searched_too(tmp_path: Path) -> None:
    bodies = ["गेंहू बिका।", *(f"{n} बोरी गेहूं बिका।" for n in range(3))]
    assert found(tmp_path, "gehu", *bodies).total == len(bodies)


def test_but_no_other_word(tmp_path: Path) -> None:
    bodies = ["नदिया में मेला लगा।", "नदियों में पानी बढ़ा।", "भूमि बंजर है।", "इला आईं।"]
    assert found(tmp_path / "1", "भूमिका", *bodies).total == 0
    assert found(tmp_path / "2", "इलाके", *bodies).total == 0
