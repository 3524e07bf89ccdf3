"""The `tsdg` command: what each subcommand takes, and how it ends."""

import re
import sys
import traceback
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import duckdb
import typer

from flows.commands.help_texts import HelpfulCommand, HelpfulGroup
from flows.commands.usage_errors import describe_usage
from supply.terminal.closed_output import let_output_go
from supply.terminal.render_table import printable
from warehouse.errors import TsdgError, UsageError
from warehouse.folder.data_folder import DataFolder
from warehouse.settings import choose_language, is_debugging, read_settings, show_everything

# Of typer's own copy of click, or of click, as its version has it.
_WrongUsage: type = typer.BadParameter.__mro__[1]
_EXPECTED_ERRORS = (TsdgError, duckdb.Error, OSError, UnicodeError)

app = typer.Typer(
    name="tsdg",
    cls=HelpfulGroup,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)


class TableFormat(StrEnum):
    """How a result is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class TextFormat(StrEnum):
    """How a result is printed where CSV makes no sense."""

    table = "table"
    json = "json"


class DiffFormat(StrEnum):
    """How a comparison is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


class ExportFormat(StrEnum):
    """The forms in which marts leave the warehouse as files."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"
    docx = "docx"
    datapackage = "datapackage"
    opensdg = "opensdg"
    sqlite = "sqlite"
    sdmx = "sdmx"
    gx = "gx"


class Direction(StrEnum):
    """Which way is better, as a person answers it."""

    more = "higher"
    less = "lower"
    exact = "exact"


class OnlyKind(StrEnum):
    """What a review is limited to."""

    links = "links"
    directions = "directions"
    findings = "findings"
    bridges = "bridges"


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
    ),
]
DebugOption = Annotated[bool, typer.Option("--debug")]


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - typer calls it with the option
    if is_asked:
        from importlib.metadata import version

        sys.stdout.write(f"tsdg {version('tsdg')}\n")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option("--version", callback=_print_version, is_eager=True),
]


LangOption = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]


@app.callback()
def _common(
    context: typer.Context,
    data: DataOption = None,
    lang: LangOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
    version: VersionOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    del version
    choose_language(lang)
    context.obj = {"data": data}
    if debug:
        show_everything()


def _data_folder(context: typer.Context, data: Path | None) -> DataFolder:
    given: Path | None = data or (context.obj or {}).get("data")
    return DataFolder(given or read_settings().data)


def _issuer_option(name: str | None) -> str | None:
    if name is not None and (not name.strip() or not name.isprintable()):
        raise UsageError("issuer-not-a-line")
    return name.strip() if name else None


@app.command(cls=HelpfulCommand)
def run(  # noqa: PLR0913, PLR0917 - the options of the main command
    context: typer.Context,
    reports: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[REPORT]...",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    year: Annotated[int | None, typer.Option()] = None,
    issuer: Annotated[
        str | None,
        typer.Option(metavar="NAME"),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            show_default=False,
        ),
    ] = None,
    wait: Annotated[float, typer.Option(metavar="SECONDS")] = 0.0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,  # noqa: FBT002 - typer reads the default
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Ingest new or changed reports and publish audited marts."""
    del debug
    from flows.run_reports import run_reports
    from flows.runs.name_issuers import Naming
    from flows.runs.run_folders import live_run_no
    from flows.runs.stopping import stopping_at_once

    day = as_of.date() if as_of else _today()
    folder, named = _data_folder(context, data), Naming(_issuer_option(issuer))
    before = live_run_no(folder)
    inputs = reports or [Path("reports")]
    if not reports and before is None and not inputs[0].exists():
        raise UsageError("no-reports-here")
    with stopping_at_once(lambda: live_run_no(folder) != before):
        ending = run_reports(
            inputs, folder, day, year, verbose=verbose, wait_seconds=wait, naming=named
        )
    raise typer.Exit(ending.exit_code)


@app.command(cls=HelpfulCommand)
def serve(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    data: DataOption = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH"),
    ] = None,
    sources: Annotated[Path, typer.Option(metavar="FILE")] = Path("reports/sources.toml"),
    schedule: Annotated[
        list[str] | None,
        typer.Option(),
    ] = None,
    once: Annotated[  # noqa: FBT002 - typer reads the default
        bool, typer.Option("--once")
    ] = False,
    pages: Annotated[bool, typer.Option("--ui")] = False,  # noqa: FBT002 - typer reads the default
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Look for new reports by schedule and publish them, until stopped."""
    del debug
    from flows.commands.serve_command import serve as serve_schedule

    folders = reports or [Path("reports")]
    folder = _data_folder(context, data)
    code = serve_schedule(folder, folders, sources, schedule or [], once=once, shows_pages=pages)
    raise typer.Exit(code)


@app.command(cls=HelpfulCommand)
def sql(
    context: typer.Context,
    query: Annotated[str, typer.Argument()],
    data: DataOption = None,
    output: Annotated[TableFormat, typer.Option("--format")] = TableFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Run read-only SQL on the published warehouse."""
    del debug
    from supply.terminal.render_table import print_frame
    from warehouse.folder.published import open_published

    with open_published(_data_folder(context, data)) as connection:
        relation = connection.sql(query)
        if relation is None:
            raise TsdgError("no-rows-returned")
        print_frame(relation.columns, relation.fetchall(), output)


