"""Each kind of note in one line of English."""

from typing import get_args

import pytest

from index.query.notes import Note, NoteKind, shortened


@pytest.mark.parametrize("kind", get_args(NoteKind))
def test_every_kind_has_a_line(kind: NoteKind) -> None:
    text = Note(kind, ("one", "two", "three")).text
    assert text
    assert "\n" not in text
    assert "{" not in text


def test_what_a_note_repeats_is_short_and_can_be_written() -> None:
    assert shortened("रूस") == "रूस"
    assert shortened("क" * 31) == "क" * 30 + "…"
    shortened("\ud800").encode()
