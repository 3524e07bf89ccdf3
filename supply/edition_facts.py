"""What a file that is forwarded says of the publication as a whole: whose, of when, under which terms, how to cite."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from supply.site.words import LANGUAGES, translator
from warehouse.folder.held_reports import HeldReports, read_held, tell_sample
from warehouse.folder.published import Row, fetch
from warehouse.language import chosen_language
from warehouse.say import listed_issuers, tell

_RUN = "select *, current_date as today from raw.raw_run order by run_no desc limit 1"
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """The newest edition, and the run that published it; what is said is said in the language of the moment.

    Attributes:
        held: the documents held.
        run: the row of its run; empty if it has none.
    """

    held: HeldReports
    run: Row

    @property
    def year(self) -> int:
        """Of the newest edition."""
        return self.held.years[-1]

    @property
    def published(self) -> datetime:
        """When the run published: the time of writing would make every file another one."""
        moment = self.run.get("published_at")
        return moment if isinstance(moment, datetime) else datetime(2000, 1, 1)  # noqa: DTZ001 - as the table holds it

    @property
    def as_of(self) -> Any:
        """Day by which promises are overdue."""
        day = self.run.get("as_of_date")
        return day if isinstance(day, date) else "–"

    def issuers(self) -> str:
        """Whose reports make it up; of many how many."""
        current = self.held.current_of(self.year)
        if len(current) <= _MOST_NAMED:
            return listed_issuers(row["issuer_shown"] for row in current)
        return tell("book-count-of-issuers", count=len(current)) + tell_sample(self.held, self.year)

    def title(self) -> str:
        """Title, year and issuers, as they stand on each printed page."""
        return tell(
            "book-print-title", title=tell("book-title"), year=self.year, issuers=self.issuers()
        )

    def day(self) -> str:
        """The day of the data, as it stands on each printed page."""
        return tell("book-print-date", as_of=self.as_of)

    def citation(self) -> str:
        """How to name the publication, as the dashboard says it."""
        years = self.held.years
        facts = {
            "years": str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}",
            "run": self.run.get("run_no", "–"),
            "day": self.as_of,
            "program": self.program,
        }
        return _word("citation").format(**facts)

    @property
    def program(self) -> str:
        """What made it."""
        version = self.run.get("program_version")
        return f"tsdg {version}" if version else "tsdg"


def read_edition_facts(connection: duckdb.DuckDBPyConnection) -> EditionFacts:
    """Read them from the published warehouse."""
    return EditionFacts(read_held(connection), next(iter(fetch(connection, _RUN)), {}))


def tell_terms() -> str:
    """Under which terms, as the dashboard says it."""
    between = "" if chosen_language() == "zh" else " "
    return between.join(map(_word, ("terms_are", "cite_note")))


def _word(name: str) -> str:
    return translator(LANGUAGES[0 if chosen_language() == "zh" else 1])("data", name)
