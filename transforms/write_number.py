"""A number as people write it."""


def write_number(value: float) -> str:
    """Thousands apart, no exponent for the magnitudes of 億 and 兆, no trailing zeros."""
    return f"{value:,.10f}".rstrip("0").rstrip(".")
