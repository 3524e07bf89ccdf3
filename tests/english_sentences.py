"""What a Chinese text may not hold: two English words running, beside quoted words, codes and commands."""

import re

_QUOTED = re.compile(r"「[^」]*」")
_COMMAND = re.compile(r"\btsdg [a-z]+(?: --[a-z-]+)*")
_WORDS = re.compile(r"(?<![\w.])[A-Za-z]+[,;:]? [a-z]+(?![\w.])")


def english_sentences(text: str) -> list[str]:
    """Find them."""
    plain = _QUOTED.sub("", _COMMAND.sub("", text))
    return _WORDS.findall(plain)
