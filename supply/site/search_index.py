"""The texts by which an indicator is found beside its name: former names, agencies, reasons, printed words.

Substrings are sought by a few lines of the page's own script. Pagefind fetches its index, which no browser does for a
page from disk; MiniSearch and Lunr part words at spaces, and Chinese has none: their n-grams would be an index larger
than the texts. A few hundred indicators are read through in milliseconds.
"""

import json
import re
from collections.abc import Iterator

from supply.site.read_marts import SiteMarts
from warehouse.folder.published import Row

# What a former name is followed by: how and until when.
_HOW = re.compile(r"\s*\([^()]*\)")
KINDS = ("name", "translated", "measure", "agency", "issuer", "reason", "countermeasure", "printed")
_Text = tuple[str, str, str]


def write_search_index(marts: SiteMarts) -> str:
    """Write the index as a script: pages from disk may load one, and nothing else."""
    index = {str(key): texts for key, texts in _index(marts)}
    return f"window.searchIndex = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def _index(marts: SiteMarts) -> Iterator[tuple[str, list[_Text]]]:
    measures = marts.group("measures", "indicator_key")
    former = marts.group("former_codes", "indicator_key")
    agencies = {row["agency"]: row for row in marts["agencies"]}
    english = {row["indicator_name"]: row["name_en"] for row in marts["english_names"]}
    for key, rows in measures.items():
        texts: dict[tuple[str, str], str] = {}
        for name in dict.fromkeys(row["indicator_name"] for row in rows):
            if name in english:
                texts["translated", english[name]] = ""
        for kind, place, text in _texts(rows, former.get(key, []), agencies):
            # The newest place of a text stands for all.
            texts.setdefault((kind, text), place)
        yield str(key), [(kind, place, text) for (kind, text), place in texts.items()]


def _texts(rows: list[Row], former: list[Row], agencies: dict[str, Row]) -> Iterator[_Text]:
    for row in former:
        yield "name", str(row["valid_from_report_year"]), row["indicator_code"]
        yield "name", str(row["valid_from_report_year"]), row["indicator_name"]
    for row in rows:
        place = str(row["report_year"])
        yield "name", place, row["indicator_name"]
        yield from (("agency", place, agency) for agency in row["agencies_printed"])
        yield from (("agency", "", name) for name in _all_names(row["agencies"], agencies))
        yield from (
            ("issuer", "", name) for name in _all_names(row["issuer"].split("、"), agencies)
        )
        told = [("measure", "measure_label"), ("reason", "reason_text"), ("countermeasure", "countermeasure_text")]  # fmt: skip
        # What an edition prints of target and actual is long and much the same each year.
        if row["report_year"] == rows[0]["report_year"]:
            told += [("printed", "target_text"), ("printed", "actual_text")]
        yield from ((kind, place, _one_line(row[column])) for kind, column in told if row[column])


def _all_names(shown: list[str], agencies: dict[str, Row]) -> Iterator[str]:
    for agency in shown:
        yield agency
        yield from _names(agencies.get(agency))


def _names(agency: Row | None) -> Iterator[str]:
    """Every name that an agency has or had."""
    if agency is None:
        return
    yield from (name for name in (agency["agency_name"], agency["agency_name_en"]) if name)
    former = agency["former_names"] or []
    for name in former.split(";") if isinstance(former, str) else former:
        yield _HOW.sub("", name).strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
