"""A goal's number reads well on its colour."""

import pytest

from supply.ink_color import ink_on


@pytest.mark.parametrize(
    ("color", "ink"), [("#FCC30B", "#000000"), ("#19486A", "#ffffff"), ("#3F7E44", "#ffffff")]
)
def test_ink_is_the_one_that_reads_better(color, ink):
    assert ink_on(color) == ink
