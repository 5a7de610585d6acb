"""Count what a table holds: for each column nulls, distinct values, extremes, a few examples. All from the data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from portal.tables.fields import Reading, fields_of, reading_of
from portal.tables.source import Source, load_source, read_rows

__all__ = ["profile", "profile_open"]

_EXACT = 50_000  # distinct values up to here are counted exactly
_BATCH = 60  # columns a query
_EXAMPLES = 3
_EXAMPLE_ROWS = 1000
_EXAMPLE_LENGTH = 200
_ORDERED = frozenset({"integer", "number", "date", "datetime", "time", "year", "yearmonth"})


def profile(csv: Path, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Profile a standard CSV under its schema.

    Returns JSON-able ``{"rows": N, "columns": [{"name", "type", "nulls", "distinct", "examples", …}]}``: ordered
    types have ``min`` and ``max`` (numbers as numbers, dates in ISO form), text has ``min_length`` and
    ``max_length``, a boolean has ``true`` (how many). ``distinct_approx`` is true where distinct values were
    estimated (HyperLogLog, about 2 %), ``invalid`` counts cells that are no values of the type, if there are any.
    Examples are cells as they stand in the file.
    """
    with load_source(csv, ragged=True) as source:
        return profile_open(csv, source, schema)


def profile_open(csv: Path, source: Source, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Profile as `profile` does, the file being open already."""
    fields = fields_of(schema, source.header)
    readings = [reading_of(field, schema.get("missingValues", [""])) for field in fields]
    rows = int(source.select("count(*)")[0])
    found: list[dict[str, Any]] = []
    for start in range(0, len(readings), _BATCH):
        found += _measured(source, readings[start : start + _BATCH], start, rows)
    columns = []
    for field, measured, shown in zip(fields, found, _examples(csv, source, readings), strict=True):
        kind = str(field.get("type", "string"))
        columns.append({"name": field["name"], "type": kind, **measured, "examples": shown})
    return {"rows": rows, "columns": columns}


def _measured(source: Source, readings: Sequence[Reading], start: int, rows: int) -> list[dict[str, Any]]:
    computed = [
        column for offset, reading in enumerate(readings) for column in _computed(start + offset, offset, reading)
    ]
    wanted = [measure for offset, reading in enumerate(readings) for measure in _measures(offset, reading)]
    answer = iter(source.select(*wanted, computed=computed))
    found = []
    for reading in readings:
        filled, values, distinct, low, high = islice(answer, 5)
        column: dict[str, Any] = {"nulls": rows - filled, "distinct": distinct}
        if reading.type in _ORDERED:
            column |= {"min": _plain(low), "max": _plain(high)}
        elif reading.type == "boolean":
            column["true"] = low
        else:
            column |= {"min_length": low, "max_length": high}
        if values < filled:
            column["invalid"] = filled - values
        found.append(column)
    exact = [offset for offset, column in enumerate(found) if column["distinct"] <= _EXACT]
    if exact:
        counts = source.select(*(f"count(DISTINCT v{offset})" for offset in exact), computed=computed)
        for offset, count in zip(exact, counts, strict=True):
            found[offset]["distinct"] = count
    for column in found:
        if column["distinct"] > _EXACT:
            column["distinct"] = min(column["distinct"], rows - column["nulls"])
            column["distinct_approx"] = True
    return found


def _computed(index: int, offset: int, reading: Reading) -> tuple[str, str]:
    """Write a column's typed value, NULL where a cell is missing or not of the type, and whether it is filled."""
    column = f"c{index}"
    missing = reading.missing_sql(column)
    if reading.pattern is None:
        value = f"CASE WHEN {missing} THEN NULL ELSE coalesce({column}, '') END"
    else:
        typed = reading.value.replace("{c}", column).replace("CAST(", "TRY_CAST(")
        value = f"CASE WHEN NOT {missing} AND {reading.accepts_sql(column)} THEN {typed} END"
    return f"{value} AS v{offset}", f"NOT {missing} AS f{offset}"


def _measures(offset: int, reading: Reading) -> tuple[str, ...]:
    value = f"v{offset}"
    if reading.type in _ORDERED:
        finite = f"CASE WHEN isfinite({value}) THEN {value} END" if reading.duck == "DOUBLE" else value
        low, high = f"min({finite})", f"max({finite})"
    elif reading.type == "boolean":
        low, high = f"count(*) FILTER (WHERE {value})", "NULL"
    else:
        low, high = f"min(length({value}))", f"max(length({value}))"
    return (f"count(*) FILTER (WHERE f{offset})", f"count({value})", f"approx_count_distinct({value})", low, high)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def _examples(csv: Path, source: Source, readings: Sequence[Reading]) -> list[list[str]]:
    """Take the first different values of each column, and look further where the first rows have none."""
    shown: list[dict[str, None]] = [{} for _ in readings]
    _gather(islice(read_rows(csv), 1, _EXAMPLE_ROWS + 1), readings, shown)
    for index, reading in enumerate(readings):
        if not shown[index]:
            there = f"NOT {reading.missing_sql(f'c{index}')}"
            (cell,) = source.select(f"any_value(c{index})", where=there)
            shown[index] |= {cell: None} if cell else {}
    return [[cell[:_EXAMPLE_LENGTH] for cell in cells] for cells in shown]


def _gather(rows: Iterable[list[str]], readings: Sequence[Reading], shown: list[dict[str, None]]) -> None:
    for row in rows:
        for cell, reading, cells in zip(row, readings, shown, strict=False):
            if len(cells) < _EXAMPLES and cell and cell not in reading.missing:
                cells[cell] = None
