"""The grammar of an address: what each parameter means, and what is refused with what is allowed instead."""

from datetime import date, datetime

import pytest

from portal.tables.query import BadQuery, Column, Condition, Order, parse_query
from portal.tables.values import Kind

ROW = Column("_id", Kind.INTEGER)
DISTRICT = Column("区县", Kind.TEXT)
YEAR = Column("年份", Kind.INTEGER)
PEOPLE = Column("人口(万人)", Kind.NUMBER)
DAY = Column("day", Kind.DATE)
MOMENT = Column("moment", Kind.DATETIME)
OPEN = Column("open", Kind.BOOLEAN)
SORT = Column("sort", Kind.TEXT)
COMMA = Column("a,b", Kind.INTEGER)
COLUMNS = (ROW, DISTRICT, YEAR, PEOPLE, DAY, MOMENT, OPEN, SORT, COMMA)


def plan_of(*given: tuple[str, str], strict: bool = True):
    return parse_query(given, COLUMNS, strict=strict)


@pytest.mark.parametrize(
    ("name", "value", "condition"),
    [
        ("区县", "道里区", Condition(DISTRICT, "eq", ("道里区",))),
        ("区县", "", Condition(DISTRICT, "eq", ("",))),
        ("区县__ne", "道里区", Condition(DISTRICT, "ne", ("道里区",))),
        ("区县__in", '道里区,"a,b"', Condition(DISTRICT, "in", ("道里区", "a,b"))),
        ("区县__in", "", Condition(DISTRICT, "in", ())),
        ("区县__contains", "里", Condition(DISTRICT, "contains", ("里",))),
        ("区县__isnull", "true", Condition(DISTRICT, "isnull", (True,))),
        ("年份__gte", "2015", Condition(YEAR, "gte", (2015,))),
        ("年份__lt", "-9", Condition(YEAR, "lt", (-9,))),
        ("人口(万人)__gt", "1.5e3", Condition(PEOPLE, "gt", (1500.0,))),
        ("day__lte", "2024-02-29", Condition(DAY, "lte", (date(2024, 2, 29),))),
        ("moment", "2024-01-01T08:00:00+08:00", Condition(MOMENT, "eq", (datetime(2024, 1, 1),))),  # noqa: DTZ001 - as kept
        ("open", "false", Condition(OPEN, "eq", (False,))),
        ("sort__eq", "x", Condition(SORT, "eq", ("x",))),
        ("_id__gt", "5", Condition(ROW, "gt", (5,))),
    ],
)
def test_a_filter(name: str, value: str, condition: Condition) -> None:
    assert plan_of((name, value)).where == (condition,)


def test_a_reserved_word_is_itself_even_where_a_column_is_called_so() -> None:
    plan = plan_of(("sort", "-年份,sort"))
    assert plan.where == ()
    assert plan.sort == (Order("年份", descending=True), Order("sort"))


def test_lists_and_numbers() -> None:
    plan = plan_of(("select", '"a,b",区县'), ("limit", "5"), ("offset", "7"), ("release", "3"))
    assert plan.select == (COMMA, DISTRICT)
    assert (plan.limit, plan.offset, plan.release) == (5, 7, 3)
    assert plan_of().select == COLUMNS
    assert plan_of().limit == 100
    assert plan_of(("format", "csv")).limit is None


def test_groups() -> None:
    plan = plan_of(("group_by", "区县"), ("agg", "sum(人口(万人)),count(*),max(a,b)"), ("sort", "-sum(人口(万人))"))
    assert [one.name for one in plan.columns] == ["区县", "sum(人口(万人))", "count(*)", "max(a,b)"]
    assert [one.kind for one in plan.columns] == [Kind.TEXT, Kind.NUMBER, Kind.INTEGER, Kind.INTEGER]
    assert plan.sort == (Order("sum(人口(万人))", descending=True),)


@pytest.mark.parametrize(
    ("given", "code", "allowed"),
    [
        (("nosuch", "1"), "list.parameter", "区县"),
        (("nosuch__gt", "1"), "rows.column", "区县"),
        (("年份__like", "1"), "rows.operator", "gte"),
        (("年份__contains", "1"), "rows.operator", "isnull"),
        (("open__gt", "true"), "rows.operator", "eq"),
        (("年份", "abc"), "list.value", "-12"),
        (("年份", ""), "list.value", "0"),
        (("年份", "9" * 39), "list.value", "0"),
        (("年份", "١"), "list.value", "0"),
        (("人口(万人)", "nan"), "list.value", "0.5"),
        (("day", "2024-02-30"), "list.value", "2026-01-31"),
        (("day", "20240201"), "list.value", "2026-01-31"),
        (("moment", "0001-01-01T00:00:00+14:00"), "list.value", "2026-01-31"),
        (("open", "yes"), "list.value", "true"),
        (("区县", "a\0b"), "list.value", "abc"),
        (("区县", "\ud800"), "list.value", "abc"),
        (("区县__isnull", ""), "list.value", "true"),
        (("区县__in", '"a'), "list.value", 'a,b,"c,d"'),
        (("limit", "10001"), "list.value", "0–10000"),
        (("limit", "-1"), "list.value", "0–10000"),
        (("offset", "x"), "list.value", "0–1000000000000"),
        (("format", "arrow"), "list.value", "parquet"),
        (("select", "区县;drop"), "rows.column", "区县"),
        (("sort", "-nosuch"), "rows.column", "年份"),
        (("group_by", "nosuch"), "rows.column", "区县"),
        (("agg", "median(年份)"), "rows.aggregate", "sum(…)"),
        (("agg", "sum(nosuch)"), "rows.column", "年份"),
        (("agg", "sum(区县)"), "rows.operator", "count"),
        (("agg", "sum(年份"), "rows.column", "年份"),
    ],
)
def test_what_is_not_allowed_is_refused_and_what_is_is_named(given: tuple[str, str], code: str, allowed: str) -> None:
    with pytest.raises(BadQuery) as refused:
        plan_of(given)
    assert refused.value.code == code
    assert allowed in refused.value.allowed


@pytest.mark.parametrize(
    "given",
    [
        [("after", "x"), ("offset", "1")],
        [("select", "区县"), ("group_by", "区县")],
        [("select", "区县"), ("agg", "count(*)")],
    ],
)
def test_what_cannot_go_together(given: list[tuple[str, str]]) -> None:
    with pytest.raises(BadQuery) as refused:
        plan_of(*given)
    assert refused.value.code == "rows.together"


def test_a_reserved_word_is_given_once_but_a_filter_as_often_as_needed() -> None:
    with pytest.raises(BadQuery, match=r"list\.once"):
        plan_of(("limit", "1"), ("limit", "2"))
    assert len(plan_of(("年份__gt", "1"), ("年份__gt", "2")).where) == 2


def test_a_page_takes_no_notice_of_what_it_does_not_know() -> None:
    assert plan_of(("utm_source", "x"), ("nosuch__gt", "1"), strict=False).where == ()
