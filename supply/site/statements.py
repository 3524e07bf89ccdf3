"""Where a statement stands: an indicator's page has one for each issuer that printed it in a year."""

from supply.site.addresses import statement_suffix
from warehouse.folder.published import Row


class Statements:
    """Finds a statement by indicator, year and issuer; the one that leads its year has the plain address."""

    def __init__(self, results: list[Row]) -> None:
        self._leads = {
            (row["indicator_key"], row["report_year"], row["issuer"]): bool(row["leads_key"])
            for row in results
        }

    def suffix(self, key: str, year: int, issuer: str) -> str:
        """What its anchors end in."""
        return "" if self._leads[key, year, issuer] else statement_suffix(issuer)

    def anchor(self, key: str, year: int, issuer: str) -> str:
        """Fragment of its evidence; empty where the current documents have none."""
        if (key, year, issuer) not in self._leads:
            return ""
        return f"#e{year}{self.suffix(key, year, issuer)}"
