"""A document of JSON is cut into records, whole or damaged, large or small."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import jsonslices
from archive.reading.cleaning import MAX_ARTICLE_BYTES
from archive.reading.jsonslices import Cutting, Damage, Slicer

LARGE = b'"' + b"x" * MAX_ARTICLE_BYTES + b'"'


def slices(data: bytes) -> list[Cutting | Damage]:
    return list(Slicer(io.BytesIO(data)).slices())


def texts(data: bytes) -> list[bytes | str | None]:
    return [each.reason if isinstance(each, Damage) else each.data for each in slices(data)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b" \n", []),
        (b"[]", []),
        (b"{}", [b"{}"]),
        (b'[{"a": "]}"}, {"b": "\\"{"}]', [b'{"a": "]}"}', b'{"b": "\\"{"}']),
        (b'{"a": [1]}\n{"b": 2}', [b'{"a": [1]}', b'{"b": 2}']),
        (b'{"a": 1}{"b": 2}', [b'{"a": 1}', b'{"b": 2}']),
        (b'\x1e{"a": 1}\n\x1e{"b": 2}\n', [b'{"a": 1}', b'{"b": 2}']),
        (b'[{"a": 1}][{"b": 2}]', [b'{"a": 1}', b'{"b": 2}']),
        (b'[[1, 2], ["x"]]', [b"[1, 2]", b'["x"]']),
        (b'[1, "a", null, {"b": NaN}]', [b'{"b": NaN}']),
        (b"nonsense", [jsonslices._NO_JSON]),
        (b"// x\n[]", [jsonslices._COMMENT]),
        (b'[{"a": 1}, /* x */ {"b": 2}]', [b'{"a": 1}', jsonslices._COMMENT]),
        (b'[{"a": 1}, {"b": 2}', [b'{"a": 1}', b'{"b": 2}', jsonslices.CUT]),
        (b'[{"a": 1}, {"b": "', [b'{"a": 1}', b'{"b": "']),
        (b'[{"a": 1}]]', [b'{"a": 1}', "an odd ]; mend the brackets"]),
        (b'[{"a": 1}}', [b'{"a": 1}', "an odd }; mend the brackets"]),
        (b'{"n": 1, "list": [{"a": 1}, {"b', [b'{"a": 1}', b'{"b']),
        (b'{"x": {"y": [{"a": 1}, {"b"', [b'{"a": 1}', b'{"b"']),
        (b'{"comments": [{"a": 1}], "body": "', [jsonslices.CUT]),
    ],
)
def test_what_is_cut_out(data: bytes, expected: list[bytes | str]) -> None:
    assert texts(data)[: len(expected) + 1] == expected


def test_lines_and_indents() -> None:
    first, second = slices(b'[\n  {"a": "\\n"},\n\n  {"b": 1}\n]')
    assert isinstance(first, Cutting)
    assert isinstance(second, Cutting)
    assert (first.line, first.indent, second.line, second.indent) == (2, b"  ", 4, b"  ")
    assert [each.line for each in slices(b'[\n{"a": 1}\n,\n// x')] == [2, 4]


def test_a_record_that_is_too_large_costs_itself() -> None:
    data = b'[{"a": 1}, {"b": ' + LARGE + b'}, {"c": 1}]'
    assert texts(data) == [b'{"a": 1}', None, b'{"c": 1}']


def test_an_object_that_is_too_large_is_entered() -> None:
    meta = b'{"skip": ' + LARGE + b', "info": {"m": 1}, "articles": [{"a": 1}, {"b": 2}]}'
    found = [each for each in slices(meta) if isinstance(each, Cutting)]
    assert [(each.key, each.data, each.nested) for each in found] == [
        ("info", b'{"m": 1}', True),
        ("articles", b'[{"a": 1}, {"b": 2}]', True),
    ]


def test_a_list_that_is_too_large_is_entered() -> None:
    many = b", ".join([b'{"a": "' + b"x" * 100_000 + b'"}'] * 100)
    assert len(texts(b'{"articles": [' + many + b"]}")) == 100
    assert texts(b'{"comments": [' + many + b'], "articles": [{"a": 1}]}') == [b'[{"a": 1}]']


@pytest.mark.parametrize("sign", [b"[", b'{"a":', b'[{"a":['])
def test_what_is_nested_without_end(sign: bytes) -> None:
    assert len(slices(sign * 200_000)) == 1


@given(
    st.lists(st.dictionaries(st.text(), st.text() | st.lists(st.integers())), max_size=5),
    st.sampled_from([None, 1, 4]),
    st.integers(1, 64),
)
def test_all_records_of_any_list(records: list[dict[str, object]], indent: int, size: int) -> None:
    data = json.dumps(records, ensure_ascii=False, indent=indent).encode(errors="replace")

    class Few(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(size)

    found = [each.data for each in Slicer(Few(data)).slices() if isinstance(each, Cutting)]
    assert found == [
        json.dumps(json.loads(data)[number], ensure_ascii=False, indent=indent)
        .replace("\n", "\n" + " " * (indent or 0))
        .encode()
        for number in range(len(records))
    ]


@given(st.binary(max_size=200) | st.text('[]{}",:\\/ \na', max_size=60).map(str.encode))
def test_no_bytes_fail(data: bytes) -> None:
    found = slices(data)
    assert not any(isinstance(each, Damage) for each in found[:-1])


@pytest.mark.parametrize("before", [b"", b" " * 3 * MAX_ARTICLE_BYTES])
def test_a_text_too_large_in_an_object_alone_is_told(before: bytes) -> None:
    rest = b'}\n{"body": "b"}'
    for data in (b'{"body": ' + LARGE + rest, b'{"a": "' + before + b'", "body": ' + LARGE + rest):
        assert None in texts(data)
        assert texts(data)[-1] == b'{"body": "b"}'
