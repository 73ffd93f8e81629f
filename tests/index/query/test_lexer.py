"""What a query is split into, and that nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.lexer import MAX_QUERY_CHARS, Part, split_parts

# typed, its parts, what is said of them (text if it is not the source; flags), why
PARTS = [
    ("रूस Lavrov", "रूस / Lavrov", "bare / bare", "words"),
    ("कोविड-19", "कोविड-19", "bare", "a compound is one part"),
    ("रूस|चीन", "रूस / | / चीन", "bare / or / bare", "a bar without spaces"),
    ("OR या or", "OR / या / or", "or / or / bare", "words that mean or"),
    ("-जापान", "-जापान", "जापान strict excluded", "an exclusion"),
    ("−=जापान", "−=जापान", "जापान strict excluded exact", "two signs"),
    ("लाव*", "लाव*", "strict star", "a star"),
    ("Title:=लाव*", "Title:=लाव*", "लाव* strict exact star title", "a field and signs"),
    ("source:BBC", "source:BBC", "BBC strict filter source", "a filter"),
    ("-after:2025", "-after:2025", "2025 strict excluded filter after", "one that is excluded"),
    ("पीएम:नए 10:30", "पीएम:नए / 10:30", "bare / bare", "a colon is part of a word"),
    ('-"a b"', '-"a b"', "a b strict excluded quoted", "a quotation with its sign"),
    ('source:"a b"', 'source:"a b"', "a b strict filter quoted source", "with its field"),
    ('source:"a b', 'source:"a b', "a b strict filter quoted source", "not closed: to the end"),
    ("कहा“हम*”", "कहा / “हम*”", "bare / हम* strict quoted", "glued to a quotation"),
    ('=कहा"हम"', '=कहा / "हम"', "कहा strict exact / हम strict quoted", "the sign is the word's"),
    ('title:" a b', 'title:" a / b', "a strict title / bare", "half a quotation quotes nothing"),
    ('"या b', '"या / b', "या or / bare", "so its words mean what they do elsewhere"),
    ('x "', 'x / "', "bare / -", "half a quotation of nothing"),
    ("- =", "- / =", "- strict excluded / - strict exact", "signs of nothing"),
    ("  ", "", "", "nothing"),
    ("AND & && NOT and", "AND / & / && / NOT / and", "and / and / and / not / bare", "operators"),
    ("(NOT चीन)", "(NOT / चीन)", "not / bare", "an operator in brackets"),
    ("J & K PM & CM", "J & K / PM / & / CM", "bare / bare / and / bare", "of single letters"),
    ("J&K", "J&K", "bare", "an ampersand in a word"),
    ("a –b –5", "a / –b / –5", "bare / b dash strict excluded / bare", "a dash before a word"),
    ('a —"b c"', 'a / —"b c"', "bare / b c dash strict excluded quoted", "before a quotation"),
    ("–a – b", "–a / – / b", "a / - / bare", "no dash that excludes"),
    ("‘a b’ c", "‘a b’ / c", "a b strict quoted / bare", "single quotation marks"),
    ("c -'a b'.", "c / -'a b' / .", "bare / a b strict excluded quoted / bare", "straight ones"),
    ("O’Brien’s ‘a’ it's", "O’Brien’s / ‘a’ / it's", "bare / bare / bare", "apostrophes"),
    ("“a ‘b c’”", "“a ‘b c’”", "a ‘b c’ strict quoted", "one quotation inside another"),
    ("site:bbc.com body:x", "site:bbc.com / body:x", "bbc.com site / x body", "fields of others"),
    ('intitle:"a b"', 'intitle:"a b"', "a b strict quoted intitle", "before a quotation"),
    ("foo:a PM:a Foo: a", "foo:a / PM:a / Foo: / a", "bare foo / bare / bare / bare", "unknown"),
]


def described(part: Part) -> str:
    flags = {
        "bare": part.is_bare,
        "dash": bool(part.dash),
        part.operator: bool(part.operator),
        "strict": part.is_strict,
        "excluded": part.excluded,
        "exact": part.exact,
        "star": part.has_star,
        "filter": part.is_filter,
        "quoted": part.quoted,
    }
    text = [] if part.text == part.source else [part.text or "-"]
    fields = part.field + part.other_field
    return " ".join([*text, *(name for name, holds in flags.items() if holds), fields]).strip()


@pytest.mark.parametrize(("typed", "sources", "flags", "why"), PARTS)
def test_parts(typed: str, sources: str, flags: str, why: str) -> None:
    parts = list(split_parts(typed))
    assert " / ".join(part.source for part in parts) == sources, why
    assert " / ".join(map(described, parts)) == flags, why


PIECES = (
    """रूस Lavrov कोविड-19 या OR | " “ ” « - − = * : title: source: after: 2025 -" =" 🙂""".split()
)
pieces = st.lists(st.sampled_from([*PIECES, " ", "  ", "\n"]), max_size=60).map("".join)


@given(st.text(st.characters()) | pieces)
def test_the_parts_are_the_whole_query(text: str) -> None:
    end = 0
    for part in split_parts(text):
        assert not text[end : part.start].strip()
        assert text[part.start : part.end] == part.source
        assert text[part.text_start :].startswith(part.text)
        assert part.text in part.source
        end = part.end
    assert not text[end:MAX_QUERY_CHARS].strip()
