"""The lines of objects in JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.jsonlocations import LINE, with_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.text('अa{}"\\\n[]'),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("a{}\n"), inner, max_size=3)
    ),
    max_leaves=12,
)


def test_each_object_has_the_line_at_which_it_begins() -> None:
    text = '{"a": [\n  {"b": "{\\n"},\n\n  {"c": {}}],\n "d":\n {}}'
    value = with_lines(text)
    first, second = value["a"]
    assert (value[LINE], first[LINE], second[LINE]) == (0, 1, 3)
    assert (second["c"][LINE], value["d"][LINE]) == (3, 5)


@given(VALUES, st.sampled_from([None, 0, 2]))
def test_nothing_else_changes(value: object, indent: int | None) -> None:
    def without(found: object) -> object:
        if isinstance(found, dict):
            assert isinstance(found[LINE], int)
            return {key: without(each) for key, each in found.items() if key != LINE}
        return [*map(without, found)] if isinstance(found, list) else found

    assert without(with_lines(json.dumps(value, indent=indent))) == value


def test_what_is_no_json_is_none() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        with_lines("{,}")
