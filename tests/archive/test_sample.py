"""The bundled sample: enough articles, long enough, varied, none twice.

It reads the files with json and pathlib alone, so that a fault of the reader cannot hide one here.
"""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import archive

SAMPLE = Path(archive.__file__).parent / "sample"
KEYS = {"id", "title", "url", "source", "author", "category", "published", "body"}
CATEGORIES = {"दुनिया", "भारत", "राज्य", "कारोबार", "खेल", "विज्ञान", "संस्कृति"}
SENTENCE_END = re.compile(r"[।.?!](?:\s|$)")
# Five consonants written with a nukta by some outlets only; ड़ and ढ़ are letters of their own.
NUKTA = re.compile("[कखगजफ]\u093c|[\u0958-\u095b\u095e]")


def json_articles() -> list[dict[str, str]]:
    return [
        json.loads(line)
        for path in sorted(SAMPLE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def raw_paths() -> list[Path]:
    return sorted(SAMPLE.glob("*.txt"))


def raw_body(path: Path) -> str:
    """The text without the author's and date line before it and the tail after it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[-1].startswith("https://"):
        assert lines[-2] == "English News"
        lines = lines[:-3]
    while not SENTENCE_END.search(lines[0]):
        lines = lines[1:]
    return "\n".join(lines)


def bodies() -> dict[tuple[str, str], str]:
    """Every body by outlet (the name its file starts with) and article."""
    texts = {(a["id"].split("-")[0], a["id"]): a["body"] for a in json_articles()}
    return texts | {(p.name.split("-")[0], p.name): raw_body(p) for p in raw_paths()}


def test_there_are_enough_articles_in_both_forms() -> None:
    assert len(bodies()) >= 66
    assert 12 <= len(raw_paths()) <= 15
    assert len(list(SAMPLE.glob("*.jsonl"))) in {2, 3}


def test_the_folder_holds_nothing_else_and_its_names_are_ascii() -> None:
    for path in SAMPLE.iterdir():
        assert path.suffix in {".jsonl", ".txt"}
        assert path.name.isascii()


def test_every_body_has_120_to_250_words() -> None:
    lengths = {article: len(body.split()) for article, body in bodies().items()}
    assert {a: n for a, n in lengths.items() if not 120 <= n <= 250} == {}


def test_every_json_line_has_every_key_filled() -> None:
    for article in json_articles():
        assert set(article) == KEYS
        assert all(value == value.strip() != "" for value in article.values()), article["id"]
        assert re.fullmatch(r"https://[a-z.]+\.example/\S+", article["url"])


def test_ids_urls_titles_and_bodies_stand_once() -> None:
    articles = json_articles()
    for key in ("id", "url", "title"):
        assert len({a[key] for a in articles}) == len(articles)
    assert len(set(bodies().values())) == len(bodies())


def test_no_sentence_stands_in_two_articles() -> None:
    seen = Counter(
        sentence
        for body in bodies().values()
        for sentence in {s.strip() for s in re.split(r"[।.?!](?:\s|$)|\n", body)}
        if len(sentence.split()) > 3
    )
    assert [sentence for sentence, times in seen.items() if times > 1] == []


def test_each_category_has_at_least_seven_articles() -> None:
    counts = Counter(a["category"] for a in json_articles())
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 7


def test_outlets_and_years_are_many() -> None:
    assert len({outlet for outlet, _ in bodies()}) >= 5
    years = {date.fromisoformat(a["published"]).year for a in json_articles()}
    assert years <= set(range(2019, 2027))
    assert len(years) >= 5


def test_scraped_files_differ_in_what_stands_around_the_text() -> None:
    texts = [path.read_text(encoding="utf-8").splitlines() for path in raw_paths()]
    tails = [lines for lines in texts if lines[-1].startswith("https://")]
    assert 0 < len(tails) < len(texts)
    assert all(re.match(r"https://[a-z]+\.example/", lines[-1]) for lines in tails)
    heads = {next(i for i, ln in enumerate(t) if SENTENCE_END.search(ln)) for t in texts}
    assert heads == {0, 1, 2}


def test_lavrov_is_told_by_three_outlets() -> None:
    outlets = {outlet for (outlet, _), body in bodies().items() if "लावरो" in body}
    assert len(outlets) >= 3


@pytest.mark.parametrize(
    "spellings",
    [
        ("वोनसान", "वॉनसान"),
        ("लावरोफ़", "लावरोव"),
        ("प्योंगयांग", "प्योंग्यांग"),
        ("ज़ेलेंस्की", "जेलेन्स्की"),
        ("इस्राइल", "इजराइल", "इज़राइल"),
        ("अमेरिका", "अमरीका"),
        ("चंद्रयान", "चन्द्रयान"),
        ("सिलक्यारा", "सिल्क्यारा"),
        ("टोक्यो", "तोक्यो"),
        ("बारबाडोस", "बारबडोस"),
        ("एक्सिओम", "एक्सियम"),
        ("एमबापे", "एम्बाप्पे"),
        ("फ़ुटबॉल", "फुटबाल"),
        ("रेत समाधि", "रेत-समाधि"),
        ("डिंग", "दिंग"),
        ("हिंदी", "हिन्दी"),
        ("गए", "गये"),
        ("जी20", "जी-20"),
        ("रेपो रेट", "रेपो दर"),
        ("कोविड-19", "कोविड के"),
    ],
)
def test_a_name_is_spelled_in_more_than_one_way_by_different_outlets(
    spellings: tuple[str, ...],
) -> None:
    texts = bodies()
    # A precomposed letter with nukta is the same spelling as the letter and its nukta.
    plain = {key: body.replace("\u095b", "ज\u093c") for key, body in texts.items()}
    outlets = [{outlet for (outlet, _), body in plain.items() if s in body} for s in spellings]
    assert all(outlets), spellings
    assert len(set.union(*outlets)) >= len(spellings)


def test_house_styles_differ() -> None:
    by_outlet: dict[str, str] = {}
    for (outlet, _), body in bodies().items():
        by_outlet[outlet] = by_outlet.get(outlet, "") + body + "\n"
    assert {o for o, text in by_outlet.items() if "।" not in text} == {"uttarapath", "reva"}
    assert {o for o, text in by_outlet.items() if NUKTA.search(text)} == {"bhor", "sahyadri"}
    assert {o for o, text in by_outlet.items() if re.search("[०-९]", text)} == {"gomti"}
    assert {o for o, text in by_outlet.items() if "“" in text} == {"bhor", "lokdeeth"}
