"""The `tsdg` command: what each subcommand takes, and how it ends."""

import re
import sys
import traceback
from datetime import date, datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import duckdb
import typer

from supply.terminal.render_table import printable
from warehouse.data_folder import DataFolder
from warehouse.errors import TsdgError, UsageError
from warehouse.settings import is_debugging, read_settings, show_everything

_EXPECTED_ERRORS = (TsdgError, duckdb.Error, OSError, UnicodeError)

app = typer.Typer(
    name="tsdg",
    help="Taiwan SDG yearly reports as data that can be trusted.",
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
    datapackage = "datapackage"
    opensdg = "opensdg"


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


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder of warehouse and outputs [env: TSDG_DATA; default: ./data]",
    ),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error")]


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - typer calls it with the option
    if is_asked:
        sys.stdout.write(f"tsdg {version('tsdg')}\n")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option("--version", help="Print the version", callback=_print_version, is_eager=True),
]


@app.callback()
def _common(
    context: typer.Context,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
    version: VersionOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    del version
    context.obj = {"data": data}
    if debug:
        show_everything()


def _data_folder(context: typer.Context, data: Path | None) -> DataFolder:
    given: Path | None = data or (context.obj or {}).get("data")
    return DataFolder(given or read_settings().data)


def _issuer_option(name: str | None) -> str | None:
    if name is not None and (not name.strip() or not name.isprintable()):
        raise typer.BadParameter("--issuer must be words on one line")
    return name.strip() if name else None


@app.command()
def run(  # noqa: PLR0913, PLR0917 - the options of the main command
    context: typer.Context,
    reports: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[REPORT]...",
            help="Report files or folders [default: ./reports]",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    year: Annotated[
        int | None, typer.Option(help="Report year, where the document does not print it")
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whose report it is, where the document does not tell"),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Day for which overdue promises are determined [default: today]",
            show_default=False,
        ),
    ] = None,
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long to wait for another run to end")
    ] = 0.0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log")] = False,  # noqa: FBT002 - typer reads the default
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Ingest new or changed reports and publish audited marts.

    Example: tsdg run reports/2024_sample.pdf
    """
    del debug
    from flows.run_reports import run_reports
    from flows.runs.name_issuers import Naming

    day = as_of.date() if as_of else _today()
    inputs = reports or [Path("reports")]
    ending = run_reports(
        inputs, _data_folder(context, data), day, year, verbose=verbose, wait_seconds=wait,
        naming=Naming(_issuer_option(issuer)),
    )  # fmt: skip
    raise typer.Exit(ending.exit_code)


@app.command()
def serve(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    data: DataOption = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Report file or folder [default: ./reports]"),
    ] = None,
    sources: Annotated[
        Path, typer.Option(metavar="FILE", help="List of addresses to download from")
    ] = Path("reports/sources.toml"),
    schedule: Annotated[
        list[str] | None,
        typer.Option(
            help="Cron line or RRULE [env: TSDG_SCHEDULE; default: daily 06:30 June-September, else Mondays]"
        ),
    ] = None,
    once: Annotated[  # noqa: FBT002 - typer reads the default
        bool, typer.Option("--once", help="Check now, in the foreground, and end")
    ] = False,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Look for new reports by schedule and publish them, until stopped.

    Example: tsdg serve --schedule "0 7 * * 1"
    """
    del debug
    from flows.commands.serve_command import serve as serve_schedule

    folders = reports or [Path("reports")]
    folder = _data_folder(context, data)
    code = serve_schedule(folder, folders, sources, schedule or [], once=once)
    raise typer.Exit(code)


@app.command()
def sql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="One SELECT; schema marts is the default")],
    data: DataOption = None,
    output: Annotated[
        TableFormat, typer.Option("--format", help="table, csv or json")
    ] = TableFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Run read-only SQL on the published warehouse.

    Example: tsdg sql "select indicator_code, gap, unit from attainment where status = 'not_attained'"
    """
    del debug
    from supply.terminal.render_table import print_frame
    from warehouse.published import open_published

    with open_published(_data_folder(context, data)) as connection:
        relation = connection.sql(query)
        if relation is None:
            raise duckdb.InvalidInputException("the statement returns no rows; give a SELECT")
        print_frame(relation.columns, relation.fetchall(), output)


@app.command()
def status(
    context: typer.Context,
    data: DataOption = None,
    output: Annotated[
        TextFormat, typer.Option("--format", help="table or json")
    ] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show editions held, the last run, pending releases and open findings.

    Example: tsdg status
    """
    del debug
    from flows.commands.status_command import show_status

    show_status(_data_folder(context, data), as_json=output is TextFormat.json)


