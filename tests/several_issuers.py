"""SYNTHETIC reports of four issuers: shared indicators, one code for two indicators, a gap, a sample, a correction."""

from pathlib import Path

_WATER = "06：水資源 (環境部)"
_SHARED_MISS = "目標：普及率至少 95% 實績值：普及率 94% 落後原因：缺水 因應對策：開源"
_SHARED_WAIT = "目標：比率至少 10% 實績值：未達統計週期(預計2025年9月1日前公布)"
# File → issuer, year, printed date, words of the title, rows.
_REPORTS = {
    "economy_2021.txt": ("經濟部", 2021, "111.06", "", (
        (_WATER, "指標 6.1.1: 自來水普及率 (水利署)", "目標：普及率至少 93% 實績值：普及率 93.5%"),
    )),
    "economy_2023.txt": ("經濟部", 2023, "113.06", "", (
        (_WATER, "指標 6.1.1: 自來水普及率 (水利署)", "目標：普及率至少 94% 實績值：普及率 94.5%"),
        ("", "指標 6.2.1: 自來水漏水率 (水利署)", "目標：漏水率不超過 12% 實績值：漏水率 13% 落後原因：管線 因應對策：汰換"),
    )),
    "economy_2024.txt": ("經濟部", 2024, "114.06", "", (
        (_WATER, "指標 6.1.1: 自來水普及率 (水利署)", _SHARED_MISS),
        ("", "指標 6.2.1: 自來水漏水率 (水利署)", "目標：漏水率不超過 12% 實績值：漏水率 11.5%"),
        ("", "指標 6.3.1: 再生水使用比率 (水利署)", _SHARED_WAIT),
    )),
    "health_2024.txt": ("衛福部", 2024, "114.06", "", (
        ("03：健康 (衛福部)", "指標 3.1.1: 孕產婦死亡率 (國健署)", "目標：死亡率不超過 12% 實績值：死亡率 13% 落後原因：缺工 因應對策：增加人力"),
        (_WATER, "指標 6.1.1: 自來水普及率 (國健署)", _SHARED_MISS),
        ("", "指標 6.2.1: 校園洗手設施覆蓋率 (國健署)", "目標：覆蓋率至少 90% 實績值：覆蓋率 80%"),
        ("", "指標 6.3.1: 再生水使用比率 (國健署)", _SHARED_WAIT),
    )),
    "health_2024_corrected.txt": ("衛福部", 2024, "114.09", "更正 ", (
        ("03：健康 (衛福部)", "指標 3.1.1: 孕產婦死亡率 (國健署)", "目標：死亡率不超過 12% 實績值：死亡率 14% 落後原因：缺工 因應對策：增加人力"),
        (_WATER, "指標 6.1.1: 自來水普及率 (國健署)", _SHARED_MISS),
        ("", "指標 6.2.1: 校園洗手設施覆蓋率 (國健署)", "目標：覆蓋率至少 90% 實績值：覆蓋率 80%"),
        ("", "指標 6.3.1: 再生水使用比率 (國健署)", _SHARED_WAIT),
    )),
    "school_2023.txt": ("教育部", 2023, "113.06", "", (
        ("04：教育 (教育部)", "指標 4.1.1: 幼兒園就學率 (國教署)", "目標：就學率至少 80% 實績值：就學率 81%"),
    )),
    "labour_2024.txt": ("勞動部", 2024, "114.06", "樣本 ", (
        ("08：經濟 (經濟部)", "指標 8.5.1: 女性勞動參與率 (勞動部)", "目標：參與率至少 50% 實績值：參與率 51.5%"),
    )),
}  # fmt: skip
HEALTH, HEALTH_CORRECTED, ECONOMY = (
    "health_2024.txt",
    "health_2024_corrected.txt",
    "economy_2024.txt",
)


def write_reports(folder: Path) -> list[Path]:
    """Write each report as a text conversion; returns the files."""
    paths = []
    for name, (issuer, year, printed, words, rows) in _REPORTS.items():
        lines = [
            f"SYNTHETIC {words}永續發展指標 {year} 執行情形表({issuer}主政部分)",
            printed,
            "",
            *("\t".join(row) for row in (("核心目標", "對應指標", f"{year} 年達成情形"), *rows)),
        ]
        path = folder / name
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths
