"""Target against actual → ratio, gap and verdict, each with the rule that made it.

Method: strict comparison of the printed numbers, no tolerance. A range is met at its weakest bound
on the better side (the interval rule of Germany's sustainability strategy). The ratio where lower is
better is target over actual, which is symmetric to actual over target and never negative.
"""

import polars as pl

_HIGHER = pl.col("direction") == "higher"
_LOWER = pl.col("direction") == "lower"
_IS_QUANTIFIED = pl.col("target_kind").is_in(["numeric", "range"])
_IS_NUMERIC = _IS_QUANTIFIED & (pl.col("actual_kind") == "numeric")
# Differences of printed decimals carry binary noise in the last places.
_ROUNDING = 10


def judge_attainment(measures: pl.DataFrame) -> pl.DataFrame:
    """Add bound, ratio, gap, status, its rule and the agreement with what the report declares.

    Args:
        measures: one row per measure with target_kind, comparator, target_low, target_high,
            direction, actual_kind, actual_value, declared_status.

    Returns:
        The same rows and columns, with attainment_pct (per cent), gap (base unit), status,
        status_rule and is_consistent.
    """
    return (
        measures.with_columns(_weakest_bound().alias("bound"))
        .with_columns(
            _attainment_pct().alias("attainment_pct"),
            _gap().alias("gap"),
            _is_met().alias("is_met"),
        )
        .with_columns(_status().alias("status"))
        .with_columns(_status_rule().alias("status_rule"), _is_consistent().alias("is_consistent"))
        .drop("bound", "is_met")
    )


def _weakest_bound() -> pl.Expr:
    low, high = pl.col("target_low"), pl.col("target_high")
    return pl.when(_HIGHER).then(low).when(_LOWER).then(high).otherwise(None)


def _attainment_pct() -> pl.Expr:
    actual, bound = pl.col("actual_value"), pl.col("bound")
    higher = pl.when(bound > 0).then(100 * actual / bound)
    lower = pl.when((actual > 0) & (bound > 0)).then(100 * bound / actual)
    ratio = pl.when(_HIGHER).then(higher).when(_LOWER).then(lower).otherwise(None)
    return pl.when(_IS_NUMERIC).then(ratio).otherwise(None)


def _gap() -> pl.Expr:
    actual, bound = pl.col("actual_value"), pl.col("bound")
    gap = (
        pl.when(_HIGHER)
        .then(bound - actual)
        .when(_LOWER)
        .then(actual - bound)
        .otherwise(_distance_to_band())
    )
    return pl.when(_IS_NUMERIC).then(gap.round(_ROUNDING)).otherwise(None)


def _distance_to_band() -> pl.Expr:
    actual = pl.col("actual_value")
    below, above = pl.col("target_low") - actual, actual - pl.col("target_high")
    distance = pl.max_horizontal(below, above)
    return pl.when(pl.col("direction") == "none").then(distance).otherwise(None)


def _is_met() -> pl.Expr:
    actual, bound = pl.col("actual_value"), pl.col("bound")
    in_band = actual.is_between(pl.col("target_low"), pl.col("target_high"))
    return (
        pl.when(_HIGHER)
        .then(actual >= bound)
        .when(_LOWER)
        .then(actual <= bound)
        .when(pl.col("direction") == "none")
        .then(in_band)
        .otherwise(None)
    )


def _status() -> pl.Expr:
    return (
        pl.when(pl.col("target_kind") == "not_set")
        .then(pl.lit("no_target"))
        .when(pl.col("actual_kind") == "pending")
        .then(pl.lit("pending"))
        .when(pl.col("target_kind") == "qualitative")
        .then(pl.lit("qualitative"))
        .when(_IS_NUMERIC & pl.col("is_met"))
        .then(pl.lit("attained"))
        .when(_IS_NUMERIC & pl.col("is_met").not_())
        .then(pl.lit("not_attained"))
        .otherwise(None)
    )


def _status_rule() -> pl.Expr:
    return (
        pl.when(pl.col("status") == "no_target")
        .then(pl.lit("no target is set for this year"))
        .when(pl.col("status") == "pending")
        .then(pl.lit("the value is still to be published"))
        .when(pl.col("status") == "qualitative")
        .then(pl.lit("a task without a quantity is not judged"))
        .when(_IS_NUMERIC & pl.col("status").is_not_null())
        .then(_comparison())
        .when(pl.col("target_kind").is_null())
        .then(pl.lit("undecided: no section 目標 was found"))
        .when(_IS_NUMERIC)
        .then(pl.lit("undecided: no word or term tells which way is better"))
        .otherwise(pl.lit("undecided: no value answering the target was found"))
    )


def _comparison() -> pl.Expr:
    sign = pl.when(_HIGHER).then(pl.lit(" >= ")).when(_LOWER).then(pl.lit(" <= "))
    against = pl.concat_str(_number("actual_value"), sign, _number("bound"))
    band = pl.concat_str(
        _number("actual_value"),
        pl.lit(" in "),
        _number("target_low"),
        pl.lit(" to "),
        _number("target_high"),
    )
    verdict = pl.when(pl.col("is_met")).then(pl.lit(" holds")).otherwise(pl.lit(" does not hold"))
    return pl.concat_str(
        pl.when(pl.col("direction") == "none").then(band).otherwise(against), verdict
    )


def _number(column: str) -> pl.Expr:
    """A number as people write it: no trailing .0, no exponent for the magnitudes of 億 and 兆."""
    whole = pl.col(column).cast(pl.Int64, strict=False)
    return (
        pl.when(pl.col(column) == whole)
        .then(whole.cast(pl.String))
        .otherwise(pl.col(column).cast(pl.String))
    )


def _is_consistent() -> pl.Expr:
    declared, status = pl.col("declared_status"), pl.col("status")
    compared = (
        pl.when(declared == "met").then(status == "attained").otherwise(status == "not_attained")
    )
    nothing_to_compare = (
        declared.is_null() | status.is_null() | status.is_in(["pending", "qualitative"])
    )
    return pl.when(nothing_to_compare).then(None).otherwise(compared)
