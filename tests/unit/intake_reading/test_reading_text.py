"""Text tables: encodings, delimiters, line ends, headers, ragged rows; what is standard keeps its bytes."""

import csv
import hashlib
import tracemalloc
from pathlib import Path

import pytest

from portal.intake.describe import describe
from portal.intake.parts import Part, ReadError, ReadOptions, Standard
from portal.intake.standard import standardise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(tmp_path: Path, data: bytes, name: str = "a.csv", **options: object) -> tuple[Part, Standard, list[list[str]]]:
    path = tmp_path / name
    path.write_bytes(data)
    (part,) = describe(path, options=ReadOptions(**options))  # type: ignore[arg-type]
    target = tmp_path / "out"
    target.mkdir(exist_ok=True)
    made = standardise(part, target)
    with made.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert made.bytes == made.path.stat().st_size
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert made.original == {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    if part.kind == "table":
        assert tuple(rows[0]) == made.columns
        assert len(rows) - 1 == made.rows
    return part, made, rows


def steps(made: Standard) -> list[str]:
    return [str(step["step"]) for step in made.steps]


def notes(made: Standard) -> list[str]:
    return [note.code for note in made.notes]


@pytest.mark.parametrize(
    "data",
    [
        b"id,name\n1,a\n2,b\n",
        b"id,name\r\n1,a\r\n2,b\r\n",
        b"id,name\n1,a\n2,b",
        '编号,名称\n001,"道里区, 中央大街"\n002,""\n'.encode(),
        b'id,text\r\n1,"two\nlines"\r\n2,"a ""quote"""\r\n',
        b"only\nx\ny\n",
    ],
)
def test_what_is_standard_keeps_its_bytes(tmp_path: Path, data: bytes) -> None:
    part, made, _ = read(tmp_path, data)
    assert part.standard
    assert made.steps == ()
    assert made.path.read_bytes() == data


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("item1,item2\n你好,中文\n", "gbk", "gb18030"),
        ("编号,街道\n1,镕基路㐀\n2,中央大街\n", "gb18030", "gb18030"),
        ("編號,區別\n1,中西區海安路\n2,安平區\n", "big5", "big5"),
        ("id,café\n1,Besançon à l’été\n", "cp1252", "windows-1252"),
        ("id,price\n1,£83 379\n2,£5\n", "cp1252", "windows-1252"),
        ("id,name\n1,a\n2,b\n", "utf-16-le", "utf-16-le"),
        ("编号,名称\n1,哈尔滨\n", "utf-16-be", "utf-16-be"),
        ("编号,名称\n1,哈尔滨\n", "utf-16", "utf-16-le"),
    ],
)
def test_encodings(tmp_path: Path, text: str, codec: str, name: str) -> None:
    part, made, rows = read(tmp_path, text.encode(codec))
    assert part.text is not None
    assert part.text.encoding == name
    assert rows == list(csv.reader(text.splitlines()))
    assert made.steps == ({"step": "encoding", "from": name},)


def test_twelve_bytes_of_gbk(tmp_path: Path) -> None:
    _, _, rows = read(tmp_path, "a,b,c\r\n你好,中文,中国\r\nHello,Chinese,China\r\n".encode("gbk"))
    assert rows[1] == ["你好", "中文", "中国"]


def test_bom_is_removed_and_nothing_else(tmp_path: Path) -> None:
    _, made, _ = read(tmp_path, b"\xef\xbb\xbfid,name\r\n1,a\r\n")
    assert made.steps == ({"step": "bom-removed"},)
    assert made.path.read_bytes() == b"id,name\r\n1,a\r\n"


def test_big5_user_defined_character_is_replaced_and_told(tmp_path: Path) -> None:
    data = "編號,里別\n".encode("big5") + b"1,\xfa\x40\xa6\xe6\xa8\xbd\n" + "2,大同里\n".encode("big5") * 50
    _, made, rows = read(tmp_path, data)
    (note,) = made.notes
    assert (note.code, note.row, note.column) == ("read.cell_damaged", 2, "里別")
    assert rows[1][1].endswith("行里")
    assert "\ufffd" in rows[1][1]


