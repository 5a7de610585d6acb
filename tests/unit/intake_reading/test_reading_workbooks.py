"""Workbooks: sheets, headers over several rows, typed cells, and containers that are traps."""

import csv
import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from portal.intake.describe import describe
from portal.intake.parts import Limits, Part, ReadError, ReadOptions
from portal.intake.standard import standardise

Rows = list[list[object]]


def book(tmp_path: Path, name: str = "book.xlsx", **sheets: Rows) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = tmp_path / name
    workbook.save(path)
    return path


def written(part: Part, tmp_path: Path) -> list[list[str]]:
    target = tmp_path / "out"
    target.mkdir(exist_ok=True)
    with standardise(part, target).path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_typed_cells_are_written_plainly(tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(["code", "n", "ratio", "day", "moment", "flag", "clock", "span", "big"])
    moment = dt.datetime.fromisoformat("2024-03-05T10:00:00")
    span = dt.timedelta(hours=30, minutes=5)
    for _ in range(2):
        workbook.active.append(
            [
                "007",
                3.0,
                0.1,
                dt.date(2024, 3, 5),
                moment,
                True,
                dt.time(9, 30),
                span,
                1e20,
            ]
        )
    workbook.save(path)
    (part,) = describe(path)
    assert part.name == "typed"
    assert written(part, tmp_path)[1] == [
        "007",
        "3",
        "0.1",
        "2024-03-05",
        "2024-03-05T10:00:00",
        "true",
        "09:30:00",
        "PT30H5M",
        "100000000000000000000",
    ]


def test_each_sheet_with_a_table_is_a_part(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        人口=[["区", "人口"], ["道里区", 80], ["南岗区", 90]],
        面积=[["区", "面积"], ["道里区", 479], ["南岗区", 183]],
        说明=[["本工作簿的说明文字。"], [], ["第二段说明文字。"]],
    )
    parts = describe(path)
    assert [(part.name, part.title, part.sheet, part.rows) for part in parts] == [
        ("ren-kou", "人口", "人口", 2),
        ("mian-ji", "面积", "面积", 2),
    ]
    assert [(note.code, note.params["sheet"]) for note in parts[0].notes] == [("read.sheet_no_table", "说明")]


def test_hidden_sheets_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = book(tmp_path, shown=[["a", "n"], ["x", 1], ["y", 2]], secret=[["b", "n"], ["x", 1], ["y", 2]])
    workbook = openpyxl.load_workbook(path)
    workbook["secret"].sheet_state = "hidden"
    workbook.save(path)
    (part,) = describe(path)
    assert part.sheet == "shown"
    assert [(note.code, note.params["sheet"]) for note in part.notes] == [("read.sheet_hidden", "secret")]
    (part,) = describe(path, options=ReadOptions(sheet="secret"))
    assert part.columns == ("b", "n")


def test_an_unknown_sheet_names_those_there(tmp_path: Path) -> None:
    path = book(tmp_path, one=[["a", "n"], ["x", 1]])
    with pytest.raises(ReadError) as caught:
        describe(path, options=ReadOptions(sheet="two"))
    assert (caught.value.code, caught.value.params["sheets"]) == ("read.no_sheet", "one")


def test_merged_header_below_a_title(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        表一=[
            ["2023年统计表"],
            ["区", "常住人口", None, "户籍人口", None],
            [None, "男", "女", "男", "女"],
            ["道里区", 40, 41, 42, 43],
            ["南岗区", 44, 45, 46, 47],
            [],
            ["注：数据为快报数。"],
        ],
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    for area in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(area)
    workbook.save(path)
    (part,) = describe(path)
    assert written(part, tmp_path) == [
        ["区", "常住人口 / 男", "常住人口 / 女", "户籍人口 / 男", "户籍人口 / 女"],
        ["道里区", "40", "41", "42", "43"],
        ["南岗区", "44", "45", "46", "47"],
    ]
    done = [step["step"] for step in part.steps]
    assert done == ["sheet-to-csv", "title-removed", "notes-removed", "header-joined", "blank-rows-removed"]
    assert part.below == ("注：数据为快报数。",)


def test_empty_columns_round_the_table_are_left_out(tmp_path: Path) -> None:
    path = book(tmp_path, s=[[], [None, None, "a", "n", None], [None, None, "x", 1, " "], [None, None, "y", 2]])
    (part,) = describe(path)
    assert written(part, tmp_path) == [["a", "n"], ["x", "1"], ["y", "2"]]


def test_prose_is_no_table(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        说明=[["一、第一段说明。"], [], ["二、第二段说明。", None, "附件"], [], ["三、第三段说明。"]],
    )
    with pytest.raises(ReadError) as caught:
        describe(path)
    assert (caught.value.code, caught.value.params) == ("read.no_table", {"name": "book.xlsx"})


def test_a_wide_sheet(tmp_path: Path) -> None:
    path = book(tmp_path, s=[[f"c{number}" for number in range(300)], list(range(300)), list(range(300))])
    (part,) = describe(path)
    assert len(part.columns) == 300
    assert [note.code for note in part.notes] == ["read.many_columns"]


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = book(tmp_path, s=[["a", "n"], ["x", 1], ["y", 2]])
    (part,) = describe(path, filename="data.csv")
    assert (part.format, part.filename, part.name) == ("xlsx", "data.csv", "data")


def test_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(ReadError) as caught:
        describe(path)
    assert caught.value.code == "read.encrypted"


def test_a_stray_cell_far_away_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "x"
    workbook.active.cell(1_048_576, 16_384).value = "y"
    workbook.save(path)
    with pytest.raises(ReadError) as caught:
        describe(path)
    assert caught.value.code == "read.sheet_too_large"
    assert caught.value.params == {"name": "far.xlsx", "rows": 1_048_576, "columns": 16_384}


def ods(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "a.ods"
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


CELL = '<table:table-cell {} office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_open_document_sheet(tmp_path: Path) -> None:
    rows = "".join(
        f"<table:table-row>{CELL.format('', a)}{CELL.format('', b)}</table:table-row>"
        for a, b in (("区", "名"), ("道里", "一"), ("南岗", "二"))
    )
    (part,) = describe(ods(tmp_path, rows))
    assert (part.format, part.sheet) == ("ods", "S")
    assert written(part, tmp_path)[1] == ["道里", "一"]


def test_open_document_repeats_are_counted(tmp_path: Path) -> None:
    cell = CELL.format('table:number-columns-repeated="16000"', "x")
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    with pytest.raises(ReadError) as caught:
        describe(ods(tmp_path, rows))
    assert caught.value.code == "read.sheet_too_large"


def test_a_workbook_that_unfolds_too_far(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 3_000_000)
    with pytest.raises(ReadError) as caught:
        describe(path, limits=Limits(ratio_from=1_000_000))
    assert caught.value.code == "read.zip_bomb"


def test_memory_of_a_workbook_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "x"
    workbook.active.cell(3_000, 2_000).value = "y"  # six million cells as a rectangle
    workbook.save(path)
    with pytest.raises(ReadError) as caught:
        describe(path, limits=Limits(memory=100 << 20))
    assert caught.value.code == "read.workbook_too_large"


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, s=[["a", "n"], ["x", 1], ["y", 2]])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ReadError) as caught:
        describe(path)
    assert caught.value.code in {"read.bad_workbook", "read.bad_zip"}


def shared(tmp_path: Path, sheets: int, rows: int, text: str) -> Path:
    """Write a workbook in which every row of every sheet holds one and the same text, stored once."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    numbers = range(sheets)
    relations = [f'<Relationship Id="r{n}" Type="{kinds}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers]
    relations.append(f'<Relationship Id="t" Type="{kinds}/sharedStrings" Target="sharedStrings.xml"/>')
    listed = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in numbers)
    cells = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" t="s"><v>1</v></c></row>' for r in range(2, rows + 2)
    )
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>'
    path = tmp_path / "shared.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        book = f'<Relationship Id="b" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{packed}">{book}</Relationships>')
        archive.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{kinds}"><sheets>{listed}</sheets></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{packed}">{"".join(relations)}</Relationships>'
        )
        archive.writestr("xl/sharedStrings.xml", f"<sst {main}><si><t>name</t></si><si><t>{text}</t></si></sst>")
        for number in numbers:
            sheet = f"<worksheet {main}><sheetData>{head}{cells}</sheetData></worksheet>"
            archive.writestr(f"xl/worksheets/s{number}.xml", sheet)
    return path


def test_one_text_in_many_cells_does_not_fill_the_disk(tmp_path: Path) -> None:
    path = shared(tmp_path, sheets=3, rows=100, text="甲" * 30_000)  # three sheets of 9 MB from a few kilobytes
    assert path.stat().st_size < 20_000
    assert [part.rows for part in describe(path, limits=Limits(unpacked_bytes=28_000_000))] == [100, 100, 100]
    for most in (8_000_000, 20_000_000):  # too little for one sheet; for all of them together
        with pytest.raises(ReadError, match=r"read\.workbook_too_large"):
            describe(path, limits=Limits(unpacked_bytes=most))
