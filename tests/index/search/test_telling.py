"""What articles tell alike: names in any spelling, beginnings, and what is rare."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article
from index.search.telling import Comparison, Rarity, Telling, same_words
from index.thesaurus import Thesaurus

VISIT = Article(
    "visit",
    "लावरोव ने वोनसान में किम से भेंट की। भाजपा ने इस मुलाक़ात पर टिप्पणी नहीं की।",
    "वोनसान में लावरोव",
)
SAME_VISIT = Article(
    "same",
    "वॉनसान पहुँचे लावरोफ़ की किम से मुलाक़ात हुई। बीजेपी ने कुछ नहीं कहा।",
    "किम से मिले लावरोफ़",
)
OTHER = Article("other", "रायपुर की मंडी में टमाटर सौ रुपये किलो बिका।", "टमाटर महँगा")
RARITY = Rarity(10_000, {})


def alike(one: Article, other: Article, rarity: Rarity = RARITY) -> float:
    own = Telling.of(one)
    same = same_words(own, [Telling.of(other)], rarity, Thesaurus.default())
    told = Telling.of(other).taking(same)
    return Comparison(own, [told], rarity).likeness(told)


def test_two_spellings_and_two_names_of_one_count_as_one() -> None:
    own, other = Telling.of(VISIT), Telling.of(SAME_VISIT)
    same = same_words(own, [other], RARITY, Thesaurus.default())
    assert {"लावरोफ": "लावरोव", "बिजेप": "भाजप"}.items() <= same.items()
    read_anew = Telling.of(SAME_VISIT).taking(same)
    assert {"लावरोव", "भाजप"} <= set(read_anew.words)
    comparison = Comparison(own, [other], RARITY)
    assert comparison.likeness(read_anew) > comparison.likeness(other)
    assert comparison.shared_rare(read_anew) > comparison.shared_rare(other)


def test_another_word_is_no_spelling() -> None:
    own = Telling.of(Article("a", "रामपुर में मेला लगा।"))
    assert not same_words(own, [Telling.of(OTHER)], RARITY, Thesaurus.default())
    known = Rarity(10_000, {"लावरोव": 900, "लावरोफ": 900})
    same = same_words(Telling.of(VISIT), [Telling.of(SAME_VISIT)], known, Thesaurus.default())
    assert "लावरोफ" not in same


def test_the_same_event_is_more_alike_than_another() -> None:
    assert alike(VISIT, SAME_VISIT) > 0.25
    assert alike(VISIT, OTHER) < 0.05
    assert alike(VISIT, VISIT) > 0.99


def test_what_a_long_file_tells_later_is_not_read() -> None:
    filler = "\n".join(f"गाँव{n} में मेला{n} लगा और लोग{n} आए।" for n in range(200))
    assert alike(VISIT, Article("file", f"{filler}\n{VISIT.body}")) < 0.05
    assert alike(VISIT, Article("file", f"{VISIT.body}\n{filler}", VISIT.title)) > 0.5


def test_what_all_begin_with_is_their_topic() -> None:
    series = [Article(str(n), f"शेयर बाज़ार में आज सेंसेक्स अंक{n} पर बंद हुआ।") for n in range(20)]
    tellings = [Telling.of(article) for article in series]
    alone = Comparison(tellings[0], tellings[1:2], RARITY).likeness(tellings[1])
    among_all = Comparison(tellings[0], tellings[1:], RARITY).likeness(tellings[1])
    assert among_all < alone


def test_rare_words_weigh_more_than_common_ones() -> None:
    rarity = Rarity(10_000, {"कम": 4, "बहुत": 4000})
    assert rarity.weight("कम") > 10 * rarity.weight("बहुत")
    assert rarity.weight(("कम", "कम")) > rarity.weight(("कम", "बहुत"))
    assert rarity.is_rare("कम")
    assert not rarity.is_rare("बहुत")
    weights = [rarity.weight(stem) for stem in ("nowhere", "कम", "बहुत")]
    assert all(one > other for one, other in pairwise(weights))


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=40))
def test_any_texts_are_compared(one: str, other: str, title: str) -> None:
    likeness = alike(Article("1", one, title), Article("2", other))
    assert 0 <= likeness <= 1.000001
