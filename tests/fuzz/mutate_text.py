"""Phrases made by chance from those of real reports, the same way for the same seed."""

import json
import random
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "golden"
_PIECES = (
    "0", "9", "00", "1,000", "1,00", "０", "．", "，", "、", "。", "；", "：", ":", "(", ")", "（", "）", "%", "‰", "％",
    "~", "-", "－", "—", "至", "到", "或", "及", "億", "萬", "兆", "千", "百", "十", "零", "兩", "分之", "元", "件", "人次",
    "公噸", "平方公里", "㎡", "MW", "年", "月", "日", "民國", "114", "2024", "每", "第", "前", "約", "逾", "未達", "不超過",
    "以上", "以下", "減少", "增加", "為", "由", "累計", "平均", "預計", "公布", "未達統計週期", "不另訂定", "已達標", "目標：",
    "實績值：", "落後原因：", "1.", "(1)", "①", "\n", "\t", " ", "\u3000", "\u200b", "\u202e", "⼀", "\ud7ff", "𠀀", "e308", "1e9",
    "²", "½", "Ⅳ", "٣", "./", "/", "同指標 8.1.1",
)  # fmt: skip


def golden_phrases() -> list[str]:
    """Phrases of real reports."""
    return [
        json.loads(line)["text"]
        for name in ("phrases.jsonl", "phrases_report_style.jsonl", "phrases_held_out.jsonl")
        for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    ]


def make_phrase(phrases: list[str], seed: int) -> str:
    """Cut, join and salt phrases."""
    chance = random.Random(seed)
    text = "".join(chance.choice(phrases) for _ in range(chance.choice((0, 1, 1, 2))))[:400]
    for _ in range(chance.randint(1, 12)):
        at = chance.randint(0, len(text))
        change = chance.randrange(4)
        if change == 0:
            text = text[:at] + text[at + chance.randint(1, 5) :]
        elif change == 1:
            text = text[:at] + text[at : at + 8] * chance.choice((2, 3, 10)) + text[at + 8 :]
        else:
            piece = chance.choice(_PIECES)
            text = text[:at] + piece * chance.choice((1, 1, 1, 3)) + text[at:]
    return text
