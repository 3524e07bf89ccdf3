"""A small edition with nothing wrong in it, so that a planted fault is the only one."""

from datetime import date
from pathlib import Path

import duckdb

from flows.readers.fan_out import read_all
from tests.candidates import build_candidate
from warehouse.build import INTERMEDIATE_TABLES, SQL_FOLDER
from warehouse.folder.data_folder import DataFolder

# What a run works out once, as views.
VIEWS = {
    name: text
    for name in INTERMEDIATE_TABLES
    if "create view"
    in (text := (SQL_FOLDER / "intermediate" / f"{name}.sql").read_text(encoding="utf-8"))
}
# Those that several rules ask, and what these build on, in order.
_ASKED_BY_MANY = ("int_twin", "int_series", "int_series_unit", "int_statement")
# Before the promised release falls due.
AS_OF = date(2025, 7, 1)
_ROWS = (
    ("06：水資源 (環境部)", "指標 6.1.1: 自來水普及率 (同指標 8.1.1) (水利署)", "目標：普及率至少 95.8% 實績值：普及率為 96.1%(2023 年 95.9%)"),
    ("", "指標 6.1.2: 漏水率 (水利署)", "目標：漏水率不超過 12% 實績值：漏水率 12.4% 落後原因：管線老舊 因應對策：汰換管線"),
    ("", "*指標 6.e.1: 水資源計畫 (水利署)", "目標：完成水資源計畫檢討 實績值：業已核定"),
    ("08：經濟 (經濟部)", "指標 8.1.1: 自來水普及率 (同指標 6.1.1) (水利署)", "目標：普及率至少 95.8% 實績值：普及率為 96.1%(2023 年 95.9%)"),
    ("", "指標 8.1.2: 培訓與就業 (水利署、園管局)", "目標： 1. 培訓至少 500 名 2. 就業率至少 80% 實績值： 1. 培訓 512 名 2. 未達統計週期(預計 2025 年 9 月公布)"),
    ("", "指標 8.1.3: 人均產值 (水利署)", "目標：不適用 實績值：不適用"),
    ("", "指標 8.1.4: 產值成長率 (水利署)", "目標：產值成長率 3.7~3.8% 實績值：產值成長率 3.7%"),
)  # fmt: skip
_HEADER = ("核心目標", "對應指標", "2024 年達成情形")
TEXT = "\n".join(
    ["永續發展指標 2024 執行情形表", "114.06", "", *("\t".join(row) for row in (_HEADER, *_ROWS))]
)


def build_clean_candidate(root: Path) -> Path:
    """Read, stage and build the clean edition; return the closed candidate, not audited yet."""
    report = root / "clean.txt"
    report.write_text(TEXT, encoding="utf-8")
    data = DataFolder(root / "data")
    data.create()
    documents, refusals = read_all([report], None)
    assert not refusals
    build_candidate(documents, data, AS_OF).finish()
    return data.candidate


def work_out_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what these views say now, as a run does."""
    for name in _ASKED_BY_MANY:
        connection.execute(f"create temp table worked_out as from intermediate.{name}")
        connection.execute(f"drop view intermediate.{name}")
        connection.execute(f"create table intermediate.{name} as from worked_out")
        connection.execute("drop table worked_out")
