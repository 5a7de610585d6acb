"""The values of a chart, from a table's Parquet: DuckDB counts, Python takes the answer, never the rows.

What comes back is bounded: at most 2,000 periods of four series, 16 bars, 24 steps, 18 tiles, 2,000 points.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from portal.charts.districts import tile_of
from portal.charts.numbers import steps
from portal.charts.periods import day_of, periods, start_of
from portal.charts.plans import Cell, ChartPlan, Column, Data, Grain, Kind, Role, Statistic
from portal.tables.source import quoted

__all__ = ["Table", "gather", "open_table"]

_TOTALS = (
    "合计",
    "总计",
    "全市",
    "全部",
    "小计",
    "全市合计",
    "哈尔滨市",
    "230100",
    "total",
    "Total",
    "All",
    "all",
    "Harbin",
)
_BARS = 15
_GAPS = 0.3  # of a line: with more it falls to pieces
_ORDERED_BARS = 24
_LEADING = re.compile(r"^[^0-9]{0,2}([0-9]+)")  # of bands of age, size, length
_PARTS = "^([0-9]{4})[^0-9一二三四]*([0-9]{1,2}|[一二三四])"
_POINTS = 2000
_BINS = 40  # a side, where there are more points
_MEMORY = "256MB"


class Table:
    """A Parquet file open for counting."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, parquet: Path) -> None:
        self._connection = connection
        self._source = f"read_parquet({quoted(str(parquet))})"

    def rows(self, select: str, where: str = "true", tail: str = "") -> list[tuple[Any, ...]]:
        """Run one aggregate over the table. Names and values in the arguments are quoted by the caller."""
        sql = f"SELECT {select} FROM {self._source} WHERE {where} {tail}"  # noqa: S608 - all quoted
        return self._connection.execute(sql).fetchall()


@contextmanager
def open_table(parquet: Path) -> Iterator[Table]:
    """Open a table with bounded memory, one thread, and nothing but reading."""
    config: dict[str, Any] = {"threads": 1, "memory_limit": _MEMORY, "python_enable_replacements": False}
    with duckdb.connect(":memory:", config=config) as connection:
        yield Table(connection, parquet)


def gather(table: Table, plan: ChartPlan) -> Data | None:
    """Count what a plan draws; None where the rows themselves do not bear it out (one group, one moment, no value)."""
    by_kind = {
        Kind.SERIES: _series,
        Kind.BARS: _bars,
        Kind.HISTOGRAM: _histogram,
        Kind.TILES: _tiles,
        Kind.POINTS: _points,
    }
    return by_kind[plan.kind](table, plan)


def _series(table: Table, plan: ChartPlan) -> Data | None:
    """Facts: ``first``, ``last`` (ISO dates), ``cut`` (how many half-covered periods at the ends were left out)."""
    assert plan.time is not None and plan.grain is not None  # noqa: S101 a series has both
    day = _day(plan.time)
    group = _label(plan.by) if plan.by else "NULL"
    inner = f"date_trunc('{plan.grain.value}', {day}) AS p, {group} AS g"
    where = f"{_where(plan)} AND {day} IS NOT NULL" + (f" AND {group} IS NOT NULL" if plan.by else "")
    if plan.measure and plan.measure.stock and plan.statistic is Statistic.SUM:
        moments = f"(SELECT {day} AS d, {group} AS g, sum({_value(plan.measure)}) AS v"
        found = table.rows(
            f"date_trunc('{plan.grain.value}', d) AS p, g, avg(v) FROM {moments}", f"{where} GROUP BY 1, 2)",
            "GROUP BY 1, 2 ORDER BY 1, 2",
        )  # fmt: skip
    else:
        found = table.rows(f"{inner}, {_aggregate(plan)}", where, "GROUP BY 1, 2 ORDER BY 1, 2")
    values = {(row[0].date() if hasattr(row[0], "date") else row[0], row[1]): row[2] for row in found}
    if not values:
        return None
    first, last = min(day for day, _ in values), max(day for day, _ in values)
    steps_ = periods(first, last, plan.grain)
    whole, cut = _whole(steps_, plan)
    names = sorted({name for day, name in values if day in set(whole)}, key=str)  # some stand in a cut period alone
    fill = 0 if plan.statistic is Statistic.COUNT else None
    rows = [(one.isoformat(), name, values.get((one, name), fill)) for name in names for one in whole]
    if not names or len(whole) < 3 or sum(value is not None for *_, value in rows) < (1 - _GAPS) * len(rows):
        return None
    return Data(rows, {"first": whole[0].isoformat(), "last": whole[-1].isoformat(), "cut": cut})


