"""Parquet, read and written out as CSV by DuckDB, without passing rows through Python."""

from pathlib import Path

import duckdb

from portal.intake.parts import Part, ReadError
from portal.intake.readers.source import MEDIATYPES, Source, check_written

__all__ = ["describe_parquet", "write_parquet_csv"]


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={
            "threads": 2,
            "memory_limit": "1GB",
            "autoinstall_known_extensions": False,
            "python_enable_replacements": False,
        }
    )


def describe_parquet(source: Source) -> Part:
    """The one table of a Parquet file. Raises ReadError ``read.bad_parquet``, ``read.table_too_large``."""
    try:
        with _connect() as db:
            columns = tuple(name for name, _ in _columns(db, source.path))
            (rows,) = db.execute("SELECT count(*) FROM read_parquet(?)", [str(source.path)]).fetchall()[0]
    except duckdb.Error as error:
        raise ReadError("read.bad_parquet", name=source.shown) from error
    check_written(rows, len(columns), source.limits)
    return Part(
        name="",
        title=source.stem,
        kind="table",
        format="parquet",
        mediatype=MEDIATYPES["parquet"],
        source=source.upload,
        filename=source.filename,
        container=source.container,
        member=source.member,
        rows=rows,
        columns=columns,
        steps=({"step": "records-to-csv", "format": "parquet"},),
    )


def _columns(db: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[str, str]]:
    """Name and SQL type of each column."""
    described = db.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    return [(str(row[0]), str(row[1])) for row in described]


def write_parquet_csv(path: Path, target: Path) -> None:
    """The table as UTF-8 CSV with a header. Raises ReadError ``read.bad_parquet``.

    Times are ISO 8601; lists and structs are JSON.
    """
    try:
        with _connect() as db:
            chosen = ", ".join(_as_text(name, kind) for name, kind in _columns(db, path))
            options = "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"'"
            rows = f"SELECT {chosen} FROM read_parquet({_literal(path)})"  # noqa: S608 - quoted; COPY takes no parameters
            db.execute(f"COPY ({rows}) TO {_literal(target)} ({options})")
    except duckdb.Error as error:
        raise ReadError("read.bad_parquet", name=path.name) from error


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _as_text(name: str, kind: str) -> str:
    """The SQL that writes one column: what CSV has no form for becomes JSON, a time gets its ``T``."""
    quoted = '"' + name.replace('"', '""') + '"'
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION")):
        return f"to_json({quoted}) AS {quoted}"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({quoted} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') AS {quoted}"
    if kind.startswith("TIMESTAMP"):
        return f"replace(CAST({quoted} AS VARCHAR), ' ', 'T') AS {quoted}"
    return quoted
