"""Who is named as the issuer of a file, beside what the document tells of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.years.decide_issuers import NAMED, NamedIssuer
from transforms.years.issuer_names import AgencyName, IssuerNames
from warehouse.seed_files import read_seed

if TYPE_CHECKING:
    # Its checks need a library that takes long to import.
    from flows.sources.source_list import Source

_REPORTS = "reports"
# reports/NAME/2024/file
_FOLDER_DEPTH = 3


def load_issuer_names() -> IssuerNames:
    """Read who is named as an issuer, and to which ministry an agency belongs."""
    return IssuerNames(
        AgencyName(row["printed_name"], row["agency_short_name"], row["agency_name"])
        for row in read_seed("agencies")
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """What is said of files beside the documents: an issuer by the command, issuer and year by the source list."""

    option: str | None = None
    of_sources: Mapping[Path, "Source"] = field(default_factory=dict)

    def of(self, path: Path, names: IssuerNames, *, is_held: bool = False) -> NamedIssuer | None:
        """The strongest word on a file; the option means new files, and held ones that are named themselves."""
        if self.option and not is_held:
            return NamedIssuer(self.option, "option")
        if folder := issuer_folder(path, names):
            return NamedIssuer(folder, "folder")
        source = self.of_sources.get(path)
        return NamedIssuer(source.issuer, "source_list") if source else None

    def year_of(self, path: Path) -> int | None:
        """The report year that the source list expects of a file; null where it does not speak of it."""
        source = self.of_sources.get(path)
        return source.expected_year if source else None


def issuer_folder(path: Path, names: IssuerNames) -> str | None:
    """Whose report a file is by its folder: reports/NAME/… or reports/NAME/2024/…; elsewhere only the name of an agency means its issuer."""
    inner = ""
    for folder in list(path.absolute().parents)[:_FOLDER_DEPTH]:
        if names.is_known(folder.name):
            return folder.name
        if folder.name == _REPORTS:
            return inner if any(map(str.isalpha, inner)) else None
        inner = folder.name
    return None


def is_news(named: NamedIssuer, held: NamedIssuer | None, names: IssuerNames) -> bool:
    """Tell whether a name replaces the one that a held document has: no weaker word, and another issuer."""
    if held is None:
        return True
    is_stronger = NAMED.index(named.named_by) <= NAMED.index(held.named_by)
    return is_stronger and names.settle(named.name) != names.settle(held.name)
