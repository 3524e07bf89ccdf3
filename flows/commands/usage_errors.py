"""Wrong usage in the reader's language: what typer found, as one line like every other error."""

import re
from typing import Any

from warehouse.errors import TsdgError, UsageError

_QUOTED = re.compile(r"'([^']*)'")
_EXTRA = re.compile(r"unexpected extra argument\S* \((.*)\)")


def describe_usage(error: Any) -> TsdgError:
    """Say what is wrong, and how to see the usage of the command; typer's own words where it may say anything."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "tsdg"
    return UsageError("usage", told=_find_fault(error), command=command)


def _find_fault(error: Any) -> str:
    kind, message = type(error).__name__, str(error.message)
    quoted, extra = _QUOTED.findall(message), _EXTRA.search(message)
    if kind in {"NoSuchOption", "BadOptionUsage"}:
        name = "usage-no-option" if kind == "NoSuchOption" else "usage-no-value"
        fault = UsageError(name, option=error.option_name)
    elif kind == "MissingParameter":
        fault = UsageError("usage-missing", what=_name(error.param))
    elif kind == "BadParameter" and "is not one of" in message:
        what, choices = _name(error.param), ", ".join(quoted[1:])
        fault = UsageError("usage-choice", what=what, value=quoted[0], choices=choices)
    elif kind == "BadParameter":
        fault = UsageError("usage-value", what=_name(error.param))
    elif extra:
        fault = UsageError("usage-too-many", extra=extra[1])
    elif quoted:
        fault = UsageError("usage-no-command", asked=quoted[0])
    else:
        return message
    return fault.reason


def _name(parameter: Any) -> str:
    is_option = parameter.param_type_name == "option"
    return str(parameter.opts[0] if is_option else parameter.metavar or parameter.name.upper())
