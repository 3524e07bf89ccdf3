"""What some programs show and others do not: layers by their usage, annotations on paper alone, fields of a parent."""

import pytest

from tests.hostile.pdf_writer import show, stream
from tests.hostile.small_report import Report
from tests.hostile.test_what_is_seen import (
    AFTER,
    FORM,
    SEEN,
    VALUE,
    Y,
    _adding,
    _layers,
    _read,
    _report,
)
from tests.integration.documents.test_cases import figures
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

_BOX = (VALUE, Y - 3, VALUE + 27, Y + 10)
_FAR = (20, 20, 40, 40)
_LOOK = b"1 g %g %g 27 13 re f 0 g\n" % (VALUE, Y - 3) + show("317", VALUE, Y)
_MARKED = b"/QuadPoints [%g %g %g %g %g %g %g %g]" % (VALUE, Y + 9, VALUE + 27, Y + 9, VALUE, Y, VALUE + 27, Y)  # fmt: skip
_AS = b"/AS [<< /Event /%s /OCGs [8 0 R] /Category [/%s] >>]"
_USAGE = {
    "seen near by alone": (_AS % (b"View", b"Zoom"), b"/Zoom << /min 4 >>"),
    "seen by some": (_AS % (b"View", b"User"), b"/User << /Type /Ind /Name (x) >>"),
    "seen in one language": (_AS % (b"View", b"Language"), b"/Language << /Lang (en-US) >>"),
    "shown by a rule for paper": (
        b"/OFF [8 0 R] /AS [<< /Event /View /OCGs [8 0 R] /Category [/Print] >>]",
        b"/View << /ViewState /ON >>",
    ),
    "not sent on": (_AS % (b"Export", b"Export"), b"/Export << /ExportState /OFF >>"),
    "not printed": (_AS % (b"View", b"Print"), b"/Print << /PrintState /OFF >>"),
    "not printed by its own word": (b"", b"/Print << /PrintState /OFF >>"),
    "not shown by its own word": (b"", b"/View << /ViewState /OFF >>"),
}


@pytest.mark.parametrize("name", _USAGE)
def test_a_layer_that_is_shown_here_and_not_there_is_refused(tmp_path, name, lexicon: Lexicon) -> None:  # fmt: skip
    rule, usage = _USAGE[name]
    group = b"<< /Type /OCG /Name (L) /Usage << %s >> >>" % usage
    with pytest.raises(UnusableReportError, match="layers"):
        _read(tmp_path, _layers(rule), _adding(group), lexicon)


@pytest.mark.parametrize(
    "usage", [b"", b"/Zoom << /min 4 >>", b"/View << /ViewState /ON >> /Print << /PrintState /ON >>", b"/CreatorInfo << /Creator (x) >>"],
)  # fmt: skip
def test_a_layer_that_is_always_shown_is_read(tmp_path, usage, lexicon: Lexicon) -> None:
    group = b"<< /Type /OCG /Name (L) /Usage << %s >> >>" % usage
    assert figures(_read(tmp_path, _layers(b""), _adding(group), lexicon))["6.4.1"] == (260, 1289)


def _annotated(kind: bytes, facts: bytes, look: bytes | None, box: tuple[float, ...] = _BOX) -> tuple[Report, object]:  # fmt: skip
    shown = b"/AP << /N 9 0 R >>" if look is not None else b""
    mark = b"<< /Type /Annot /Subtype /%s /Rect [%g %g %g %g] %s %s >>" % (kind, *box, facts, shown)
    form = stream(look or b"", FORM.replace(b"[0 0 600 800]", b"[%g %g %g %g]" % box))
    parent = b"<< /FT /Tx /T (a) /V (317) /Kids [8 0 R] >>"
    empty = b"<< /FT /Tx /T (a) /Kids [8 0 R] >>"
    return _report(SEEN, page_extra=b"/Annots [8 0 R]"), _adding(mark, form, parent, empty)


@pytest.mark.parametrize("kind", [b"FreeText", b"Stamp", b"Square", b"Widget"])
def test_what_is_put_on_paper_alone_is_refused(tmp_path, kind, lexicon: Lexicon) -> None:
    report, change = _annotated(kind, b"/F 36", _LOOK)
    with pytest.raises(UnusableReportError, match="annotation"):
        _read(tmp_path, report, change, lexicon)


