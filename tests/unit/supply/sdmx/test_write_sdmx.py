"""SDMX read back with pysdmx, against the standard's own schemas: every figure once, every code explained."""

import pytest
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Codelist, DataStructureDefinition

from supply.sdmx.write_sdmx import series_code, write_sdmx
from warehouse.folder.published import fetch, open_published

KEY = ["FREQ", "REF_AREA", "SERIES", "STATEMENT", "VALUE_BASIS", "TIME_PERIOD"]


@pytest.fixture(
    scope="module",
    params=["several_issuers", "published_history", "doubtful_warehouse", "hostile_warehouse"],
)
def warehouse(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def written(warehouse, tmp_path_factory):
    with open_published(warehouse) as connection:
        data, structure = write_sdmx(connection, tmp_path_factory.mktemp("sdmx"))
    message = read_sdmx(structure, validate=True)
    (dataset,) = get_datasets(data, structure)
    return message, dataset


def rows(written, **wanted):
    frame = written[1].data
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    return frame


def test_the_data_are_those_of_the_structure(written):
    message, dataset = written
    (definition,) = [p for p in message.structures if isinstance(p, DataStructureDefinition)]
    assert [part.id for part in definition.components] == list(dataset.data.columns)
    assert [part.id for part in definition.components.dimensions] == KEY
    assert not dataset.data.duplicated(KEY).any()
    assert (dataset.data["OBS_STATUS"] != "").all()


def test_every_code_is_explained(written):
    message, dataset = written
    lists = {p.short_urn: p for p in message.structures if isinstance(p, Codelist)}
    coded = [p for p in dataset.structure.components if p.enum_ref or p.enumeration]
    assert len(coded) > 10
    for part in coded:
        codes = {code.id for code in part.enumeration.codes}
        assert set(dataset.data[part.id].dropna()) - {""} <= codes, part.id
    assert all(code.name for codes in lists.values() for code in codes)


def test_every_value_in_use_is_there_once(written, warehouse):
    with open_published(warehouse) as connection:
        used = fetch(
            connection,
            "select measure_key, data_year, value, source from observation where is_latest",
        )
        pending = fetch(connection, "select distinct measure_key, report_year from attainment where status = 'pending' and not exists (from observation where is_latest and observation.measure_key = attainment.measure_key and data_year = attainment.report_year)")  # fmt: skip
    stated = rows(written, STATEMENT="ACTUAL")
    values = stated[stated["OBS_STATUS"] != "O"]
    assert sorted(zip(values["SERIES"], values["TIME_PERIOD"].astype(int), values["OBS_VALUE"], values["SOURCE_KIND"], strict=True)) == sorted(
        (series_code(row["measure_key"]), row["data_year"], row["value"], row["source"].upper()) for row in used
    )  # fmt: skip
    promised = stated[stated["OBS_STATUS"] == "O"]
    assert promised["OBS_VALUE"].isna().all()
    assert set(zip(promised["SERIES"], promised["TIME_PERIOD"].astype(int), strict=True)) == {
        (series_code(row["measure_key"]), row["report_year"]) for row in pending
    }


def test_targets_are_the_newest_with_their_comparators(written, warehouse):
    bounds = {
        "TARGET_MIN": "target_low where comparator in ('ge', 'between')",
        "TARGET_MAX": "target_high where comparator in ('le', 'between')",
        "TARGET": "target_low where comparator = 'eq'",
    }
    with open_published(warehouse) as connection:
        for statement, bound in bounds.items():
            column, _, condition = bound.partition(" where ")
            newest = f"select {column} as value from target where is_current and is_latest and {column} is not null and {condition}"
            wanted = [row["value"] for row in fetch(connection, newest)]
            assert sorted(rows(written, STATEMENT=statement)["OBS_VALUE"]) == sorted(wanted)


def test_a_doubtful_value_says_so(doubtful_warehouse, tmp_path):
    with open_published(doubtful_warehouse) as connection:
        data, structure = write_sdmx(connection, tmp_path)
    (dataset,) = get_datasets(data, structure)
    doubtful = dataset.data[dataset.data["CERTAINTY"] == "DOUBTFUL"]
    assert len(doubtful) > 0
    assert set(doubtful["OBS_STATUS"]) <= {"U", "O"}
    assert set(doubtful["VERDICT"]) <= {"UNDECIDED", "PENDING"}


def test_the_same_warehouse_gives_the_same_bytes(several_issuers, tmp_path):
    with open_published(several_issuers) as connection:
        written = []
        for name in ("one", "two"):
            (folder := tmp_path / name).mkdir()
            written.append([path.read_bytes() for path in write_sdmx(connection, folder)])
    assert written[0] == written[1]


def test_a_series_has_the_un_indicator_that_its_indicator_comes_nearest_to(
    sample_warehouse, tmp_path
):
    with open_published(sample_warehouse) as connection:
        data, structure = write_sdmx(connection, tmp_path)
        wanted = fetch(connection, "select measure_key, un_indicator, upper(grade) as grade from un_bridge inner join attainment using (indicator_key)")  # fmt: skip
    (dataset,) = get_datasets(data, structure)
    columns = dataset.data[["SERIES", "UN_INDICATOR", "UN_GRADE", "UN_REVIEW"]].drop_duplicates()
    found = {row[0]: row[1:] for row in columns.itertuples(index=False, name=None)}
    for row in wanted:
        told = found.get(series_code(row["measure_key"]))
        assert told in {None, (row["un_indicator"] or "", row["grade"], "PROPOSED")}
    assert found["8_5_1-1"] == ("8.5.2", "SIMILAR", "PROPOSED")
