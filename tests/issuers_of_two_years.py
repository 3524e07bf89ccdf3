"""SYNTHETIC reports of several issuers: one indicator in two reports, one code for two indicators, one code in two
years by two issuers, an issuer that is missing from the newest year, and a sample."""

from pathlib import Path

_HEADER = ("核心目標", "對應指標", "{} 年達成情形")
# Twins: 6.1.1 of 經濟部 and 環境部 in 2024, which print other values. 8.2.1 is two indicators.
_REPORTS = {
    (2023, "經濟部"): (
        ("06：水資源 (環境部)", "指標 6.1.1: 自來水供水普及率 (水利署)", "目標：普及率至少 95% 實績值：普及率為 95.1%"),
        ("08：經濟 (經濟部)", "指標 8.2.1: 製造業產值 (產發署)", "目標：產值至少 20 兆元 實績值：產值 21 兆元"),
    ),
    (2023, "衛福部"): (
        ("03：健康 (衛福部)", "指標 3.1.1: 孕產婦死亡率 (國健署)", "目標：死亡率不超過 12% 實績值：死亡率 11%"),
    ),
    (2024, "經濟部"): (
        ("06：水資源 (環境部)", "指標 6.1.1: 自來水供水普及率 (水利署)", "目標：普及率至少 95.5% 實績值：普及率為 95.4% 落後原因：管線老舊 因應對策：汰換管線"),
        ("08：經濟 (經濟部)", "指標 8.2.1: 製造業產值 (產發署)", "目標：產值至少 21 兆元 實績值：產值 22 兆元"),
        ("", "指標 8.2.2: 綠色採購金額 (產發署)", "目標：金額至少 100 億元 實績值：未達統計週期，預計 2025 年 8 月底前公布"),
    ),
    (2024, "環境部"): (
        ("06：水資源 (環境部)", "指標 6.1.1: 自來水供水普及率 (水利署)", "目標：普及率至少 95.5% 實績值：普及率為 95.6%"),
        ("08：經濟 (經濟部)", "指標 8.2.1: 事業廢棄物再利用率 (環境部)", "目標：再利用率至少 80% 實績值：再利用率 78% 落後原因：量能不足 因應對策：擴充量能"),
        ("12：生產 (環境部)", "指標 12.4.1: 稽查件數 (環境部)", "目標：稽查至少 1,000 件 實績值：稽查 1,100 件"),
    ),
    (2024, "勞動部"): (
        ("08：經濟 (經濟部)", "指標 8.5.1: 女性勞動參與率 (勞動部)", "目標：參與率至少 51% 實績值：參與率 51.8%"),
        ("", "指標 8.7.1: 職業災害死亡千人率 (職安署)", "目標：千人率不超過 0.02‰ 實績值：千人率 0.03‰ 落後原因：工程增加 因應對策：加強稽查"),
    ),
}  # fmt: skip
SAMPLE_ISSUER = "勞動部"


def write_two_years(folder: Path) -> list[Path]:
    """Write each report as a text conversion; returns the files, oldest first."""
    paths = []
    for (year, issuer), rows in _REPORTS.items():
        mark = "樣本 " if issuer == SAMPLE_ISSUER else ""
        lines = [
            f"SYNTHETIC {mark}永續發展指標 {year} 執行情形表({issuer}主政部分)",
            f"{year + 1 - 1911}.06",
            "",
            *("\t".join(row).format(year) for row in (_HEADER, *rows)),
        ]
        path = folder / f"{year}_{issuer}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths
