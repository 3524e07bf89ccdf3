"""Values written into SQL: where a statement takes no parameters, and where binding them would cost more than the query."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

_NAMED = re.compile(r"\$(\w+)")


def quote(text: str) -> str:
    """Write a text as an SQL literal."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def with_literals(query: str, parameters: Sequence[object] | Mapping[str, object]) -> str | None:
    """Write the parameters of a query of ours into it; null if one of them cannot be written surely.

    DuckDB imports pandas for the first parameter that it binds: half a second for who asks one question.
    """
    values = parameters.values() if isinstance(parameters, Mapping) else parameters
    written = [_literal(value) for value in values]
    literals = [literal for literal in written if literal is not None]
    if len(literals) < len(written):
        return None
    if isinstance(parameters, Mapping):
        by_name = dict(zip(parameters, literals, strict=True))
        return _NAMED.sub(lambda found: by_name[found[1]], query)
    pieces = query.split("?")
    if len(pieces) != len(literals) + 1:
        return None
    return "".join(f"{piece}{value}" for piece, value in zip(pieces, [*literals, ""], strict=True))


def _literal(value: object) -> str | None:
    if value is None:
        return "null"
    if isinstance(value, bool | int):
        # Two minus signs would begin a comment.
        return str(value).lower() if value >= 0 else f"({value})"
    if isinstance(value, str):
        # A text that a statement cannot hold is bound.
        return None if "\0" in value else quote(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"date {quote(value.isoformat())}"
    return None
