"""What bounds a question and the folder of query files: time, size of the question, bytes on disk."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from portal.errors import PortalError
from portal.tables.deadline import Deadline
from portal.tables.engine import Table, Tables
from portal.tables.export import export
from portal.tables.folder import trim
from portal.tables.query import BadQuery, parse_query
from tests.unit.tables.test_query_answers import opened, paged, rows_of, write_table

SLOW = [("group_by", "s"), ("agg", "max(n)"), ("sort", "-max(n)"), ("limit", "3")]
"""Takes ten times as long as it may in `hurried`, on a fast machine too."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold a table of a million and a half rows."""
    folder = tmp_path_factory.mktemp("long")
    duckdb.sql(f"COPY (SELECT md5(i::VARCHAR) AS s, i AS n FROM range(1_500_000) t(i)) TO '{folder / 't.parquet'}'")
    return folder


@pytest.fixture
def hurried(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    monkeypatch.setattr("portal.tables.deadline._TICK", 0.005)
    tables = Tables(folder / "cache", seconds=0.02)
    yield tables.open("ab", lambda: folder / "t.parquet")
    tables.close()


@pytest.mark.parametrize("format_", ["json", "csv", "ndjson", "xlsx", "parquet"])
def test_what_takes_too_long_is_ended_and_said(hurried: Table, format_: str) -> None:
    given = [("format", format_), *SLOW]
    with pytest.raises(PortalError) as caught:
        if format_ == "json":
            rows_of(hurried, *given)
        else:
            export(hurried, parse_query(given, hurried.all_columns))
    assert (caught.value.code, caught.value.params) == ("rows.slow", {"seconds": 0.02})


def test_a_reader_may_take_its_time(folder: Path) -> None:
    table = Tables(folder / "cache", seconds=1).open("ab", lambda: folder / "t.parquet")
    lines = 0
    for piece in export(table, parse_query([("format", "ndjson"), ("limit", "8000")], table.all_columns)):
        lines += piece.count(b"\n")
        time.sleep(0.4)
    assert lines == 8000


def test_no_bound_on_time(tmp_path: Path) -> None:
    parquet = write_table(tmp_path, [("甲",)], {"站": "string"})
    assert rows_of(Tables(tmp_path / "cache", seconds=0).open("ab", lambda: parquet), ("select", "站")) == [
        {"站": "甲"}
    ]


def test_an_order_of_a_hundred_columns_and_its_pages() -> None:
    types = {f"c{number}": "integer" for number in range(101)}
    rows = [[str((row * number) % 3) for number in range(101)] for row in range(6)]
    names = list(types)
    with opened(rows, types) as table:
        order = [("sort", ",".join(names[:100])), ("select", "_id")]
        assert list(paged(table, order, 1)) == rows_of(table, *order)
        with pytest.raises(BadQuery) as caught:
            rows_of(table, ("sort", ",".join(names)))
        assert (caught.value.code, caught.value.allowed) == ("list.value", ("≤ 100",))


def test_a_hundred_conditions_and_no_more() -> None:
    with opened([("1",), ("2",)], {"n": "integer"}) as table:
        assert len(rows_of(table, *[("n__in", "1,2")] * 100)) == 2
        with pytest.raises(BadQuery, match=r"list\.value"):
            rows_of(table, *[("n__in", "1,2")] * 101)


def files(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.duckdb")}


def test_what_was_used_least_recently_goes(tmp_path: Path) -> None:
    parquet = write_table(tmp_path, [("甲",)], {"站": "string"})
    folder = tmp_path / "cache"
    Tables(folder).open("aa", lambda: parquet)
    size = (folder / "aa.duckdb").stat().st_size
    tables = Tables(folder, most_bytes=2 * size)
    for name in ("aa", "bb"):
        tables.open(name, lambda: parquet)
    held = tables.open("aa", lambda: parquet)  # used again, and kept open all the while
    tables.open("cc", lambda: parquet)
    assert files(folder) == {"aa", "cc"}
    for name in ("dd", "ee"):
        tables.open(name, lambda: parquet)
    assert files(folder) == {"dd", "ee"}
    assert rows_of(held, ("select", "站")) == [{"站": "甲"}]


def test_one_file_larger_than_all_may_be_is_kept(tmp_path: Path) -> None:
    parquet = write_table(tmp_path, [("甲",)], {"站": "string"})
    tables = Tables(tmp_path / "cache", most_bytes=0)
    for name in ("aa", "bb"):
        tables.open(name, lambda: parquet)
    assert files(tmp_path / "cache") == {"bb"}


def test_what_is_being_opened_is_passed_over_and_what_was_left_half_made_goes(tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    for name in ("aa.duckdb", "bb.duckdb", "cc.new", "dd.new.wal", "ee.new", "spool/export-1", "spool/export-2"):
        (tmp_path / name).write_bytes(b"x")
    os.utime(tmp_path / "spool" / "export-1", (0, 0))
    with (tmp_path / "aa.lock").open("w") as one, (tmp_path / "ee.lock").open("w") as other:
        for lock in (one, other):
            fcntl.flock(lock, fcntl.LOCK_EX)
        trim(tmp_path, 0, keep=tmp_path / "none")
    left = {path.name for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert left == {"aa.duckdb", "ee.new", "export-2"}


def test_files_go_while_others_open_and_read_them(tmp_path: Path) -> None:
    """Each of these works as if it were a process; every file is always one too many."""
    parquets = {}
    for name in ("aa", "ab", "ba", "bb"):
        folder = tmp_path / name
        folder.mkdir()
        parquets[name] = write_table(folder, [(name,)] * 50, {"s": "string"})
    wrong: list[object] = []

    def work(first: int) -> None:
        for turn in range(first, first + 40):
            name = sorted(parquets)[turn % 4]
            tables = Tables(tmp_path / "cache", most_open=1, most_bytes=0)
            try:
                found = rows_of(tables.open(name, lambda: parquets[name]), ("select", "s"))  # noqa: B023
            except Exception as error:  # noqa: BLE001 - whatever it is, the test is to tell
                wrong.append(error)
            else:
                wrong.extend(found if found != [{"s": name}] * 50 else [])

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    trim(tmp_path / "cache", 0, keep=tmp_path / "none")
    assert files(tmp_path / "cache") == set()


def test_the_thread_that_looks_after_time_goes_when_nothing_runs() -> None:
    def watching() -> bool:
        return any(thread.name == "deadline" for thread in threading.enumerate())

    with opened([("甲",)], {"站": "string"}) as table:
        for _ in range(2):
            rows_of(table)
            assert watching()
            until = time.monotonic() + 20
            while watching() and time.monotonic() < until:
                time.sleep(0.05)
            assert not watching()


def test_only_what_is_slow_is_ended(hurried: Table) -> None:
    patient = replace(hurried, deadline=Deadline(60))
    ended: list[str] = []

    def ask() -> None:
        for _ in range(3):
            with pytest.raises(PortalError) as caught:
                rows_of(hurried, *SLOW)
            ended.append(caught.value.code)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert len(rows_of(patient, *SLOW)) == 3
    for thread in threads:
        thread.join()
    assert ended == ["rows.slow"] * 6
