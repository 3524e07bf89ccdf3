"""What is no PDF at all, whatever its name says, and text of every bad kind."""

import io
import os
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.corpus_case import SAME, SAME_OR_REFUSED, WITH_MORE, Case, written
from tests.hostile.small_report import HEADER, ROWS, TITLE, plain

_MEGABYTE = 1024 * 1024


def other_files() -> Iterator[Case]:
    """Every case of this module."""
    for name, build, end in _BUILDS:
        yield written(name, build, end)
    for name, make, end in _MAKES:
        yield Case(name, make, end)


def conversion(*, ending: str = "\n") -> str:
    """The small report as a text conversion."""
    lines = [TITLE, "114.06", "\t".join(HEADER), *("\t".join(row) for row in ROWS)]
    return ending.join(lines) + ending


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, conversion())
    return buffer.getvalue()


def _pdf_in_zip_stored() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.pdf", plain())
    return buffer.getvalue()


def _old_word() -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4000)


def _html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEADER, *ROWS))
    return f"<!DOCTYPE html><html><body><table>{rows}</table></body></html>".encode()


def _with_markup(markup: str) -> Callable[[], bytes]:
    text = f"{conversion()}\t指標 9.1.1：甲\t{markup}\n"
    return text.encode


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.pdf")
    return folder / "pipe.pdf"


def _socket(folder: Path) -> Path:
    """A socket's name may have 100 bytes; a folder of tests is deeper than that."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.pdf")
    finally:
        os.chdir(here)
    return folder / "socket.pdf"


def _link(target: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "link.pdf"
        path.symlink_to(target)
        return path

    return make


def _folder(folder: Path) -> Path:
    path = folder / "report.pdf"
    path.mkdir()
    return path


def _empty(folder: Path) -> Path:
    (folder / "empty.pdf").touch()
    return folder / "empty.pdf"


def _name_of_two_lines(folder: Path) -> Path:
    path = folder / "two\nlines.pdf"
    path.write_bytes(plain())
    return path


def _name_not_unicode(folder: Path) -> Path:
    path = folder / os.fsdecode(b"\xb4\xfa\xb8\xd5.pdf")
    path.write_bytes(plain())
    return path


def _sparse(folder: Path) -> Path:
    path = folder / "sparse.pdf"
    with path.open("wb") as file:
        file.write(plain())
        file.truncate(300 * _MEGABYTE)
    return path


_BUILDS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("one_byte", lambda: b"%", "not a PDF"),
    ("magic_alone", lambda: b"%PDF-", "damaged"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not a PDF"),
    ("word", lambda: _zip("[Content_Types].xml", "word/document.xml"), "not a PDF"),
    ("word_of_1997", _old_word, "not a PDF"),
    ("zip_with_the_report", _pdf_in_zip_stored, SAME_OR_REFUSED),
    ("web_page", _html, "not a PDF"),
    ("web_page.txt", _html, "header words"),
    ("text_named_pdf", lambda: conversion().encode(), "not a PDF"),
    ("pdf_named_text.txt", plain, SAME),
    ("plain.txt", lambda: conversion().encode(), SAME),
    ("windows_line_ends.txt", lambda: conversion(ending="\r\n").encode(), SAME),
    ("old_mac_line_ends.txt", lambda: conversion(ending="\r").encode(), SAME_OR_REFUSED),
    ("byte_order_mark.txt", lambda: conversion().encode("utf-8-sig"), SAME),
    ("utf_16.txt", lambda: conversion().encode("utf-16"), SAME_OR_REFUSED),
    ("utf_16_without_mark.txt", lambda: conversion().encode("utf-16-le"), "."),
    ("utf_32.txt", lambda: conversion().encode("utf-32"), "."),
    ("big5.txt", lambda: conversion().encode("cp950", "replace"), "UTF-8"),
    ("gb18030.txt", lambda: conversion().encode("gb18030"), "UTF-8"),
    ("nul_at_the_start.txt", lambda: b"\0" + conversion().encode(), "not a PDF"),
    ("nul_late.txt", lambda: conversion().encode() + b"x" * 2000 + b"\0", "zero bytes"),
    ("utf_8_cut_in_a_letter.txt", lambda: conversion().encode()[:-5], "."),
    ("binary.txt", lambda: bytes(range(1, 256)) * 1000, "."),
    ("few_tabs_only.txt", lambda: b"\t" * 50_000, "header words"),
    ("tabs_only.txt", lambda: b"\t" * _MEGABYTE, "header words"),
    ("line_of_a_megabyte.txt", lambda: b"x" * _MEGABYTE, "header words"),
    ("line_of_20_megabytes.txt", lambda: b"x" * 20 * _MEGABYTE, "header words"),
    ("cell_of_half_a_megabyte.txt", _with_markup("9" * (_MEGABYTE // 2)), "characters"),
    ("cell_of_5_megabytes.txt", _with_markup("9" * 5 * _MEGABYTE), "characters"),
    ("numbers_5000.txt", _with_markup("5家、" * 5000), "5,000 numbers"),
    ("lines_behind_the_table.txt", _with_markup("\n".join(["甲"] * 300_000)), "characters"),
    ("tags_100000_deep.txt", _with_markup("<div>" * 100_000), WITH_MORE),
    ("tags_never_closed.txt", _with_markup("<" * 100_000), WITH_MORE),
    ("comment_never_closed.txt", _with_markup("<!--" * 50_000), "."),
    ("word_markup.txt", _with_markup("<![if !supportLists]>甲<![endif]>"), WITH_MORE),
    ("declarations.txt", _with_markup("<![" * 50_000), "markup that cannot be read"),
    ("entities.txt", _with_markup("&#x110000;&#0;&#xD800;&" + "a" * 1000), WITH_MORE),
    ("bidirectional.txt", lambda: conversion().replace("：", "：\u202e\u200b\u2066").encode(), SAME),
)  # fmt: skip
_MAKES: tuple[tuple[str, Callable[[Path], Path], str], ...] = (
    ("empty", _empty, "empty"),
    ("folder", _folder, "folder"),
    ("pipe", _pipe, "pipe or device"),
    ("socket", _socket, "pipe or device"),
    ("endless_device", _link("/dev/zero"), "pipe or device"),
    ("null_device", _link("/dev/null"), "pipe or device"),
    ("link_to_nowhere", _link("nowhere.pdf"), "no such file"),
    ("link_to_itself", _link("link.pdf"), "cannot be read"),
    ("kernel_file", _link("/proc/self/mem"), "."),
    ("sparse_300_megabytes", _sparse, "larger"),
    ("name_of_two_lines", _name_of_two_lines, SAME),
    ("name_not_unicode", _name_not_unicode, SAME),
)
