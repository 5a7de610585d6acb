"""CPU of the rows API beside bare DuckDB on a native file of the same rows, in one run.

    python -m benchmarks.rows_speed [--rows N] [--seed S] [--times T]

Releases a table of N rows and 12 columns through the whole review, then asks it through the application (routing,
catalogue, headers, all) and asks bare DuckDB the same, each time with other values, JSON written in both. Figures
are CPU milliseconds a request, the median of T; the first request, which builds the native file, is counted by itself.
A CSV of all rows is streamed in a process of its own, so that its memory can be seen. Datasette, with and without
indexes, is asked the same over HTTP where its environment was made (``make .bench``).
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from flask.testing import FlaskClient

from benchmarks.datasette_peer import executable, make_database, serving
from benchmarks.package_speed import HEADER, make_table
from portal.app import create_app
from portal.clock import SystemClock
from portal.services import Services, open_services
from portal.settings import Settings
from portal.setup import prepare
from tests.factories import World

NAME, RESOURCE = "rows-speed", "table"
PATH = f"/api/v1/datasets/{NAME}/resources/{RESOURCE}/rows"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked both ways. asked: parameters for the n-th time; sql, values: the same for DuckDB."""

    name: str
    asked: Callable[[int], dict[str, str]]
    sql: str
    values: Callable[[int], Sequence[Any]]


def questions(rows: int, cursor: Callable[[int], str]) -> list[Question]:
    """Return the questions; each time other values, so that nothing remembered answers."""
    deep = rows * 9 // 10
    return [
        Question(
            "filter + sort + 100 rows",
            lambda n: {"年份": str(2000 + n % 24), "人数__gte": str(n), "sort": "-人数"},
            "SELECT * FROM t WHERE 年份 = ? AND 人数 >= ? ORDER BY 人数 DESC LIMIT 100",
            lambda n: (2000 + n % 24, n),
        ),
        Question(
            "the same, no total remembered",
            lambda n: {"年份": str(2000 + n % 24), "面积__lt": str(1000 - n / 7), "sort": "日期,-金额"},
            "SELECT * FROM t WHERE 年份 = ? AND 面积 < ? ORDER BY 日期, 金额 DESC LIMIT 100",
            lambda n: (2000 + n % 24, 1000 - n / 7),
        ),
        Question(
            "group-by: count, mean",
            lambda n: {"group_by": "年份", "agg": "count(*),avg(面积)", "人数__gte": str(n)},
            "SELECT 年份, count(*), avg(面积) FROM t WHERE 人数 >= ? GROUP BY 年份 ORDER BY 年份",
            lambda n: (n,),
        ),
        Question(
            "count with filter",
            lambda n: {"人数__gt": str(50_000 + n), "limit": "0"},
            "SELECT count(*) FROM t WHERE 人数 > ?",
            lambda n: (50_000 + n,),
        ),
        Question(
            "page at a deep offset",
            lambda n: {"offset": str(deep + n)},
            "SELECT * FROM t LIMIT 100 OFFSET ?",
            lambda n: (deep + n,),
        ),
        Question(
            "page after a deep cursor",
            lambda n: {"after": cursor(deep + n)},
            "SELECT * FROM t WHERE 序号 > ? ORDER BY 序号 LIMIT 100",
            lambda n: (deep + n,),
        ),
        Question(
            "one row by key",
            lambda n: {"序号": str(deep - 7919 * n % deep)},
            "SELECT * FROM t WHERE 序号 = ?",
            lambda n: (deep - 7919 * n % deep,),
        ),
    ]


@contextmanager
def portal_of(folder: Path) -> Iterator[Services]:
    """Open the portal of the benchmark."""
    services = open_services(Settings(data_dir=folder / "var", rate_limit=""), SystemClock())
    yield services
    services.close()


def release(folder: Path, rows: int, seed: int) -> None:
    """Take the table through the whole way."""
    make_table(folder / "table.csv", rows, seed)
    with portal_of(folder) as services:
        prepare(services)
        world = World(services, folder / "packages")
        world.release(NAME, files={f"{RESOURCE}.csv": (folder / "table.csv").read_text(encoding="utf-8")})


