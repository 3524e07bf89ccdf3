"""Goal and indicator cells: number, name, agencies, star and same-as notes in their variants."""

import pytest

from transforms.report.parse_headings import parse_heading


@pytest.mark.parametrize("agency", ["農村發展及水土保持署", "地質調查及礦業管理中心"])
def test_an_unknown_agency_whose_name_holds_an_and_is_one_agency(agency):
    heading = parse_heading(f"指標6.4.1：甲({agency})", {"水利署": "水利署"})
    assert (heading.name, heading.agencies) == ("甲", (agency,))
