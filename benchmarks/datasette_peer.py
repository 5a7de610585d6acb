"""Datasette over SQLite, asked the same questions over HTTP; its server's CPU is read from the system.

Datasette lives in an environment of its own (``make .bench``), because it is a peer and no part of the portal.
"""

import json
import shutil
import socket
import sqlite3
import statistics
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import sysconf
from pathlib import Path
from typing import Any

import duckdb

__all__ = ["Datasette", "executable", "make_database", "serving"]

_TICKS = sysconf("SC_CLK_TCK")
_INDEXED = ("序号", "年份", "人数", "面积")


def executable() -> Path | None:
    """Return the command of the peer, if its environment was made."""
    own = Path(__file__).parents[1] / ".bench" / "bin" / "datasette"
    found = shutil.which("datasette")
    return own if own.exists() else Path(found) if found else None


def make_database(source: Path, target: Path, *, indexes: bool) -> None:
    """Copy the native DuckDB file's table into SQLite, types kept, and index the columns that are asked about."""
    kinds = {"BIGINT": "INTEGER", "INTEGER": "INTEGER", "DOUBLE": "REAL"}
    with duckdb.connect(str(source), read_only=True) as rows, sqlite3.connect(target) as peer:
        asked = rows.execute("SELECT * FROM t")
        columns = [(one[0], kinds.get(str(one[1]), "TEXT")) for one in asked.description or ()]
        peer.execute(f"CREATE TABLE t ({', '.join(f'[{name}] {kind}' for name, kind in columns)})")
        marks = ", ".join("?" * len(columns))
        while batch := asked.fetchmany(50_000):
            peer.executemany(f"INSERT INTO t VALUES ({marks})", [[_plain(one) for one in row] for row in batch])
        for name in _INDEXED if indexes else ():
            peer.execute(f"CREATE INDEX [by_{name}] ON t ([{name}])")


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | str) else str(value)


class Datasette:
    """A running peer: its address and its process."""

    def __init__(self, address: str, process: int) -> None:
        self._address, self._process = address, process

    def cpu_of(self, sql: str, values: Callable[[int], Sequence[Any]], times: int) -> float:
        """Return the median CPU of the server for one answer, in milliseconds; a tick is ten, so rounds are added."""
        self._ask(sql, values(0))
        taken = []
        for begin in range(1, times + 1, 10):
            before = self._cpu()
            for number in range(begin, begin + 10):
                self._ask(sql, values(number))
            taken.append((self._cpu() - before) * 100)
        return statistics.median(taken)

    def csv(self) -> tuple[float, int]:
        """Return the CPU seconds of all rows as CSV, and how many lines came."""
        before, lines = self._cpu(), 0
        with urllib.request.urlopen(f"{self._address}/bench/t.csv?_stream=on&_size=max") as answer:  # noqa: S310 loopback
            while piece := answer.read(1 << 20):
                lines += piece.count(b"\n")
        return self._cpu() - before, lines

    def _ask(self, sql: str, values: Sequence[Any]) -> None:
        for place in range(len(values)):
            sql = sql.replace("?", f":p{place}", 1)
        query = urllib.parse.urlencode({"sql": sql, **{f"p{place}": one for place, one in enumerate(values)}})
        with urllib.request.urlopen(f"{self._address}/bench.json?{query}") as answer:  # noqa: S310 loopback
            assert json.loads(answer.read())["ok"]

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self._process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def serving(command: Path, database: Path) -> Iterator[Datasette]:
    """Serve a database, whose name has to be ``bench.db``, on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = ("sql_time_limit_ms", "60000"), ("max_csv_mb", "0"), ("max_returned_rows", "1000")
    options = [part for name, value in settings for part in ("--setting", name, value)]
    process = subprocess.Popen(
        [command, "serve", "--immutable", database, "--port", str(port), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield Datasette(address, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/-/versions.json").close()  # noqa: S310 loopback
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("Datasette did not answer")
