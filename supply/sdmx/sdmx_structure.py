"""The structure of the exchanged figures: concepts, code lists, data structure definition and dataflow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pysdmx.model import (
    Code,
    Codelist,
    Component,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    Role,
    Schema,
)

from warehouse.say import LANGUAGES, read_catalogue, say
from warehouse.value_words import read_value_words

AGENCY = "TSDG"
DATAFLOW, STRUCTURE, CONCEPTS = "DF_TSDG", "DSD_TSDG", "CS_TSDG"
_OBSERVATION = "O"
_URN = "urn:sdmx:org.sdmx.infomodel"


class _Part(NamedTuple):
    """A component: its concept, role, list of codes or type, and what an attribute describes."""

    name: str
    role: Role
    codes: str = ""
    data_type: DataType = DataType.STRING
    described: str | None = None
    is_required: bool = True


def _dimension(name: str, codes: str) -> _Part:
    return _Part(name, Role.DIMENSION, codes)


def _attribute(
    name: str,
    codes: str = "",
    data_type: DataType = DataType.STRING,
    described: str = _OBSERVATION,
    *,
    is_required: bool = False,
) -> _Part:
    return _Part(name, Role.ATTRIBUTE, codes, data_type, described, is_required)


# In the order of the columns.
_PARTS = (
    _dimension("freq", "freq"),
    _dimension("ref_area", "area"),
    _dimension("series", "series"),
    _dimension("statement", "statement"),
    _dimension("value_basis", "basis"),
    _Part("time_period", Role.DIMENSION, data_type=DataType.YEAR),
    _Part("obs_value", Role.MEASURE, data_type=DataType.DOUBLE, is_required=False),
    _attribute("obs_status", "status", is_required=True),
    _attribute("unit_measure"),
    _attribute("verdict", "verdict"),
    _attribute("certainty", "certainty"),
    _attribute("source_kind", "source"),
    _attribute("issuer"),
    _attribute("is_sample", "decision"),
    _attribute("report_year", data_type=DataType.INTEGER),
    _attribute("page", data_type=DataType.INTEGER),
    _attribute("source"),
    _attribute("comment_obs"),
    _attribute("leads_series", "decision"),
    _attribute("goal", "goal", described="SERIES"),
    _attribute("un_indicator", described="SERIES"),
    _attribute("un_grade", "grade", described="SERIES"),
    _attribute("un_review", "review", described="SERIES"),
)
# Each list with the concept that names it. Those of `status` are codes of SDMX:CL_OBS_STATUS(2.0) and mean what they mean there.
_LISTS = {part.codes: part.name for part in _PARTS if part.codes} | {"decision": "decision"}
_OWN_CODES = {
    "freq": ("a",),
    "area": ("tw",),
    "statement": ("actual", "target_min", "target_max", "target"),
    "basis": ("level", "cumulative", "average", "growth_rate"),
    "status": ("a", "p", "u", "o"),
    "decision": ("y", "n"),
}
# Lists whose values the rest of the product names, too.
_SHARED_CODES = {
    "verdict": "status",
    "certainty": "certainty",
    "source": "source",
    "grade": "un_grade",
    "review": "review_status",
}


@dataclass(frozen=True, slots=True)
class SdmxStructure:
    """All parts of the structure message, of one version."""

    concepts: ConceptScheme
    codelists: Sequence[Codelist]
    definition: DataStructureDefinition
    dataflow: Dataflow

    @property
    def schema(self) -> Schema:
        """By which the data are written."""
        return Schema(
            context="dataflow",
            agency=AGENCY,
            id=DATAFLOW,
            components=self.definition.components,
            version=self.dataflow.version,
            name=self.dataflow.name,
        )

    @property
    def parts(self) -> list[Codelist | ConceptScheme | DataStructureDefinition | Dataflow]:
        """In the order of a message."""
        return [*self.codelists, self.concepts, self.definition, self.dataflow]


def make_structure(version: str, series: Sequence[Code], goals: Sequence[Code]) -> SdmxStructure:
    """Make the structure.

    Args:
        version: of all its parts.
        series: a code for each measure.
        goals: a code for each goal.
    """
    codes = {"series": series, "goal": goals}
    codes |= {name: [*_own_codes(name, values)] for name, values in _OWN_CODES.items()}
    codes |= {name: [*_shared_codes(values)] for name, values in _SHARED_CODES.items()}
    lists = {
        name: Codelist(
            f"CL_{concept.upper()}",
            name=_name(concept),
            agency=AGENCY,
            version=version,
            items=codes[name],
        )
        for name, concept in _LISTS.items()
    }
    concepts = [_concept(part, version, lists.get(part.codes)) for part in _PARTS]
    scheme = ConceptScheme(
        CONCEPTS,
        name=_name("concepts"),
        agency=AGENCY,
        version=version,
        items=concepts,
    )
    definition = DataStructureDefinition(
        STRUCTURE,
        name=_name("dataflow"),
        agency=AGENCY,
        version=version,
        components=Components([_component(part, scheme, lists) for part in _PARTS]),
    )
    dataflow = Dataflow(
        DATAFLOW, name=_name("dataflow"), agency=AGENCY, version=version, structure=definition
    )
    return SdmxStructure(scheme, [*lists.values()], definition, dataflow)


def column_names() -> list[str]:
    """The columns of the data, in order."""
    return [part.name.upper() for part in _PARTS]


def _concept(part: _Part, version: str, codes: Codelist | None) -> Concept:
    place = f"Concept={AGENCY}:{CONCEPTS}({version}).{part.name.upper()}"
    return Concept(
        part.name.upper(),
        urn=f"{_URN}.conceptscheme.{place}",
        name=_name(part.name),
        description=_name(f"{part.name}.description") or None,
        dtype=None if codes else part.data_type,
        codes=codes,
        enum_ref=f"{_URN}.codelist.{codes.short_urn}" if codes else None,
    )


def _component(part: _Part, scheme: ConceptScheme, lists: dict[str, Codelist]) -> Component:
    name = part.name.upper()
    concept = scheme[name]
    assert concept is not None  # noqa: S101 - each part has one
    codes = lists.get(part.codes)
    return Component(
        name,
        required=part.is_required,
        role=part.role,
        concept=concept,
        local_dtype=None if codes else part.data_type,
        local_codes=codes,
        attachment_level=part.described,
    )


def _own_codes(name: str, values: Sequence[str]) -> Iterator[Code]:
    for value in values:
        yield Code(value.upper(), name=_name(f"{name}-{value}"))


def _shared_codes(list_name: str) -> Iterator[Code]:
    for value, words in read_value_words()[list_name].items():
        yield Code(value.upper(), name=f"{words.en} {words.zh}")


@cache
def _name(text: str) -> str:
    """In both languages: a name has one here. Empty if there is no such text."""
    name = f"sdmx-{text.replace('_', '-')}"
    if not read_catalogue("en").says(name):
        return ""
    return " ".join(say(name, language) for language in reversed(LANGUAGES))
