"""The schema is true of every row: frictionless, the reference, finds the file valid under it."""

import csv
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from frictionless import Dialect, Schema
from frictionless.resources import TableResource
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.intake.examine import Examined, examine
from portal.intake.inference import infer
from portal.intake.profile import profile
from portal.intake.types import MARKERS
from portal.intake.validation import STANDARD_DIALECT, prove, validate
from portal.tables import check
from portal.tables.check import open_columns
from portal.tables.fields import reading_of


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def inferred(tmp_path: Path, name: str, cells: Sequence[str]) -> dict[str, Any]:
    rows = [[str(number), cell] for number, cell in enumerate(cells)]
    field = infer(write(tmp_path / "t.csv", ["n", name], rows))["fields"][1]
    assert field.pop("name") == name
    return dict(field)


def reference_says_valid(path: Path, schema: dict[str, Any]) -> bool:
    table = TableResource(
        name="t",
        path=path.name,
        basepath=str(path.parent),
        format="csv",
        encoding="utf-8",
        dialect=Dialect.from_descriptor(STANDARD_DIALECT),
        schema=Schema.from_descriptor(schema),
    )
    return bool(table.validate().valid)


TEXT = {"type": "string"}
CASES: list[tuple[str, list[str], dict[str, Any]]] = [
    ("床位数", ["1", "20", "-3", "0"], {"type": "integer"}),
    ("区号", ["020", "021"], TEXT),
    ("人数", ["12", "007"], TEXT),
    ("代码", ["110000", "120000"], TEXT),
    ("zip code", ["15001", "15002"], TEXT),
    ("n2", ["230102190001010018", "230102190001010026"], TEXT),
    ("x", ["13800138000", "13900139000"], TEXT),
    ("x", ["9223372036854775808", "1"], TEXT),
    ("x", ["12345678901234567", "1"], {"type": "integer"}),
    ("价格", ["1.5", "2", ".5", "-3.25e-2"], {"type": "number"}),
    ("价格", ["1.5", "01.5"], TEXT),
    ("占比", ["12.5%", "3%"], {"type": "number", "bareNumber": False}),
    ("占比", ["12.5%", "3"], TEXT),
    ("金额", ["1,234", "56", "1,234,567"], {"type": "number", "groupChar": ","}),
    ("金额", ["1,234.50", "5"], {"type": "number", "groupChar": ","}),
    ("金额", ["1,5", "2,25"], {"type": "number", "decimalChar": ","}),
    ("金额", ["1.234,5", "2"], {"type": "number", "groupChar": ".", "decimalChar": ","}),
    ("金额", ["1 234,5", "2,25"], {"type": "number", "groupChar": " ", "decimalChar": ","}),
    ("开放", ["是", "否"], {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]}),
    ("开放", ["是", "是"], {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]}),
    ("电梯", ["有", "无"], {"type": "boolean", "trueValues": ["有"], "falseValues": ["无"]}),
    ("电梯", ["有", "有"], TEXT),
    ("x", ["TRUE", "False"], {"type": "boolean", "trueValues": ["TRUE"], "falseValues": ["False"]}),
    ("x", ["Y", "N"], {"type": "boolean", "trueValues": ["Y"], "falseValues": ["N"]}),
    ("x", ["Y", "Y"], TEXT),
    ("x", ["0", "1"], {"type": "integer"}),
    ("日期", ["2024-03-05", "2024-12-31"], {"type": "date"}),
    ("日期", ["2024-3-5", "2024-12-31"], {"type": "date", "format": "%Y-%m-%d"}),
    ("日期", ["2024年3月5日", "2024年12月31日"], {"type": "date", "format": "%Y年%m月%d日"}),
    ("日期", ["2024/3/5"], {"type": "date", "format": "%Y/%m/%d"}),
    ("日期", ["2024.03.05"], {"type": "date", "format": "%Y.%m.%d"}),
    ("日期", ["20240305", "20241231"], {"type": "date", "format": "%Y%m%d"}),
    ("人数", ["20240305", "20241231"], {"type": "integer"}),
    ("日期", ["2024-02-30"], TEXT),
    ("日期", ["2024-03-05", "2024/03/05"], TEXT),
    ("日期", ["05/03/2024", "25/03/2024"], {"type": "date", "format": "%d/%m/%Y"}),
    ("日期", ["05/03/2024", "05/25/2024"], {"type": "date", "format": "%m/%d/%Y"}),
    ("日期", ["05/03/2024", "06/04/2024"], TEXT),
    ("日期", ["25/03/2024", "05/25/2024"], TEXT),
    ("月份", ["2024-03", "2024-12"], {"type": "yearmonth"}),
    ("月份", ["2024年3月"], TEXT),
    ("月份", ["2024.3", "2024.12"], TEXT),
    ("月份", ["202403", "202412"], TEXT),
    ("年份", ["2023", "2024"], {"type": "year"}),
    ("数量", ["2023", "2024"], {"type": "integer"}),
    ("时间", ["2024-03-05 08:00:00"], {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"}),
    ("时间", ["2024/3/5 8:00"], {"type": "datetime", "format": "%Y/%m/%d %H:%M"}),
    ("时间", ["2024-03-05T08:00:00Z", "2024-03-05T08:00:00+08:00"], {"type": "datetime"}),
    ("时间", ["2024-03-05T08:00:00Z", "2024-03-05T08:00:00"], TEXT),
    ("首班", ["06:00", "5:30"], {"type": "time", "format": "%H:%M"}),
    ("首班", ["06:00:00", "05:30:00"], {"type": "time"}),
    ("首班", ["06:00", "25:30"], TEXT),
    ("人数", ["1", "-", "N/A", ""], {"type": "integer", "missingValues": ["", "-", "N/A"]}),
    ("人数", ["1", "*****"], {"type": "integer", "missingValues": ["", "*****"]}),
    ("开放", ["是", "否", "不详"], {"type": "boolean", "missingValues": ["", "不详"]}),
    ("备注", ["无", "-", "好"], TEXT),
    ("备注", ["-", "-"], TEXT),
    ("备注", ["", ""], TEXT),
]


@pytest.mark.parametrize(("name", "cells", "expected"), CASES)
def test_types(name: str, cells: list[str], expected: dict[str, Any], tmp_path: Path) -> None:
    found = inferred(tmp_path, name, cells)
    assert {key: found.get(key) for key in expected} == expected
    if expected == TEXT:
        assert found == TEXT


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("usual", "late", "expected"),
    [
        ("{n}", "1.5", {"type": "number"}),
        ("{n}", "1,234", {"type": "number", "groupChar": ","}),
        ("{n}", "007", TEXT),
        ("{n}", "约20", TEXT),
        ("{n}", "…", {"type": "integer", "missingValues": ["", "…"]}),
        ("05/03/2024", "25/03/2024", {"type": "date", "format": "%d/%m/%Y"}),
        ("05/03/2024", "05/25/2024", {"type": "date", "format": "%m/%d/%Y"}),
        ("05/03/2024", "06/03/2024", TEXT),
        ("是", "否", {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]}),
        ("TRUE", "false", {"type": "boolean", "trueValues": ["TRUE"], "falseValues": ["false"]}),
        ("1,234", "1,5", {"type": "number", "decimalChar": ","}),
    ],
)
def test_one_late_cell_decides(
    usual: str, late: str, expected: dict[str, Any], fast: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_SMALL", 0 if fast else 1 << 40)
    cells = [usual.format(n=number % 900) for number in range(3000)]
    found = inferred(tmp_path, "x", [*cells, late, *cells[:100]])
    assert found == expected


def test_a_marker_in_text_is_never_a_missing_value(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ["a", "b"], [["1", "无"], ["-", "-"], ["2", "好"]])
    schema = infer(path)
    assert schema["missingValues"] == [""]
    assert schema["fields"][0]["missingValues"] == ["", "-"]
    assert "missingValues" not in schema["fields"][1]


def test_a_row_of_markers_alone_stays_a_row(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ["a", "b"], [["1", "2"], ["-", "NA"], ["3", "4"]])
    schema = infer(path)
    assert [field["type"] for field in schema["fields"]].count("string") == 1
    assert reference_says_valid(path, schema)


def test_columns_rename_and_must_be_as_many(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ["a", "b"], [["1", "x"]])
    assert [field["name"] for field in infer(path, columns=["年份", "y"])["fields"]] == ["年份", "y"]
    with pytest.raises(Exception, match=r"table\.columns"):
        infer(path, columns=["a"])


def test_wide_and_short(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [f"c{n}" for n in range(9074)], [[str(n) for n in range(9074)]] * 3)
    assert {field["type"] for field in infer(path)["fields"]} == {"integer"}
    many = write(tmp_path / "u.csv", [f"c{n}" for n in range(300)], [[str(n) for n in range(300)]] * 200)
    assert {field["type"] for field in infer(many)["fields"]} == {"integer"}


STYLES = st.sampled_from(
    [
        lambda rng: str(rng.randrange(-5, 3000)),
        lambda rng: f"{rng.random() * 100:.2f}",
        lambda rng: f"{rng.randrange(10**6):,}",
        lambda rng: f"{rng.random() * 1000:.1f}".replace(".", ","),
        lambda rng: f"{rng.randrange(100)}%",
        lambda rng: rng.choice(["是", "否"]),
        lambda rng: rng.choice(["true", "FALSE"]),
        lambda rng: f"{rng.randrange(1, 32)}/{rng.randrange(1, 13)}/2024",
        lambda rng: f"2024-{rng.randrange(1, 14)}-{rng.randrange(1, 32)}",
        lambda rng: f"2024年{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日",
        lambda rng: f"2024-03-{rng.randrange(10, 29)}T0{rng.randrange(9)}:00:00" + rng.choice(["", "Z", "+08:00"]),
        lambda rng: f"{rng.randrange(26)}:{rng.randrange(10, 70)}",
        lambda rng: f"2024-{rng.randrange(0, 14):02}",
        lambda rng: f"{rng.randrange(100):03}",
        lambda rng: rng.choice(["a", 'say "x"', "l1\nl2", "a,b", " ", "x;y", "'q';'r'"]),
        lambda rng: rng.choice(["1e5", "1_000", "１２", "NaN", "Infinity", "+5", " 7 ", "0x1", "1.", "-", "−3"]),
        lambda rng: str(rng.randrange(10**14, 10**20)),
    ]
)
HEADERS = st.sampled_from(["x", "年份", "日期", "代码", "date", "数量"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    width = draw(st.integers(1, 4))
    styles = [draw(STYLES) for _ in range(width)]
    odd = [draw(st.sampled_from([None, *sorted(MARKERS), "", "x", "00", "31/31/2024"])) for _ in range(width)]
    space = draw(st.sampled_from(["", " ", "\n"]))
    header = [f"{draw(HEADERS)}{number}{space}" if number else draw(HEADERS) for number in range(width)]
    rng = random.Random(draw(st.integers(0, 10**6)))
    rows = [[style(rng) for style in styles] for _ in range(draw(st.integers(1, 25)))]
    for row in rows:
        for index, cell in enumerate(odd):
            if cell is not None and rng.random() < 0.15:
                row[index] = cell
    return header, [row for row in rows if any(row)]


@settings(max_examples=200, deadline=None)
@given(table=tables(), slow=st.booleans())
def test_the_reference_finds_the_file_valid(
    table: tuple[list[str], list[list[str]]], slow: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(tmp_path_factory.mktemp("t") / "t.csv", *table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "_SMALL", 1 << 40 if slow else 0)
        schema = infer(path)
        proved = prove(path, schema, resource="t")
        assert examine(path, resource="t") == Examined(schema, proved, profile(path, schema))
    json.dumps(schema)
    assert reference_says_valid(path, schema)
    assert proved.valid
    assert proved.rows == len(table[1])


@settings(max_examples=150, deadline=None)
@given(table=tables(), other=tables(), slow=st.booleans())
def test_prove_and_the_reference_agree_on_files_that_the_schema_was_not_made_for(
    table: tuple[list[str], list[list[str]]],
    other: tuple[list[str], list[list[str]]],
    slow: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("t")
    schema = infer(write(folder / "t.csv", *table))
    changed = write(folder / "u.csv", table[0], [*table[1], *other[1]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "_SMALL", 1 << 40 if slow else 0)
        proved = prove(changed, schema, resource="t")
    assert proved == validate(changed, schema, resource="t")
    assert proved.valid == reference_says_valid(changed, schema)


@settings(max_examples=100, deadline=None)
@given(table=tables(), other=tables())
def test_both_ways_of_testing_columns_agree(
    table: tuple[list[str], list[list[str]]],
    other: tuple[list[str], list[list[str]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("t")
    schema = infer(write(folder / "t.csv", *table))
    width = len(table[0])
    rows = [(row + ["1"] * width)[:width] for row in [*table[1], *other[1]]]
    path = write(folder / "u.csv", table[0], rows)
    readings = {index: reading_of(field) for index, field in enumerate(schema["fields"])}
    found = []
    for small in (0, 1 << 40):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(check, "_SMALL", small)
            with open_columns(path) as columns:
                outcomes = columns.test(readings)
                cells = {index: (one.rejected, set(one.cells)) for index, one in outcomes.items()}
                found.append((cells, columns.blank_rows(readings), columns.rows(), columns.ragged()))
    assert found[0] == found[1]
