"""What a comparison with an indicator of the UN says, in one line."""

from warehouse.folder.published import Row
from warehouse.language import Language
from warehouse.say import say
from warehouse.value_words import read_value_words


def bridge_line(row: Row, language: Language) -> str:
    """A comparison: the UN's indicator, how near, whether a person confirmed it, and why."""
    status = getattr(read_value_words()["review_status"][row["status"]], language)
    reason = row["reason_zh" if language == "zh" else "reason"]
    nearest = nearest_words(row, language)
    return say("show-un-bridge", language, nearest=nearest, status=status, reason=reason)


def nearest_words(row: Row, language: Language) -> str:
    """The UN's indicator and how near it is; without one, the target that speaks of the subject."""
    grade = getattr(read_value_words()["un_grade"][row["grade"]], language)
    if row["un_indicator"]:
        return f"{row['un_indicator']} · {grade}"
    target = row["un_target"]
    return f"{grade} · {say('show-un-target', language, target=target)}" if target else str(grade)
