"""What a publication would change in a schema, without a database."""

from dataclasses import replace

import pytest

from supply.databases.postgresql_tables import ExistingTable, plan_changes, postgresql_type
from supply.databases.publication import PUBLISHED_RUN, Held, Publication, read_publication
from warehouse.build import build_marts
from warehouse.catalog import Column, Table
from warehouse.errors import TsdgError


def column(name: str, data_type: str = "VARCHAR", **options) -> Column:
    return Column(
        name,
        data_type,
        is_nullable=options.get("is_nullable", True),
        comment=None,
        allowed_values=options.get("allowed_values"),
    )


def table(*columns: Column, keys=(), name: str = "finding") -> Table:
    return Table("marts", name, None, columns, keys)


def plan(wanted: Table, existing: dict[str, ExistingTable], obsolete=()) -> list[str]:
    changes = plan_changes("marts", existing, [wanted], obsolete, PUBLISHED_RUN.table_name)
    return [change.statement.as_string() for change in changes]


def existing_of(wanted: Table) -> ExistingTable:
    """The table as it stands once the plan for an empty schema has been carried out."""
    names = [
        statement.split(" add constraint ")[1].split('"')[1]
        for statement in plan(wanted, {})
        if " add constraint " in statement
    ]
    columns = {c.name: (postgresql_type(c), c.is_nullable) for c in wanted.columns}
    return ExistingTable(columns, set(names))


CLOSED = column("severity", allowed_values=("critical", "it's"))
FINDING = table(column("finding_id", is_nullable=False), CLOSED, keys=(("finding_id",),))


def test_an_empty_schema_gets_tables_and_constraints():
    create, *constraints = plan(FINDING, {})
    assert create == 'create table "marts"."finding" ("finding_id" text not null, "severity" text)'
    assert any('primary key ("finding_id")' in statement for statement in constraints)
    assert any("""check ("severity" in ('critical', 'it''s'))""" in s for s in constraints)


def test_what_stands_is_left_alone():
    assert plan(FINDING, {"finding": existing_of(FINDING)}) == []


def test_a_new_column_empties_the_table_before_it_is_added():
    newer = table(*FINDING.columns, column("page", "INTEGER", is_nullable=False), keys=FINDING.keys)
    assert plan(newer, {"finding": existing_of(FINDING)}) == [
        'delete from "marts"."finding"',
        'alter table "marts"."finding" add column "page" integer not null',
    ]


def test_another_closed_list_replaces_the_check():
    newer = table(FINDING.columns[0], column("severity", allowed_values=("a",)), keys=FINDING.keys)
    dropped, deleted, added = plan(newer, {"finding": existing_of(FINDING)})
    assert "drop constraint" in dropped
    assert deleted.startswith("delete")
    assert """check ("severity" in ('a'))""" in added


def test_constraints_of_others_are_left_alone():
    existing = existing_of(FINDING)
    existing.constraints.add("analysts_own")
    assert plan(FINDING, {"finding": existing}) == []


def test_a_key_that_may_be_null_is_unique_only():
    nullable = table(column("measure_no", "INTEGER"), keys=(("measure_no",),), name="correction")
    assert any('unique ("measure_no")' in statement for statement in plan(nullable, {}))


def test_references_are_checked_at_the_end_of_the_transaction():
    wanted = table(column("report_id", is_nullable=False), name="printed_row")
    [reference] = [statement for statement in plan(wanted, {}) if "foreign key" in statement]
    assert 'references "marts"."dim_report" ("report_id")' in reference
    assert reference.endswith("deferrable initially deferred")


def test_a_mart_that_is_gone_is_dropped():
    existing = {"finding": existing_of(FINDING), "former": ExistingTable({"x": ("text", True)})}
    assert plan(FINDING, existing, obsolete=["former"])[-1] == 'drop table "marts"."former"'


def test_an_unknown_type_is_told():
    with pytest.raises(TsdgError, match="column x has type MAP"):
        postgresql_type(column("x", "MAP"))


def test_a_warehouse_without_a_run_is_told(connection):
    build_marts(connection, "2026-11-23")
    with pytest.raises(TsdgError, match="does not say which run built it"):
        read_publication(connection)


def test_the_same_warehouse_has_the_same_checksum_and_another_run_another(connection):
    build_marts(connection, "2026-11-23")
    connection.execute(
        "insert into raw.raw_run values (1, 'published', now(), now(), now(), 1.5, '2026-06-01', '1.0', 'x', null, null, 1, 1, 0)"
    )
    first, again = read_publication(connection), read_publication(connection)
    assert first.sha256 == again.sha256
    connection.execute("update raw.raw_run set run_no = 2")
    assert read_publication(connection).sha256 != first.sha256
    connection.execute("update raw.raw_run set run_no = 1")
    connection.execute("comment on table marts.trend is 'other'")
    assert read_publication(connection).sha256 != first.sha256


def test_the_record_fits_its_table(connection):
    build_marts(connection, "2026-11-23")
    connection.execute(
        "insert into raw.raw_run values (1, 'published', now(), now(), now(), 1.5, '2026-06-01', '1.0', 'x', null, null, 1, 1, 0)"
    )
    publication = read_publication(connection, "this folder")
    record = publication.record(7)
    assert len(record) == len(PUBLISHED_RUN.columns)
    held = Held.read((record[0], record[-4], record[-2], record[-1]))
    assert (held.publication_no, held.sha256) == (7, publication.sha256)
    assert not held.is_of_another_folder(publication)
    assert held.is_of_another_folder(replace(publication, data_folder="another"))
    assert held.n_rows == dict.fromkeys((mart.name for mart in publication.marts), 0)


def test_what_an_earlier_version_published_is_nobody_elses():
    held = Held.read((7, "0", "{}", None))
    assert not held.is_of_another_folder(Publication({}, (), "0", "this folder"))
