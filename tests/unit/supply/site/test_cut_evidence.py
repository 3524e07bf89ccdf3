"""Rows are cut where they stand and the right words are marked, on a real PDF."""

import hashlib

import pytest

from supply.site.cut_evidence import MARK_COLORS, EvidenceCutter, Phrase, RowPiece
from tests.conftest import SAMPLE


@pytest.fixture
def cutter():
    cut = EvidenceCutter(SAMPLE)
    yield cut
    cut.close()


@pytest.fixture
def place(sample_connection):
    """Pieces and printed words of an indicator of the sample edition."""
    digest = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()

    def find(code: str) -> tuple[list[RowPiece], list[Phrase]]:
        pieces = sample_connection.execute(
            "select piece_no, page, x0, top, x1, bottom, result_x0 from marts.printed_row "
            "inner join marts.dim_report using (report_id) where sha256 = ? and indicator_code = ? order by 1",
            [digest, code],
        ).fetchall()
        words = sample_connection.execute(
            "select target_words, target_text, actual_words, actual_text from marts.attainment where indicator_code = ?",
            [code],
        ).fetchall()
        phrases = [
            phrase
            for target, target_text, actual, actual_text in words
            for phrase in (
                Phrase("target", target, target_text),
                Phrase("actual", actual, actual_text),
            )
            if phrase.words
        ]
        return [RowPiece(*piece) for piece in pieces], phrases

    return find


def colors(image) -> set[tuple[int, int, int]]:
    return {color for _, color in image.convert("RGB").getcolors(1 << 20)}


def is_marked(image, kind: str) -> bool:
    wanted = MARK_COLORS[kind]
    return any(
        all(abs(a - b) <= 6 for a, b in zip(color, wanted, strict=True)) for color in colors(image)
    )


def test_target_and_actual_are_marked_each_in_its_colour(cutter, place):
    pieces, phrases = place("6.4.1")
    evidence = cutter.cut(pieces, phrases)
    assert evidence.unmarked == []
    assert [picture.page for picture in evidence.pictures] == [piece.page for piece in pieces]
    image = evidence.pictures[0].image
    assert is_marked(image, "target")
    assert is_marked(image, "actual")
    assert not is_marked(image, "prior")


def test_the_picture_is_as_large_as_the_row(cutter, place):
    pieces, _ = place("6.4.1")
    image = cutter.cut(pieces, []).pictures[0].image
    assert image.width == pytest.approx(2 * (pieces[0].x1 - pieces[0].x0), abs=10)
    assert image.height == pytest.approx(2 * (pieces[0].bottom - pieces[0].top), abs=10)
    assert not is_marked(image, "target")


def test_words_that_are_not_there_are_reported_not_guessed(cutter, place):
    pieces, _ = place("6.4.1")
    phrase = Phrase("actual", "每人每日用水量999公升", None)
    evidence = cutter.cut(pieces, [phrase])
    assert evidence.unmarked == [phrase]
    assert not is_marked(evidence.pictures[0].image, "actual")


def test_every_phrase_of_the_edition_is_found(cutter, place, sample_connection):
    codes = sample_connection.execute(
        "select distinct indicator_code from marts.attainment order by 1"
    ).fetchall()
    assert len(codes) > 60
    missing = [
        (code, phrase.words) for (code,) in codes for phrase in cutter.cut(*place(code)).unmarked
    ]
    assert missing == []