@pytest.mark.parametrize("kind", [b"Highlight", b"Text", b"Underline"])
def test_a_note_on_paper_alone_is_told(tmp_path, kind, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, *_annotated(kind, b"/F 36", _LOOK), lexicon)
    assert any(f.rule == "altered_by_annotation" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


@pytest.mark.parametrize("flags", [b"/F 2", b"/F 32", b"/F 34"])
def test_what_is_shown_nowhere_changes_nothing(tmp_path, flags, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, *_annotated(b"FreeText", flags, _LOOK), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert all(f.rule != "altered_by_annotation" for f in staged.findings)


@pytest.mark.parametrize("kind", [b"Link", b"Popup"])
def test_what_has_a_look_of_its_own_is_told(tmp_path, kind, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, *_annotated(kind, b"/F 4", _LOOK), lexicon)
    assert any(f.rule == "altered_by_annotation" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


def test_a_link_without_a_look_changes_nothing(tmp_path, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, *_annotated(b"Link", b"/Border [0 0 1]", None), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert all(f.rule != "altered_by_annotation" for f in staged.findings)


@pytest.mark.parametrize(
    "field",
    [
        b"/Parent 10 0 R", b"/FT /Tx /MK << /BG [1 1 1] >>", b"/FT /Ch /V [(317)] /Opt [(317)]",
        b"/FT /Btn /AS /Yes", b"/FT /Btn /Ff 65536 /MK << /CA (317) >>", b"/Parent << /Parent 10 0 R >>",
    ],
)  # fmt: skip
def test_a_field_whose_look_nobody_knows_is_refused(tmp_path, field, lexicon: Lexicon) -> None:
    report, change = _annotated(b"Widget", field, None)
    with pytest.raises(UnusableReportError, match="annotation"):
        _read(tmp_path, report, change, lexicon)


@pytest.mark.parametrize(
    "field",
    [
        b"/FT /Tx /T (a)", b"/FT /Tx /T (a) /V ()", b"/Parent 11 0 R", b"/FT /Tx /Parent 11 0 R /V ()",
        b"/FT /Tx /MK << /BC [0 0 1] >>", b"/FT /Tx /MK << >>", b"/FT /Btn /MK << /CA (4) >> /AS /Off",
        b"/FT /Btn /Ff 65536 /MK << /R 0 >>", b"/FT /Ch /V null /Opt [(317)]", b"/FT /Sig /Parent 11 0 R",
    ],
)  # fmt: skip
def test_an_empty_field_changes_nothing(tmp_path, field, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, *_annotated(b"Widget", field, None), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert all(f.rule != "altered_by_annotation" for f in staged.findings)


def test_the_ground_of_an_empty_field_where_nothing_stands_changes_nothing(tmp_path, lexicon: Lexicon) -> None:  # fmt: skip
    box = (AFTER + 9, Y - 3, AFTER + 36, Y + 10)
    report, change = _annotated(b"Widget", b"/FT /Tx /MK << /BG [1 1 1] >>", None, box)
    assert figures(_read(tmp_path, report, change, lexicon))["6.4.1"] == (260, 289)


def test_a_mark_strikes_what_it_names_wherever_its_box_is(tmp_path, lexicon: Lexicon) -> None:
    report, change = _annotated(b"StrikeOut", _MARKED, None, _FAR)
    with pytest.raises(UnusableReportError, match="annotation"):
        _read(tmp_path, report, change, lexicon)


_ACROSS = b"%g %g %g %g" % (VALUE, Y + 3, VALUE + 27, Y + 3)
_PLACED = {
    "ink": (b"Ink", b"/InkList [[%s]]" % _ACROSS),
    "ink in two strokes": (b"Ink", b"/InkList [[20 20 30 30] [%s]]" % _ACROSS),
    "a line": (b"Line", b"/L [%s]" % _ACROSS),
    "a redaction": (b"Redact", _MARKED),
    "a polygon": (b"Polygon", b"/Vertices [%s %g %g]" % (_ACROSS, VALUE, Y + 9)),
    "lines in a row": (b"PolyLine", b"/Vertices [%s]" % _ACROSS),
    "a note that points": (b"FreeText", b"/Contents (x) /CL [%s]" % _ACROSS),
}


@pytest.mark.parametrize("name", _PLACED)
def test_a_mark_is_where_it_says_wherever_its_box_is(tmp_path, name, lexicon: Lexicon) -> None:
    kind, facts = _PLACED[name]
    report, change = _annotated(kind, facts, None, _FAR)
    with pytest.raises(UnusableReportError, match="annotation"):
        _read(tmp_path, report, change, lexicon)


@pytest.mark.parametrize("name", _PLACED)
def test_a_mark_well_below_the_table_changes_nothing(tmp_path, name, lexicon: Lexicon) -> None:
    kind, facts = _PLACED[name]
    height = b"%g" % (Y + 3), b"%g" % Y, b"%g" % (Y + 9)
    for place in height:
        facts = facts.replace(b" " + place, b" 90")
    report, change = _annotated(kind, facts, None, _FAR)
    assert figures(_read(tmp_path, report, change, lexicon))["6.4.1"] == (260, 289)