def _whole(steps_: list[date], plan: ChartPlan) -> tuple[list[date], int]:
    """Leave out a first and a last period that are only partly covered, where values are added up."""
    assert plan.time is not None and plan.grain is not None  # noqa: S101 a series has both
    stock = plan.measure is not None and plan.measure.stock
    low, high = day_of(plan.time.low), day_of(plan.time.high)
    if plan.statistic is Statistic.MEAN or stock or low is None or high is None or plan.time.type not in _DAYS:
        return steps_, 0
    if plan.grain is Grain.DAY or len(steps_) < 5:
        return steps_, 0
    slack = timedelta(days=3 if plan.grain is not Grain.WEEK else 0)
    kept = list(steps_)
    if low - slack > kept[0]:
        kept.pop(0)
    if start_of(high + slack + timedelta(days=1), plan.grain) <= kept[-1]:
        kept.pop()
    return kept, len(steps_) - len(kept)


_DAYS = ("date", "datetime")


def _bars(table: Table, plan: ChartPlan) -> Data | None:
    """Facts: ``groups``, ``total`` (of all groups), ``others`` (how many are not shown), ``at`` (the latest moment)."""
    assert plan.by is not None  # noqa: S101 bars have groups
    at, where = _at(table, plan)
    where += f" AND {_label(plan.by)} IS NOT NULL"
    found = table.rows(
        f"{_label(plan.by)} AS g, {_aggregate(plan)} AS v, count(*) OVER (), sum(v) OVER ()",
        where,
        f"GROUP BY 1 HAVING v IS NOT NULL ORDER BY v DESC, g LIMIT {_ORDERED_BARS}",
    )
    if len(found) < 2 or all(row[1] == found[0][1] for row in found):
        return None
    groups, total = found[0][2], found[0][3]
    bands = [_LEADING.match(str(row[0])) for row in found]
    if groups <= _ORDERED_BARS and plan.by.role is Role.CATEGORY and all(bands):  # bands have an order of their own
        shown = sorted(found, key=lambda row: _band(str(row[0])))
    else:
        shown = found if groups <= _BARS + 1 else found[:_BARS]
    rows = [(str(row[0]), row[1]) for row in shown]
    return Data(rows, {"groups": groups, "total": total, "others": groups - len(rows), "at": at})


def _band(label: str) -> tuple[int, str]:
    found = _LEADING.match(label)
    return (int(found[1]) if found else 0, label)


def _histogram(table: Table, plan: ChartPlan) -> Data | None:
    """Facts: ``n``, ``q1``, ``median``, ``q3``, ``beyond`` (values off the axis, counted at its ends), ``at``."""
    assert plan.measure is not None  # noqa: S101 a distribution has a measure
    at, where = _at(table, plan)
    value = _value(plan.measure)
    n, low, high, *quantiles = table.rows(
        f"count({value}), min({value}), max({value}), quantile_cont({value}, [0.01, 0.25, 0.5, 0.75, 0.99])",
        where,
    )[0]
    if n < 10 or low == high:
        return None
    p01, q1, median, q3, p99 = quantiles[0]
    if high - low > 4 * (p99 - p01) and p99 > p01:
        low, high = p01, p99
    edges = steps(low, high, whole=plan.measure.integer)
    step = edges[1] - edges[0]
    last = len(edges) - 2
    counted = dict(
        table.rows(
            f"least({last}, greatest(0, CAST(floor(({value} - ({edges[0]!r})) / {step!r} + 1e-9) AS BIGINT))) AS b, "
            "count(*)",
            where, "GROUP BY 1",
        )
    )  # fmt: skip
    beyond = table.rows(f"count(*) FILTER ({value} < {edges[0]!r} OR {value} > {edges[-1]!r})", where)[0][0]
    rows = [(edges[i], edges[i + 1], counted.get(i, 0)) for i in range(last + 1)]
    if len(rows) < 4 or sum(row[2] > 0 for row in rows) < 3:
        return None
    return Data(rows, {"n": n, "q1": q1, "median": median, "q3": q3, "beyond": beyond, "at": at})


def _tiles(table: Table, plan: ChartPlan) -> Data | None:
    """Facts: ``elsewhere`` (values that are no district of today), ``total``, ``at``."""
    assert plan.by is not None  # noqa: S101 tiles have districts
    at, where = _at(table, plan)
    found = table.rows(
        f"{_label(plan.by)} AS g, {_aggregate(plan)} AS v", f"{where} AND {_label(plan.by)} IS NOT NULL",
        "GROUP BY 1 HAVING v IS NOT NULL ORDER BY 1 LIMIT 200",
    )  # fmt: skip
    placed = [(tile.code, value) for name, value in found if (tile := tile_of(name))]
    if len(placed) < 6 or len({value for _, value in placed}) < 2 or len({code for code, _ in placed}) < len(placed):
        return None
    elsewhere = len(found) - len(placed)
    return Data(placed, {"elsewhere": elsewhere, "total": sum(value for _, value in placed), "at": at})


