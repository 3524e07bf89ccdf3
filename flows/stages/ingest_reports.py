"""First stage: every new file is read; those that can be used are kept, the others go to quarantine."""

import shutil
from pathlib import Path

from flows.readers.fan_out import read_reports
from flows.readers.read_report import readable
from flows.readers.report_document import ReportDocument
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.keep_documents import keep_documents
from warehouse.folder.run_ending import Refusal

_QUARANTINE_COPY_LIMIT = 50 * 1024 * 1024


def ingest_reports(
    files: list[Path], year: int | None, data: DataFolder
) -> tuple[list[ReportDocument], list[Refusal]]:
    """Read every new file, a task each; refused ones go to quarantine with their reason."""
    documents, refusals = read_reports(files, year)
    quarantine(refusals, data)
    refused = {refusal.path for refusal in refusals}
    keep_documents([path for path in files if path not in refused], data)
    return documents, refusals


def quarantine(refusals: list[Refusal], data: DataFolder) -> None:
    """Keep each refused input with a file that says why; a name stands for its newest refusal."""
    for refusal in refusals:
        data.quarantine.mkdir(parents=True, exist_ok=True)
        target = data.quarantine / (refusal.path.name or "unnamed")
        target.with_name(f"{target.name}.reason.txt").write_text(
            readable(f"{refusal.path}: {refusal.told}") + "\n", encoding="utf-8"
        )
        try:
            if refusal.path.is_file() and refusal.path.stat().st_size <= _QUARANTINE_COPY_LIMIT:
                shutil.copyfile(refusal.path, target)
        except OSError:
            # An unreadable file cannot be kept; its reason file stands all the same.
            target.unlink(missing_ok=True)
