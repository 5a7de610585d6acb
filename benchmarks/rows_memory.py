"""Peak memory while all rows of a table are streamed: a million rows beside ten million, each in a process of its own.

``python -m benchmarks.rows_memory [ROWS…]``: makes a table of 12 columns, builds the query file from its Parquet as
the first reader does, and streams it as CSV in file order, as CSV sorted, and as JSON lines.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from portal.tables.engine import Tables
from portal.tables.export import export
from portal.tables.query import parse_query

_ROWS = (1_000_000, 10_000_000)
_QUESTIONS = {
    "CSV, file order": [("format", "csv")],
    "CSV, sorted": [("format", "csv"), ("sort", "-amount")],
    "JSON lines, 1,000,000 rows": [("format", "ndjson"), ("limit", "1000000")],
}


def main(arguments: list[str]) -> int:
    """Measure each size in a child, and print what it says."""
    if arguments[:1] == ["--child"]:
        _measure(int(arguments[1]))
        return 0
    for rows in [int(one) for one in arguments] or _ROWS:
        subprocess.run([sys.executable, "-m", "benchmarks.rows_memory", "--child", str(rows)], check=True)
    return 0


def _measure(rows: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kaifang-bench-") as folder:
        parquet = Path(folder) / "table.parquet"
        _make(parquet, rows)
        tables = Tables(Path(folder) / "cache")
        table = tables.open("0" * 64, lambda: parquet)
        print(f"{rows:,} rows: query file built, peak {_peak():.0f} MiB")
        for what, question in _QUESTIONS.items():
            started = time.process_time()
            size = sum(len(piece) for piece in export(table, parse_query(question, table.all_columns)))
            spent = time.process_time() - started
            print(f"  {what:28} {size / 1e6:8.1f} MB  {spent:6.1f} CPU s  peak {_peak():.0f} MiB")
        tables.close()


def _make(target: Path, rows: int) -> None:
    """Write the table, by DuckDB with little memory, so that it does not count."""
    with duckdb.connect(config={"threads": 1, "memory_limit": "128MB"}) as connection:
        texts = ", ".join(f"'第' || (i * {prime} % 9973) || '号站' AS text_{prime}" for prime in (3, 5, 7, 11))
        numbers = ", ".join(f"(i * {prime}) % 100003 AS number_{prime}" for prime in (13, 17, 19, 23))
        connection.execute(
            f"COPY (SELECT i AS id, (i * 7919 % 1000003) / 100 AS amount, DATE '2020-01-01' + (i % 2000)::INT AS day, "
            f"i % 3 = 0 AS flag, {texts}, {numbers} FROM range({rows}) r(i)) TO '{target}' (FORMAT parquet)"
        )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
