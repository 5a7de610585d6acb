"""JSON, JSON lines, GeoJSON and Parquet become tables; numbers keep their digits."""

import csv
import json
from pathlib import Path

import duckdb
import pytest

from portal.intake.describe import describe
from portal.intake.parts import Limits, Part, ReadError
from portal.intake.standard import standardise


def parts(tmp_path: Path, text: str, name: str = "a.json", codec: str = "utf-8") -> list[Part]:
    path = tmp_path / name
    path.write_bytes(text.encode(codec))
    return describe(path)


def written(part: Part, tmp_path: Path) -> list[list[str]]:
    target = tmp_path / "out"
    target.mkdir(exist_ok=True)
    made = standardise(part, target)
    with made.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert (made.rows, made.columns) == (len(rows) - 1, tuple(rows[0]))
    return rows


def test_records_with_nested_values_and_first_seen_columns(tmp_path: Path) -> None:
    text = """[{"id": 1, "pos": {"lat": 45.80, "tags": ["a", null]}},
               {"name": "哈尔滨", "id": 12345678901234567890, "n": 0.10, "ok": true, "none": null, "e": []}]"""
    (part,) = parts(tmp_path, text)
    assert written(part, tmp_path) == [
        ["id", "pos", "name", "n", "ok", "none", "e"],
        ["1", '{"lat":45.80,"tags":["a",null]}', "", "", "", "", ""],
        ["12345678901234567890", "", "哈尔滨", "0.10", "true", "", "[]"],
    ]
    assert part.steps == ({"step": "records-to-csv", "format": "json"},)


def test_records_under_a_key(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, '{"year": 2024, "n": ["x"], "days": [{"d": "2024-01-01"}, {"d": "2024-01-02"}]}')
    assert (part.key, part.name, part.rows) == ("days", "a", 2)
    assert written(part, tmp_path) == [["d"], ["2024-01-01"], ["2024-01-02"]]


def test_records_deeper_down(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, '{"result": {"total": 2, "records": [{"a": 1}, {"a": 2}]}}')
    assert (part.key, part.rows) == ("result.records", 2)
    assert written(part, tmp_path) == [["a"], ["1"], ["2"]]


def test_each_key_with_records_is_a_part(tmp_path: Path) -> None:
    found = parts(tmp_path, '{"schools": [{"a": 1}], "hospitals": [{"b": 2}, {"b": 3}]}')
    assert [(part.name, part.rows) for part in found] == [("schools", 1), ("hospitals", 2)]


def test_arrays_inside_records_are_no_tables(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, '[{"id": 1, "lines": [{"x": 1}, {"x": 2}]}]')
    assert written(part, tmp_path)[1] == ["1", '[{"x":1},{"x":2}]']


def test_json_lines(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, '{"a": 1, "b": null}\n{"a": 2, "c": "x"}\n', "a.jsonl")
    assert part.format == "jsonl"
    assert written(part, tmp_path) == [["a", "b", "c"], ["1", "", ""], ["2", "", "x"]]


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_json_of_other_encodings(tmp_path: Path, codec: str) -> None:
    (part,) = parts(tmp_path, '[{"名称": "哈尔滨市道里区"}]', codec=codec)
    assert written(part, tmp_path) == [["名称"], ["哈尔滨市道里区"]]


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2, 3]", '[{"a": 1}, 2]', "[[1, 2], [3, 4]]", "[]", "{}"])
def test_json_without_records_is_opaque(tmp_path: Path, text: str) -> None:
    (part,) = parts(tmp_path, text)
    assert (part.kind, part.format) == ("opaque", "json")


def test_geojson_stays_as_it_is_and_is_counted(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"name": "a", "n": 1}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        {"type": "Feature", "properties": {"name": "b", "z": {}}, "geometry": None},
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (part,) = parts(tmp_path, text, "map.geojson")
    assert (part.kind, part.rows, part.columns) == ("opaque", 2, ("name", "n", "z"))
    target = tmp_path / "out"
    target.mkdir()
    made = standardise(part, target)
    assert made.path.name == "map.geojson"
    assert made.path.read_text(encoding="utf-8") == text


def test_a_table_that_starts_with_a_bracket_is_no_json(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, "[id],[name]\n1,a\n2,b\n", "a.csv")
    assert (part.kind, part.columns) == ("table", ("[id]", "[name]"))


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "it's.parquet"
    query = """
        SELECT '007' AS code, DATE '2024-03-05' AS day, TIMESTAMP '2024-03-05 10:00:00' AS "at ""t"" x",
               [1, 2] AS list, CAST(NULL AS INTEGER) AS nothing, 0.10::DECIMAL(4, 2) AS n
        UNION ALL SELECT 'a,"b', NULL, NULL, NULL, 3, 2.5"""
    with duckdb.connect() as db:
        quoted = str(path).replace("'", "''")
        db.execute(f"COPY ({query}) TO '{quoted}' (FORMAT parquet)")
    (part,) = describe(path)
    assert (part.rows, part.format) == (2, "parquet")
    assert written(part, tmp_path) == [
        ["code", "day", 'at "t" x', "list", "nothing", "n"],
        ["007", "2024-03-05", "2024-03-05T10:00:00", "[1,2]", "", "0.10"],
        ['a,"b', "", "", "", "3", "2.50"],
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"a": ' + "9" * 4301 + "}]", "read.json_number"),
        ('[{"a": 1e99999999999999999999}]', "read.json_number"),
        ('[{"a": ' + "[" * 200_000 + "]" * 200_000 + "}]", "read.json_nested"),
        ('{"a": ' * 200_000 + "1" + "}" * 200_000, "read.json_nested"),
        (json.dumps([{f"k{number}": 1} for number in range(16_385)]), "read.too_wide"),
    ],
)
def test_what_would_break_its_reader_is_refused(tmp_path: Path, text: str, code: str) -> None:
    """The first of these once ended the process, the third took memory by the square of its depth."""
    with pytest.raises(ReadError) as caught:
        parts(tmp_path, text)
    assert (caught.value.code, caught.value.params["name"]) == (code, "a.json")


def test_as_much_as_can_be_read_is_read(tmp_path: Path) -> None:
    digits = "9" * 5000
    (part,) = parts(
        tmp_path, f'[{{"a": {digits[:4300]}, "b": "{digits}", "c": 0.{digits}, "d": {"[" * 90 + "]" * 90}}}]'
    )
    rows = written(part, tmp_path)
    assert rows[1] == [digits[:4300], digits, f"0.{digits}", "[" * 90 + "]" * 90]


def test_columns_that_hardly_a_row_fills_do_not_fill_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{f"k{number}": 1} for number in range(1000)]))
    with pytest.raises(ReadError, match=r"read\.table_too_large"):
        describe(path, limits=Limits(unpacked_bytes=999_999))
    assert describe(path, limits=Limits(unpacked_bytes=1_000_000))[0].rows == 1000


def test_a_parquet_file_of_more_cells_than_may_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS a, 1 AS b FROM range(600_000)) TO '{path}'")
    with pytest.raises(ReadError, match=r"read\.table_too_large"):
        describe(path, limits=Limits(unpacked_bytes=1_000_000))
