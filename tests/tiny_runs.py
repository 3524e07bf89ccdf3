"""Tiny runs: a warehouse of one goal is enough to be published, harmed and repaired."""

import hashlib
import os
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from flows.runs.plan_run import program_fingerprint
from flows.runs.publish_run import begin_run, load_run_records, publish_run
from flows.runs.repair import Repair, repair
from warehouse.build import build_marts, load_seeds
from warehouse.candidate import Candidate, open_candidate
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_record import RunRecord


@cache
def empty_warehouse_file() -> Path:
    """A warehouse without editions, built once for all processes that test this program."""
    built = Path(tempfile.gettempdir()) / f"tsdg_empty_{program_fingerprint()}.duckdb"
    if not built.exists():
        own = built.with_suffix(f".{os.getpid()}")
        with open_candidate(own) as candidate:
            load_seeds(candidate.connection)
            build_marts(candidate.connection, "2026-01-01")
        own.replace(built)
    return built


class Runs:
    """A data folder in which a run takes no time: each brings one document of the given words."""

    def __init__(self, root: Path) -> None:
        self.data = DataFolder(root)
        self.data.create()

    def build(self, words: str) -> RunRecord:
        """Everything of a run up to publishing."""
        held = self._held()
        record = begin_run(self.data, date(2026, 1, 1))
        self.data.documents.mkdir(exist_ok=True)
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        (self.data.documents / f"{sha256}.txt").write_text(words, encoding="utf-8")
        shutil.copyfile(empty_warehouse_file(), self.data.candidate)
        with duckdb.connect(str(self.data.candidate)) as connection:
            connection.execute("update marts.dim_goal set name_zh = ?", [words])
            for number, (digest, name) in enumerate({**held, sha256: f"{words}.txt"}.items()):
                connection.execute(
                    "insert into raw.raw_report by name select ? as report_id, ? as sha256, ? as file_name, "
                    "'txt' as media_type, 2024 as report_year, 'title' as report_year_basis, 1 as page_count, "
                    "[] as printed_codes",
                    [str(number), digest, name],
                )
            load_run_records(Candidate(connection), self.data, record)
        site = self.data.building / "site"
        site.mkdir()
        (site / "index.html").write_text(words, encoding="utf-8")
        return record

    def publish(self, words: str) -> RunRecord:
        """A whole run."""
        repair(self.data)
        record = self.build(words)
        publish_run(self.data, record)
        return record

    def _held(self) -> dict[str, str]:
        if not self.data.warehouse.exists():
            return {}
        with duckdb.connect(str(self.data.warehouse), read_only=True) as connection:
            return dict(
                connection.execute("select sha256, file_name from raw.raw_report").fetchall()
            )

    def words(self) -> tuple[str, str, str]:
        """What warehouse, Parquet files and dashboard say."""
        with duckdb.connect(str(self.data.warehouse), read_only=True) as connection:
            held = connection.execute("select any_value(name_zh) from marts.dim_goal").fetchone()[0]
        mart = duckdb.sql(
            f"select any_value(name_zh) from '{self.data.marts / 'dim_goal.parquet'}'"
        )
        page = (self.data.site / "index.html").read_text(encoding="utf-8")
        return held, mart.fetchone()[0], page

    def repair(self) -> Repair:
        """Do what a writer does first."""
        return repair(self.data)
