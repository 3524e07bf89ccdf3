"""The news as an Atom feed: editions read, promises that became overdue, findings on the sources.

A template of thirty lines and the escaping of Jinja, which writes the pages too: feedgen would bring lxml and a builder
of objects for three kinds of entries. Links are relative, for nobody knows where the folder will be published.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from jinja2 import Environment

from supply.site.addresses import indicator_page, issuer_page
from supply.site.pages.filter_options import word_or_name
from supply.site.read_marts import SiteMarts, place
from supply.site.statements import Statements

FEED_FILE = "feed.xml"
_MOST_OF_A_KIND = 60
# What XML cannot hold at all, not even escaped.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMES = uuid.UUID("8f0c6a3e-6f0b-5c0e-9d5e-1d6e1f9b7a51")
_Say = Callable[[str, str | None], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; its name stays the same from run to run."""

    name: str
    since: datetime | None
    kind: str
    title: str
    text: str
    link: str

    @property
    def updated(self) -> str:
        """Since when it is so; what was read before runs were recorded is old news."""
        moment = self.since or datetime(1970, 1, 1)  # noqa: DTZ001 - UTC, as runs are recorded
        return f"{moment.replace(tzinfo=None, microsecond=0).isoformat()}Z"


def write_feed(environment: Environment, marts: SiteMarts, language: str, say: _Say) -> str:
    """Write the feed of a language."""
    read_at = {row["report_id"]: row["read_at"] for row in marts["readings"]}
    entries = [
        *_first(_editions(marts, read_at, say)),
        *_first(_overdue(marts, say)),
        *_first(_findings(marts, read_at, language, say)),
    ]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    text = environment.get_template("feed.xml.j2").render(
        entries=entries,
        name=_name("feed", language),
        updated=entries[0].updated,
        language=language,
        say=say,
    )
    return _NO_XML.sub("", text)


def _first(entries: Iterator[Entry]) -> list[Entry]:
    newest = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    return newest[:_MOST_OF_A_KIND]


def _editions(marts: SiteMarts, read_at: dict[str, datetime], say: _Say) -> Iterator[Entry]:
    for row in marts["documents"]:
        words = say("feed", "edition" if row["vintage_no"] == 1 else "vintage")
        yield Entry(
            _name("edition", row["sha256"]),
            read_at.get(row["report_id"]),
            "edition",
            words.format(issuer=row["issuer"], year=row["report_year"]),
            row["title"] or row["file_name"],
            issuer_page(row["issuer"]),
        )


def _overdue(marts: SiteMarts, say: _Say) -> Iterator[Entry]:
    statements = Statements(marts["results"])
    for row in marts["releases"]:
        if row["state"] == "overdue":
            key, year, issuer = row["indicator_key"], row["report_year"], row["issuer"]
            yield Entry(
                _name("overdue", issuer, year, row["indicator_code"], row["measure_no"], row["release_due"]),
                datetime.combine(row["release_due"] + timedelta(days=1), time(), UTC),
                "overdue",
                f"{say('release_state', 'overdue')}{say('headline', 'colon')}{row['indicator_code']} {row['indicator_name']}",
                say("feed", "promised").format(issuer=issuer, year=year, day=row["release_due"]),
                indicator_page(key) + statements.anchor(key, year, issuer),
            )  # fmt: skip


def _findings(
    marts: SiteMarts, read_at: dict[str, datetime], language: str, say: _Say
) -> Iterator[Entry]:
    """Doubts, since the document that they are on was read."""
    statements = Statements(marts["results"])
    current = {
        (row["issuer"], row["report_year"]): row["report_id"]
        for row in marts["documents"]
        if row["is_current"]
    }
    key_of = {place(row): row["indicator_key"] for row in marts["results"]}
    for row in marts["findings"]:
        if row["severity"] != "info":
            key = key_of.get(place(row))
            report_id = current.get((row["issuer"], row["report_year"]), "")
            anchor = statements.anchor(key, row["report_year"], row["issuer"]) if key else ""
            yield Entry(
                _name("finding", row["finding_id"]),
                read_at.get(report_id),
                "finding",
                f"{word_or_name(say, 'rule', row['rule'])}{say('headline', 'colon')}{row['report_year']} {row['indicator_code'] or row['issuer'] or ''}",
                row["message"] if language == "en" else row["message_zh"],
                indicator_page(key) + anchor if key else "findings.html",
            )  # fmt: skip


def _name(*facts: Any) -> str:
    return uuid.uuid5(_NAMES, " ".join(map(str, facts))).urn
