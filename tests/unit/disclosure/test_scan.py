"""Scanning tables, workbooks, documents, packages. All numbers and persons are made up; birth years are 1900."""

import csv
import gzip
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from portal.disclosure import Kind, Place, Revealed, scan_hidden, scan_metadata, scan_path, scan_table
from portal.errors import PortalError
from portal.finding import Severity
from portal.intake import ReadError

TODAY = date(2026, 11, 24)
ID, ID_X = "230102190001010018", "23010219000101019X"
CARD, MOBILE = "6217000100000000002", "13800138000"
RAW = (ID, ID_X, CARD, MOBILE)


def write(path: Path, rows: Sequence[Sequence[str]], newline: str = "\n") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator=newline).writerows(rows)
    return path


def told(found: Sequence[Revealed]) -> set[tuple[str, str, str | None]]:
    assert not any(raw in repr(found) for raw in RAW)
    return {(one.kind.value, one.place.value, one.column) for one in found if one.kind is not Kind.FREE_TEXT}


def scan(path: Path) -> list[Revealed]:
    return list(scan_path(path, today=TODAY).findings)


@pytest.mark.parametrize("padding", [0, 60_000])  # the second is too large to be its own sample
@pytest.mark.parametrize("blank", [False, True])  # a blank line: DuckDB would skip it
def test_a_table_in_full(padding: int, blank: bool, tmp_path: Path) -> None:
    rows = [["编号", "身份证号", "银行卡号", "备注"]]
    rows += [["一般的站点", "230102********0018", "", "这一行没有什么可说的"]] * (100 + padding)
    rows += [["乙", ID, CARD, ""], ["丙", "", "", f"见{ID_X}，请核对"], ["丁", ID_X, "", ""]]
    path = write(tmp_path / "t.csv", rows)
    if blank:
        path.write_bytes(path.read_bytes() + b"\n")
    found = scan_table(path, resource="people", today=TODAY)
    by = {(one.kind, one.column, one.masked): one for one in found}
    exact = by[Kind.RESIDENT_ID, "身份证号", False]
    assert (exact.count, exact.rows, exact.severity) == (2, (101 + padding, 103 + padding), Severity.BLOCK)
    assert by[Kind.RESIDENT_ID, "身份证号", True].count == 100 + padding
    assert by[Kind.RESIDENT_ID, "身份证号", True].severity is Severity.INFO
    assert by[Kind.BANK_CARD, "银行卡号", False].rows == (101 + padding,)
    assert by[Kind.RESIDENT_ID, "备注", False].place is Place.FREE_TEXT
    assert by[Kind.FREE_TEXT, "备注", False].severity is Severity.JUSTIFY
    told(found)


def test_cards_without_a_header_word_need_a_share(tmp_path: Path) -> None:
    def kinds(cells: list[str]) -> set[Kind]:
        path = write(tmp_path / "t.csv", [["甲列", "x"], *([cell, "."] for cell in cells)])
        return {one.kind for one in scan_table(path, resource="t", today=TODAY)}

    assert kinds([CARD] * 8 + ["1"] * 2) == {Kind.BANK_CARD}
    assert kinds([CARD] * 7 + ["1"] * 3) == set()
    assert kinds([CARD] * 8 + [""] * 20) == {Kind.BANK_CARD}
    assert kinds([CARD]) == set()


def test_a_value_in_the_header_masks_the_columns_name(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [[ID, "甲"], [MOBILE, "乙"]])
    found = scan_table(path, resource="t", today=TODAY)
    assert told(found) == {("resident_id", "header", None), ("mobile", "cell", "230102********0018")}


def test_beside_health_names_block(tmp_path: Path) -> None:
    people = [[name, "高血压"] for name in ("王建国", "李秀英", "张伟", "刘丽", "陈静", "杨磊")]
    found = scan_table(write(tmp_path / "t.csv", [["姓名", "诊断"], *people]), resource="t", today=TODAY)
    assert [(one.kind, one.severity) for one in found] == [(Kind.PERSON_NAME, Severity.BLOCK)]


