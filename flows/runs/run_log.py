"""The log of the data folder: one line of JSON for each event, for people and for collectors of logs."""

import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from warehouse.folder.data_folder import DataFolder

_LARGEST_FILE = 5 * 10**6
_FILES_KEPT = 5
_logger = logging.getLogger("tsdg")
_logger.propagate = False
_logger.setLevel(logging.INFO)


def open_log(data: DataFolder) -> None:
    """Log to `logs/tsdg.jsonl` of this folder from now on; a log that cannot be written is no reason to stop."""
    for handler in list(_logger.handlers):
        _logger.removeHandler(handler)
        handler.close()
    try:
        data.logs.mkdir(parents=True, exist_ok=True)
        handler = _QuietHandler(
            data.logs / "tsdg.jsonl", maxBytes=_LARGEST_FILE, backupCount=_FILES_KEPT, encoding="utf-8"
        )  # fmt: skip
    except OSError:
        return
    handler.setFormatter(
        JsonFormatter("%(message)s", rename_fields={"message": "event"}, json_ensure_ascii=False)
    )
    _logger.addHandler(handler)


def log(event: str, **facts: Any) -> None:
    """Log an event with what belongs to it; `severity` error or warning makes it one."""
    level = {"error": logging.ERROR, "warning": logging.WARNING}.get(
        facts.setdefault("severity", "info"), logging.INFO
    )
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    _logger.log(level, event, extra={"time": stamp, **facts})


class _QuietHandler(RotatingFileHandler):
    """A full disk must not print a traceback beside the one line that tells of it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class's name
        """Let the line go."""
        del record
