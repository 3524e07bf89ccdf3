"""Rules of verdicts, as `decide_direction`, `judge_attainment` and `weigh_certainty` state them, for readers of Chinese."""

import re

import polars as pl

# A rule as stated, and the same in Chinese; what a group holds is printed words, a number or a rule itself.
_STATED = (
    (r"no target is set for this year", "本年度未設目標"),
    (r"the value is still to be published", "數值尚待公布"),
    (r"a task without a quantity is not judged", "質性工作，無數量可判定"),
    (r"undecided: no section 目標 was found", "未判定：未見「目標」一段"),
    (r"undecided: no word or term tells which way is better", "未判定：無用詞或名稱可知優劣方向"),
    (r"undecided: no value answering the target was found", "未判定：未見對應目標的數值"),
    (r"in doubt: (?P<rule>.+)", "存疑：{rule}"),
    (r"(?P<a>\S+) >= (?P<b>\S+) holds", "{a} ≥ {b} 成立"),
    (r"(?P<a>\S+) >= (?P<b>\S+) does not hold", "{a} ≥ {b} 不成立"),
    (r"(?P<a>\S+) <= (?P<b>\S+) holds", "{a} ≤ {b} 成立"),
    (r"(?P<a>\S+) <= (?P<b>\S+) does not hold", "{a} ≤ {b} 不成立"),
    (r"(?P<a>\S+) in (?P<b>\S+) to (?P<c>\S+) holds", "{a} 在 {b} 至 {c} 之間，成立"),
    (r"(?P<a>\S+) in (?P<b>\S+) to (?P<c>\S+) does not hold", "{a} 不在 {b} 至 {c} 之間"),
    (r"words: (?P<words>.+) \(amount of change\)", "依原文「{words}」，為增減之量"),
    (r"words: (?P<words>.+) \(an activity to be carried out\)", "依原文「{words}」，為應辦事項"),
    (r"words: (?P<words>.*)", "依原文「{words}」"),
    (r"reviewed: (?P<words>.+)", "依人工審閱「{words}」"),
    (r"(?P<rule>term: .+) \((?P<words>.+) of it\)", "{rule}之{words}"),
    (r"(?P<rule>assumed.+) \((?P<words>.+) of it\)", "{rule}之{words}"),
    (r"term: (?P<words>.+)", "依名稱「{words}」"),
    (r"general term: (?P<words>.+)", "依一般慣例推定「{words}」"),
    (r"no quantity", "無數量"),
    (r"no word or term: a band", "無用詞可知方向，視為區間"),
    (r"zero can only be reached from above", "零只能由高而低達成"),
    (r"100 % can only be reached from below", "百分之百只能由低而高達成"),
    (r"assumed, as the one before: (?P<rule>.+)", "推定同前項：{rule}"),
    (r"assumed, term within: (?P<words>.+)", "依名稱所含「{words}」推定"),
    (r"assumed, the contrary of: (?P<words>.+)", "依「{words}」的反面推定"),
    (r"assumed, fewer for each one: (?P<words>.+)", "依「{words}」推定：每一人所對應者愈少愈好"),
    (r"assumed, a load: (?P<words>.+)", "依「{words}」推定：每一人所負擔者愈少愈好"),
    (r"assumed, what is lacking: (?P<words>.+)", "依所缺者「{words}」推定"),
    (r"assumed, done about it: (?P<words>.+)", "依所採作為「{words}」推定"),
    (r"assumed: a count of (?P<words>.+)", "以「{words}」計數，推定愈多愈好"),
    (r"assumed: a sum of (?P<words>.+)", "以「{words}」計額，推定愈多愈好"),
    (r"assumed, (?P<rule>.+) in (?P<words>\S+)", "{rule}，以{words}計，為推定"),
    (r"it would be missed, but 已達標 is said", "判讀為未達標，原文卻稱已達標"),
    (r"it would be missed, but no reason is given", "判讀為未達標，卻未列落後原因"),
    (r"it would be attained, but 未達 is said", "判讀為達標，原文卻稱未達"),
    (r"no target was read, but a reason is given", "未判讀到目標，卻列有落後原因"),
    (r"it would be attained, but a reason is given", "判讀為達標，卻列有落後原因"),
    (
        r"the value is twenty times its target, or a twentieth of it",
        "數值為目標的二十倍以上，或不及二十分之一",
    ),
    (r"not read: no section 目標 was found", "未見「目標」一段"),
    (r"not read: (?P<words>.+)", "未判讀：{words}"),
)
_PATTERNS = tuple((re.compile(stated, re.DOTALL), chinese) for stated, chinese in _STATED)
COLUMNS = ("comparator_rule", "direction_rule", "status_rule", "doubt")


def in_chinese(rule: str | None) -> str | None:
    """Say a rule, or several joined by a semicolon, in Chinese; null where it is none of those known."""
    if rule is None:
        return None
    parts = [_say(part) for part in re.split(r"; (?=it would|the value is|not read: )", rule)]
    return None if None in parts else "；".join(part for part in parts if part)


def _say(rule: str) -> str | None:
    for pattern, chinese in _PATTERNS:
        match = pattern.fullmatch(rule)
        if match is None:
            continue
        held = match.groupdict()
        if "rule" in held:
            held["rule"] = _say(held["rule"])
        return None if None in held.values() else chinese.format(**held)
    return None


def add_chinese_rules(measures: pl.DataFrame) -> pl.DataFrame:
    """Add comparator_rule_zh, direction_rule_zh, status_rule_zh and doubt_zh beside what they say in English."""
    return measures.with_columns(
        pl.col(column).map_elements(in_chinese, return_dtype=pl.String).alias(f"{column}_zh")
        for column in COLUMNS
    )
