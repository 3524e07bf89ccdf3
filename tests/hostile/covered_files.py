"""Text over, under and beside the table's: stamps, unseen text, layers, and what a file carries along."""

import re
from collections.abc import Callable, Iterator

from tests.hostile.corpus_case import SAME, Case, written
from tests.hostile.pdf_writer import Pdf, code, encrypt, show, stream, to_unicode
from tests.hostile.small_report import (
    HEADER,
    LEFT,
    ROW_HEIGHT,
    ROWS,
    TOP,
    WIDTHS,
    Report,
    Sheet,
    changed,
    draw_table,
)


def covered_files() -> Iterator[Case]:
    """Every case of this module."""
    for name, build, end in _BUILDS:
        yield written(name, build, end)


def _watermark(angle: str, size: int, text: str = "內部文件僅供參考") -> bytes:
    turned = {"level": b"1 0 0 1 60 690", "diagonal": b"0.707 0.707 -0.707 0.707 120 500"}[angle]
    mark = b"q 0.9 g BT /F1 %d Tf %s Tm <%s> Tj ET Q\n" % (size, turned, code(text))
    return Report([Sheet(before=mark)], extra_text=text).build()


def _small_level_watermark() -> bytes:
    """As large as the text and right through the cells: it cannot be told from the text."""
    text = "草稿"
    marks = b"".join(show(text, 480, TOP - 40 - i * ROW_HEIGHT, 9) for i in range(3))
    return Report([Sheet(before=b"0.8 g\n" + marks + b"0 g\n")], extra_text=text).build()


def _hidden_text(mode: bytes) -> bytes:
    """Figures that nobody sees, right behind those that everybody sees."""
    text = "12345"
    hidden = b"".join(
        b"BT %s /F1 9 Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n"
        % (mode, LEFT + 110 + 170 + 190, TOP - (2 + i) * ROW_HEIGHT + 8, code(text))
        for i in range(2)
    )
    return Report([Sheet(behind=hidden + b"0 Tr 0 g\n")], extra_text=text).build()


def _seen_twice_hidden_once() -> bytes:
    """A text layer of recognition beneath the printed text: the same words, unseen."""
    return Report([Sheet(before=b"3 Tr\n" + draw_table(Sheet()) + b"0 Tr\n")]).build()


def _outside_the_page() -> bytes:
    text = "不在頁上"
    return Report(
        [Sheet(behind=show(text, 700, 700) + show(text, 60, -300))], extra_text=text
    ).build()


def _shown_layer() -> bytes:
    layers = b"/OCProperties << /OCGs [8 0 R] /D << /ON [8 0 R] /OFF [] >> >>"
    return Report(catalog_extra=layers).build(
        lambda pdf: pdf.objects.update({8: b"<< /Type /OCG /Name (On) >>"})
    )


def _white_on_blue() -> bytes:
    """A header in white on a filled row, and the table's cells filled with white."""
    fill = b"0.1 0.2 0.6 rg %g %g %g %g re f 0 g\n"
    before = fill % (LEFT, TOP - ROW_HEIGHT, sum(WIDTHS), ROW_HEIGHT)
    before += b"1 g 40 600 515 100 re f 0 g\n"
    pieces = Sheet().draw().split(b"BT ")
    drawn = b"BT ".join([*pieces[:2], b"1 g BT ".join([b"", *pieces[2:5]]) + b"0 g ", *pieces[5:]])

    def change(pdf: Pdf) -> None:
        number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
        pdf.objects[number] = stream(before + drawn)

    return Report().build(change)


def _squeezed_punctuation() -> bytes:
    """Full-width signs set half as wide, as good typesetting programs do it."""

    def change(pdf: Pdf) -> None:
        number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
        drawn = re.sub(rb"<([0-9A-F]+)> Tj", _squeeze, Sheet().draw())
        pdf.objects[number] = stream(drawn)

    return Report().build(change)


def _squeeze(shown: re.Match[bytes]) -> bytes:
    letters = re.findall(rb"....", shown[1])
    parts = (b"<%s>%s" % (c, b" 500 " if c == code("：") else b"") for c in letters)
    return b"[" + b"".join(parts) + b"] TJ"


def _half_a_surrogate_pair() -> bytes:
    letters = sorted(set(TITLE_AND_ROWS))
    halved = to_unicode(letters).replace(b"<%s>\n" % code("億"), b"<D800>\n")
    return Report(unicode_map=halved).build()


def _hidden_layer() -> bytes:
    """Figures on a layer that is switched off."""
    text = "77777"
    drawn = b"/OC /Layer BDC\n" + show(text, 470, TOP - 2 * ROW_HEIGHT + 8) + b"EMC\n"
    sheet = Sheet(
        behind=drawn,
        resources=b"/Properties << /Layer 8 0 R >>",
    )
    layers = b"/OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >>"
    return Report([sheet], extra_text=text, catalog_extra=layers).build(
        lambda pdf: pdf.objects.update({8: b"<< /Type /OCG /Name (Off) >>"})
    )


