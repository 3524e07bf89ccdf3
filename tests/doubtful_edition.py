"""A SYNTHETIC edition of which some rows are sure, some assumed, and one speaks against our reading."""

from pathlib import Path

_ROWS = (
    ("03：健康 (衛福部)", "指標 3.1.1: 孕產婦死亡率 (國健署)", "目標：死亡率不超過 12% 實績值：死亡率 11%"),
    ("", "指標 3.2.1: 失智個案列冊率 (國健署)", "目標：列冊率達 70% 實績值：列冊率 71%"),
    ("", "指標 3.3.1: 偏鄉醫師數 (國健署)", "目標：偏鄉醫師數 500 人 實績值：偏鄉醫師數 510 人"),
    ("16：制度 (內政部)", "指標 16.1.1: 外籍移工轉換率 (移民署)", "目標：1.8% 實績值：1.6%(2023年 1.7%)"),
    ("", "指標 16.2.1: 服務據點 (移民署)", "目標：據點至少 20 處 實績值：據點 18 處 落後原因：缺工 因應對策：增加人力"),
)  # fmt: skip


def write_doubtful_edition(folder: Path) -> Path:
    """Write the edition of 2024 as a text conversion."""
    header = ("核心目標", "對應指標", "2024 年達成情形")
    lines = ["SYNTHETIC 永續發展指標 2024 執行情形表(各部會主政部分)", "114.06", ""]
    lines += ["\t".join(row) for row in (header, *_ROWS)]
    path = folder / "2024.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
