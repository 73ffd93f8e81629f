"""When a feed is polled again."""

import pytest

from archive.errors import BadSetting
from archive.feeds.schedule import (
    MAX_BACKOFF_SECONDS,
    due_after_failure,
    due_after_success,
    page_due,
    seconds_of,
)


@pytest.mark.parametrize(
    ("text", "seconds"), [("15m", 900), ("60s", 60), ("2h", 7200), ("1d", 86400), (" 1 H ", 3600)]
)
def test_times(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "0m", "59s", "-5m", "1.5h", "15 minutes", "१५m"])
def test_what_is_no_time(text: str) -> None:
    if text == "१५m":
        # Digits of any script are digits.
        assert seconds_of(text) == 900
        return
    with pytest.raises(BadSetting, match="write 15m"):
        seconds_of(text)


def test_whoever_polls_every_quarter_of_an_hour_finds_feeds_due() -> None:
    assert 1000 < due_after_success(1000, 900) < 1900


def test_each_failure_waits_longer_up_to_a_day_and_never_less_than_asked() -> None:
    waits = [due_after_failure(0, 900, failures) for failures in range(1, 60)]
    assert 900 < waits[0] < 1.2 * 1800 + 1
    assert waits[3] > waits[0]
    assert all(wait <= MAX_BACKOFF_SECONDS * 1.2 for wait in waits)
    assert due_after_failure(0, 900, 1, wait=10**6) == 10**6
    assert len({due_after_failure(0, 10**5, 9) for _ in range(20)}) > 1
    assert page_due(0, 1) < page_due(0, 3)
