"""An edition whose cells attack whatever shows them: what it holds and a file of it."""

from pathlib import Path

HOSTILE = {
    "escape": "\x1b[2J\x1b]0;owned\x07清除畫面",
    "bidi": "\u202e倒著讀\u202c",
    "sql": "'; drop table marts.attainment; --",
    "markup": "[bold red]標記[/bold red] [link=file:///etc/passwd]連結[/link]",
    # As entities: a text conversion is HTML in part, and plain tags are dropped while it is read.
    "html": "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;",
    "formula": '=HYPERLINK("http://example.invalid")',
    "long": "長" * 34_000,  # 100 kB in each of four sections
    "c1": "八位元\x9b31m\x85控制\u2066字元",
}


def write_hostile_edition(folder: Path) -> Path:
    """Write the edition as a text conversion."""
    rows = [
        f"01：目標{text if name != 'long' else ''} (衛福部)\t指標 1.1.{number}：名稱{text if name != 'long' else ''} (衛福部)"
        f"\t目標：{text}達 5 家 實績值：{text}6 家 落後原因：{text} 因應對策：{text}"
        for number, (name, text) in enumerate(HOSTILE.items(), start=1)
    ]
    path = folder / "hostile.txt"
    header = "情形表\n112.06\n核心目標\t對應指標\t2022 年達成情形\n"
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    return path
