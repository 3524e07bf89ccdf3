"""What the environment says about runs."""

import os
from collections.abc import Mapping

from warehouse.data_folder import DataFolderError

_DEFAULT_KEPT = 5


def runs_to_keep(environment: Mapping[str, str] = os.environ) -> int:
    """How many published runs stay whole (`TSDG_KEEP_RUNS`).

    Raises:
        DataFolderError: it is no whole number above 0.
    """
    text = environment.get("TSDG_KEEP_RUNS", "").strip()
    if not text:
        return _DEFAULT_KEPT
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise DataFolderError(
            f"TSDG_KEEP_RUNS is {text!r}; give a whole number above 0, or nothing"
        )
    return int(text)