def test_a_late_bad_byte_does_not_crash(tmp_path: Path) -> None:
    data = "编号,名称\n".encode() + "1,哈尔滨市道里区\n".encode() * 90_000 + b"2,\xff\xfe\n"
    _, made, rows = read(tmp_path, data)
    assert [(note.code, note.row) for note in made.notes] == [("read.cell_damaged", 90_002)]
    assert rows[1][1] == "哈尔滨市道里区"


def test_two_encodings_in_one_file_are_refused_with_the_place(tmp_path: Path) -> None:
    data = "编号,名称\n".encode() + "1,哈尔滨市道里区\n".encode() * 60_000 + "2,南岗区\n".encode("gbk") * 60_000
    with pytest.raises(ReadError) as caught:
        read(tmp_path, data)
    assert caught.value.code.startswith("read.encoding")


def test_unknown_encoding_option(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, b"a,b\n1,2\n", encoding="klingon")
    assert caught.value.code == "read.encoding_name"


@pytest.mark.parametrize(("char", "name"), [("\t", "tab"), (";", "semicolon"), ("|", "pipe")])
def test_delimiters(tmp_path: Path, char: str, name: str) -> None:
    text = f"id{char}text{char}amount\n1{char}a, b{char}1,5\n2{char}c, d{char}2,5\n"
    _, made, rows = read(tmp_path, text.encode())
    assert rows == [["id", "text", "amount"], ["1", "a, b", "1,5"], ["2", "c, d", "2,5"]]
    assert made.steps == ({"step": "delimiter", "from": name},)


def test_delimiter_option_wins(tmp_path: Path) -> None:
    _, _, rows = read(tmp_path, b"a;b,c\n1;2,3\n", delimiter="semicolon")
    assert rows == [["a", "b,c"], ["1", "2,3"]]


def test_bare_carriage_returns(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b"id,name\r1,a\r2,b\r")
    assert rows == [["id", "name"], ["1", "a"], ["2", "b"]]
    assert steps(made) == ["line-ends"]


def test_mixed_line_ends(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b"id,name\r\n1,a\n2,b\r\n")
    assert rows[1:] == [["1", "a"], ["2", "b"]]
    assert steps(made) == ["line-ends"]


def test_cells_are_never_rewritten(tmp_path: Path) -> None:
    cells = [" 001 ", "1,234", "2024年3月5日", "是", "\u3000甲", "a\rb", "1e5", "NULL", '="x"']
    text = ";".join(f"c{number}" for number in range(len(cells))) + "\n"
    text += ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells) + "\n"
    _, _, rows = read(tmp_path, text.encode())
    assert rows[1] == cells


def test_title_notes_and_blank_rows_are_left_out_and_told(tmp_path: Path) -> None:
    text = (
        "2023年各区人口统计,,\n单位：万人,,\n,,\n区,年份,人口\n道里区,2023,80.5\n,,\n南岗区,2023,90.1\n合计,,170.6\n"
        ",,\n数据来源：统计局,,\n"
    )
    part, made, rows = read(tmp_path, text.encode())
    assert rows == [
        ["区", "年份", "人口"],
        ["道里区", "2023", "80.5"],
        ["南岗区", "2023", "90.1"],
        ["合计", "", "170.6"],
    ]
    assert steps(made) == ["title-removed", "notes-removed", "blank-rows-removed"]
    assert notes(made) == ["read.title_left_out", "read.notes_left_out"]
    assert part.above == ("2023年各区人口统计", "单位：万人")
    assert part.below == ("数据来源：统计局",)


def test_years_as_column_names(tmp_path: Path) -> None:
    _, _, rows = read(tmp_path, b"CO2 by sector,,,\n,,,\nSector,2000,2001,2002\nTimber,12,13,14\nSteel,22,23,24\n")
    assert rows[0] == ["Sector", "2000", "2001", "2002"]
    assert len(rows) == 3


def test_summaries_below_a_blank_row_are_left_out(tmp_path: Path) -> None:
    months = "".join(f",{month}月,{month}5.5,7\n" for month in range(1, 13))
    _, made, rows = read(tmp_path, f"年,月,数量,人数\n{months},,,\n全年,,780.5,84\n同比,,3.5,2\n".encode())
    assert rows[-1] == ["", "12月", "125.5", "7"]
    assert {"step": "notes-removed", "rows": 2} in made.steps


