"""Every part of the ranking that the ablation leaves out is still there to be left out."""

import pytest

from tests.relevance.ablation import PARTS, without


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_left_out(part: str) -> None:
    with without(part):
        pass
