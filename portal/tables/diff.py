"""What differs between two tables: columns by their schemas, rows by DuckDB on the two Parquet files.

Rows are told apart by the primary key, where the newer schema names one whose columns both tables have, and whose
values are there and unique in both; a row of the same key and another cell has *changed*. Otherwise the tables are
compared as multisets of whole rows, in which nothing changes: rows are added and removed. Compared are the columns
that both tables have; a column that has another type now is compared as text. What DuckDB cannot hold in memory it
spills into a folder of its own, which is gone afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from portal.tables.source import quoted

__all__ = ["ChangedRow", "RowDiff", "SchemaDiff", "diff_rows", "diff_schemas", "key_of"]

_MEMORY = "512MB"
_LONGEST_CELL = 300

Row = dict[str, str | None]
"""A row by column, each value as text."""


@dataclass(frozen=True, slots=True)
class SchemaDiff:
    """What became of a table's columns. retyped: by name, the type before and now."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    retyped: Mapping[str, tuple[str, str]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.retyped)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of the same key with other cells. cells: by column, before and now."""

    key: Row
    cells: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class RowDiff:
    """What became of a table's rows. key: the columns that tell rows apart; empty: whole rows were compared.

    compared: the columns that both tables have.  examples_…: the first few, in the order of their cells.
    """

    key: tuple[str, ...]
    compared: tuple[str, ...]
    added: int
    removed: int
    changed: int
    examples_added: Sequence[Row]
    examples_removed: Sequence[Row]
    examples_changed: Sequence[ChangedRow]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def diff_schemas(before: Mapping[str, Any], after: Mapping[str, Any]) -> SchemaDiff:
    """Compare two Table Schemas; columns in the order of the table that has them."""
    old, new = _types(before), _types(after)
    return SchemaDiff(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        retyped={name: (old[name], kind) for name, kind in new.items() if old.get(name, kind) != kind},
    )