def test_a_control_total_below_blank_rows_is_left_out(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b"id,name,amount,day\n1,a,5,2024-01-02\n2,b,6,2024-01-03\n,,,\n,,11,\n")
    assert rows[-1] == ["2", "b", "6", "2024-01-03"]
    assert {"step": "notes-removed", "rows": 1} in made.steps


def test_a_last_row_that_lacks_a_value_stays(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, ("id,n\n" + "".join(f"{n},1\n" for n in range(20)) + "20,\n").encode())
    assert rows[-1] == ["20", ""]
    assert made.steps == ()


@pytest.mark.parametrize("years", ["2023", "2022,2023", "2023,2022,2021"])
def test_a_few_years_as_column_names(tmp_path: Path, years: str) -> None:
    count = len(years.split(","))
    body = "".join(f"{area}{',17.5' * count}\n" for area in ("道里区", "南岗区", "香坊区"))
    _, made, rows = read(tmp_path, f"区,{years}\n{body}".encode())
    assert rows[0] == ["区", *years.split(",")]
    assert made.rows == 3


def test_units_below_the_header_are_joined(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, "区,人口,面积\n名称,万人,平方公里\n道里区,80.5,479\n南岗区,90.1,183\n".encode())
    assert rows[0] == ["区 / 名称", "人口 / 万人", "面积 / 平方公里"]
    assert steps(made) == ["header-joined"]


def test_no_header_gets_names(tmp_path: Path) -> None:
    text = "".join(f"数据集{number},这里说明数据集{number}的内容。,/dataset/d{number}\n" for number in range(5))
    _, made, rows = read(tmp_path, text.encode())
    assert rows[0] == ["column_1", "column_2", "column_3"]
    assert made.rows == 5
    assert "read.header_made" in notes(made)


def test_numbers_alone_have_no_header(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b"7,4.5\n8,2.5\n9,1.5\n")
    assert rows[0] == ["column_1", "column_2"]
    assert made.rows == 3


@pytest.mark.parametrize(("row", "header"), [(3, ["c", "d"]), (0, ["column_1", "column_2"])])
def test_header_row_option(tmp_path: Path, row: int, header: list[str]) -> None:
    _, _, rows = read(tmp_path, b"a,b\n1,2\nc,d\n3,4\n", header_row=row)
    assert rows[0] == header


def test_blank_and_twin_names(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b'id,,name,name,"two\nlines",name_2\n1,2,3,4,5,6\n2,3,4,5,6,7\n')
    assert rows[0] == ["id", "column_2", "name", "name_3", "two lines", "name_2"]
    assert steps(made) == ["name-made", "name-made-unique", "name-line-break"]


def test_repeated_header_is_removed(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b"id,n\nid,n\n1,2\nid,n\n3,4\n")
    assert rows == [["id", "n"], ["1", "2"], ["3", "4"]]
    assert {"step": "repeated-header-removed", "rows": 2} in made.steps


def test_ragged_rows(tmp_path: Path) -> None:
    text = "a,b,c\n" + "1,2,3\n" * 40 + "4,5\n" + "6,7,8,,\n" + "9,10,11,12\n"
    _, made, rows = read(tmp_path, text.encode())
    assert rows[41:] == [["4", "5", ""], ["6", "7", "8"], ["9", "10", "11", "12"]]
    told = {note.code: note for note in made.notes}
    assert told["read.rows_short"].row == 42
    assert (told["read.row_long"].row, told["read.row_long"].params["cells"]) == (44, 4)
    assert steps(made) == ["row-padded", "blank-cells-cut"]


def test_many_longer_rows_widen_the_table(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b"a,b\n" + b"1,2,3\n" * 20)
    assert "column-added" in steps(made)
    assert rows[0] == ["a", "b", "column_3"]
    assert rows[1] == ["1", "2", "3"]


def test_unclosed_quote(tmp_path: Path) -> None:
    _, made, rows = read(tmp_path, b'id,size\n1,"5 inch\n2,6\n3,7\n')
    assert rows[1] == ["1", '"5 inch']
    assert "read.quotes" in notes(made)


