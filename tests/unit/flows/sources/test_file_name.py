"""Names of downloaded files."""

import pytest

from flows.sources.file_name import file_name
from flows.sources.source_list import Source


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("環境部", "環境部_2025_abcdef123456.pdf"),
        ("../../etc/passwd", "etc-passwd_2025_abcdef123456.pdf"),
        ("...", "source_2025_abcdef123456.pdf"),
        ("-rf *", "rf_2025_abcdef123456.pdf"),
        ("ＭＯＥＮＶ（部）", "MOENV-部_2025_abcdef123456.pdf"),
        ("長" * 60, "長" * 40 + "_2025_abcdef123456.pdf"),
    ],
)
def test_a_name_is_safe_whatever_the_issuer_is_called(issuer, name) -> None:
    source = Source("https://example.org/x.exe", issuer, 2025, "any")
    made = file_name(source, "abcdef1234567890", ".pdf")
    assert made == name
    assert len(made.encode()) < 255
