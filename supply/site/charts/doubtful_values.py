"""Which values of a series are in doubt: what evidence speaks against, or what is a thousand times off all else."""

import json

from warehouse.folder.published import Row

_OFF_THE_SCALE = "magnitude_slip"


def mark_doubts(observations: list[Row], measures: list[Row], findings: list[Row]) -> list[Row]:
    """Add is_doubtful to statements of values.

    Args:
        observations: of one indicator.
        measures: rows of attainment of the same.
        findings: on the same.
    """
    doubtful = {
        (row["measure_key"], row["report_year"], row["issuer"])
        for row in measures
        if row["certainty"] == "doubtful"
    }
    slips = {
        (row["report_year"], row["issuer"], json.loads(row["facts"]).get("words"))
        for row in findings
        if row["rule"] == _OFF_THE_SCALE
    }
    return [
        {
            **row,
            "is_doubtful": (row["report_year"], row["issuer"], row["text"]) in slips
            or (
                row["source"] == "actual"
                and (row["measure_key"], row["report_year"], row["issuer"]) in doubtful
            ),
        }
        for row in observations
    ]
