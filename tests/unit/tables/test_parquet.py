"""Parquet holds the values that the schema says are in the text, in order, and the same bytes each time."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Field
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.tables import source, write_parquet
from portal.tables.fields import reading_of


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


def values(tmp_path: Path, field: dict[str, Any], cells: Sequence[str], **schema: Any) -> tuple[str, list[Any]]:
    rows = [[cell, "."] for cell in cells]
    path = write(tmp_path / "t.csv", [["a", "b"], *rows])
    target = tmp_path / "t.parquet"
    assert write_parquet(path, {"fields": [{"name": "a", **field}, {"name": "b"}], **schema}, target) == len(rows)
    with duckdb.connect() as connection:
        relation = connection.read_parquet(str(target))
        return str(relation.types[0]), [row[0] for row in relation.fetchall()]


@pytest.mark.parametrize(
    ("field", "cells", "type_", "expected"),
    [
        ({"type": "integer"}, ["1", " 2 ", "", "-3"], "BIGINT", [1, 2, None, -3]),
        (
            {"type": "integer"},
            ["9223372036854775808", "1"],
            "DECIMAL(38,0)",
            [Decimal(9223372036854775808), Decimal(1)],
        ),
        ({"type": "integer"}, ["0000000000000000000000001"], "BIGINT", [1]),
        ({"type": "integer"}, ["1" * 40], "VARCHAR", ["1" * 40]),
        ({"type": "integer", "bareNumber": False}, ["约 -5 人"], "BIGINT", [-5]),
        ({"type": "number"}, ["1.5", ".5", "5.", "1e3"], "DOUBLE", [1.5, 0.5, 5.0, 1000.0]),
        ({"type": "number", "groupChar": ","}, ["1,234.5"], "DOUBLE", [1234.5]),
        ({"type": "number", "groupChar": ".", "decimalChar": ","}, ["1.234,5"], "DOUBLE", [1234.5]),
        ({"type": "number", "bareNumber": False}, ["12.5%", "-3%"], "DOUBLE", [12.5, -3.0]),
        (
            {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]},
            ["是", "否", ""],
            "BOOLEAN",
            [True, False, None],
        ),
        ({"type": "date"}, ["2024-03-05"], "DATE", [date(2024, 3, 5)]),
        ({"type": "date", "format": "%Y年%m月%d日"}, ["2024年3月5日"], "DATE", [date(2024, 3, 5)]),
        ({"type": "date", "format": "%d/%m/%Y"}, ["25/03/2024"], "DATE", [date(2024, 3, 25)]),
        ({"type": "datetime"}, ["2024-03-05T08:00:00+08:00"], "TIMESTAMP", [datetime(2024, 3, 5)]),  # noqa: DTZ001
        ({"type": "datetime"}, ["2024-03-05T08:00:00"], "TIMESTAMP", [datetime(2024, 3, 5, 8)]),  # noqa: DTZ001
        ({"type": "time", "format": "%H:%M"}, ["5:30"], "TIME", [time(5, 30)]),
        ({"type": "year"}, ["2024"], "INTEGER", [2024]),
        ({"type": "yearmonth"}, ["2024-03"], "VARCHAR", ["2024-03"]),
        ({"type": "date", "format": "%d %B %Y"}, ["5 March 2024"], "VARCHAR", ["5 March 2024"]),
        ({"type": "geopoint"}, ["126.6,45.7"], "VARCHAR", ["126.6,45.7"]),
        ({"type": "integer", "missingValues": ["", "-"]}, ["-", "1"], "BIGINT", [None, 1]),
        ({"type": "string", "missingValues": ["无"]}, ["无", "", "x"], "VARCHAR", [None, "", "x"]),
    ],
)
def test_values(field: dict[str, Any], cells: list[str], type_: str, expected: list[Any], tmp_path: Path) -> None:
    assert values(tmp_path, field, cells) == (type_, expected)


def test_the_missing_values_of_the_schema(tmp_path: Path) -> None:
    assert values(tmp_path, {"type": "string"}, ["NA", "x"], missingValues=["NA"]) == ("VARCHAR", [None, "x"])


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ({"type": "integer"}, "1.5"),
        ({"type": "integer"}, "1e3"),
        ({"type": "number"}, "abc"),
        ({"type": "date"}, "2024-02-30"),
        ({"type": "boolean"}, "yes"),
        ({"type": "year"}, "24"),
    ],
)
def test_a_column_with_a_cell_that_cannot_be_cast_is_text(field: dict[str, Any], cell: str, tmp_path: Path) -> None:
    assert values(tmp_path, field, ["1", cell, ""]) == ("VARCHAR", ["1", cell, None])


def test_ragged_rows_raise(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["a", "b"], ["1", "2"], ["1"]])
    with pytest.raises(PortalError, match=r"table\.ragged"):
        write_parquet(path, {"fields": [{"name": "a"}, {"name": "b"}]}, tmp_path / "t.parquet")


def test_the_same_bytes_and_the_same_order(tmp_path: Path) -> None:
    rows = [[str(number * 7919 % 300_000), f"第{number}站,{number % 13}"] for number in range(300_000)]
    path = write(tmp_path / "t.csv", [["n", "N"], *rows])
    schema = {"fields": [{"name": "n", "type": "integer"}, {"name": "N", "type": "string"}]}
    for name in ("a", "b"):
        assert write_parquet(path, schema, tmp_path / name) == 300_000
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with duckdb.connect() as connection:
        read = connection.read_parquet(str(tmp_path / "a"))
        assert read.columns == ["n", "N_2"]
        assert [row[1] for row in read.fetchall()] == [row[1] for row in rows]


def test_fields_matched_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["b", "a"], ["x", "1"]])
    schema = {"fieldsMatch": "subset", "fields": [{"name": "a", "type": "integer"}]}
    write_parquet(path, schema, tmp_path / "t.parquet")
    with duckdb.connect() as connection:
        assert connection.read_parquet(str(tmp_path / "t.parquet")).fetchall() == [("x", 1)]


FIELDS: list[dict[str, Any]] = [
    {"type": "integer"},
    {"type": "integer", "bareNumber": False},
    {"type": "number"},
    {"type": "number", "groupChar": ","},
    {"type": "number", "groupChar": " ", "decimalChar": ","},
    {"type": "number", "groupChar": ".", "decimalChar": ","},
    {"type": "number", "bareNumber": False, "groupChar": ","},
    {"type": "boolean"},
    {"type": "boolean", "trueValues": ["是", "1"], "falseValues": ["否", "1"]},
    {"type": "date"},
    {"type": "date", "format": "%d/%m/%Y"},
    {"type": "date", "format": "%Y%m%d"},
    {"type": "datetime"},
    {"type": "datetime", "format": "%Y-%m-%d %H:%M"},
    {"type": "time"},
    {"type": "time", "format": "%H:%M"},
    {"type": "year"},
    {"type": "yearmonth"},
]
CELLS = st.one_of(
    st.text(alphabet="0123456789+-.,eE% :/TZ是否aN\u00a0", max_size=12),
    st.from_regex(r"\A[0-3]?[0-9]/[01]?[0-9]/20[0-9]{2}\Z"),
    st.from_regex(
        r"\A20[0-9]{2}-[01][0-9]-[0-3][0-9]([T ][012][0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,3})?)?(Z|\+08:00)?)?\Z"
    ),
    st.from_regex(r"\A[+-]?[0-9]{1,3}([., ][0-9]{1,3}){0,3}%?\Z"),
)


@given(field=st.sampled_from(FIELDS), cell=CELLS)
def test_what_is_accepted_here_is_accepted_by_the_reference(field: dict[str, Any], cell: str) -> None:
    reading = reading_of(field)
    if reading.accepts(cell):
        _, notes = Field.from_descriptor({"name": "a", **field}).read_cell(cell)
        assert not notes


@given(field=st.sampled_from(FIELDS), cells=st.lists(CELLS, min_size=1, max_size=30))
def test_sql_accepts_what_python_accepts_and_casts_it_to_the_value_of_the_reference(
    field: dict[str, Any], cells: list[str]
) -> None:
    reading = reading_of(field)
    judge = Field.from_descriptor({"name": "a", **field})
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("CREATE TABLE t AS SELECT nullif(unnest($1::VARCHAR[]), '') AS c", [cells])
        test = f"{reading.missing_sql('c')} OR {reading.accepts_sql('c')}"
        for cell, accepted in connection.execute(f"SELECT c, {test} FROM t").fetchall():
            assert accepted == reading.accepts(cell or ""), cell
        wide = reading.value_sql("c").replace("BIGINT", "DECIMAL(38,0)")
        for cell, value in connection.execute(f"SELECT c, {wide} FROM t WHERE {test}").fetchall():
            _same(judge, cell or "", value)


def _same(judge: Field, cell: str, value: Any) -> None:
    expected, _ = judge.read_cell(cell)
    if judge.type == "number" and expected is not None:
        expected = float(expected)
        assert value == expected or (value != value and expected != expected)
    elif judge.type == "yearmonth" and expected is not None:
        assert value == f"{expected.year:04}-{expected.month:02}"
    elif judge.type == "datetime" and expected is not None:
        assert value == (expected - (expected.utcoffset() or expected - expected)).replace(tzinfo=None)
    else:
        assert value == expected


@pytest.mark.parametrize("wide", [0, 10**6])
def test_a_file_that_duckdb_would_misread_is_copied(wide: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_WIDE", wide)
    monkeypatch.setattr(source, "_CELLS", 4)
    rows = [["1", "a\r\nb"], ["", ""], ["-3", '"x" ,y'], ["4", "\n\nz"], ["5", " "]]
    path = write(tmp_path / "t.csv", [["n", "t"], *rows])
    schema = {"fields": [{"name": "n", "type": "integer"}, {"name": "t", "type": "string"}]}
    assert write_parquet(path, schema, tmp_path / "t.parquet") == 5
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(tmp_path / "t.parquet")).fetchall()
    assert found == [(1, "a\r\nb"), (None, None), (-3, '"x" ,y'), (4, "\n\nz"), (5, " ")]