def key_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns of the primary key; empty if the schema names none."""
    key = schema.get("primaryKey") or ()
    return (key,) if isinstance(key, str) else tuple(str(one) for one in key)


def diff_rows(before: Path, after: Path, *, key: Sequence[str] = (), examples: int = 10) -> RowDiff:
    """Compare two Parquet files. key: columns that should tell rows apart; examples: at most so many of each kind."""
    with _opened(before, after) as (connection, common):
        compared = _Compared(connection, common, examples)
        if not common:
            old, new = connection.execute("SELECT (SELECT count(*) FROM b), (SELECT count(*) FROM a)").fetchall()[0]
            return RowDiff((), (), new, old, 0, (), (), ())
        places = [common.index(one) for one in key] if set(key) <= set(common) else []
        if places and all(compared.is_key(side, places) for side in "ab"):
            return compared.by_key(places)
        return compared.whole()


@dataclass(frozen=True, slots=True)
class _Compared:
    """Both tables as views ``b`` (before) and ``a`` (after), their common columns as ``c0 … cN``."""

    connection: duckdb.DuckDBPyConnection
    names: tuple[str, ...]
    examples: int

    def is_key(self, side: str, places: Sequence[int]) -> bool:
        columns = _join(", ", "c{0}", places)
        holes, twice = self._one(
            f"SELECT count(*) FILTER (WHERE {_join(' OR ', 'c{0} IS NULL', places)}), "  # noqa: S608 - names are c0 … cN
            f"(SELECT count(*) FROM (SELECT 1 FROM {side} GROUP BY {columns} HAVING count(*) > 1)) FROM {side}"
        )
        return holes == twice == 0

    def by_key(self, key: Sequence[int]) -> RowDiff:
        others = [place for place in range(len(self.names)) if place not in key]
        same, first = _join(" AND ", "a.c{0} = b.c{0}", key), key[0]
        differ = _join(" OR ", "a.c{0} IS DISTINCT FROM b.c{0}", others) or "false"
        added, removed, changed = self._one(
            f"SELECT count(*) FILTER (WHERE b.c{first} IS NULL), count(*) FILTER (WHERE a.c{first} IS NULL), "  # noqa: S608 - names are c0 … cN
            f"count(*) FILTER (WHERE a.c{first} IS NOT NULL AND b.c{first} IS NOT NULL AND ({differ})) "
            f"FROM a FULL JOIN b ON {same}"
        )
        order = _join(", ", "c{0}", key)
        pairs = _join(", ", "a.c{0}", range(len(self.names))), _join(", ", "b.c{0}", range(len(self.names)))
        both = (
            f"SELECT {', '.join(pairs)} FROM a JOIN b ON {same} WHERE {differ} "  # noqa: S608
            f"ORDER BY {_join(', ', 'a.c{0}', key)}"
        )
        return RowDiff(
            tuple(self.names[place] for place in key),
            self.names,
            added,
            removed,
            changed,
            self._rows(f"SELECT a.* FROM a ANTI JOIN b ON {same} ORDER BY {order}") if added else (),  # noqa: S608
            self._rows(f"SELECT b.* FROM b ANTI JOIN a ON {same} ORDER BY {order}") if removed else (),  # noqa: S608
            [self._changed(row, key, others) for row in self._cells(both)] if changed else (),
        )

    def whole(self) -> RowDiff:
        columns = _join(", ", "c{0}", range(len(self.names)))
        self.connection.execute(
            f"CREATE TEMP TABLE d AS SELECT {columns}, sum(s) AS n FROM "  # noqa: S608 - names are c0 … cN
            f"(SELECT *, 1 AS s FROM a UNION ALL SELECT *, -1 AS s FROM b) GROUP BY {columns} HAVING sum(s) <> 0"
        )
        added, removed = self._one(
            "SELECT coalesce(sum(n) FILTER (WHERE n > 0), 0), coalesce(-sum(n) FILTER (WHERE n < 0), 0) FROM d"
        )
        shown = f"SELECT {columns} FROM d WHERE n {{}} 0 ORDER BY ALL"  # noqa: S608
        rows = self._rows
        return RowDiff((), self.names, added, removed, 0, rows(shown.format(">")), rows(shown.format("<")), ())

    def _one(self, query: str) -> tuple[int, ...]:
        return tuple(map(int, self.connection.execute(query).fetchall()[0]))

    def _cells(self, query: str) -> list[tuple[str | None, ...]]:
        limited = f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({query} LIMIT {self.examples})"  # noqa: S608
        return self.connection.execute(limited).fetchall()

    def _rows(self, query: str) -> list[Row]:
        return [dict(zip(self.names, map(_short, row), strict=True)) for row in self._cells(query)]

    def _changed(self, row: Sequence[str | None], key: Sequence[int], others: Sequence[int]) -> ChangedRow:
        after, before = row[: len(self.names)], row[len(self.names) :]
        return ChangedRow(
            {self.names[place]: _short(after[place]) for place in key},
            {
                self.names[place]: (_short(before[place]), _short(after[place]))
                for place in others
                if before[place] != after[place]
            },
        )


@contextmanager
def _opened(before: Path, after: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, tuple[str, ...]]]:
    """Open both files and give the names of the columns that both have, in the order of the newer."""
    with TemporaryDirectory() as spill, duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = {quoted(_MEMORY)}")
        connection.execute(f"SET temp_directory = {quoted(spill)}")
        connection.execute("SET threads = 2")
        old, new = (_columns(connection, path) for path in (before, after))
        common = tuple(name for name in new if name in old)
        for view, path in (("b", before), ("a", after)):
            cells = ", ".join(
                f"{_cell(name, retyped=old[name] != new[name])} AS c{place}" for place, name in enumerate(common)
            )
            source = f"read_parquet({quoted(str(path))})"
            connection.execute(f"CREATE VIEW {view} AS SELECT {cells or '1'} FROM {source}")  # noqa: S608 - all quoted
        yield connection, common


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(str(path))})").fetchall()  # noqa: S608
    return {str(row[0]): str(row[1]) for row in described}


def _cell(name: str, *, retyped: bool) -> str:
    column = '"' + name.replace('"', '""') + '"'
    return f"CAST({column} AS VARCHAR)" if retyped else column


def _join(between: str, pattern: str, places: Iterable[int]) -> str:
    return between.join(pattern.format(place) for place in places)


def _short(cell: str | None) -> str | None:
    return cell if cell is None or len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…"


def _types(schema: Mapping[str, Any]) -> dict[str, str]:
    fields = [one for one in schema.get("fields") or [] if isinstance(one, dict)]
    return {str(one.get("name")): str(one.get("type") or "any") for one in fields}
