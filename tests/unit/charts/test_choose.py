"""Which charts are chosen, over tables fair and odd."""

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.charts import Kind, choose
from portal.charts.plans import Role
from tests.unit.charts.tables import DISTRICTS, districts, field, months, places, values


def kinds(made: Any) -> list[Kind]:
    return [plan.kind for plan in choose(made.profile, made.schema)]


def test_time_comes_first(tmp_path: Path) -> None:
    assert kinds(months(tmp_path))[0] is Kind.SERIES


def test_districts_make_a_map(tmp_path: Path) -> None:
    assert kinds(districts(tmp_path)) == [Kind.TILES, Kind.BARS]


def test_coordinates_make_points(tmp_path: Path) -> None:
    assert kinds(places(tmp_path))[0] is Kind.POINTS


def test_a_measure_alone_makes_a_distribution(tmp_path: Path) -> None:
    assert Kind.HISTOGRAM in kinds(values(tmp_path))


def column(name: str, kind: str = "integer", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "nulls": 0, "distinct": 40, "min": 1, "max": 90, "examples": [], **more}


def plans(columns: list[dict[str, Any]], fields: list[dict[str, Any]] | None = None, **schema: Any) -> list[Any]:
    fields = fields or [{"name": one["name"], "type": one["type"]} for one in columns]
    return choose({"rows": 100, "columns": columns}, {"fields": fields, **schema})


GROUP = column("种类", "string", distinct=5, max_length=4, examples=["甲", "乙"])


def test_what_names_a_thing_is_no_measure() -> None:
    for name in ("编号", "user_id", "区划代码", "seq", "电话", "排名", "postcode"):
        assert all(plan.measure is None for plan in plans([GROUP, column(name)])), name


def test_keys_constants_gaps_and_running_numbers_are_no_measures() -> None:
    assert all(plan.measure is None for plan in plans([GROUP, column("值")], primaryKey="值"))
    for odd in ({"min": 3, "max": 3, "distinct": 1}, {"nulls": 60}, {"min": 1, "max": 100, "distinct": 100}):
        assert all(plan.measure is None for plan in plans([GROUP, column("值", **odd)])), odd
    assert any(plan.measure is not None for plan in plans([GROUP, column("值")]))


def test_values_of_several_units_are_not_put_together() -> None:
    units = column("单位", "string", distinct=3, max_length=2, examples=["人", "元"])
    assert all(plan.measure is None for plan in plans([GROUP, column("数值"), units]))


def test_codes_are_no_labels_unless_words_are_given() -> None:
    coded = column("树种代号", "string", distinct=5, max_length=4, examples=["SP02", "SP03"])
    assert not [plan for plan in plans([coded, column("株数")]) if plan.by]
    profile = {"rows": 100, "columns": [coded, column("株数")]}
    schema = {"fields": [{"name": "树种代号", "type": "string"}, {"name": "株数", "type": "integer"}]}
    assert [plan for plan in choose(profile, schema, labelled={"树种代号"}) if plan.by]


def test_text_that_is_a_quarter_is_time() -> None:
    quarter = column("统计期", "string", distinct=8, max_length=7, examples=["2025-Q1", "2025-Q2"])
    assert plans([quarter, column("支出", unit="万元")])[0].kind is Kind.SERIES


NAMES = st.text(alphabet='值数率年月区id编号"\\;%（）', min_size=1, max_size=8)
TYPES = st.sampled_from("string integer number date datetime year yearmonth boolean time any geopoint".split())
CELLS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(allow_nan=True), st.text(max_size=12))
COLUMNS = st.fixed_dictionaries(
    {"name": NAMES, "type": TYPES},
    optional={
        "nulls": st.integers(0, 200),
        "distinct": st.integers(0, 200),
        "min": CELLS,
        "max": CELLS,
        "examples": st.lists(st.text(max_size=8), max_size=3),
        "max_length": st.one_of(st.none(), st.integers(0, 100)),
        "invalid": st.integers(0, 10),
    },
)
FIELDS = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "title": st.text(max_size=8),
        "unit": st.sampled_from(["%", "人", "", "元/㎡"]),
        "codeList": st.just(DISTRICTS),
        "constraints": st.just({"unique": True}),
        "translations": st.just({"en": {"title": "X"}}),
    },
)


@settings(max_examples=300)
@given(st.integers(0, 200), st.lists(COLUMNS, max_size=6), st.lists(FIELDS, max_size=6))
def test_any_profile_has_an_answer(rows: int, columns: list[dict[str, Any]], fields: list[dict[str, Any]]) -> None:
    profile = {"rows": rows, "columns": columns}
    chosen = choose(profile, {"fields": fields})
    assert chosen == choose(profile, {"fields": fields})
    assert len(chosen) <= 3
    assert len({plan.kind for plan in chosen}) == len(chosen)
    assert [plan.score for plan in chosen] == sorted((plan.score for plan in chosen), reverse=True)
    for plan in chosen:
        assert plan.reasons
        if plan.measure is not None:
            assert plan.measure.role is Role.MEASURE
            assert plan.measure.low != plan.measure.high
            assert plan.measure.nulls * 2 <= rows


def test_no_profile_has_no_chart() -> None:
    assert choose({}, {}) == []
    assert choose({"rows": 1, "columns": [field("a", "integer")]}, {"fields": []}) == []
