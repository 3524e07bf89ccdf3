"""Judged measures and what their rows say besides → how sure each is; see `docs/decisions/0013-certainty.md`."""

import polars as pl

_ROW = ["report_id", "indicator_code", "occurrence_no"]
_STATUS, _DECLARED = pl.col("status"), pl.col("declared_status")
_IS_JUDGED = _STATUS.is_in(["attained", "not_attained"])
_IS_MISSED, _IS_ATTAINED = _STATUS == "not_attained", _STATUS == "attained"
_SAYS_MISSED = _DECLARED.is_in(["not_met", "lagging"]).fill_null(value=False)
_SAYS_NOT_MET = (_DECLARED == "not_met").fill_null(value=False)
_SAYS_MET = (_DECLARED == "met").fill_null(value=False)
_BY_NUMBER = pl.col("reason_measures")
_IS_NUMBERED = _BY_NUMBER.list.contains(pl.col("measure_no")).fill_null(value=False)
# 落後原因：第2項… is no reason of the others.
_HAS_REASON = pl.col("reason_text").is_not_null() & (_BY_NUMBER.is_null() | _IS_NUMBERED)
# So far from its target a value is rarely: rather direction, scale or pair were misread.
_FAR = 20.0
_IS_QUANTIFIED = pl.col("target_kind").is_in(["numeric", "range"])


def weigh_certainty(measures: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """Add certainty and doubt; where a reading is in doubt, withhold the verdict that rests on it.

    Args:
        measures: as judged, with is_direction_assumed and unread_words.
        indicators: rows of stg_indicator, for their reason_text and reason_measures.

    Returns:
        The same rows with certainty (sure, assumed, doubtful) and doubt (what disagrees, in words; null
        if nothing does). Of doubtful rows status and is_consistent are null.
    """
    return (
        measures.join(
            indicators.select(*_ROW, "reason_text", "reason_measures"),
            on=_ROW,
            how="left",
            maintain_order="left",
        )
        .with_columns(_declared_status(), _are_all_attained().alias("are_all_attained"))
        .with_columns(_is_consistent())
        .with_columns(_doubt().alias("doubt"))
        .with_columns(_certainty().alias("certainty"))
        .with_columns(_unless_doubtful("status"), _unless_doubtful("is_consistent"), _status_rule())
        .drop("reason_text", "reason_measures", "are_all_attained")
    )


def _declared_status() -> pl.Expr:
    """A reason that names no measure is that of every missed part of its row, and of no attained one beside it."""
    is_missed = _IS_MISSED.fill_null(value=False)
    is_named = (is_missed & _SAYS_MISSED).any().over(_ROW)
    is_meant = _DECLARED.is_null() & is_missed & _HAS_REASON & ~is_named
    # 「購樣 415 件，不合格率達 20 %」 tells of the rate that was missed, though it names what was attained, too.
    is_told_beside = (_DECLARED == "lagging") & _IS_ATTAINED & ~_IS_NUMBERED
    is_of_another = is_told_beside & is_missed.any().over(_ROW)
    return (
        pl.when(is_meant)
        .then(pl.lit("lagging"))
        .when(~is_of_another.fill_null(value=False))
        .then(_DECLARED)
        .alias("declared_status")
    )


def _is_consistent() -> pl.Expr:
    agrees = pl.when(_IS_MISSED & _SAYS_MISSED).then(pl.lit(value=True))
    consistent = pl.coalesce("is_consistent", agrees)
    return pl.when(_DECLARED.is_not_null()).then(consistent).alias("is_consistent")


def _are_all_attained() -> pl.Expr:
    return _IS_ATTAINED.fill_null(value=False).all().over(_ROW)


def _doubt() -> pl.Expr:
    """What speaks against the reading, where that rests on a custom or left something out."""
    assumed = pl.col("is_direction_assumed") & _IS_JUDGED
    # 清運量 holds 運量: against a printed reason a word of the name alone is no proof.
    by_name = pl.col("direction_rule").str.starts_with("term: ").fill_null(value=False)
    signs = [
        (assumed & _IS_MISSED & _SAYS_MET, "it would be missed, but 已達標 is said"),
        (
            assumed & _IS_MISSED & ~_SAYS_MISSED & ~_SAYS_MET & ~_HAS_REASON,
            "it would be missed, but no reason is given",
        ),
        (assumed & _IS_ATTAINED & _SAYS_NOT_MET, "it would be attained, but 未達 is said"),
        (
            # The reason of a row with a missed part is that part's.
            (assumed | by_name)
            & _IS_ATTAINED
            & (_IS_NUMBERED | ((_HAS_REASON | _SAYS_MISSED) & pl.col("are_all_attained"))),
            "it would be attained, but a reason is given",
        ),
        (assumed & _is_far(), "the value is twenty times its target, or a twentieth of it"),
    ]
    is_open = (pl.col("target_kind") == "not_set") & (pl.col("actual_kind") == "numeric")
    signs.append((is_open & _HAS_REASON, "no target was read, but a reason is given"))
    told = [pl.when(sign).then(pl.lit(words)) for sign, words in signs]
    unread = pl.when((pl.col("target_kind") != "not_set").fill_null(value=True)).then(
        pl.concat_str(pl.lit("not read: "), pl.col("unread_words"))
    )
    joined = pl.concat_str(*told, unread, separator="; ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _is_far() -> pl.Expr:
    actual = pl.col("actual_value")
    bound = pl.coalesce("target_low", "target_high")
    is_far = (actual >= _FAR * bound) | (actual * _FAR <= bound)
    return ((actual > 0) & (bound > 0) & is_far).fill_null(value=False)


def _certainty() -> pl.Expr:
    """What the report itself says may confirm a custom: then printed words have decided after all."""
    # One reason of several missed parts may be that of the others.
    n_missed = (_IS_MISSED & _SAYS_MISSED).fill_null(value=False).sum().over(_ROW)
    is_told = _SAYS_NOT_MET | _IS_NUMBERED | (n_missed == 1)
    is_confirmed = (_IS_MISSED & _SAYS_MISSED & is_told) | (_IS_ATTAINED & _SAYS_MET)
    is_doubtful = pl.col("doubt").is_not_null() | _STATUS.is_null()
    # What is pending has its comparator already.
    is_compared = _IS_JUDGED | (_STATUS == "pending")
    is_assumed = pl.col("is_direction_assumed") & is_compared & is_confirmed.not_()
    return (
        pl.when(is_doubtful)
        .then(pl.lit("doubtful"))
        .when(is_assumed.fill_null(value=False))
        .then(pl.lit("assumed"))
        .otherwise(pl.lit("sure"))
    )


def _unless_doubtful(column: str) -> pl.Expr:
    return pl.when(pl.col("certainty") != "doubtful").then(pl.col(column)).alias(column)


def _status_rule() -> pl.Expr:
    in_doubt = pl.concat_str(pl.lit("in doubt: "), pl.col("status_rule"))
    return (
        pl.when(pl.col("doubt").is_not_null())
        .then(in_doubt)
        .otherwise(pl.col("status_rule"))
        .alias("status_rule")
    )
