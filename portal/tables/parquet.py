"""A standard CSV as typed Parquet: what queries are served from, and what people may download.

Types follow the schema alone, so that two releases of one dataset have the same columns: integer is BIGINT,
number is DOUBLE (the exact digits stay in the CSV), year is INTEGER, yearmonth and what has no type here are text,
a datetime is in UTC where it says its zone and as written where it does not. Two exceptions: an integer column with
values beyond 64 bits is DECIMAL(38,0), beyond 38 digits text; and a column with a cell that the schema's own judge
takes for a value but that cannot be cast here (full-width digits, say) is text: nothing becomes null unsaid.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal.tables.fields import Reading, fields_of, reading_of
from portal.tables.source import Source, load_source, quoted

__all__ = ["write_parquet"]

_GROUP_ROWS = 122_880  # DuckDB's own; said, so that the bytes do not hang on its default
_BIGINT_DIGITS, _DECIMAL_DIGITS = 18, 38
_BATCH = 100


def write_parquet(csv: Path, schema: Mapping[str, Any], target: Path) -> int:
    """Write the table to ``target`` (zstd), rows in file order, and return how many there are.

    The same file and schema give the same bytes. A text cell that the schema calls missing is null.
    Raises PortalError ``table.*`` if the file cannot be read.
    """
    with load_source(csv, ragged=False, threads=1) as source:
        fields = fields_of(schema, source.header)
        missing = schema.get("missingValues", [""])
        readings = _checked(source, {index: reading_of(one, missing) for index, one in enumerate(fields)})
        names = _unique([str(one["name"]) for one in fields])
        columns = ", ".join(
            f"{_cell(index, reading)} AS {_name(name)}"
            for (index, reading), name in zip(readings.items(), names, strict=True)
        )
        answer = source.connection.execute(
            f"COPY (SELECT {columns} FROM {source.relation}) TO {quoted(str(target))} "  # noqa: S608 - all quoted
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP_ROWS})"
        ).fetchone()
    return int(answer[0]) if answer else 0


def _checked(source: Source, readings: dict[int, Reading]) -> dict[int, Reading]:
    """Test every cell before any is cast, and widen what needs it."""
    found = dict(readings)
    typed = [index for index, reading in readings.items() if reading.pattern is not None]
    for start in range(0, len(typed), _BATCH):
        batch = typed[start : start + _BATCH]
        tests = [f"count(*) FILTER (WHERE NOT {_fits(index, readings[index])})" for index in batch]
        lengths = [f"max(length(c{index}))" for index in batch]
        answer = source.select(*tests, *lengths)
        for index, bad, longest in zip(batch, answer[: len(batch)], answer[len(batch) :], strict=True):
            if bad:
                found[index] = replace(readings[index], value="{c}", duck="VARCHAR")
            elif readings[index].type == "integer" and (longest or 0) > _BIGINT_DIGITS:
                (digits,) = source.select(f"max(length(regexp_replace(c{index}, '^[^0-9]*0*|[^0-9]', '', 'g')))")
                found[index] = _widened(readings[index], digits)
    return found


def _fits(index: int, reading: Reading) -> str:
    return f"({reading.missing_sql(f'c{index}')} OR {reading.accepts_sql(f'c{index}')})"


def _widened(reading: Reading, digits: int) -> Reading:
    if digits <= _BIGINT_DIGITS:
        return reading
    if digits > _DECIMAL_DIGITS:
        return replace(reading, value="{c}", duck="VARCHAR")
    wide = f"DECIMAL({_DECIMAL_DIGITS},0)"
    return replace(reading, value=reading.value.replace("BIGINT", wide), duck=wide)


def _cell(index: int, reading: Reading) -> str:
    column = f"c{index}"
    if reading.pattern is None and "" not in reading.missing:
        column = f"coalesce({column}, '')"
    return reading.value_sql(column)


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _unique(names: list[str]) -> list[str]:
    """Number names that DuckDB would take for one: it ignores case."""
    seen: set[str] = set()
    out = []
    for number, name in enumerate(names, 1):
        fresh = name or f"column{number}"
        while fresh.casefold() in seen:
            fresh = f"{fresh}_{number}"
        seen.add(fresh.casefold())
        out.append(fresh)
    return out