def test_amounts_and_public_numbers_are_nobodys(tmp_path: Path) -> None:
    rows = [["机构名称", "服务热线", "金额（元）"], *([f"第{n}医院", "0451-55550000", "13800138000"] for n in range(9))]
    found = scan_table(write(tmp_path / "t.csv", rows), resource="t", today=TODAY)
    assert all(one.severity is Severity.INFO for one in found)


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.properties.creator = "王建国"
    sheet = book.active
    sheet.title = "汇总"
    sheet.append(["区", "人数", "经办"])
    for number, district in enumerate(("道里区", "南岗区", "道外区", "香坊区")):
        sheet.append([district, 100 + number, MOBILE if number == 2 else None])
    sheet.column_dimensions["C"].hidden = True
    sheet["B2"].comment = Comment(f"来源：{ID_X}", "office")
    hidden = book.create_sheet("明细")
    hidden.sheet_state = "hidden"
    hidden.append(["姓名", "身份证号"])
    hidden.append(["李秀英", ID])
    hidden.append(["张伟", ID_X])
    book.save(path)
    return path


def test_a_workbook_shows_what_it_hides(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx")
    found = scan(path)
    assert told(found) == {
        ("mobile", "hidden_column", "经办"),
        ("resident_id", "comment", "人数"),
        ("person_name", "author", None),
        ("person_name", "hidden_sheet", "姓名"),
        ("resident_id", "hidden_sheet", "身份证号"),
    }
    assert {one.sheet for one in found if one.place is Place.HIDDEN_SHEET} == {"明细"}
    behind = told(scan_hidden(path, filename="book.xlsx", today=TODAY))
    assert behind == told(found) - {("mobile", "hidden_column", "经办")}


def test_json_of_any_depth_and_geojson(tmp_path: Path) -> None:
    nested = {"a": [{"b": {"手机": MOBILE}}, {"b": {"手机": "无"}}], "note": f"证件{ID}"}
    (tmp_path / "a.json").write_text(json.dumps(nested, ensure_ascii=False), encoding="utf-8")
    found = scan(tmp_path / "a.json")
    assert told(found) == {("mobile", "cell", "手机"), ("resident_id", "free_text", "note")}
    assert {one.kind: one.rows for one in found}[Kind.MOBILE] == (1,)
    features = [
        {
            "type": "Feature",
            "properties": {"户主": name, "电话": MOBILE},
            "geometry": {"type": "Point", "coordinates": [126.64213 + n / 1000, 45.75612]},
        }
        for n, name in enumerate(("王建国", "李秀英", "张伟"))
    ]
    (tmp_path / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    places = told(scan(tmp_path / "b.geojson"))
    assert places >= {("mobile", "property", "电话"), ("person_name", "property", "户主")}
    assert ("coordinates_dwelling", "geometry", None) in places


def test_text_archives_and_names(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"# 说明\n\n请联系李秀英女士，手机{MOBILE}。\n", encoding="utf-8")
    found = scan(note)
    assert told(found) == {("mobile", "text", None), ("person_name", "text", None)}
    assert {one.rows for one in found} == {(3,)}
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.write(note, "文件/说明.md")
        packed.write(tmp_path / "picture.png", "picture.png")
        packed.writestr(f"{ID}.txt", "无")
    report = scan_path(tmp_path / "all.zip", today=TODAY)
    assert told(report.findings) == {
        ("mobile", "text", None),
        ("person_name", "text", None),
        ("resident_id", "file_name", None),
    }
    assert report.unread == ("picture.png",)
    assert not report.clean
    (tmp_path / "note.md.gz").write_bytes(gzip.compress(note.read_bytes()))
    assert told(scan(tmp_path / "note.md.gz")) == told(found)


def test_a_package_and_its_form(tmp_path: Path) -> None:
    write(tmp_path / "t.csv", [["手机", "x"], [MOBILE, "1"]])
    contributors = [{"title": "数据科", "email": "zhangsan@example.org"}]
    descriptor = {
        "name": "p",
        "description": f"问题请致电{MOBILE}",
        "contributors": contributors,
        "resources": [{"name": "t", "path": "t.csv", "type": "table"}, {"name": "u", "path": "../../etc/passwd"}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = scan(tmp_path)
    assert {(one.kind.value, one.place.value, one.resource) for one in found if one.severity is not Severity.INFO} == {
        ("mobile", "cell", "t"),
        ("mobile", "text", None),
    }
    assert [one.severity for one in scan_metadata({"contributors": contributors}, today=TODAY)] == [Severity.INFO]


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b'{"a": [1, "' + MOBILE.encode()])
def test_what_cannot_be_read_is_an_error_without_a_value(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(ReadError) as error:
        scan(path)
    chain, shown = error.value, ""
    while chain is not None:
        shown += str(chain) + repr(chain)
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)  # type: ignore[assignment]
    assert MOBILE not in shown


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(PortalError):
        scan(tmp_path / "none.csv")
