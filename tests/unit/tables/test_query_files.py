"""Answers as files, read back by other tools; and the folder of tables, built once however many ask."""

import io
import json
import multiprocessing
import threading
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pytest

import portal.tables.engine as engine
import portal.tables.export as exports
from portal.errors import PortalError
from portal.tables.engine import Table, Tables, answer
from portal.tables.export import export, size_of
from portal.tables.query import parse_query
from tests.unit.tables.test_query_answers import opened, rows_of, write_table

TYPES = {
    "文本": "string",
    "n": "integer",
    "大数": "integer",
    "x": "number",
    "d": "date",
    "t": "datetime",
    "ok": "boolean",
}
ROWS = [
    ("=1+1", "1", "9007199254740993", "0.5", "2024-02-29", "2024-01-31T08:00:00", "true"),
    ('a,"b"\n里', "-2", "12345678901234567890123", "NaN", "1850-01-01", "2024-01-31T08:00:00.25", "false"),
    ("#N/A", "", "", "INF", "", "", ""),
    ("_x0041_\x01", "3", "5", "1e300", "1999-12-31", "1999-12-31T23:59:59", "true"),
]


def written(table: Table, *given: tuple[str, str]) -> bytes:
    return b"".join(export(table, parse_query(given, table.all_columns)))


def test_csv_reads_back() -> None:
    with opened(ROWS, TYPES) as table:
        frame = pandas.read_csv(io.BytesIO(written(table, ("format", "csv"))), dtype=str, keep_default_na=False)
        assert list(frame.columns) == ["_id", *TYPES]
        assert list(frame["文本"]) == [row[0] for row in ROWS]
        assert list(frame["大数"]) == [row[2] for row in ROWS]
        assert list(frame["d"]) == [row[4] for row in ROWS]
        assert list(frame["t"]) == ["2024-01-31T08:00:00", "2024-01-31T08:00:00.250000", "", "1999-12-31T23:59:59"]
        assert list(frame["ok"]) == ["true", "false", "", "true"]


def test_csv_by_ranges_is_the_csv_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"第{number}站", str(number % 7)) for number in range(1000)]
    with opened(rows, {"站": "string", "n": "integer"}) as table:
        for filters in ([], [("n__gt", "3")], [("n", "99")]):
            at_once = written(table, ("format", "csv"), ("sort", "_id"), *filters)
            monkeypatch.setattr(exports, "_RANGE", 64)
            assert written(table, ("format", "csv"), *filters) == at_once
            for offset in ("1", "70", "5000"):
                skipped = written(table, ("format", "csv"), ("sort", "_id"), ("offset", offset), *filters)
                assert written(table, ("format", "csv"), ("offset", offset), *filters) == skipped
            assert len(at_once.splitlines()) == 1 + sum(
                1 for _, n in rows if not filters or int(n) > int(filters[0][1])
            )


def test_csv_goes_on_from_a_cursor() -> None:
    rows = [(f"第{number}站", str(number % 3)) for number in range(30)]
    with opened(rows, {"站": "string", "n": "integer"}) as table:
        for given in ([], [("n__gt", "0")], [("sort", "-n")]):
            first = parse_query([*given, ("limit", "5")], table.all_columns)
            follows = answer(table, first, release=1).next
            assert follows
            rest = written(table, ("format", "csv"), *given, ("after", follows)).splitlines()
            whole = written(table, ("format", "csv"), *given).splitlines()
            assert rest == [whole[0], *whole[6:]]
            plan = parse_query([*given, ("format", "csv"), ("after", follows), ("limit", "3")], table.all_columns)
            assert size_of(table, plan) == (len(whole) - 1, True)


def test_an_empty_table_has_a_header() -> None:
    with opened([], {"站": "string"}) as table:
        assert written(table, ("format", "csv")) == "_id,站\n".encode()
        assert written(table, ("format", "ndjson")) == b""
        assert openpyxl.load_workbook(io.BytesIO(written(table, ("format", "xlsx")))).active.max_row == 1


def test_json_lines_read_back() -> None:
    with opened(ROWS, TYPES) as table:
        lines = [json.loads(line) for line in written(table, ("format", "ndjson")).decode().splitlines()]
        assert [line["大数"] for line in lines] == [int(row[2]) if row[2] else None for row in ROWS]
        assert [line["x"] for line in lines] == [0.5, "NaN", "INF", 1e300]
        assert lines[1]["文本"] == 'a,"b"\n里'
        assert [line["_id"] for line in lines] == [1, 2, 3, 4]


def test_a_workbook_shows_what_is_there() -> None:
    with opened(ROWS, TYPES) as table:
        sheet = openpyxl.load_workbook(io.BytesIO(written(table, ("format", "xlsx")))).active
        header, first, second, third, fourth = sheet.iter_rows(values_only=True)
        assert header == ("_id", *TYPES)
        assert first == (1, "=1+1", 1, "9007199254740993", 0.5, datetime(2024, 2, 29), datetime(2024, 1, 31, 8), True)  # noqa: DTZ001
        assert sheet["B2"].data_type == sheet["B4"].data_type == "s"
        assert second[3:6] == ("12345678901234567890123", "NaN", "1850-01-01")
        assert third == (3, "#N/A", None, None, "INF", None, None, None)
        assert openpyxl.utils.escape.unescape(fourth[1]) == "_x0041_\x01"


def test_parquet_reads_back(tmp_path: Path) -> None:
    with opened(ROWS, TYPES) as table:
        (tmp_path / "t.parquet").write_bytes(
            written(table, ("format", "parquet"), ("select", "大数,d"), ("sort", "-_id"))
        )
    found = duckdb.sql(f"SELECT * FROM '{tmp_path / 't.parquet'}'").fetchall()
    assert [int(big) if big is not None else None for big, _ in found] == [5, None, 12345678901234567890123, 2**53 + 1]
    assert found[3][1] == date(2024, 2, 29)


