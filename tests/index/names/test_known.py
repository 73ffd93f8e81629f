"""Known names: the longest that stands at a place, in the ways that papers write it."""

import pytest

from index.analysis import analyze
from index.names import KnownNames, Name


def line(kind: str, *forms: str) -> str:
    """A line of the table."""
    stems = (" ".join(token.stem for token in analyze(form)) for form in forms)
    return "\t".join((kind, "|".join(forms), "|".join(stems)))


KNOWN = KnownNames(
    (
        line("place", "चीन"),
        line("place", "दिल्ली"),
        line("organisation", "दिल्ली पुलिस"),
        line("person", "अरुण जेटली", "ए जेटली"),
        line("place", "जम्मू कश्मीर", "जम्मू-कश्मीर"),
    )
)


def found(text: str, known: KnownNames = KNOWN) -> list[str]:
    tokens = list(analyze(text))
    exacts, stems = [token.exact for token in tokens], [token.stem for token in tokens]
    there = (known.at(place, exacts, stems) for place in known.places(stems))
    return [name.text for name, _ in filter(None, there)]


@pytest.mark.parametrize(
    ("text", "names", "_reason"),
    [
        ("चीन ने कहा", ["चीन"], "one word"),
        ("चीनी ने कहा", [], "sugar has the stem of China, and is none"),
        ("दिल्ली पुलिस ने", ["दिल्ली पुलिस"], "the longest"),
        ("दिल्ली में पुलिस", ["दिल्ली"], "words apart are no name of both"),
        ("अरूण जेटली ने", ["अरुण जेटली"], "a person's name in another spelling"),
        ("जम्मू-कश्मीर में", ["जम्मू कश्मीर"], "with a hyphen"),
        ("जेटली ने", [], "a surname alone"),
        ("", [], "nothing"),
    ],
)
def test_names_at_their_places(text: str, names: list[str], _reason: str) -> None:
    assert found(text) == names


def test_the_forms_of_a_name() -> None:
    (first, second) = KNOWN.forms(Name("अरुण जेटली", "person"))
    assert first[1:] == second[1:]
    assert first[0] != second[0]
    assert KNOWN.forms(Name("कोई और", "person")) == []


def test_the_table_of_the_project() -> None:
    text = "भाजपा और बीजेपी के अमित शाह उत्तर प्रदेश में"
    assert found(text, KnownNames.default()) == ["भाजपा", "भाजपा", "अमित शाह", "उत्तर प्रदेश"]
