"""The mixed load for some seconds: nothing fails while articles come in, no file stays open."""

from pathlib import Path

import pytest

from tests.benchmarks.mixed import measure
from tests.factories import sample_archive


@pytest.mark.thorough
def test_nothing_fails_while_articles_come_in(tmp_path: Path) -> None:
    with sample_archive(tmp_path):
        pass
    load = measure(tmp_path, f"whoosh:{tmp_path}/index", 20, turn=5)
    for answers in (load.quiet, load.importing):
        assert len(answers.seconds) > 10
        assert answers.failures == 0
    (*_, at_first), *_, (*_, at_last) = load.held
    # Each of two processes may have a connection to the store more for each of its threads.
    assert at_last <= at_first + 2 * 4 * 3
