"""From a text to its terms: tokens in order and in bounds, quickly, whatever the text is."""

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import Token, analysis_fingerprint, analyze, analyzer, is_stop_word, term, terms
from index.analysis.analyzer import MAX_TERM_CHARS, TokenCache
from index.analysis.tokenizer import token_spans, token_texts

SLOWEST = 60_000
"""Tokens a second, far below what any machine does alone: several times that was measured."""

PIECES = """लावरोव यू.एस. बी.जे.पी 1,00,000 6.5 १२ कोविड-19 U.S. O’Brien India's ़ ा ं ् \u200d \u00ad
\u202e \ufe0f \ud800 \U000e0100 🙂 👨‍👩‍👧 。 ﷺ ͺ ᄀ \u115f \u0378 . , ' - : | ॰""".split()
anything = st.text(st.characters(), max_size=60) | st.lists(st.sampled_from([*PIECES, " "])).map(
    "".join
)
surrogates = st.text(st.characters(categories=["Cs", "Lo", "Mn", "Cn", "Nd"]), max_size=30)
texts = anything | surrogates


@given(texts)
@example("\ud800लावरोव\udfff")
@example("ﷺ")
@example("\u115f")
@example("\u0378\U0001f1ee\U0001f1f3")
def test_any_text_has_tokens_in_order_and_in_bounds(text: str) -> None:
    before = 0
    for token in analyze(text):
        assert before <= token.start < token.end <= len(text)
        before = token.end
        assert 0 < len(token.exact) <= MAX_TERM_CHARS
        assert token.stem
        assert term(text[token.start : token.end]) == (token.exact, token.stem)


@given(texts)
@example("İ")
@example("a's's")
@example("ß.1,2")
def test_an_exact_form_is_its_own_exact_form(text: str) -> None:
    for token in analyze(text):
        assert term(token.exact) == (token.exact, token.stem)
        assert is_stop_word(token.exact) in (True, False)


@given(texts | st.lists(texts).map(" ".join))
@example("क" * 1000)
@example("क" * 100)
@example(f"{'क' * 119}, {'क' * 120} {'क' * 121}")
@example("यू.एस.\x1fए\u3000बी.\x85जे\u2028U.\xa0S.")
def test_terms_are_the_tokens_without_their_places(text: str) -> None:
    expected = [(token.exact, token.stem) for token in analyze(text)]
    found = [
        pair
        for exact, stems in terms(text)
        for pair in zip(exact.split(" "), stems.split(" "), strict=True)
    ]
    assert found == expected


@given(texts, texts)
@example("12.", "5")
@example("यू.", "एस.")
@example("A.", "B.")
def test_a_text_and_another_have_the_tokens_of_both(one: str, other: str) -> None:
    shift = len(one) + 1
    moved = [Token(t.start + shift, t.end + shift, t.exact, t.stem) for t in analyze(other)]
    assert list(analyze(f"{one} {other}")) == [*analyze(one), *moved]


@given(texts)
@example("A.B.Cd aa.b.c ए.बी.सीक बी.जे.पी. 1,000,0000 1.2.3 12,34,5678")
@example("players'' O’Brien’ \u0301a.b")
def test_a_token_by_itself_is_one_token(text: str) -> None:
    for start, end in token_spans(text):
        assert token_texts(text[start:end]) == [text[start:end]]


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyzer, "_MAX_CACHED", 10)
    cache = TokenCache()
    for number in range(100):
        assert cache[f"(कोविड-{number}),"] == (f"कोविड {number}", f"कोविड {number}")
        assert len(cache) <= 10
    cache.clear()
    assert cache["क" * 1000] == ("क" * 60, "क" * 60)
    assert cache["।"] is None
    assert list(cache) == ["।"]


@pytest.mark.parametrize("text", [part * 100_000 for part in ("क", "का", "a", "9", "ा", "ﷲ", "東")])
def test_a_word_without_end_is_one_short_term(text: str) -> None:
    (token,) = analyze(text)
    assert (token.start, token.end) == (0, len(text))
    assert 0 < len(token.exact) <= MAX_TERM_CHARS


HOSTILE = ["1," * 100_000, "1." * 100_000, "A." * 100_000, "ए." * 100_000, "a'" * 100_000]
HOSTILE += ["1" * 100_000 + "." + "1" * 100_000 + ".1", "ए.ब" * 70_000, "\u00ad" * 200_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:4]))
def test_no_text_takes_long(text: str) -> None:
    began = time.thread_time()
    assert all(token.exact for token in analyze(text))
    assert time.thread_time() - began < 20


def test_the_fingerprint_is_short_and_stays() -> None:
    assert len(analysis_fingerprint()) == 16


@pytest.mark.thorough
def test_real_news(shared: Path) -> None:
    with gzip.open(shared / "data/news/news.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line, _ in zip(lines, range(1000), strict=False)]
    began = time.thread_time()
    tokens = sum(1 for body in bodies for _ in analyze(body))
    assert tokens / (time.thread_time() - began) > SLOWEST
    assert tokens > 100_000
