"""From the parameters of the DataStore to a plan of the rows; every value is read as its column's kind."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from portal.api.ckan.errors import Invalid
from portal.api.ckan.parameters import Parameters
from portal.tables.engine import Table
from portal.tables.query import Column, Condition, Order, Plan
from portal.tables.values import Kind, Scalar, read_value

__all__ = ["read_plan"]

_OPERATORS = ("eq", "in", "gt", "gte", "lt", "lte")
_ITEM = re.compile(r'(?:"[^"]*"|[^,"])+')
_MOST_LISTED = 1000
_TRUTH = {"t": "true", "yes": "true", "1": "true", "f": "false", "no": "false", "0": "false"}


def read_plan(given: Parameters, table: Table, *, limit: int | None) -> Plan:
    """Make the plan of ``filters``, ``q`` (by column), ``fields``, ``distinct``, ``sort`` and ``offset``.

    limit: of the rows; None: all. Raises Invalid.
    """
    known = {column.name: column for column in table.all_columns}
    select = tuple(_fields(given, known)) or table.all_columns
    groups: tuple[Column, ...] = ()
    if given.flag("distinct"):
        groups = select if given.texts("fields") else table.columns
    names = [one.name for one in groups or table.all_columns]
    return Plan(
        select=select,
        where=(*_filters(given, known), *_containing(given, known)),
        sort=_orders(given, names),
        limit=limit,
        offset=given.natural("offset", 0),
        group_by=groups,
    )


def _filters(given: Parameters, known: Mapping[str, Column]) -> Iterator[Condition]:
    for name, value in given.object("filters").items():
        if name not in known:
            raise Invalid(filters=f"Unknown field: {name[:100]}")
        tests = value if isinstance(value, dict) else {"in" if isinstance(value, list) else "eq": value}
        for operator, operand in tests.items():
            if operator not in _OPERATORS:
                raise Invalid(filters=f"Unknown operator: {operator[:100]}. Known are: {', '.join(_OPERATORS)}")
            yield _condition(known[name], operator, operand)


def _condition(column: Column, operator: str, operand: Any) -> Condition:
    if operand is None and operator == "eq":
        return Condition(column, "isnull", (True,))
    values = operand if operator == "in" else [operand]
    if not isinstance(values, list) or len(values) > _MOST_LISTED:
        raise Invalid(filters=f"{column.name[:100]}: a list of at most {_MOST_LISTED} values is needed")
    return Condition(column, operator, tuple(_value(column, one) for one in values))


def _value(column: Column, value: Any) -> Scalar:
    """Read a value as the column's kind: ``10``, ``10.0`` and ``"10"`` are one."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if column.kind is Kind.INTEGER and isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if column.kind is Kind.BOOLEAN:
        text = _TRUTH.get(text.strip().lower(), text.strip().lower())
    try:
        if isinstance(value, dict | list) or value is None:
            raise ValueError
        return read_value(text, column.kind)
    except ValueError as error:
        raise Invalid(filters=f'invalid value "{_shown(text)}" for {column.name[:100]} ({column.kind})') from error


def _shown(text: str) -> str:
    return text[:100].encode("utf-8", "replace").decode()


def _containing(given: Parameters, known: Mapping[str, Column]) -> Iterator[Condition]:
    value = given.given.get("q")
    if value in (None, "", {}):
        return
    if isinstance(value, str) and not value.lstrip().startswith("{"):
        raise Invalid(q='Rows are not searched as a whole: name a column, {"column": "text"}, or use filters')
    for name, words in given.object("q").items():
        if name not in known or known[name].kind is not Kind.TEXT:
            raise Invalid(q=f"No column of text: {name[:100]}")
        yield Condition(known[name], "contains", (_value(known[name], words),))


def _fields(given: Parameters, known: Mapping[str, Column]) -> Iterator[Column]:
    names = given.texts("fields")
    if len(names) == 1 and names[0] not in known:
        names = [one.strip() for one in names[0].split(",")]
    for name in dict.fromkeys(names):
        if name not in known:
            raise Invalid(fields=f'field "{name[:100]}" not in table')
        yield known[name]


def _orders(given: Parameters, names: list[str]) -> tuple[Order, ...]:
    """Read the keys of the order; of a column that is named twice the first counts, the second could change nothing."""
    orders: dict[str, Order] = {}
    for item in (one.strip() for text in given.texts("sort") for one in _ITEM.findall(text)):
        order = Order(item) if item in names else _order(item)
        if order.name not in names:
            raise Invalid(sort=f'invalid value "{item[:100]}"')
        orders.setdefault(order.name, order)
    return tuple(orders.values())


def _order(item: str) -> Order:
    """Read ``name``, ``name desc``, ``"a name" asc nulls last``."""
    words = item.removesuffix("nulls last").removesuffix("NULLS LAST").rstrip()
    name, _, way = words.rpartition(" ")
    if way.lower() not in ("asc", "desc"):
        name, way = words, ""
    name = name.strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].replace('""', '"')
    return Order(name, descending=way.lower() == "desc")
