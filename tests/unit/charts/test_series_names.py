"""Names at the ends of lines are whole where there is room."""

import pytest

from portal.charts.pictures.series import _brief
from portal.charts.plans import Column, Role

DISTRICT = Column("district", "string", Role.DISTRICT, {"zh": "区县", "en": "District"}, 18, 0)
KIND = Column("kind", "string", Role.CATEGORY, {"zh": "类别", "en": "Kind"}, 3, 0)


@pytest.mark.parametrize(
    ("by", "name", "shown"),
    [
        (DISTRICT, "Nangang District", "Nangang"),
        (DISTRICT, "Bin County", "Bin"),
        (DISTRICT, "Wuchang City", "Wuchang"),
        (DISTRICT, "南岗区", "南岗区"),
        (KIND, "Business District", "Business District"),
        (None, "All City", "All City"),
    ],
)
def test_districts_leave_out_what_all_their_names_end_in(by: Column | None, name: str, shown: str) -> None:
    assert _brief(by, name) == shown
