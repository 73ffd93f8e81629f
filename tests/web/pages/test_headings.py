"""What a page of results is headed with where nothing was found: true of all that was asked for."""

import pytest
from flask.testing import FlaskClient

from tests.web.pages.anchors import heading


def test_a_query_from_right_to_left_leaves_the_number_in_its_place(client: FlaskClient) -> None:
    found = heading(client.get("/search?q=لاوروف&lang=en").text)
    assert found == "“\u2068لاوروف\u2069”: 2 articles"
    assert heading(client.get("/search?q=Lavrov&lang=en").text) == "“Lavrov”: 2 articles"


@pytest.mark.parametrize(
    ("address", "hindi", "english"),
    [
        ("q=zzqqxx", "“zzqqxx” कहीं नहीं मिला", "Nothing found for “zzqqxx”"),
        # It is in the archive, though not of this outlet.
        (
            "q=बाढ़&source=कोई",
            "“बाढ़”: चुने हुए फ़िल्टरों में कोई लेख नहीं",
            "“बाढ़”: no article with these filters",
        ),
        ("source=कोई", "कोई: कोई लेख नहीं", "कोई: no article"),
        ("q=🎉", "“🎉” में खोजने लायक कोई शब्द नहीं", "“🎉”: no word to search for"),
        ("q=", "खोजें", "Search"),
    ],
)
def test_nothing_found_is_said_of_what_was_searched(
    client: FlaskClient, address: str, hindi: str, english: str
) -> None:
    assert heading(client.get(f"/search?{address}").text) == hindi
    assert heading(client.get(f"/search?{address}&lang=en").text) == english
