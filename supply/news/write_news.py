"""The report of a run as Markdown and as a page of HTML, each whole or not at all."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from supply.news.one_line import one_line, write_years
from supply.news.run_news import RunNews
from supply.site.write_values import per_cent, points
from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import header
from warehouse.folder.durable_files import write_whole
from warehouse.folder.rebuild_reasons import tell_rebuild_reason
from warehouse.say import chosen_language, in_clauses, name_value, tell

_LATEST = "latest"
# What makes a heading, a list or a rule where it stands first in a line.
_LINE_BEGINNING = re.compile(r"^(#(?=#*(?:\s|$))|[-+=](?=\s|[-=\s]*$)|\d{1,9}(?=[.)](?:\s|$)))")


@dataclass(frozen=True, slots=True)
class NewsFiles:
    """Where the report of a run lies."""

    markdown: Path
    html: Path


def write_news(news: RunNews, folder: Path) -> NewsFiles:
    """Write the report as `<stamp>-run-report.md` and `.html`, and copies named `latest-run-report`.

    Args:
        news: what is told.
        folder: where to; made if missing.

    Returns:
        The two files with the stamp: the start of the run in UTC.

    Raises:
        OSError: the disk is full or cannot be written; what stood before stands.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = news.ending.started_at.strftime("%Y%m%dT%H%M%S")
    texts = {"md": write_markdown(news), "html": write_html(news)}
    for name in (stamp, _LATEST):
        for suffix, text in texts.items():
            write_whole(_path(folder, name, suffix), text)
    return NewsFiles(_path(folder, stamp, "md"), _path(folder, stamp, "html"))


def _path(folder: Path, name: str, suffix: str) -> Path:
    return folder / f"{name}-run-report.{suffix}"


def write_markdown(news: RunNews) -> str:
    """Write the report as Markdown; no text of a report or file name can become markup."""
    text = _environment(escape_markdown).get_template("report.md.j2").render(news=news)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def write_html(news: RunNews) -> str:
    """Write the report as one page that needs nothing else."""
    return _environment(None).get_template("report.html.j2").render(news=news)


def _environment(finalize: Any) -> Environment:
    # With autoescape on, what finalize returns as Markup is not escaped again.
    environment = Environment(
        loader=PackageLoader("supply.news"),
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(per_cent=per_cent, points=write_points, years=write_years)
    environment.filters.update(count_change=_count_change, clauses=in_clauses)
    environment.globals.update(t=tell, c=header, severity=partial(name_value, "severity"))
    environment.globals.update(effect=partial(tell_value, "effect"), reason=tell_rebuild_reason)
    environment.globals.update(lang="zh-Hant" if chosen_language() == "zh" else "en")
    environment.filters.update(one_line=one_line, duration=write_duration, change=write_change)
    return environment


def escape_markdown(value: Any) -> Markup:
    """Make a text that can neither end its table cell or line nor become HTML, a link, a list or emphasis.

    < and > become entities, since not every reader of Markdown takes a backslash before them.
    """
    if isinstance(value, Markup):
        return value
    text = " ".join(str(value).split()).replace("\\", "\\\\")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([`*_\[\]|~$@])", r"\\\1", text)
    # Bare addresses become links without any bracket.
    text = text.replace("://", r"\://").replace("www.", r"www\.")
    return Markup(_LINE_BEGINNING.sub(_escape_beginning, text))  # noqa: S704 - escaped for Markdown just above


def _escape_beginning(match: re.Match[str]) -> str:
    """A backslash stands before punctuation; a number is kept from being that of a list by its dot."""
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


def write_points(value: float | None, n_common: int | None) -> Markup:
    """Write a change of a rate with its sign, which is not to be taken for the sign of a list; and of how many."""
    if value is None:
        return Markup("")
    return Markup(tell("news-points", change=points(value), count=n_common))  # noqa: S704 - digits and a sign


def write_duration(seconds: float) -> str:
    """Write how long a run took."""
    if seconds < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{seconds:.1f} s"
    return str(timedelta(seconds=round(seconds)))


def _count_change(counted: tuple[str, int, str]) -> str:
    words, count, effects = counted
    told = f"{words}: {count}"
    return f"{told} ({effects})" if effects else told


def write_change(now: int, before: int | None) -> str:
    """Write a count, and by how much it changed on the year before."""
    if before is None:
        return f"{now:,}"
    return f"{now:,} ({now - before:+,})" if now != before else f"{now:,} (±0)"
