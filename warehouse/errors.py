"""What stops a command, as one family of errors: the facts as fields, and one line for people made of them."""

from pathlib import Path


class TsdgError(Exception):
    """Something cannot be done: what is wrong, where, and what to do.

    Attributes:
        reason: what is wrong.
        advice: what to do; empty where the reason says it.
        page: of the report; null if it is no matter of one page.
        file: which file; null if there is none, or the caller names it.
        place: where in the file, such as a row, an entry of a list or a table.
        exit_code: how a command ends by it.
    """

    exit_code = 1

    def __init__(
        self,
        reason: str,
        advice: str = "",
        page: int | None = None,
        *,
        file: Path | str | None = None,
        place: str | None = None,
    ) -> None:
        # These as arguments let it travel between processes whole.
        super().__init__(reason, advice, page)
        self.reason, self.advice, self.page = reason, advice, page
        self.file, self.place = file, place

    def __str__(self) -> str:
        where = [self.file, self.place, f"page {self.page}" if self.page else None]
        told = ": ".join([*(str(one) for one in where if one), self.reason])
        return f"{told}; {self.advice}" if self.advice else told


class UnusableReportError(TsdgError):
    """A file is no report, or cannot be read."""


class NotPublishedError(TsdgError):
    """There is no published warehouse, or one of another version that lacks what is asked for."""


class BusyError(TsdgError):
    """Somebody else is writing there: later it may go well."""


class UsageError(TsdgError):
    """What was asked for cannot be meant."""

    exit_code = 2
