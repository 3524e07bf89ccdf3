"""Black or white on a goal's colour, for every form that shows one."""

# Where black and white have the same contrast with a colour: relative luminance after WCAG 2.
_EQUAL_CONTRAST = 0.179
_SRGB_LINEAR_BELOW = 0.04045


def ink_on(color_hex: str) -> str:
    """Black or white, whichever reads better on a colour (#RRGGBB)."""
    red, green, blue = (_linear(int(color_hex[i : i + 2], 16) / 255) for i in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if luminance > _EQUAL_CONTRAST else "#ffffff"


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= _SRGB_LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4)