def test_a_header_without_rows(tmp_path: Path) -> None:
    _, made, _ = read(tmp_path, b"id,name\n")
    assert made.rows == 0
    assert notes(made) == ["read.no_rows"]


def test_three_hundred_columns_are_taken_and_told(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(300))
    _, made, _ = read(tmp_path, f"{header}\n{','.join('1' * 300)}\n".encode())
    assert len(made.columns) == 300
    assert [(note.code, note.params["columns"]) for note in made.notes] == [("read.many_columns", 300)]


def test_too_many_columns(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, b",".join(b"c%d" % number for number in range(20_000)) + b"\n")
    assert caught.value.code == "read.too_wide"
    assert caught.value.params == {"columns": 20_000, "most": 16_384, "name": "a.csv"}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "read.empty"),
        (b" \n\n", "a.csv", "read.empty"),
        (b"\xef\xbb\xbf", "a.csv", "read.empty"),
        (b",,\n,,\n", "a.csv", "read.no_columns"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.csv", "read.binary"),
        (bytes(range(256)) * 40, "a.csv", "read.binary"),
        (bytes(range(256)) * 40, "a.xlsx", "read.binary"),
        (bytes(range(256)) * 40, "a.zip", "read.binary"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "read.markup"),
        (b'[{"a": 1},', "a.json", "read.bad_json"),
        (b"PAR1" + bytes(50), "a.parquet", "read.bad_parquet"),
        (b"PK\x03\x04" + bytes(50), "a.zip", "read.bad_zip"),
        (b"\x1f\x8b" + bytes(50), "a.csv.gz", "read.bad_gzip"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"),
            "a.xls",
            "read.bad_workbook",
        ),
    ],
)
def test_bad_input_is_told_by_code_and_name(tmp_path: Path, data: bytes, name: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, data, name)
    assert caught.value.code == code
    assert caught.value.params["name"] == name


def test_text_named_workbook_is_read_as_text(tmp_path: Path) -> None:
    part, _, rows = read(tmp_path, b"id,name\n1,a\n", "book.xlsx")
    assert part.format == "csv"
    assert rows == [["id", "name"], ["1", "a"]]


def test_prose_is_opaque_and_copied(tmp_path: Path) -> None:
    data = "这是一份说明。\n第一，请看附件；第二，请回复。\n".encode()
    path = tmp_path / "读我.txt"
    path.write_bytes(data)
    (part,) = describe(path)
    target = tmp_path / "out"
    target.mkdir()
    made = standardise(part, target)
    assert (part.kind, part.name, made.path.name) == ("opaque", "du-wo", "du-wo.txt")
    assert made.path.read_bytes() == data
    assert (made.rows, made.columns, made.steps) == (None, (), ())


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        path.write_bytes(b"id;name;amount\n" + b"1;some words;2.5\n" * rows)
        (tmp_path / "out").mkdir(exist_ok=True)
        tracemalloc.start()
        (part,) = describe(path)
        standardise(part, tmp_path / "out")
        _, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    peak(1_000)
    assert peak(180_000) < peak(70_000) * 1.2


def test_progress_adds_up(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id;name\n" + b"1;a\n" * 5_000)
    (part,) = describe(path)
    (tmp_path / "out").mkdir()
    told: list[int] = []
    standardise(part, tmp_path / "out", progress=told.append)
    assert sum(told) == path.stat().st_size


def test_the_upload_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id;name\n1;a\n")
    (part,) = describe(path)
    with pytest.raises(ValueError, match="handed in"):
        standardise(part, tmp_path)
    assert path.read_bytes() == b"id;name\n1;a\n"


def test_a_row_without_end_ends_before_memory_does(tmp_path: Path) -> None:
    """A quote that is never closed, and a file without a line end."""
    path = tmp_path / "a.csv"
    for data in (b'a,b\n"1,2\n' + b"3,4\n" * 20_000_000, b"a,b\n1," + b"x" * 80_000_000):
        path.write_bytes(data)
        tracemalloc.start()
        with pytest.raises(ReadError) as caught:
            describe(path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (caught.value.code, caught.value.params["name"]) == ("read.row_too_long", "a.csv")
        assert peak < 75_000_000