def _with_catalog(extra: bytes) -> bytes:
    return Report(catalog_extra=extra).build()


def _with_attachment() -> bytes:
    def change(pdf: Pdf) -> None:
        content = pdf.add_stream(b"MZ\x90\0 not a program", b"/Type /EmbeddedFile")
        spec = pdf.add(b"<< /Type /Filespec /F (run.exe) /EF << /F %d 0 R >> >>" % content)
        pdf.objects[1] = pdf.objects[1].replace(
            b"/Catalog",
            b"/Catalog /Names << /EmbeddedFiles << /Names [(run.exe) %d 0 R] >> >>" % spec,
        )

    return Report().build(change)


def _annotations() -> bytes:
    note = b"/Annots [<< /Type /Annot /Subtype /Text /Rect [320 700 340 720] /Contents (99999) >>]"
    return changed(page_extra=note).build()


def _encrypted(password: bytes) -> bytes:
    return Report().build(lambda pdf: encrypt(pdf, password))


def _scan(text_behind: bytes = b"") -> bytes:
    picture = b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"

    def change(pdf: Pdf) -> None:
        image = pdf.add(stream(bytes(range(64)), picture))
        for number, body in pdf.objects.items():
            if b"/Type /Page " in body:
                pdf.objects[number] = body.replace(
                    b"/Resources <<", b"/Resources << /XObject << /I %d 0 R >>" % image
                )
            elif b"/FlateDecode" in body and number > 5:
                pdf.objects[number] = stream(b"q 595 0 0 842 0 0 cm /I Do Q " + text_behind)

    return Report().build(change)


def _scan_with_guessed_text() -> bytes:
    return _scan(b"3 Tr " + Sheet().draw())


def _without_text(drawing: bytes) -> bytes:
    return changed(rows=(), header=None, title="", behind=drawing).build()


def _no_unicode() -> bytes:
    return Report(unicode_map=b"").build()


def _partly_unicode() -> bytes:
    """The digits have no character: 9 stands on paper, nothing in the file says so."""
    letters = sorted({c for c in TITLE_AND_ROWS if not c.isdigit()} | set("0124568"))
    return Report(unicode_map=to_unicode(letters)).build()


def _all_text() -> str:
    return "".join("".join(row) for row in ROWS)


TITLE_AND_ROWS = "".join([*HEADER, _all_text(), "指標2024年執行情形表"])


_BUILDS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("watermark_diagonal", lambda: _watermark("diagonal", 48), SAME),
    ("watermark_level", lambda: _watermark("level", 48), SAME),
    ("watermark_of_digits", lambda: _watermark("diagonal", 60, "2024"), SAME),
    ("watermark_like_text", _small_level_watermark, "printed over other text"),
    ("hidden_figures_mode_3", lambda: _hidden_text(b"3 Tr"), SAME),
    ("hidden_figures_white", lambda: _hidden_text(b"1 g"), "white text on white"),
    ("hidden_figures_clip_only", lambda: _hidden_text(b"7 Tr"), SAME),
    ("text_layer_under_text", _seen_twice_hidden_once, SAME),
    ("hidden_layer", _hidden_layer, "switched off"),
    ("text_outside_the_page", _outside_the_page, SAME),
    ("javascript_at_opening", lambda: _with_catalog(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), SAME),
    ("launches_a_program", lambda: _with_catalog(b"/OpenAction << /S /Launch /F (/bin/true) >>"), SAME),
    ("attachment", _with_attachment, SAME),
    ("annotation_over_table", _annotations, SAME),
    ("layer_that_is_shown", _shown_layer, SAME),
    ("header_white_on_blue", _white_on_blue, SAME),
    ("punctuation_squeezed", _squeezed_punctuation, SAME),
    ("half_a_surrogate_pair", _half_a_surrogate_pair, "does not tell which characters"),
    ("encrypted_without_password", lambda: _encrypted(b""), SAME),
    ("encrypted_with_password", lambda: _encrypted(b"secret"), "encrypted"),
    ("scan", _scan, "scan without a text layer"),
    ("scan_with_guessed_text", _scan_with_guessed_text, "scan whose text is invisible"),
    ("blank_page", lambda: _without_text(b""), "neither text nor a picture of a page"),
    ("letters_as_lines", lambda: _without_text(b"100 100 m 300 300 l 200 100 l S"), "neither text nor a picture of a page"),
    ("font_without_unicode", _no_unicode, "does not tell which characters"),
    ("digits_without_unicode", _partly_unicode, "does not tell which characters"),
)  # fmt: skip
