"""The whole corpus of broken, hostile and odd files: `python -m tests.hostile.make_corpus FOLDER`."""

import sys
from dataclasses import replace
from pathlib import Path

from tests.hostile.corpus_case import Case
from tests.hostile.covered_files import covered_files
from tests.hostile.damaged_files import damaged_files
from tests.hostile.huge_files import huge_files
from tests.hostile.looping_files import looping_files
from tests.hostile.odd_tables import odd_tables
from tests.hostile.other_files import other_files
from tests.hostile.turned_files import turned_files

# Files that no reader comes to the end of; one PDF and one text are quick.
_ENDLESS = {
    "contents_reference_loop": False,
    "media_box_reference_loop": True,
    "length_reference_loop": True,
    "xref_stream_of_two_billion": True,
    "xref_stream_endless_index": True,
    "comment_never_closed.txt": False,
}
# Files that take seconds; each has a lighter one beside it.
_HEAVY = {
    "rectangles_20000",
    "letters_100000",
    "pages_300",
    "tabs_only.txt",
    "line_of_20_megabytes.txt",
    "cell_of_5_megabytes.txt",
    "numbers_5000.txt",
    "one_path_of_20000",
    "pages_50",
    "bomb_of_4_gigabytes",
    "tags_never_closed.txt",
}


def _with_limits(case: Case) -> Case:
    if case.name in _ENDLESS:
        is_heavy = _ENDLESS[case.name]
        return replace(case, seconds=1, end="stopped after 1 s", is_heavy=is_heavy)
    if case.name in _HEAVY:
        return replace(case, seconds=120, is_heavy=True)
    return case


CASES: list[Case] = [
    _with_limits(case)
    for family in (
        damaged_files,
        looping_files,
        huge_files,
        turned_files,
        covered_files,
        odd_tables,
        other_files,
    )
    for case in family()
]


def main() -> None:
    """Write every file into a folder of its own, to be looked at."""
    for case in CASES:
        folder = Path(sys.argv[1]) / case.name.split(".")[0]
        folder.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(f"{case.make(folder)}\n")


if __name__ == "__main__":
    main()