@app.command()
def scorecard(
    context: typer.Context,
    year: Annotated[
        int | None, typer.Option(help="Edition [default: the newest]", show_default=False)
    ] = None,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Print again what a run ended with: headline, scorecard by goal, missed, pending, doubtful.

    Example: tsdg scorecard --year 2024
    """
    del debug
    from flows.commands.scorecard_command import show_scorecard

    show_scorecard(_data_folder(context, data), year)


@app.command()
def show(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            help="A code of now or then, a key, a goal's number, or a part of a name: 6.e.2, 6, 自來水"
        ),
    ],
    data: DataOption = None,
    why: Annotated[  # noqa: FBT002 - typer reads the default
        bool,
        typer.Option("--why", help="What each printed number was taken for, and what decided"),
    ] = False,
    issuer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whose reports are meant, where several are held"),
    ] = None,
    output: Annotated[
        TextFormat, typer.Option("--format", help="table or json")
    ] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show one indicator: series, target, verdict, twins, printed words and their page; or list what fits.

    Example: tsdg show 7.2.1
    """
    del debug
    from flows.commands.show_command import show_indicator

    folder = _data_folder(context, data)
    is_json = output is TextFormat.json
    show_indicator(folder, code, as_json=is_json, is_why=why, issuer=issuer)


@app.command()
def review(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    data: DataOption = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Answer a link with same; accept a direction or a finding"),
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Answer a link with different")
    ] = None,
    direction: Annotated[
        Direction | None,
        typer.Option(help="Which way is better, for the accepted directions [default: as assumed]"),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; needed with an answer")] = None,
    reviewer: Annotated[
        str | None, typer.Option(help="Who answers [default: the user's name]", show_default=False)
    ] = None,
    only: Annotated[OnlyKind | None, typer.Option(help="Ask only about these")] = None,
    show_list: Annotated[bool, typer.Option("--list", help="List what waits, ask nothing")] = False,  # noqa: FBT002 - typer reads the default
    change: Annotated[bool, typer.Option(help="Replace an answer that is recorded")] = False,  # noqa: FBT002 - typer reads the default
    output: Annotated[
        TextFormat, typer.Option("--format", help="table or json")
    ] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Answer open links, directions and findings; answers are kept in the reviewed files for the next run.

    Example: tsdg review --list
    """
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
    try:
        review_open(_data_folder(context, data), request, _today())
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error


@app.command()
def diff(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            help="Edition, e.g. 2023; vintage, e.g. 2022v1; of one issuer, e.g. 2024:衛福部"
        ),
    ],
    after: Annotated[str, typer.Argument(help="Edition or vintage to compare it with")],
    data: DataOption = None,
    output: Annotated[
        DiffFormat, typer.Option("--format", help="text, markdown or json")
    ] = DiffFormat.text,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Say what changed between two editions, or two vintages of one.

    Example: tsdg diff 2023 2024
    """
    del debug
    from flows.commands.diff_command import show_diff

    show_diff(_data_folder(context, data), before, after, output=output.value)


@app.command()
def export(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write to")],
    output: Annotated[
        ExportFormat, typer.Option("--format", help="What to write")
    ] = ExportFormat.xlsx,
    data: DataOption = None,
    for_excel: Annotated[  # noqa: FBT002 - typer reads the default
        bool,
        typer.Option(
            "--for-excel",
            help="csv only: byte order mark, and no cell that a spreadsheet would run",
        ),
    ] = False,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Write the marts as files: parquet, csv, xlsx, a Frictionless Data Package or Open SDG data.

    Example: tsdg export out --format xlsx
    """
    del debug
    if for_excel and output is not ExportFormat.csv:
        raise typer.BadParameter("--for-excel goes with --format csv")
    from flows.commands.export_command import export_marts

    export_marts(_data_folder(context, data), folder, output.value, for_spreadsheets=for_excel)


@app.command()
def publish(  # noqa: PLR0913, PLR0917 - the options of one command
    context: typer.Context,
    address: Annotated[
        str, typer.Argument(help="postgresql://host/database or ducklake:catalog, without password")
    ],
    data: DataOption = None,
    schema: Annotated[str, typer.Option(help="Schema that holds the marts there")] = "marts",
    storage: Annotated[
        str | None,
        typer.Option(help="DuckLake only: folder or s3:// address of its data files"),
    ] = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Write the marts into a database, all or nothing; readers see one run or the next.

    Example: tsdg publish postgresql://reporting@db.example.org/sdg
    """
    del debug
    from flows.commands.publish_command import publish_marts

    publish_marts(_data_folder(context, data), address, schema=schema, storage=storage)


@app.command()
def site(
    context: typer.Context,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Write the dashboard: static pages that open from disk, in Chinese and English.

    Example: tsdg site
    """
    del debug
    from flows.commands.site_command import make_site

    make_site(_data_folder(context, data))


@app.command()
def history(
    context: typer.Context,
    data: DataOption = None,
    output: Annotated[
        TextFormat, typer.Option("--format", help="table or json")
    ] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """List the runs: which one is live, what each brought, which can be returned to.

    Example: tsdg history
    """
    del debug
    from flows.commands.history_command import show_history

    show_history(_data_folder(context, data), as_json=output is TextFormat.json)


@app.command()
def rollback(
    context: typer.Context,
    run: Annotated[
        int | None,
        typer.Argument(
            metavar="RUN", help="Number of a run [default: the one before the live one]"
        ),
    ] = None,
    data: DataOption = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Return to a run that was published before: warehouse, Parquet files and dashboard together.

    Example: tsdg rollback 6
    """
    del debug
    from flows.commands.rollback_command import roll_back

    roll_back(_data_folder(context, data), run)


@app.command()
def doctor(
    context: typer.Context,
    data: DataOption = None,
    output: Annotated[
        TextFormat, typer.Option("--format", help="table or json")
    ] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Check installation and data folder, and say what to do; ends with 1 if something is wrong.

    Example: tsdg doctor
    """
    del debug
    from flows.commands.doctor_command import examine

    is_well = examine(_data_folder(context, data), as_json=output is TextFormat.json)
    raise typer.Exit(0 if is_well else TsdgError.exit_code)


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A report file")],
    year: Annotated[
        int | None, typer.Option(help="Report year, where the document does not print it")
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Draw what was read onto the pages, into this folder"),
    ] = None,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show what is read of one file, without publishing anything; with --picture, where on the page.

    Example: tsdg read reports/2024_sample.pdf --picture pictures
    """
    del debug
    from flows.commands.read_command import read_file

    read_file(file, year, picture)


@app.command()
def parse(
    text: Annotated[str | None, typer.Argument(help="A target or actual phrase")] = None,
    lines: Annotated[
        Path | None, typer.Option("--lines", metavar="FILE", help="A file of phrases, one per line")
    ] = None,
    output: Annotated[
        TextFormat, typer.Option("--format", help="table or json")
    ] = TextFormat.table,
    debug: DebugOption = False,  # noqa: FBT002 - typer reads the default
) -> None:
    """Show what the grammar reads in a phrase.

    Example: tsdg parse "累計培訓 18 萬 6,465 名，訓後就業率未達統計週期(預計 2025 年 9 月 1 日前公布)"
    """
    del debug
    from flows.commands.parse_command import parse_file, parse_text

    if (text is None) == (lines is None):
        raise typer.BadParameter("give either a TEXT or --lines FILE")
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
        app()
    except Exception as error:  # noqa: BLE001 - whatever happens, a user gets one line
        if is_debugging():
            traceback.print_exc()
        else:
            sys.stderr.write(f"tsdg: {_describe(error)}\n")
        sys.exit(error.exit_code if isinstance(error, TsdgError) else TsdgError.exit_code)


def _describe(error: Exception) -> str:
    """Tell an error in one line; one that no user can have caused says how to see more."""
    text = printable(" ".join(str(error).split()))
    if isinstance(error, duckdb.IOException) and "Could not set lock" in text:
        # Most clients open a file for writing unless they are told not to.
        holder = re.search(r"\(PID \d+\)", text)
        return f"another program{' ' + holder[0] if holder else ''} has the warehouse open for writing; close it there, or open it read-only"
    if isinstance(error, _EXPECTED_ERRORS):
        return text
    return f"unexpected {type(error).__name__}: {text}; --debug shows where"


if __name__ == "__main__":
    main()
