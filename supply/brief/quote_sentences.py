"""The words of a ministry in short: whole sentences, and a sign where others were left out."""

import re

_LEFT_OUT = "…"
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+|[^。！？\n]+$")
# What has no end of a sentence is cut all the same.
_LONGEST_SENTENCE = 400


def quote_sentences(text: str, room: int) -> str:
    """Keep whole sentences from the first on.

    Args:
        text: as printed.
        room: how many characters there should be at most; the first sentence is kept whole, however long.
    """
    sentences = _SENTENCE.findall(text.strip())
    kept = ""
    for sentence in sentences:
        if kept and len(kept) + len(sentence) > room:
            break
        kept += sentence
    if len(kept) > max(room, _LONGEST_SENTENCE):
        kept = kept[:_LONGEST_SENTENCE]
    is_whole = len(kept) >= len("".join(sentences))
    return " ".join(kept.split()) + ("" if is_whole else _LEFT_OUT)
