"""Reports of four issuers and two years, made up so that they share an indicator and a code."""

TITLE = "臺灣永續發展目標及對應指標 {year} 年執行情形表({issuer}主政部分){mark}彙整\n{roc}.06\n核心目標\t對應指標\t{year} 年達成情形\n"
WATER = "指標 6.1.1 : 自來水供水普及率 (水利署)"
REPORTS = {
    "economy_2023": (2023, "經濟部", "", [
        (6, WATER, "目標：普及率至少 93%。 實績值：普及率 92%。 落後原因：旱災。 因應對策：增設管線。"),
    ]),
    "education_2023": (2023, "教育部", "", [
        (4, "指標 4.1.1 : 學生近視率 (國教署)", "目標：近視率不超過 40%。 實績值：近視率 39%。"),
    ]),
    "economy_2024": (2024, "經濟部", "", [
        (6, WATER, "目標：普及率至少 94%。 實績值：普及率 95%。"),
        (6, "指標 6.1.2 : 工業用水回收率 (水利署)", "目標：回收率至少 80%。 實績值：回收率 71%。 落後原因：設備老舊。 因應對策：汰換設備。"),
        (8, "指標 8.2.1 : 輔導中小企業家數 (中企署)", "目標：至少 300 家。 實績值：未達統計週期，預計 2025 年 9 月前公布。"),
    ]),
    "environment_2024": (2024, "環境部", "樣本", [
        (6, WATER, "目標：普及率至少 96%。 實績值：普及率 95.5%。 落後原因：工程延宕。 因應對策：趕工。"),
        (6, "指標 6.1.2 : 嚴重污染河川長度比率 (環境部)", "目標：比率不超過 4%。 實績值：比率 3.1%。"),
    ]),
    "health_2024": (2024, "衛生福利部", "", [
        (3, "指標 3.1.1 : 孕產婦死亡率 (國健署)", "目標：死亡率不超過 12%。 實績值：死亡率 11%。"),
    ]),
}  # fmt: skip


def write_report(folder, name):
    year, issuer, mark, rows = REPORTS[name]
    text = TITLE.format(year=year, issuer=issuer, mark=mark, roc=year - 1910)
    lines = (f"{goal:02}: 目標{goal}\t{heading}\t{result}\n" for goal, heading, result in rows)
    path = folder / f"{name}.txt"
    path.write_text(text + "".join(lines), encoding="utf-8")
    return path
