"""The names that a text holds: known ones, and people told by a title before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import Name, names_at_beginning, names_in, read_name


@pytest.mark.parametrize(
    ("text", "names", "_reason"),
    [
        ("जिलाधिकारी डॉ रामनिवास धाकड़ ने कहा", {"रामनिवास धाकड़"}, "behind a title"),
        ("श्री मदन मोहन मोरवाल और अन्य", {"मदन मोहन मोरवाल"}, "three words"),
        ("श्री मोरवाल ने कहा", set(), "a surname alone"),
        ("मुख्यमंत्री आवास योजना के तहत", set(), "a scheme begins with the title"),
        ("राष्ट्रपति शासन लगाने की", set(), "a rule"),
        ("मंत्री नरेंद्र मोदी ने", {"नरेंद्र मोदी"}, "known, and told once"),
        ("विधायक रतनलाल कटारिया दिल्ली पहुंचे", {"दिल्ली"}, "nothing says that the name ends"),
        ("भारत और चीन", {"भारत", "चीन"}, "places"),
        ("", set(), "nothing"),
    ],
)
def test_names_in_a_text(text: str, names: set[str], _reason: str) -> None:
    assert {name.text for name in names_in(text)} == names


def test_what_it_is_of() -> None:
    found = names_in("सुप्रीम कोर्ट ने लखनऊ में अमित शाह से पूछा")
    assert found == {
        Name("सुप्रीम कोर्ट", "organisation"),
        Name("लखनऊ", "place"),
        Name("अमित शाह", "person"),
    }


@given(st.text(), st.text())
def test_what_is_written_is_read(title: str, body: str) -> None:
    lines = names_at_beginning(f"{title} चीन {body}", body).split("\n")
    assert len(lines) == len(set(lines))
    assert Name("चीन", "place") in map(read_name, lines)


def test_only_the_beginning_counts() -> None:
    assert names_at_beginning("", "शब्द " * 300 + "चीन") == ""
