"""Documents of one issuer and year → vintages in order, the same whatever order they were ingested in."""

import polars as pl

_SAMPLE_WORDS = "樣本|範例|(?i:sample)"
_DRAFT_WORDS = f"草案|初稿|{_SAMPLE_WORDS}|(?i:draft)"
_CORRECTED_WORDS = "更正|修正|勘誤|修訂"


def order_vintages(reports: pl.DataFrame) -> pl.DataFrame:
    """Number the vintages of each issuer and year, and mark the newest as current.

    `issuer` has been decided; `title` holds the title and what else stands above the table. Order: drafts and samples first, then by month of publication (unknown first), then those whose
    title says that they correct, then by checksum, which is arbitrary but never changes.

    Returns:
        One row per document: report_id, report_year, vintage_no (from 1), is_current, issuer, issuer_basis,
        issuer_printed, is_sample.
    """
    title = pl.col("title").fill_null("")
    edition = ("issuer", "report_year")
    ordered = reports.with_columns(
        is_sample=title.str.contains(_SAMPLE_WORDS),
        is_final=~title.str.contains(_DRAFT_WORDS),
        is_corrected=title.str.contains(_CORRECTED_WORDS),
    ).sort(*edition, "is_final", "published_date", "is_corrected", "sha256", nulls_last=False)
    numbered = ordered.with_columns(
        vintage_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over(edition)
    )
    return numbered.select(
        "report_id",
        "report_year",
        "vintage_no",
        "issuer",
        "issuer_basis",
        "issuer_printed",
        "is_sample",
        is_current=pl.col("vintage_no") == pl.col("vintage_no").max().over(edition),
    )
