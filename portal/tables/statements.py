"""A plan as SQL: identifiers quoted, every value a bound parameter; nothing that was asked for is pasted in as text.

Rows are taken inside a sub-query as they are stored, and written (dates as ISO text …) outside of it, so that only
those that are given are written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.tables.query import Aggregate, Column, Condition, Order, Plan
from portal.tables.values import Kind, Scalar

__all__ = [
    "TABLE",
    "Statement",
    "Writer",
    "as_json",
    "as_stored",
    "as_text",
    "count_of",
    "keys_of",
    "name_of",
    "select",
]

TABLE = "data"
_TESTS = {"eq": "=", "ne": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_CALLS = {"contains": "contains", "startswith": "starts_with"}

Writer = Callable[[Column], str]
"""Writes the SQL that makes an answer's value of a column's stored one."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters, in order."""

    sql: str
    values: tuple[Scalar | None, ...] = ()


def name_of(name: str) -> str:
    """Quote an identifier."""
    return '"' + name.replace('"', '""') + '"'


def as_stored(column: Column) -> str:
    """Leave a value as it is."""
    return name_of(column.name)


def as_text(column: Column) -> str:
    """Write dates and times as ISO 8601 text, a fraction of a second only where there is one."""
    name = name_of(column.name)
    if column.kind is Kind.DATETIME:
        whole, exact = (f"strftime({name}, '%Y-%m-%dT%H:%M:%S{more}')" for more in ("", ".%f"))
        return f"CASE WHEN microsecond({name}) % 1000000 = 0 THEN {whole} ELSE {exact} END"
    return f"CAST({name} AS VARCHAR)" if column.kind in (Kind.DATE, Kind.TIME) else name


def as_json(column: Column) -> str:
    """Write as `as_text` does; wide whole numbers so that Python gets them as such, not as decimals."""
    wide = column.wide and column.kind is Kind.INTEGER
    return f"CAST({name_of(column.name)} AS HUGEINT)" if wide else as_text(column)


def select(
    plan: Plan, row: Column, write: Writer, *, after: Sequence[Scalar | None] | None = None, numbered: bool = False
) -> Statement:
    """Select the rows or groups of an answer. row: the column of the row number.

    after: sort values and row number of the row before the first.  numbered: add the row number as a last column.
    """
    where, values = _where(plan.where)
    orders = _orders(plan, row)
    limit, offset = plan.limit, plan.offset
    if after is not None:
        condition, more = _beyond(orders, after)
        where, values = [*where, condition], [*values, *more]
    elif limit is not None and not (where or plan.sort or plan.is_grouped):
        # in the file's order the numbers have no gap: the part can be found without counting to it
        where, values, offset = [f"{name_of(row.name)} BETWEEN ? AND ?"], [offset + 1, offset + limit], 0
    inner = f"SELECT {_taken(plan)} FROM {TABLE}{_if(where)}{_grouped(plan)}"  # noqa: S608 quoted and bound
    if orders:
        inner += f" ORDER BY {', '.join(_order(one) for one in orders)}"
    if limit is not None:
        inner, values = f"{inner} LIMIT ?", [*values, limit]
    if offset:
        inner, values = f"{inner} OFFSET ?", [*values, offset]
    shown = [f"{write(one)} AS {name_of(one.name)}" for one in plan.columns]
    if numbered and not plan.is_grouped:
        shown.append(name_of(row.name))
    return Statement(f"SELECT {', '.join(shown)} FROM ({inner})", tuple(values))  # noqa: S608 quoted and bound


def keys_of(plan: Plan, row: Column, number: int) -> Statement:
    """Select the values that one row, known by its number, is sorted by; the number is the last."""
    keys = ", ".join(name_of(one.name) for one in _orders(plan, row))
    return Statement(f"SELECT {keys} FROM {TABLE} WHERE {name_of(row.name)} = ?", (number,))  # noqa: S608 quoted


def count_of(plan: Plan) -> Statement:
    """Count the rows or groups, whatever part of them was asked for."""
    where, values = _where(plan.where)
    if not plan.is_grouped:
        return Statement(f"SELECT count(*) FROM {TABLE}{_if(where)}", tuple(values))  # noqa: S608 quoted and bound
    if not plan.group_by:
        return Statement("SELECT 1")
    inner = f"SELECT 1 FROM {TABLE}{_if(where)}{_grouped(plan)}"  # noqa: S608 quoted and bound
    return Statement(f"SELECT count(*) FROM ({inner})", tuple(values))  # noqa: S608 as above


def _taken(plan: Plan) -> str:
    if not plan.is_grouped:
        return "*"
    made = [f"{_aggregate(one)} AS {name_of(one.name)}" for one in plan.aggregates]
    return ", ".join([*(name_of(one.name) for one in plan.group_by), *made])


def _grouped(plan: Plan) -> str:
    return f" GROUP BY {', '.join(name_of(one.name) for one in plan.group_by)}" if plan.group_by else ""


def _orders(plan: Plan, row: Column) -> list[Order]:
    """Complete the order, so that it is one: by the row number, or by the columns that make the groups."""
    named = {one.name for one in plan.sort}
    rest = plan.group_by if plan.is_grouped else (row,)
    return [*plan.sort, *(Order(one.name) for one in rest if one.name not in named)]


def _order(one: Order) -> str:
    return f"{name_of(one.name)} {'DESC' if one.descending else 'ASC'} NULLS LAST"


def _aggregate(one: Aggregate) -> str:
    if one.column is None:
        return "count(*)"
    made = f"{one.function}({name_of(one.column.name)})"
    # the sum of 64-bit numbers has 128 bits, which Parquet does not know
    return f"CAST({made} AS DECIMAL(38,0))" if one.function == "sum" and one.kind is Kind.INTEGER else made


def _if(where: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(where)}" if where else ""


def _where(conditions: Sequence[Condition]) -> tuple[list[str], list[Scalar | None]]:
    made = [_condition(one) for one in conditions]
    return [sql for sql, _ in made], [value for _, values in made for value in values]


def _condition(one: Condition) -> tuple[str, tuple[Scalar, ...]]:
    name, values = name_of(one.column.name), one.values
    if one.operator == "isnull":
        return f"{name} IS {'NULL' if values[0] else 'NOT NULL'}", ()
    if one.operator == "in":
        return (f"{name} IN ({', '.join('?' * len(values))})" if values else "false"), values
    if one.operator in _CALLS:
        return f"{_CALLS[one.operator]}({name}, ?)", values
    return f"{name} {_TESTS[one.operator]} ?", values


def _beyond(orders: Sequence[Order], last: Sequence[Scalar | None]) -> tuple[str, list[Scalar | None]]:
    """Write the test that a row comes after one with these sort values: later by a key, or the same and so by the rest.

    Each key stands in it twice, however many there are.
    """
    test = "false"
    values: list[Scalar | None] = []
    for one, value in zip(reversed(orders), reversed(last), strict=True):
        name = name_of(one.name)
        if value is None:  # nothing comes later: rows without a value are the last
            test = f"({name} IS NULL AND {test})"
        else:
            later = f"{name} {'<' if one.descending else '>'} ? OR {name} IS NULL"
            test, values = f"({later} OR ({name} = ? AND {test}))", [value, value, *values]
    return test, values
