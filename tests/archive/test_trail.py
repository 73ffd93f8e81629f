"""The trail of deletions as JSON: read again it is the same, and a damaged one is one line."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import BadSetting
from archive.store import Takedown
from archive.trail import TRAIL, as_json, keep_copy, read_copy

TRAILS = [
    Takedown("0badcafe", "a/1", "https://a.example/पुल", 1_700_000_000, "meera", "आदेश", True),
    Takedown("0badcafe", "b", "", 1_700_000_000, "meera", "आदेश", True, 1_700_000_009, "ravi", "x"),
    Takedown("1badcafe", "b", "", 1_700_000_010, "ravi", "", False),
]


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    keep_copy(tmp_path / "home", lambda: TRAILS)
    file = tmp_path / "home" / TRAIL
    # Which files were cleared is this archive's own affair.
    assert read_copy(file) == [replace(each, erased=False) for each in TRAILS]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [TRAIL]
    told = as_json(TRAILS)["deletions"]
    assert [(each["deletion"], each["erased"]) for each in told] == [
        ("0badcafe", True),
        ("1badcafe", False),
    ]
    assert told[0]["at"] == "2023-11-14T22:13:20Z"


def test_none_is_empty(tmp_path: Path) -> None:
    assert read_copy(tmp_path / TRAIL) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"deletions": [1]}', '{"deletions": [{"at": "x"}]}', "\xff"]
)
def test_a_damaged_one_is_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / TRAIL
    file.write_text(text, encoding="latin-1")
    with pytest.raises(BadSetting, match="cannot be read") as caught:
        read_copy(file)
    assert "\n" not in str(caught.value)