def bare(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open a native file of the same rows with one thread, as one would by hand."""
    with portal_of(folder) as services:
        client = create_app(services).test_client()
        found = client.get(f"/api/v1/datasets/{NAME}").get_json()["resources"][0]["parquet"]
        parquet = services.storage.path(found["sha256"])
        with duckdb.connect(str(folder / "bare.duckdb")) as connection:
            connection.execute("SET threads = 1")
            connection.execute(f"CREATE TABLE t AS SELECT * FROM read_parquet('{parquet}')")
    return duckdb.connect(str(folder / "bare.duckdb"), read_only=True, config={"threads": 1})


def cpu_of(work: Callable[[int], object], times: int) -> float:
    """Return the median CPU of a piece of work, in milliseconds; one round before is not counted."""
    work(0)
    taken = []
    for number in range(1, times + 1):
        begun = time.process_time()
        work(number)
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def ask(client: FlaskClient, parameters: dict[str, str]) -> bytes:
    """Ask the portal."""
    answer = client.get(PATH, query_string=parameters)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.data


def ask_bare(connection: duckdb.DuckDBPyConnection, question: Question, number: int) -> str:
    """Ask DuckDB, and write its answer as JSON."""
    cursor = connection.execute(question.sql, question.values(number))
    names = [one[0] for one in cursor.description or ()]
    return json.dumps([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], default=str)


def peak() -> float:
    """Return the most memory that this process has held, in MiB (Linux; ``ru_maxrss`` would count the parent's)."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def csv_child(folder: Path) -> None:
    """Stream all rows as CSV and print what it took: run in a process of its own."""
    with portal_of(folder) as services:
        client = create_app(services).test_client()
        ask(client, {"limit": "1", "人数__gt": "1"})
        before = peak()
        begun, size, lines = time.process_time(), 0, 0
        for piece in client.get(PATH, query_string={"format": "csv"}, buffered=False).iter_encoded():
            size += len(piece)
            lines += piece.count(b"\n")
        taken = time.process_time() - begun
        after = peak()
    print(json.dumps({"cpu": taken, "bytes": size, "lines": lines, "before": before, "after": after}))


def csv_line(folder: Path, connection: duckdb.DuckDBPyConnection, rows: int) -> list[str]:
    """Measure the CSV both ways."""
    command = [sys.executable, "-m", "benchmarks.rows_speed", "--csv-child", str(folder)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    begun = time.process_time()
    connection.execute(f"COPY t TO '{folder / 'bare.csv'}' (FORMAT csv, HEADER)")
    peer = time.process_time() - begun
    return [
        f"{'CSV of all rows':32}{found['cpu']:10.2f} s{peer:10.2f} s{found['cpu'] / peer:9.2f}",
        f"CSV: {rows / found['cpu']:,.0f} rows a CPU second, bare COPY {rows / peer:,.0f}; {found['bytes']:,} bytes; "
        f"peak memory {found['before']:.0f} MiB before, {found['after']:.0f} MiB after",
    ]


def measure(folder: Path, rows: int, seed: int, times: int) -> Iterator[str]:
    """Measure all, and give the lines of the report."""
    release(folder, rows, seed)
    connection = bare(folder)
    yield f"{rows:,} rows x {len(HEADER)} columns, {times} times each"
    asked: dict[str, tuple[Question, float]] = {}
    with portal_of(folder) as services:
        client = create_app(services).test_client()
        begun = time.process_time()
        ask(client, {"limit": "1"})
        yield f"first request, which builds the native file: {time.process_time() - begun:.2f} CPU s"

        def cursor(place: int) -> str:
            return str(json.loads(ask(client, {"offset": str(place - 1), "limit": "1"}))["next"])

        cursors = {rows * 9 // 10 + number: cursor(rows * 9 // 10 + number) for number in range(times + 1)}
        yield f"{'question':32}{'portal ms':>12}{'DuckDB ms':>12}{'ratio':>9}{'within 2 x + 3 ms':>20}"
        for question in questions(rows, cursors.__getitem__):
            ours = cpu_of(lambda number, one=question: ask(client, one.asked(number)), times)  # type: ignore[misc]
            peer = cpu_of(lambda number, one=question: ask_bare(connection, one, number), times)  # type: ignore[misc]
            asked[question.name] = (question, ours)
            within = "yes" if ours <= 2 * peer + 3 else "no"
            yield f"{question.name:32}{ours:12.2f}{peer:12.2f}{ours / peer:9.2f}{within:>20}"
    yield from csv_line(folder, connection, rows)
    connection.close()
    yield from beside_datasette(folder, asked, times)


def beside_datasette(folder: Path, asked: dict[str, tuple[Question, float]], times: int) -> Iterator[str]:
    """Ask Datasette the same, and give its lines; say so if it is not there."""
    command = executable()
    if command is None:
        yield "Datasette is left out: make .bench makes its environment"
        return
    found: dict[bool, dict[str, float]] = {}
    csv: dict[bool, str] = {}
    for indexes in (False, True):
        database = folder / f"indexes-{indexes}" / "bench.db"
        database.parent.mkdir(exist_ok=True)
        make_database(folder / "bare.duckdb", database, indexes=indexes)
        with serving(command, database) as peer:
            found[indexes] = {name: peer.cpu_of(one.sql, one.values, times) for name, (one, _) in asked.items()}
            taken, lines = peer.csv()
            csv[indexes] = f"{lines / taken:,.0f}"
    yield f"{'question':32}{'portal ms':>12}{'Datasette ms':>14}{'with indexes':>14}"
    for name, (_, ours) in asked.items():
        yield f"{name:32}{ours:12.2f}{found[False][name]:14.2f}{found[True][name]:14.2f}"
    yield f"CSV: Datasette {csv[False]} rows a CPU second, with indexes {csv[True]}"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    parser.add_argument("--csv-child", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.csv_child:
        csv_child(arguments.csv_child)
        return
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="rows-speed-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for line in measure(folder, arguments.rows, arguments.seed, arguments.times):
            print(line, flush=True)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