def test_what_a_sheet_cannot_hold_is_refused_before_the_first_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened([("甲" * 40_000,), ("乙",)], {"站": "string"}) as table:
        with pytest.raises(PortalError, match=r"rows\.sheet_cell"):
            export(table, parse_query([("format", "xlsx")], table.all_columns))
        assert written(table, ("format", "xlsx"), ("select", "_id"))
        monkeypatch.setattr(exports, "SHEET_ROWS", 1)
        with pytest.raises(PortalError, match=r"rows\.sheet_rows"):
            export(table, parse_query([("format", "xlsx"), ("select", "_id")], table.all_columns))
        assert written(table, ("format", "xlsx"), ("select", "_id"), ("limit", "1"))
        assert written(table, ("format", "xlsx"), ("select", "_id"), ("offset", "1"))


@pytest.mark.parametrize("format_", ["csv", "ndjson", "xlsx", "parquet"])
def test_nothing_stays_in_the_spool(format_: str) -> None:
    with opened(ROWS, TYPES) as table:
        assert written(table, ("format", format_))
        pieces = export(table, parse_query([("format", format_)], table.all_columns))
        next(pieces)
        del pieces  # the reader went away
        assert list(table.spool.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ([], (4, False)),
        ([("limit", "4")], (4, False)),
        ([("limit", "3")], (4, True)),
        ([("limit", "3"), ("offset", "1")], (4, False)),
        ([("limit", "2"), ("offset", "1")], (4, True)),
        ([("limit", "1"), ("n__gt", "2")], (1, False)),
    ],
)
def test_whether_a_limit_cuts_is_known_before(given: list[tuple[str, str]], size: tuple[int, bool]) -> None:
    with opened(ROWS, TYPES) as table:
        assert size_of(table, parse_query([*given, ("format", "csv")], table.all_columns)) == size


def test_a_file_is_built_once_by_many_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = write_table(tmp_path, [("甲", "1")], {"站": "string", "n": "integer"})
    asked: list[str] = []
    begin = threading.Barrier(8)

    def source() -> Path:
        asked.append("")
        return parquet

    def ask(tables: Tables) -> None:
        begin.wait()
        assert rows_of(tables.open("ab", source)) == [{"_id": 1, "站": "甲", "n": 1}]

    many = [Tables(tmp_path / "cache") for _ in range(8)]  # as if each were a process
    threads = [threading.Thread(target=ask, args=(one,)) for one in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 1


def test_many_threads_ask_one_table() -> None:
    rows = [(f"第{number}站", str(number % 5)) for number in range(500)]
    wrong: list[object] = []
    with opened(rows, {"站": "string", "n": "integer"}) as table:

        def ask(which: int) -> None:
            for _ in range(50):
                found = rows_of(table, ("n", str(which)), ("sort", "-_id"), ("limit", "3"))
                if [row["_id"] % 5 for row in found] != [(which + 1) % 5] * 3:
                    wrong.append(found)

        threads = [threading.Thread(target=ask, args=(which,)) for which in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def _child(folder: Path, parquet: Path, asked: Path) -> None:
    def source() -> Path:
        with asked.open("a") as file:
            file.write("x")
        return parquet

    Tables(folder).open("ab", source)


def test_a_file_is_built_once_by_many_processes(tmp_path: Path) -> None:
    parquet = write_table(tmp_path, [("甲", "1")], {"站": "string", "n": "integer"})
    context = multiprocessing.get_context("spawn")
    arguments = (tmp_path / "cache", parquet, tmp_path / "asked")
    children = [context.Process(target=_child, args=arguments) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
        assert child.exitcode == 0
    assert (tmp_path / "asked").read_text() == "x"


def test_tables_let_go_of_stay_open_for_who_holds_them(tmp_path: Path) -> None:
    parquet = write_table(tmp_path, [("甲", "1")], {"站": "string", "n": "integer"})
    tables = Tables(tmp_path / "cache", most_open=1)
    first = tables.open("aa", lambda: parquet)
    tables.open("bb", lambda: parquet)
    assert tables.open("bb", lambda: parquet) is not first
    (tmp_path / "cache" / "aa.duckdb").unlink()
    assert rows_of(first)[0]["站"] == "甲"


def test_an_open_table_reaches_nothing_else(tmp_path: Path) -> None:
    """Were a text ever to reach the SQL: no file, no setting and no write."""
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with opened(ROWS, TYPES) as table:
        for sql in (
            f"SELECT * FROM '{tmp_path / 'secret.csv'}'",
            f"COPY data TO '{tmp_path / 'out.csv'}'",
            "SET enable_external_access = true",
            "ATTACH ':memory:' AS m; CREATE TABLE m.t AS SELECT 1; SELECT * FROM read_text('/etc/hostname')",
            "DELETE FROM data",
        ):
            with pytest.raises(duckdb.Error):
                table.connection.cursor().execute(sql)


def test_too_much_memory_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_SPILL", "1MB")
    rows = [(f"{number}-{'x' * 100}",) for number in range(300_000)]
    parquet = write_table(tmp_path, rows, {"站": "string"})
    built = Tables(tmp_path / "cache")  # with the memory that building needs; the question alone shall be too heavy
    built.open("aa", lambda: parquet)
    built.close()
    table = Tables(tmp_path / "cache", memory="8MB").open("aa", lambda: parquet)
    with pytest.raises(PortalError, match=r"rows\.heavy"):
        rows_of(table, ("group_by", "站"), ("agg", "count(*)"))
    assert rows_of(table, ("limit", "1"))
