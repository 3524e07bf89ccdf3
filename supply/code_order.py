"""The order in which reports print indicators."""


def code_order(code: str) -> list[tuple[bool, int, str]]:
    """Put 6.2.1 before 6.10.1, and 6.10.1 before 6.a.1, as reports do."""
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in code.split(".")
    ]
