"""The publication that a dashboard shows: what to cite, what machines read of it, and its files as a whole."""

import json
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import duckdb
from markupsafe import Markup

from supply.files.write_datapackage import write_datapackage
from supply.site.page_tables import PageTable, write_csv
from supply.site.read_marts import SiteMarts
from warehouse.catalog import read_tables
from warehouse.settings import read_settings

PACKAGE_FILE = "data/tsdg_datapackage.zip"
DICTIONARY_FILE = "data/dictionary.csv"
_DICTIONARY_COLUMNS = ("schema_name", "table_name", "column_name", "data_type", "description")
# Of the zip: the same publication is the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
TERMS = (
    "Figures and printed words are those of the reports named as sources and remain under their publishers' terms; "
    "what tsdg adds to them (verdicts, links, findings) and the program are under the MIT licence."
)


def describe_publication(marts: SiteMarts) -> dict[str, Any]:
    """Name the publication: its run, day and years."""
    run = marts["runs"][0] if marts["runs"] else None
    years = sorted(row["report_year"] for row in marts["editions"])
    return {
        "title": "Taiwan SDG indicators: targets, actuals and verdicts",
        "run": run["run_no"] if run else None,
        "as_of": run["as_of_date"].isoformat() if run else None,
        "program": f"tsdg {run['program_version']}" if run else "tsdg",
        "report_years": years,
        "terms": TERMS,
    }


def describe_dataset(marts: SiteMarts) -> Markup:
    """Describe the publication as a schema.org Dataset, safe to stand in a page."""
    told = describe_publication(marts)
    files = (
        (PACKAGE_FILE, "application/zip"),
        ("indicators.csv", "text/csv"),
        ("indicators.json", "application/json"),
        (DICTIONARY_FILE, "text/csv"),
    )
    years = told["report_years"]
    address = read_settings().site_address or ""
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": told["title"],
        "alternateName": "臺灣永續發展目標指標：目標值、實績值與判定",
        "description": "What Taiwan's ministries report of the Taiwan SDGs: each target and actual with its page and "
        "printed words, each verdict with its rule, and what looks wrong in the source.",
        "keywords": ["SDG", "Taiwan", "永續發展目標", "臺灣永續發展目標"],
        "inLanguage": ["zh-Hant", "en"],
        "isAccessibleForFree": True,
        **({"url": address} if address else {}),
        "license": {"@type": "CreativeWork", "name": "Terms of the sources", "text": TERMS},
        "temporalCoverage": f"{years[0]}/{years[-1]}",
        "spatialCoverage": {"@type": "Place", "name": "Taiwan"},
        "version": str(told["run"]),
        "dateModified": told["as_of"],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": row["title"] or row["file_name"],
                "publisher": {"@type": "Organization", "name": row["issuer"]},
                "identifier": f"sha256:{row['sha256']}",
            }
            for row in marts["documents"]
            if row["is_current"]
        ],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address + file, "encodingFormat": form}
            for file, form in files
        ],
    }
    text = json.dumps(described, ensure_ascii=False, indent=0)
    # Whatever a title says, it must not end the element that it stands in.
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def write_package(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the whole publication as one file, and the dictionary of its columns beside it."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / PACKAGE_FILE).write_bytes(_zip_package(connection))
    text = write_csv(_dictionary(connection), "en", lambda _, name: str(name))
    (folder / DICTIONARY_FILE).write_text(text, encoding="utf-8-sig", newline="")


def _zip_package(connection: duckdb.DuckDBPyConnection) -> bytes:
    content = BytesIO()
    with (
        TemporaryDirectory() as grown,
        ZipFile(content, "w", ZIP_DEFLATED, compresslevel=9) as package,
    ):
        for file in write_datapackage(connection, Path(grown)):
            entry = ZipInfo(file.relative_to(grown).as_posix(), _DATE)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, file.read_bytes())
    return content.getvalue()


def _dictionary(connection: duckdb.DuckDBPyConnection) -> PageTable:
    rows = []
    for schema in ("marts", "zh"):
        for table in read_tables(connection, schema):
            told: list[tuple[str | None, str | None, str | None]] = [(None, None, table.comment)]
            told += [(c.name, c.data_type, c.comment) for c in table.columns]
            rows += [
                dict(zip(_DICTIONARY_COLUMNS, (schema, table.table_name, *entry), strict=True))
                for entry in told
            ]
    return PageTable(_DICTIONARY_COLUMNS, rows)
