"""The values of charts, beside the same values reckoned by hand."""

from pathlib import Path

from portal.charts import ChartPlan, Data, Kind, choose, gather, open_table
from tests.unit.charts.tables import CODES, Made, districts, field, months, places, values


def data_of(made: Made, kind: Kind) -> tuple[ChartPlan, Data]:
    plan = next(one for one in choose(made.profile, made.schema) if one.kind is kind)
    with open_table(made.parquet) as table:
        data = gather(table, plan)
    assert data is not None
    return plan, data


def test_months_are_added_up_by_route(tmp_path: Path) -> None:
    _, data = data_of(months(tmp_path), Kind.SERIES)
    assert ("2024-12-01", "1路", 360) in data.rows
    assert len(data.rows) == 36


def test_a_row_of_totals_does_not_count(tmp_path: Path) -> None:
    _, data = data_of(districts(tmp_path), Kind.TILES)
    assert dict(data.rows) == {code: (index + 1) * 160 for index, code in enumerate(CODES)}
    _, bars = data_of(districts(tmp_path), Kind.BARS)
    assert list(bars.rows) == [("公立", 4500), ("民营", 2700)]


def test_a_distribution_counts_every_value_once(tmp_path: Path) -> None:
    _, data = data_of(values(tmp_path), Kind.HISTOGRAM)
    assert sum(int(str(row[2])) for row in data.rows) == 200
    assert data.facts["median"] == 50.25
    assert all(row[2] == 2 * (float(str(row[1])) - float(str(row[0]))) for row in data.rows[1:-1])


def test_many_points_become_cells(tmp_path: Path) -> None:
    _, data = data_of(places(tmp_path, 60), Kind.POINTS)
    assert (len(data.rows), data.facts["binned"]) == (60, 0)
    many = tmp_path / "many"
    many.mkdir()
    _, data = data_of(places(many, 5000), Kind.POINTS)
    assert data.facts["binned"] == 1
    assert len(data.rows) <= 2000
    assert sum(int(str(row[3])) for row in data.rows) == 5000


def test_days_become_months_and_a_half_month_is_left_out(tmp_path: Path) -> None:
    days = [f"{2025 if m <= 12 else 2026}-{(m - 1) % 12 + 1:02d}-{d:02d}" for m in range(1, 14) for d in range(1, 29)]
    rows = [[day, 10] for day in days[: 12 * 28 + 9]]
    rows[0][1] = 11
    made = Made(tmp_path, [field("日期", "date"), field("投诉量", "integer", unit="件")], rows)
    _, data = data_of(made, Kind.SERIES)
    assert data.rows[0] == ("2025-01-01", None, 281)
    assert data.rows[-1][0] == "2025-12-01"
    assert data.facts["cut"] == 1


def test_people_are_not_added_over_years(tmp_path: Path) -> None:
    rows = [[year, kind, 100 * year - 200_000] for year in range(2015, 2025) for kind in "甲乙丙丁戊"]
    rows[-1][2] = 1
    fields = [field("年份", "year"), field("类型", "string"), field("常住人口", "integer", unit="人")]
    plan, data = data_of(Made(tmp_path, fields, rows, primaryKey=["年份", "类型"]), Kind.BARS)
    assert plan.latest
    assert dict(data.rows) == dict(zip("甲乙丙丁戊", (2400, 2400, 2400, 2400, 1), strict=True))
    assert data.facts["at"] == "2024-01-01"


def test_bands_keep_their_order_and_long_lists_are_cut(tmp_path: Path) -> None:
    bands = [[f"{age}—{age + 4}岁", 10 + age % 7] for age in range(0, 80, 5)]
    made = Made(tmp_path, [field("年龄组", "string"), field("人数", "integer", unit="人")], bands)
    _, data = data_of(made, Kind.BARS)
    assert [row[0] for row in data.rows] == [row[0] for row in bands]
    names = [[f"街道{chr(0x4E00 + i)}", i * 3] for i in range(40)]
    made = Made(tmp_path, [field("街道", "string"), field("人数", "integer", unit="人")], names)
    _, data = data_of(made, Kind.BARS)
    assert (len(data.rows), data.facts["others"], data.facts["total"]) == (15, 25, 3 * 39 * 20)


def test_names_with_quotes_are_quoted(tmp_path: Path) -> None:
    rows = [[f"甲'{'乙' * (i + 1)}", i * i] for i in range(6)]
    made = Made(tmp_path, [field("种\"类'", "string"), field('数;--"', "integer", unit="人")], rows)
    _, data = data_of(made, Kind.BARS)
    assert data.rows[0][1] == 25


def test_a_group_that_stands_in_a_half_month_alone_has_no_line(tmp_path: Path) -> None:
    days = [f"2025-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    rows = [[day, line, 10] for day in days for line in ("1路", "2路")]
    rows += [[f"2026-01-{day:02d}", "3路", 5] for day in range(1, 9)]
    fields = [field("日期", "date"), field("线路", "string"), field("客运量", "integer", unit="人次")]
    made = Made(tmp_path, fields, rows, primaryKey=["日期", "线路"])
    _, data = data_of(made, Kind.SERIES)
    assert {row[1] for row in data.rows} == {"1路", "2路"}
    assert made.charts()
