"""Typeset the sample edition: `sample_2024.json` becomes `2024_sample.pdf`.

Needs `pip install typst` and an open-licensed Chinese font such as Noto CJK. The same
content, font and program version give the same bytes: no date and no random id is written.
"""

import argparse
import sys
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
FONT_DIRECTORIES = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/Library/Fonts"),
    Path.home() / ".local/share/fonts",
)
TRADITIONAL_CHINESE = ("Noto Sans CJK TC", "Noto Serif CJK TC", "Source Han Sans TC")


def load_fonts(path: Path | None) -> typst.Fonts:
    """Fonts of the given file or directory only, so that a machine's other fonts change nothing."""
    given = [path.parent if path.is_file() else path] if path else list(FONT_DIRECTORIES)
    directories = [directory for directory in given if directory.is_dir()]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=directories
    )


def choose_family(fonts: typst.Fonts) -> str:
    """Return the first known Traditional Chinese family, or stop and say how to give one."""
    present = set(fonts.families())
    for family in TRADITIONAL_CHINESE:
        if family in present:
            return family
    sys.exit(f"no font of {', '.join(TRADITIONAL_CHINESE)} found; give one with --font PATH")


def typeset(content: Path, output: Path, font: Path | None) -> None:
    """Compile the page design over the content."""
    fonts = load_fonts(font)
    inputs = {"content": content.name, "family": choose_family(fonts)}
    typst.compile(
        HERE / "sample_2024.typ",
        output=output,
        root=HERE,
        font_paths=fonts,
        sys_inputs=inputs,
    )


def main() -> None:
    """Read the options and write the PDF."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--font", type=Path, help="font file, or the directory it lies in")
    parser.add_argument("--output", type=Path, default=HERE / "2024_sample.pdf")
    options = parser.parse_args()
    typeset(HERE / "sample_2024.json", options.output, options.font)
    print(f"{options.output}: {options.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
