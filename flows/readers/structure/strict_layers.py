"""Which layers (optional content groups) of a PDF a viewer does not show when it opens the file."""

from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name

_EVENTS = ("View", "Print", "Export")
_CONDITIONS = {"Zoom", "User", "Language"}


def find_hidden_layers(catalog: dict[str, Any]) -> set[int]:
    """Object numbers of the layers that are off, by the whole rule of the default configuration.

    /BaseState says what holds for all; /ON and /OFF name exceptions; /AS lets a layer's own usage
    decide for viewing or printing.
    """
    layers = resolve1(catalog.get("OCProperties"))
    if not isinstance(layers, dict):
        return set()
    usual = resolve1(layers.get("D"))
    usual = usual if isinstance(usual, dict) else {}
    groups = {ref.objid: ref for ref in _references(layers.get("OCGs"))}
    hidden = set(groups) if _name(usual.get("BaseState")) == "OFF" else set()
    hidden -= {ref.objid for ref in _references(usual.get("ON"))}
    hidden |= {ref.objid for ref in _references(usual.get("OFF"))}
    return _apply_usage(usual, groups, hidden)


def _apply_usage(usual: dict[str, Any], groups: dict[int, PDFObjRef], hidden: set[int]) -> set[int]:
    """What is seen on screen, on paper, at one size or by one reader alone is not surely seen."""
    for automatic in _list(usual.get("AS")):
        rule = resolve1(automatic)
        if not isinstance(rule, dict):
            continue
        categories = {_name(category) for category in _list(rule.get("Category"))}
        is_for_view = _name(rule.get("Event")) == "View" and "View" in categories
        conditions = _CONDITIONS & categories
        for ref in _references(rule.get("OCGs")):
            usage = _usage(groups.get(ref.objid, ref))
            if conditions & usage.keys():
                hidden = hidden | {ref.objid}
            elif is_for_view and _wish(usage, "View") == "ON":
                hidden = hidden - {ref.objid}
    # Some programs follow what a layer says of itself, others only where the file tells them to.
    return hidden | {
        number
        for number, ref in groups.items()
        if any(_wish(_usage(ref), event) == "OFF" for event in _EVENTS)
    }


def _usage(group: PDFObjRef) -> dict[str, Any]:
    attributes = resolve1(group)
    usage = resolve1(attributes.get("Usage")) if isinstance(attributes, dict) else None
    return usage if isinstance(usage, dict) else {}


def _wish(usage: dict[str, Any], event: str) -> str:
    wish = resolve1(usage.get(event))
    return _name(wish.get(f"{event}State")) if isinstance(wish, dict) else ""


def is_never_shown(content: Any) -> bool:
    """Tell whether a membership of layers hides what it marks although every layer is shown.

    /P /AllOff and /AnyOff show it where layers are off; /VE is an expression of /And, /Or and /Not.
    """
    membership = resolve1(content)
    if not isinstance(membership, dict) or _name(membership.get("Type")) == "OCG":
        return False
    if expression := _list(membership.get("VE")):
        return not _holds(expression)
    return _name(membership.get("P")) in {"AllOff", "AnyOff"} and "OCGs" in membership


def _holds(expression: list[Any]) -> bool:
    """What an expression of layers says where every layer is shown."""
    operator, *parts = expression
    holds = [_holds(inner) if (inner := _list(part)) else True for part in parts]
    if _name(operator) == "Not":
        return not all(holds)
    return any(holds) if _name(operator) == "Or" else all(holds)


def _references(value: Any) -> list[PDFObjRef]:
    return [item for item in _list(value) if isinstance(item, PDFObjRef)]


def _list(value: Any) -> list[Any]:
    resolved = resolve1(value)
    return resolved if isinstance(resolved, list) else []


def _name(value: Any) -> str:
    resolved = resolve1(value)
    return str(literal_name(resolved)) if isinstance(resolved, PSLiteral) else ""
