"""Evidence of each indicator and edition: printed words with their marks, and pictures cut once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from supply.site.addresses import evidence_file
from supply.site.cut_evidence import Evidence, EvidenceCutter, Phrase, RowPiece
from supply.site.manifest import read_manifest
from supply.site.read_marts import SiteMarts
from supply.site.write_values import mark_words
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import link_or_copy
from warehouse.folder.keep_documents import kept_document
from warehouse.folder.published import Row

_MANIFEST = "evidence/manifest.json"
# An indicator's editions are drawn one after the other: each keeps its document and its page open.
_OPEN_DOCUMENTS = 12


@dataclass(slots=True)
class _Made:
    """What is remembered of a row's pictures from one build to the next."""

    key: str
    pictures: list[dict[str, Any]]
    is_unmarked: bool


class EvidenceStore:
    """Describes evidence and draws its pictures into the site; those of the site before are taken over."""

    def __init__(self, marts: SiteMarts, data: DataFolder, folder: Path) -> None:
        self._data = data
        self._folder = folder
        self._documents = {row["report_id"]: row for row in marts["documents"]}
        self._pieces = marts.group("pieces", "report_id", "indicator_code")
        self._priors = marts.group("observations", "report_id", "indicator_code")
        self._before = read_manifest(data.site / _MANIFEST)
        self._made: dict[str, _Made] = {}
        self._cutters: dict[str, EvidenceCutter] = {}
        self._method = [
            hashlib.sha256(Path(__file__).with_name(name).read_bytes()).hexdigest()[:16]
            for name in ("cut_evidence.py", "find_words.py")
        ]

    def describe(self, measures: list[Row]) -> dict[str, Any]:
        """Describe the evidence of one indicator in one edition, from its rows of attainment."""
        first = measures[0]
        phrases = self._phrases(measures)
        marks = [(phrase.kind, phrase.words) for phrase in phrases]
        document = self._documents[first["report_id"]]
        made = self._pictures(first, phrases, document)
        return {
            "report_year": first["report_year"],
            "indicator_code": first["indicator_code"],
            "issuer": first["issuer"],
            "page_first": first["page_first"],
            "page_last": first["page_last"],
            "file_name": document["file_name"],
            "target": mark_words(first["target_text"], [m for m in marks if m[0] == "target"]),
            "actual": mark_words(first["actual_text"], [m for m in marks if m[0] != "target"]),
            "pictures": made.pictures if made else [],
            "is_unmarked": made.is_unmarked if made else False,
            "no_picture": "no_picture_text" if document["media_type"] != "pdf" else "no_picture_kept",
        }  # fmt: skip

    def close(self) -> None:
        """Release the documents and remember what was drawn."""
        for cutter in self._cutters.values():
            cutter.close()
        manifest = {
            name: {"key": made.key, "pictures": made.pictures, "is_unmarked": made.is_unmarked}
            for name, made in sorted(self._made.items())
        }
        target = self._folder / _MANIFEST
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(manifest, indent=0, ensure_ascii=False), encoding="utf-8")

    def _phrases(self, measures: list[Row]) -> list[Phrase]:
        """What to mark, earlier years' values first: later marks lie on top."""
        phrases = [
            Phrase("prior", value["text"], measures[0]["actual_text"])
            for value in self._priors.get(
                (measures[0]["report_id"], measures[0]["indicator_code"]), []
            )
            if value["source"] == "prior_value" and value["text"]
        ]
        for row in measures:
            if row["target_words"]:
                phrases.append(Phrase("target", row["target_words"], row["target_text"]))
            if row["actual_words"]:
                phrases.append(Phrase("actual", row["actual_words"], row["actual_text"]))
        return list(dict.fromkeys(phrases))

    def _pictures(self, row: Row, phrases: list[Phrase], document: Row) -> _Made | None:
        pieces = [
            RowPiece(
                p["piece_no"], p["page"], p["x0"], p["top"], p["x1"], p["bottom"],
                p["result_x0"] if p["result_x0"] is not None else p["x0"],
            )
            for p in self._pieces.get((row["report_id"], row["indicator_code"]), [])
            if p["x0"] is not None and p["bottom"] is not None
        ]  # fmt: skip
        path = kept_document(document["sha256"], document["media_type"], self._data)
        if not pieces or path is None or document["media_type"] != "pdf":
            return None
        name = f"{row['report_id']}/{row['indicator_code']}"
        key = hashlib.sha256(repr((self._method, pieces, phrases)).encode()).hexdigest()
        made = self._take_over(name, key) or self._draw(row, path, pieces, phrases, key)
        if made is not None:
            self._made[name] = made
        return made

    def _take_over(self, name: str, key: str) -> _Made | None:
        before = self._before.get(name)
        if before is None or before["key"] != key:
            return None
        sources = [self._data.site / picture["file"] for picture in before["pictures"]]
        if not all(source.is_file() for source in sources):
            return None
        for source, picture in zip(sources, before["pictures"], strict=True):
            target = self._folder / picture["file"]
            link_or_copy(source, target)
        return _Made(key, before["pictures"], before["is_unmarked"])

    def _draw(
        self, row: Row, path: Path, pieces: Sequence[RowPiece], phrases: list[Phrase], key: str
    ) -> _Made | None:
        try:
            evidence = self._cutter(row["report_id"], path).cut(pieces, phrases)
        except (pypdfium2.PdfiumError, Image.DecompressionBombError, ValueError, MemoryError):
            # What pdfplumber could read, another library may not be able to draw: words remain.
            return None
        return _Made(key, self._save(row, evidence), bool(evidence.unmarked))

    def _cutter(self, report_id: str, path: Path) -> EvidenceCutter:
        cutter = self._cutters.pop(report_id, None) or EvidenceCutter(path)
        while len(self._cutters) >= _OPEN_DOCUMENTS:
            self._cutters.pop(next(iter(self._cutters))).close()
        # The one that was used last stays longest.
        self._cutters[report_id] = cutter
        return cutter

    def _save(self, row: Row, evidence: Evidence) -> list[dict[str, Any]]:
        saved = []
        for picture in evidence.pictures:
            file = evidence_file(row["report_id"], row["indicator_code"], picture.piece_no)
            target = self._folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            picture.image.save(target)
            # Half the dots: a row is as wide on the screen as on paper, and sharp.
            saved.append(
                {
                    "file": file,
                    "page": picture.page,
                    "width": picture.image.width * 3 // 4,
                    "height": picture.image.height * 3 // 4,
                }
            )
        return saved
