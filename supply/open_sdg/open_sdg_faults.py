"""What is wrong with a file of an Open SDG data repository, in the words of a reader."""

from warehouse.say import tell


def fault(name: str, place: str = "", /, **facts: object) -> str:
    """Say a fault, and where it is.

    Args:
        name: `opensdg-NAME` in the catalogue says it.
        place: a file, a row or a field; empty where another puts it before.
        facts: what the text states.
    """
    told = tell(f"opensdg-{name}", **facts)
    return at(place, told) if place else told


def at(place: str, told: str) -> str:
    """Put a place before what is said of it."""
    return tell("error-at", place=place, told=told)
