from datetime import date

import pytest

from portal.disclosure.persons import dates, places

TODAY = date(2026, 11, 24)
BIRTHS = ["1951-03-02", "1985/3/2", "19720812", "1999年1月1日", "1964.5.6", "2005-10-10"]


@pytest.mark.parametrize("text", ["1985-03-02", "1985年3月2日", "19850302", "1985/3/2 0:00:00", "3/2/1985", "1985.3.2"])
def test_full_dates_are_read(text: str) -> None:
    assert dates.parse(text, today=TODAY) == date(1985, 3, 2)


@pytest.mark.parametrize("text", ["1985-03", "1985", "2030-01-01", "1985-13-02", "1885-01-01", "", "12345678"])
def test_what_is_no_birth_date(text: str) -> None:
    assert dates.parse(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("header", "neighbours", "told"),
    [
        ("出生日期", (), True),
        ("dob", (), True),
        ("col3", ("姓名", "性别"), True),
        ("col3", ("站名",), False),
        ("发布日期", ("姓名",), False),
        ("成立日期", ("企业名称", "法定代表人"), False),
        ("出生人数", (), False),
    ],
)
def test_columns_of_birth_dates(header: str, neighbours: tuple[str, ...], *, told: bool) -> None:
    assert (dates.column_confidence(BIRTHS, header, neighbours, today=TODAY) >= 0.5) is told


def test_births_in_sentences() -> None:
    text = "王某，1965年3月2日出生；生于1970-01-01；2020年3月2日生效"
    assert [text[one.start : one.end] for one in dates.births_in_text(text, today=TODAY)] == [
        "1965年3月2日",
        "1970-01-01",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "126.6421,45.7561",
        "45.7561 126.6421",
        "POINT(126.6421 45.7561)",
        "126.6421°E, 45.7561°N",
        "东经126.6421，北纬45.7561",
    ],
)
def test_pairs_in_one_cell(text: str) -> None:
    found = places.parse_pair(text)
    assert found == places.Point(126.6421, 45.7561, 4)
    assert found.in_harbin


@pytest.mark.parametrize(
    ("headers", "neighbours", "told"),
    [
        (("经度", "纬度"), ("户主", "住址"), True),
        (("住址坐标",), (), True),
        (("lon", "lat"), ("姓名", "性别"), True),
        (("lng", "lat"), ("站点名称",), False),
        (("经度", "纬度"), ("机构名称", "联系人", "地址"), False),
        (("经度", "纬度"), ("学校名称", "校长姓名"), False),
        (("站点经度", "站点纬度"), ("姓名",), False),
    ],
)
def test_neighbours_make_points_dwellings(headers: tuple[str, ...], neighbours: tuple[str, ...], *, told: bool) -> None:
    points = [places.point("126.6421", "45.7561")] * 5
    assert (places.column_confidence(points, headers, neighbours) >= 0.5) is told


def test_coarse_points_are_no_dwellings() -> None:
    assert places.column_confidence([places.point("126.64", "45.76")] * 5, ("经度", "纬度"), ("住址",)) == 0
    assert places.point("1.5", "2.5") is None
    assert places.is_longitude("lng") and places.is_latitude("纬度") and not places.is_latitude("plat")
