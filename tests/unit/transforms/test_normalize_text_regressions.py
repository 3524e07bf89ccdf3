"""One spelling for what means the same, whatever program wrote the document."""

import pytest

from transforms.phrase.parse_quantities import parse_phrase


@pytest.mark.parametrize("dash", ["-", "–", "—", "－", "~"])
def test_a_window_of_years_is_one_whatever_the_dash(dash):
    (quantity,) = parse_phrase(f"2021{dash}2024年平均成長3%").quantities
    assert quantity.period == "2021-2024"
