"""The time that one request may take: what counts, what does not, and what is stopped."""

from collections.abc import Iterator

import pytest

import index.budget
from index.budget import OutOfTime, check, left, ran_out, spending, spending_share, waiting


class Clock:
    """A clock that only goes when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    monkeypatch.setattr(index.budget, "time", clock)
    yield clock
    assert left() is None


def test_without_a_budget_nothing_is_stopped(clock: Clock) -> None:
    clock.seconds += 1e9
    check()
    with spending(None), spending_share(0.5):
        check()
        assert left() is None
        assert not ran_out()


def test_when_it_is_used_up_the_next_step_is_not_begun(clock: Clock) -> None:
    with spending(2):
        clock.seconds += 1.5
        check()
        assert left() == 0.5
        assert not ran_out()
        clock.seconds += 0.6
        with pytest.raises(OutOfTime, match="ARCHIVE_TIME_LIMIT"):
            check()
        assert ran_out()
    check()
    assert not ran_out()


def test_a_share_leaves_the_rest_for_what_comes_behind(clock: Clock) -> None:
    with spending(2):
        with spending_share(0.5):
            clock.seconds += 1.1
            with pytest.raises(OutOfTime):
                check()
        check()
        # Whoever was stopped once has no whole answer any more.
        assert ran_out()


def test_a_budget_within_another_ends_no_later(clock: Clock) -> None:
    with spending(1), spending(10):
        clock.seconds += 2
        with pytest.raises(OutOfTime):
            check()


def test_waiting_for_what_all_need_does_not_count(clock: Clock) -> None:
    with spending(2), spending_share(0.5):
        with waiting():
            clock.seconds += 60
            check()
        check()
        assert left() == pytest.approx(1)
    assert left() is None


def test_the_next_request_begins_anew(clock: Clock) -> None:
    for _ in range(2):
        with spending(1):
            check()
            clock.seconds += 2
            with pytest.raises(OutOfTime):
                check()