@app.command(cls=HelpfulCommand)
def status(
    context: typer.Context,
    data: DataOption = None,
    output: Annotated[TextFormat, typer.Option("--format")] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show editions held, the last run, pending releases and open findings."""
    del debug
    from flows.commands.status_command import show_status

    show_status(_data_folder(context, data), as_json=output is TextFormat.json)


@app.command(cls=HelpfulCommand)
def scorecard(
    context: typer.Context,
    year: Annotated[int | None, typer.Option(show_default=False)] = None,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Print again what a run ended with: headline, scorecard by goal, missed, pending, doubtful."""
    del debug
    from flows.commands.scorecard_command import show_scorecard

    show_scorecard(_data_folder(context, data), year)


@app.command(cls=HelpfulCommand)
def show(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(),
    ],
    data: DataOption = None,
    why: Annotated[  # noqa: FBT002 - typer reads the default
        bool,
        typer.Option("--why"),
    ] = False,
    issuer: Annotated[
        str | None,
        typer.Option(metavar="NAME"),
    ] = None,
    output: Annotated[TextFormat, typer.Option("--format")] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show one indicator: series, target, verdict, twins, printed words and their page; or list what fits."""
    del debug
    from flows.commands.show_command import show_indicator

    folder = _data_folder(context, data)
    is_json = output is TextFormat.json
    show_indicator(folder, code, as_json=is_json, is_why=why, issuer=issuer)


@app.command(cls=HelpfulCommand)
def review(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    data: DataOption = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="ID"),
    ] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID")] = None,
    direction: Annotated[
        Direction | None,
        typer.Option(),
    ] = None,
    reason: Annotated[str | None, typer.Option()] = None,
    reviewer: Annotated[str | None, typer.Option(show_default=False)] = None,
    only: Annotated[OnlyKind | None, typer.Option()] = None,
    show_list: Annotated[bool, typer.Option("--list")] = False,  # noqa: FBT002 - typer reads the default
    change: Annotated[bool, typer.Option()] = False,  # noqa: FBT002 - typer reads the default
    output: Annotated[TextFormat, typer.Option("--format")] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Answer open links, directions, findings and comparisons with the UN; answers are kept in the reviewed files for the next run."""
    del debug
    from flows.commands.review_command import ReviewRequest
    from flows.commands.review_command import review as review_open

    request = ReviewRequest(
        accept=accept or (),
        reject=reject or (),
        direction=direction.value if direction else None,
        reason=reason,
        reviewer=reviewer,
        only=only.value if only else None,
        is_list=show_list,
        is_json=output is TextFormat.json,
        is_change=change,
    )
    review_open(_data_folder(context, data), request, _today())


@app.command(cls=HelpfulCommand)
def diff(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    before: Annotated[
        str,
        typer.Argument(),
    ],
    after: Annotated[str, typer.Argument()],
    data: DataOption = None,
    output: Annotated[DiffFormat, typer.Option("--format")] = DiffFormat.text,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Say what changed between two editions, or two vintages of one."""
    del debug
    from flows.commands.diff_command import show_diff

    show_diff(_data_folder(context, data), before, after, output=output.value)


@app.command(cls=HelpfulCommand)
def export(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    output: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.xlsx,
    data: DataOption = None,
    for_excel: Annotated[  # noqa: FBT002 - typer reads the default
        bool,
        typer.Option(
            "--for-excel",
        ),
    ] = False,
    full: Annotated[bool, typer.Option("--full")] = False,  # noqa: FBT002 - typer reads the default
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Write files for others: workbook, brief, csv, parquet, sqlite, a Frictionless Data Package, Open SDG, SDMX or GX."""
    del debug
    if for_excel and output is not ExportFormat.csv:
        raise UsageError("excel-without-csv")
    if full and output is not ExportFormat.xlsx:
        raise UsageError("full-without-xlsx")
    from flows.commands.export_command import export_marts

    export_marts(
        _data_folder(context, data), folder, output.value, for_spreadsheets=for_excel, is_full=full
    )


@app.command(cls=HelpfulCommand)
def publish(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    address: Annotated[str, typer.Argument()],
    data: DataOption = None,
    schema: Annotated[str, typer.Option()] = "marts",
    storage: Annotated[
        str | None,
        typer.Option(),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace")] = False,  # noqa: FBT002 - typer reads the default
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Write the marts into a database, all or nothing; readers see one run or the next."""
    del debug
    from flows.commands.publish_command import publish_marts

    publish_marts(
        _data_folder(context, data), address, schema=schema, storage=storage, is_replacing=replace
    )


@app.command(cls=HelpfulCommand)
def site(
    context: typer.Context,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Write the dashboard: static pages that open from disk, in Chinese and English."""
    del debug
    from flows.commands.site_command import make_site

    make_site(_data_folder(context, data))


@app.command(cls=HelpfulCommand)
def history(
    context: typer.Context,
    data: DataOption = None,
    output: Annotated[TextFormat, typer.Option("--format")] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """List the runs: which one is live, what each brought, which can be returned to."""
    del debug
    from flows.commands.history_command import show_history

    show_history(_data_folder(context, data), as_json=output is TextFormat.json)


@app.command(cls=HelpfulCommand)
def rollback(
    context: typer.Context,
    run: Annotated[
        int | None,
        typer.Argument(metavar="RUN"),
    ] = None,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Return to a run that was published before: warehouse, Parquet files and dashboard together."""
    del debug
    from flows.commands.rollback_command import roll_back

    roll_back(_data_folder(context, data), run)


@app.command(cls=HelpfulCommand)
def doctor(
    context: typer.Context,
    data: DataOption = None,
    output: Annotated[TextFormat, typer.Option("--format")] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Check installation and data folder, and say what to do; ends with 1 if something is wrong."""
    del debug
    from flows.commands.doctor_command import examine

    is_well = examine(_data_folder(context, data), as_json=output is TextFormat.json)
    raise typer.Exit(0 if is_well else TsdgError.exit_code)


@app.command(cls=HelpfulCommand)
def read(
    file: Annotated[Path, typer.Argument()],
    year: Annotated[int | None, typer.Option()] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="DIR"),
    ] = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show what is read of one file, without publishing anything; with --picture, where on the page."""
    del debug
    from flows.commands.read_command import read_file

    read_file(file, year, picture)


@app.command(cls=HelpfulCommand)
def parse(
    text: Annotated[str | None, typer.Argument()] = None,
    lines: Annotated[Path | None, typer.Option("--lines", metavar="FILE")] = None,
    output: Annotated[TextFormat, typer.Option("--format")] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show what the grammar reads in a phrase."""
    del debug
    from flows.commands.parse_command import parse_file, parse_text

    if (text is None) == (lines is None):
        raise UsageError("text-or-lines")
    if lines is not None:
        parse_file(lines, as_json=output is TextFormat.json)
    else:
        parse_text(text or "", as_json=output is TextFormat.json)


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Taipei")).date()


def main() -> None:
    """Run the command; an error is one line on stderr, never a traceback unless --debug."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese (LC_ALL=C, cp950) must not stop the command.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if "--debug" in sys.argv:
        show_everything()
    try:
        arguments = _put_language_first(sys.argv[1:])
        code = app(arguments, prog_name="tsdg", standalone_mode=False)
        sys.stdout.flush()
    except typer.Abort:
        sys.exit(TsdgError.exit_code)
    except BrokenPipeError:
        let_output_go()
        sys.exit(TsdgError.exit_code)
    except Exception as error:  # noqa: BLE001 - whatever happens, a user gets one line
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stdout.write(f"{error}\n")
            sys.exit(UsageError.exit_code)
        told = describe_usage(error) if isinstance(error, _WrongUsage) else error
        if is_debugging():
            traceback.print_exc()
        else:
            sys.stderr.write(f"tsdg: {_describe(told)}\n")
        sys.exit(told.exit_code if isinstance(told, TsdgError) else TsdgError.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _put_language_first(arguments: Sequence[str]) -> list[str]:
    """Speak the language that is asked for from the beginning; its option may stand anywhere before `--`."""
    own = list(arguments)
    end = own.index("--") if "--" in own else len(own)
    for place, word in enumerate(own[:end]):
        if word == "--lang" or word.startswith("--lang="):
            n_words = 1 if "=" in word else 2
            option = own[place : place + n_words]
            choose_language(word.partition("=")[2] if n_words == 1 else "".join(option[1:]))
            return [*option, *own[:place], *own[place + n_words :]]
    choose_language()
    return own


def _describe(error: Exception) -> str:
    """Tell an error in one line; one that no user can have caused says how to see more."""
    text = printable(" ".join(str(error).split()))
    if isinstance(error, duckdb.IOException) and "Could not set lock" in text:
        # Most clients open a file for writing unless they are told not to.
        holder = re.search(r"\(PID (\d+)\)", text)
        return TsdgError("locked", pid=holder[1] if holder else "none").reason
    if isinstance(error, _EXPECTED_ERRORS):
        return text
    return TsdgError("unexpected", kind=type(error).__name__, told=text).reason


if __name__ == "__main__":
    main()
