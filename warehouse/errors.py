"""What stops a command, as one family of errors: a name and facts, said to people in their language when they are told."""

from functools import cache, partial
from pathlib import Path
from typing import Any

from warehouse.language import Language, chosen_language
from warehouse.text_catalogue import Catalogue


class TsdgError(Exception):
    """Something cannot be done: what is wrong, where, and what to do.

    Attributes:
        name: of what is wrong: `error-NAME` in the catalogue says the reason, its `.advice` what to do.
        facts: what the two state.
        page: of the report; null if it is no matter of one page.
        file: which file; null if there is none, or the caller names it.
        place: where in the file, such as a row, an entry of a list or a table.
        exit_code: how a command ends by it.
    """

    exit_code = 1

    def __init__(
        self,
        name: str,
        /,
        *,
        page: int | None = None,
        file: Path | str | None = None,
        place: str | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(name)
        self.name, self.facts = name, facts
        self.page, self.file, self.place = page, file, place

    def __reduce__(self) -> tuple[Any, ...]:
        # It travels between processes whole.
        make = partial(type(self), self.name, **self.facts)
        return make, (), {"page": self.page, "file": self.file, "place": self.place}

    @property
    def reason(self) -> str:
        """What is wrong."""
        return self._say("", chosen_language())

    @property
    def advice(self) -> str:
        """What to do; empty where the reason says it."""
        return self._say(".advice", chosen_language())

    def __str__(self) -> str:
        return self.say(chosen_language())

    def say(self, language: Language) -> str:
        """Tell it in one line."""
        reason, advice = self._say("", language), self._say(".advice", language)
        where = [str(one) for one in (self.file, self.place) if one]
        return tell_in_one_line(reason, advice, *where, page=self.page, language=language)

    def _say(self, part: str, language: Language) -> str:
        texts, name = _read_texts(language), f"error-{self.name}{part}"
        return texts.say(name, self.facts) if not part or texts.says(name) else ""


def tell_in_one_line(
    reason: str,
    advice: str = "",
    *where: str,
    page: int | None = None,
    language: Language | None = None,
) -> str:
    """Tell where something is wrong, what, and what to do."""
    texts = _read_texts(language or chosen_language())
    places = [*where, *([texts.say("error-on-page", {"page": page})] if page else [])]
    told = texts.say("error-advised", {"reason": reason, "advice": advice}) if advice else reason
    for place in reversed(places):
        told = texts.say("error-at", {"place": place, "told": told})
    return told


@cache
def _read_texts(language: Language) -> Catalogue:
    return Catalogue(language)


class UnusableReportError(TsdgError):
    """A file is no report, or cannot be read."""


class NotPublishedError(TsdgError):
    """There is no published warehouse, or one of another version that lacks what is asked for."""


class BusyError(TsdgError):
    """Somebody else is writing there: later it may go well."""


class UsageError(TsdgError):
    """What was asked for cannot be meant."""

    exit_code = 2
