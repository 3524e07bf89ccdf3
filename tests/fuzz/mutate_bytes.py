"""Changes a file by chance, the same way for the same seed."""

import random

# Words whose numbers and names decide what a reader makes of a file.
_TOKENS = (
    b"/Length 0", b"/Count -1", b"/Kids []", b"/Rotate 90", b"/Type /Pages", b"0 R", b"endobj",
    b"endstream", b"stream\n", b"<<", b">>", b"[", b"]", b"(", b")", b"obj", b"null", b"/Prev 0",
    b"99999999999", b"-1", b"1e400", b"\x00", b"\xff\xfe", b"%", b"Tj", b"Tr 3", b"q", b"Q", b"cm",
    b"\t", b"<p>", b"</li>", b"&#0;", "核心目標".encode(), "指標 6.1.1：".encode(),
)  # fmt: skip


def mutate(content: bytes, seed: int) -> bytes:
    """Apply one to eight small changes."""
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        chance.choice(_CHANGES)(changed, chance)
    return bytes(changed)


def _flip(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _overwrite(content: bytearray, chance: random.Random) -> None:
    token = chance.choice(_TOKENS)
    at = chance.randrange(len(content) + 1)
    content[at : at + len(token)] = token


def _insert(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    content[at:at] = chance.choice(_TOKENS)


def _remove(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    del content[at : at + chance.choice((1, 2, 10, 100, 1000))]


def _repeat(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    piece = content[at : at + chance.choice((1, 10, 100, 1000))]
    content[at:at] = piece * chance.choice((1, 2, 50))


def _move(content: bytearray, chance: random.Random) -> None:
    start, at = (chance.randrange(len(content) + 1) for _ in range(2))
    piece = content[start : start + chance.choice((1, 10, 100, 1000))]
    content[at:at] = piece


_CHANGES = (_flip, _flip, _overwrite, _insert, _remove, _repeat, _move)
