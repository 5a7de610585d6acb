"""What may be asked of a table in an address: filters, order, part, groups. Pure: text in, a plan out.

A parameter is a reserved word (`RESERVED`), a column's name (equal to), or ``<column>__<operator>``; a column that is
called like a reserved word is filtered as ``<column>__eq``. A list (``select``, ``sort``, ``group_by``, ``in``) is cut
at commas; an item that holds one stands in double quotes, as in CSV. Rows without a value meet no comparison, ``ne``
neither: ``isnull`` finds them.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from portal.errors import PortalError
from portal.tables.values import ALLOWED, Kind, Scalar, is_whole, read_value

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "OPERATORS",
    "RESERVED",
    "Aggregate",
    "BadQuery",
    "Column",
    "Condition",
    "Format",
    "Order",
    "Plan",
    "parse_query",
    "split_list",
]

RESERVED = ("select", "sort", "limit", "offset", "after", "group_by", "agg", "format", "release")
MOST_ROWS = 10_000
"""Rows that one JSON answer may hold."""
_DEFAULT_ROWS = 100
_MOST_LISTED = 1000
_MOST_ORDERS = 100  # a cursor's test is as deep as the order has keys
_MOST_CONDITIONS = 100  # planning thousands takes a minute, and cannot be interrupted
_MOST = 10**12

_COMPARISONS = ("eq", "ne", "gt", "gte", "lt", "lte", "in", "isnull")
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    **dict.fromkeys(Kind, _COMPARISONS),
    Kind.TEXT: (*_COMPARISONS, "contains", "startswith"),
    Kind.BOOLEAN: ("eq", "ne", "in", "isnull"),
}
_ALL_OPERATORS = OPERATORS[Kind.TEXT]
_FUNCTIONS = ("count", "sum", "avg", "min", "max")
_NUMERIC = (Kind.INTEGER, Kind.NUMBER)


class Format(StrEnum):
    """How an answer is written."""

    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


FORMATS = tuple(one.value for one in Format)


class BadQuery(PortalError):
    """A parameter, column, operator or value that is not allowed. allowed: what is, to be shown."""

    def __init__(self, code: str, *, name: str, allowed: Sequence[str] = (), value: str = "") -> None:
        super().__init__(code, name=name[:100], value=value[:100], allowed=", ".join(allowed))
        self.allowed = tuple(allowed)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name as it stands there, and what its values are. wide: integers of over 64 bits."""

    name: str
    kind: Kind
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one column. values: one; for ``in`` any number; for ``isnull`` True or False."""

    column: Column
    operator: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A key of the order; rows without a value come last either way."""

    name: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A number made of each group's rows. column: None: of the rows themselves (``count(*)``)."""

    function: str
    column: Column | None = None

    @property
    def name(self) -> str:
        """Its name in the answer, as it was asked for: ``sum(population)``."""
        return f"{self.function}({self.column.name if self.column else '*'})"

    @property
    def kind(self) -> Kind:
        """What it is: a count is whole, a mean is not, the others are as their column."""
        if self.function == "count" or self.column is None:
            return Kind.INTEGER
        return Kind.NUMBER if self.function == "avg" else self.column.kind

    @property
    def is_wide(self) -> bool:
        """Tell whether it may have more than 64 bits."""
        return self.column is not None and self.function != "count" and (self.column.wide or self.function == "sum")


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for. select: columns of the answer, in order (not of groups).

    limit: None: all.  after: cursor as it came, not yet looked at.  given: parameters as they came, in order.
    """

    select: tuple[Column, ...] = ()
    where: tuple[Condition, ...] = ()
    sort: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
    after: str = ""
    group_by: tuple[Column, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    format: Format = Format.JSON
    release: int | None = None
    given: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def is_grouped(self) -> bool:
        """Tell whether the answer's rows are groups."""
        return bool(self.group_by or self.aggregates)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the answer."""
        if not self.is_grouped:
            return self.select
        return (*self.group_by, *(Column(one.name, one.kind, wide=one.is_wide) for one in self.aggregates))


def parse_query(
    given: Iterable[tuple[str, str]],
    columns: Sequence[Column],
    *,
    extra: Sequence[str] = (),
    strict: bool = True,
) -> Plan:
    """Read an address's parameters. columns: the table's, the row number first.

    extra: other parameters of the caller's address, skipped.  strict: refuse parameters that are not known.
    Raises BadQuery, which names what is allowed.
    """
    known = {column.name: column for column in columns}
    words: dict[str, str] = {}
    where: list[Condition] = []
    kept: list[tuple[str, str]] = []
    for name, value in given:
        if name in extra:
            continue
        if name in RESERVED:
            if name in words:
                raise BadQuery("list.once", name=name)
            words[name] = value
        elif (condition := _condition(name, value, known, strict=strict)) is not None:
            where.append(condition)
            if len(where) > _MOST_CONDITIONS:
                raise BadQuery("list.value", name=name, value=value, allowed=(f"≤ {_MOST_CONDITIONS}",))
        else:
            continue
        kept.append((name, value))
    return _plan(words, tuple(where), tuple(kept), columns)


def split_list(text: str, name: str) -> list[str]:
    """Cut a list at its commas, quoted items kept whole. name: of the parameter. Raises BadQuery."""
    try:
        items = next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        raise BadQuery("list.value", name=name, value=text, allowed=('a,b,"c,d"',)) from error
    if len(items) > _MOST_LISTED:
        raise BadQuery("list.value", name=name, value=text, allowed=(f"≤ {_MOST_LISTED}",))
    return items


def _condition(name: str, value: str, known: Mapping[str, Column], *, strict: bool) -> Condition | None:
    column, operator = known.get(name), "eq"
    if column is None:
        before, mark, operator = name.rpartition("__")
        column = known.get(before)
        if column is None:
            if not strict:
                return None
            code = "rows.column" if mark and operator in _ALL_OPERATORS else "list.parameter"
            raise BadQuery(code, name=before if code == "rows.column" else name, allowed=(*RESERVED, *known))
        if operator not in OPERATORS[column.kind]:
            raise BadQuery("rows.operator", name=column.name, value=operator, allowed=OPERATORS[column.kind])
    if operator == "isnull":
        return Condition(column, operator, (_value(name, value, Kind.BOOLEAN),))
    items = split_list(value, name) if operator == "in" else [value]
    return Condition(column, operator, tuple(_value(name, item, column.kind) for item in items))


def _value(name: str, text: str, kind: Kind) -> Scalar:
    try:
        return read_value(text, kind)
    except ValueError as error:
        raise BadQuery("list.value", name=name, value=text, allowed=ALLOWED[kind]) from error


def _plan(
    words: Mapping[str, str],
    where: tuple[Condition, ...],
    given: tuple[tuple[str, str], ...],
    columns: Sequence[Column],
) -> Plan:
    known = {column.name: column for column in columns}
    format_ = words.get("format", Format.JSON.value)
    if format_ not in FORMATS:
        raise BadQuery("list.value", name="format", value=format_, allowed=FORMATS)
    groups = _columns(words, "group_by", known)
    aggregates = _aggregates(words.get("agg", ""), columns)
    for first, second in (("after", "offset"), ("select", "group_by"), ("select", "agg")):
        if words.get(first) and words.get(second):
            raise BadQuery("rows.together", name=first, value=second)
    names = [*(one.name for one in groups), *(one.name for one in aggregates)] or list(known)
    if len({name.casefold() for name in names}) < len(names):  # a column that is itself called ``count(*)``
        raise BadQuery("rows.together", name="group_by", value="agg")
    json = format_ == Format.JSON
    return Plan(
        select=_columns(words, "select", known) or tuple(columns),
        where=where,
        sort=_orders(words.get("sort", ""), names),
        limit=_whole(words, "limit", MOST_ROWS if json else _MOST, default=_DEFAULT_ROWS if json else None),
        offset=_whole(words, "offset", _MOST, default=0) or 0,
        after=words.get("after", ""),
        group_by=groups,
        aggregates=aggregates,
        format=Format(format_),
        release=_whole(words, "release", 2**31 - 1, default=None),
        given=given,
    )


def _columns(words: Mapping[str, str], word: str, known: Mapping[str, Column]) -> tuple[Column, ...]:
    names = dict.fromkeys(split_list(words.get(word, ""), word))
    for name in names:
        if name not in known:
            raise BadQuery("rows.column", name=name, allowed=tuple(known))
    return tuple(known[name] for name in names)


def _orders(text: str, names: Sequence[str]) -> tuple[Order, ...]:
    orders: dict[str, Order] = {}
    items = split_list(text, "sort")
    if len(items) > _MOST_ORDERS:
        raise BadQuery("list.value", name="sort", value=text, allowed=(f"≤ {_MOST_ORDERS}",))
    for item in items:
        descending = item not in names and item.startswith("-")
        name = item[1:] if descending else item
        if name not in names:
            raise BadQuery("rows.column", name=name, allowed=tuple(names))
        orders.setdefault(name, Order(name, descending))
    return tuple(orders.values())


def _aggregates(text: str, columns: Sequence[Column]) -> tuple[Aggregate, ...]:
    """Cut ``sum(x),count(*)``; a column's name may itself hold commas and brackets, so that names are looked for."""
    found: dict[str, Aggregate] = {}
    by_length = sorted(columns, key=lambda column: -len(column.name))
    rest = text
    while rest:
        function, bracket, after = rest.partition("(")
        if function not in _FUNCTIONS or not bracket:
            raise BadQuery("rows.aggregate", name=rest, allowed=tuple(f"{one}(…)" for one in _FUNCTIONS))
        if function == "count" and _ends(after, "*"):
            one, after = Aggregate(function), after[2:]
        else:
            column = next((column for column in by_length if _ends(after, column.name)), None)
            if column is None:
                raise BadQuery("rows.column", name=after.rpartition(")")[0] or after, allowed=[c.name for c in columns])
            one, after = Aggregate(function, column), after[len(column.name) + 1 :]
        found.setdefault(_checked(one).name, one)
        rest = after[1:]
    return tuple(found.values())


def _ends(text: str, name: str) -> bool:
    return text.startswith(f"{name})") and text[len(name) + 1 : len(name) + 2] in ("", ",")


def _checked(one: Aggregate) -> Aggregate:
    if one.function in ("sum", "avg") and one.column and one.column.kind not in _NUMERIC:
        raise BadQuery("rows.operator", name=one.column.name, value=one.function, allowed=("count", "min", "max"))
    return one


def _whole(words: Mapping[str, str], word: str, most: int, *, default: int | None) -> int | None:
    text = words.get(word, "")
    if not text:
        return default
    if not is_whole(text) or not (0 <= int(text) <= most):
        raise BadQuery("list.value", name=word, value=text, allowed=(f"0–{most}",))
    return int(text)