def _points(table: Table, plan: ChartPlan) -> Data | None:
    """Facts: ``n`` (places), ``groups``, ``top`` and ``top_n`` (the greatest), ``binned`` (1 where cells are drawn)."""
    assert plan.longitude is not None and plan.latitude is not None  # noqa: S101 points have both
    lon, lat = _value(plan.longitude), _value(plan.latitude)
    where = f"{_where(plan)} AND {lon} IS NOT NULL AND {lat} IS NOT NULL"
    n, west, east, south, north = table.rows(
        f"count(DISTINCT ({lon}, {lat})), min({lon}), max({lon}), min({lat}), max({lat})", where
    )[0]
    if n < 5 or west == east or south == north:
        return None
    facts: dict[str, Cell] = {"n": n, "binned": int(n > _POINTS), "groups": None, "top": None, "top_n": None}
    if plan.by is not None:
        label = _label(plan.by)
        tops = table.rows(
            f"{label} AS g, count(DISTINCT ({lon}, {lat})) AS n, count(*) OVER ()",
            f"{where} AND {label} IS NOT NULL",
            "GROUP BY 1 ORDER BY n DESC, g LIMIT 2",
        )
        if tops and (len(tops) == 1 or tops[0][1] > tops[1][1]):
            facts |= {"groups": tops[0][2], "top": str(tops[0][0]), "top_n": tops[0][1]}
    if n > _POINTS:
        side = max(east - west, north - south) / _BINS
        cell = f"{west!r} + (floor(({lon} - ({west!r})) / {side!r}) + 0.5) * {side!r}"
        line = f"{south!r} + (floor(({lat} - ({south!r})) / {side!r}) + 0.5) * {side!r}"
        rows = table.rows(f"{cell} AS x, {line} AS y, NULL, count(*)", where, "GROUP BY 1, 2 ORDER BY 1, 2")
    else:
        group = _label(plan.by) if plan.by and plan.by.role is Role.CATEGORY else "NULL"
        rows = table.rows(f"{lon} AS x, {lat} AS y, {group} AS g, count(*)", where, "GROUP BY 1, 2, 3 ORDER BY 3, 1, 2")
    return Data([(row[0], row[1], None if row[2] is None else str(row[2]), row[3]) for row in rows], facts)


def _at(table: Table, plan: ChartPlan) -> tuple[str | None, str]:
    """Return the moment that counts, where only the last one does, and the condition of the rows."""
    where = _where(plan)
    if not plan.latest or plan.time is None:
        return None, where
    day = _day(plan.time)
    ((last,),) = table.rows(f"max({day})", where)
    if last is None:
        return None, where
    return last.isoformat(), f"{where} AND {day} = DATE {quoted(last.isoformat())}"


def _where(plan: ChartPlan) -> str:
    totals = ", ".join(quoted(one) for one in _TOTALS)
    tests = [f"coalesce(trim(CAST({_name(name)} AS VARCHAR)), '') NOT IN ({totals})" for name in plan.without_totals]
    if plan.measure is not None:
        tests.append(f"{_value(plan.measure)} IS NOT NULL")
    return " AND ".join(tests) or "true"


def _aggregate(plan: ChartPlan) -> str:
    if plan.measure is None:
        return "count(*)"
    return f"{'sum' if plan.statistic is Statistic.SUM else 'avg'}({_value(plan.measure)})"


def _value(column: Column) -> str:
    """Write a number, NULL where it is none."""
    value = f"TRY_CAST({_name(column.name)} AS DOUBLE)"
    return f"CASE WHEN isfinite({value}) THEN {value} END"


def _label(column: Column) -> str:
    return f"nullif(trim(CAST({_name(column.name)} AS VARCHAR)), '')"


def _day(column: Column) -> str:
    name = _name(column.name)
    if column.type == "year":
        return f"try_cast(TRY_CAST({name} AS INTEGER) || '-01-01' AS DATE)"
    if column.type in ("yearmonth", "quarter"):
        year, part = (f"regexp_extract(CAST({name} AS VARCHAR), {quoted(_PARTS)}, {group})" for group in (1, 2))
        if column.type == "quarter":
            part = f"(TRY_CAST(translate({part}, '一二三四', '1234') AS INTEGER) * 3 - 2)"
        return f"TRY_CAST({year} || '-' || {part} || '-01' AS DATE)"
    return f"TRY_CAST({name} AS DATE)"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
