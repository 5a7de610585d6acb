"""Texts, markdown, HTML; zips, packages and names of files."""

import json

from tests.truth.building.people import Maker
from tests.truth.building.writing import Ledger, Set, csv_text, fill_sheet, new_book, prose, said

__all__ = ["write"]


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _texts(out, make)
    _zips(out, make)
    _packages(out, make)
    _file_names(out, make)


def _texts(out: Set, make: Maker) -> None:
    out.lines(
        "letter.txt",
        "A letter that names the applicant.",
        [
            "关于申请更换电表的说明",
            "",
            prose(
                "申请人{person_name}，身份证号{resident_id}。", person_name=make.name(), resident_id=make.resident_id()
            ),
            prose("现住{home_address}。", home_address=make.address()),
            prose("联系电话：{mobile}，邮箱 {email}。", mobile=make.mobile(), email=make.email()),
            "以上情况属实，请予办理。",
        ],
    )
    out.lines(
        "minutes.md",
        "Minutes in markdown with a list of who came.",
        [
            "# 业主大会纪要",
            "",
            "到会名单：",
            *[
                prose("- 业主{person_name}，手机{mobile}", person_name=make.name(), mobile=make.mobile())
                for _ in range(8)
            ],
            "",
            prose("维修基金退至{bank_card}。", bank_card=make.bank_card()),
        ],
    )
    out.lines(
        "notice.html",
        "A web page that quotes a passport and a plate.",
        [
            "<h1>招领启事</h1>",
            prose("<p>拾到护照一本，号码 {passport}。</p>", passport=make.passport()),
            prose("<p>失主{person_name}请联系 {mobile}。</p>", person_name=make.name(), mobile=make.mobile()),
            prose("<p>车辆 {plate} 请移走。</p>", plate=make.plate()),
        ],
        around=("<!DOCTYPE html>\n<html lang='zh'><head><title>启事</title></head>\n<body>\n", "</body></html>\n"),
    )


def _zips(out: Set, make: Maker) -> None:
    ledger, members = Ledger(), {}
    roll = {
        "学员": [said("person_name", make.name()) for _ in range(30)],
        "学员证件号码": [said("resident_id", make.resident_id()) for _ in range(30)],
    }
    members["一月/学员.csv"] = csv_text(roll, ledger, member="一月/学员.csv")
    members["一月/课程.csv"] = "课程,课时\n焊工,40\n电工,36\n"
    line = prose("班主任{person_name}，电话{mobile}", person_name=make.name(), mobile=make.mobile())
    members["说明.txt"] = "培训说明\n" + ledger.take(line, "text", 2, member="说明.txt") + "\n"
    out.packed("training.zip", "A zip with a roll, a clean table and a note.", members, ledger)

    ledger = Ledger()
    name = prose("申请材料/{person_name}_{resident_id}.csv", person_name=make.name(), resident_id=make.resident_id())
    ledger.take(name, "file_name", member=name.text)
    members = {name.text: "项,值\n甲,1\n乙,2\n"}
    out.packed("applications.zip", "A member is named after a person and an ID.", members, ledger)

    book, ledger = new_book(), Ledger()
    fill_sheet(book, "公示", {"社区": ["东风", "和平"], "户数": [120, 98]}, ledger)
    hidden = {"联系手机": [said("mobile", make.mobile()) for _ in range(12)]}
    inner = Ledger()
    sheet = fill_sheet(book, "通讯录", hidden, inner, state="hidden")
    for row, cell in enumerate(hidden["联系手机"], 1):
        ledger.take(cell, "hidden_sheet", row, column="联系手机", sheet=sheet.title, member="公示.xlsx")
    path = out.folder / "inner.xlsx"
    book.save(path)
    out.packed("nested-book.zip", "A workbook in a zip has a hidden sheet.", {"公示.xlsx": path.read_bytes()}, ledger)
    path.unlink()


def _packages(out: Set, make: Maker) -> None:
    ledger, folder = Ledger(), out.folder / "package"
    folder.mkdir()
    line = prose(
        "数据由居民{person_name}整理，有疑问请打其手机{mobile}。", person_name=make.name(), mobile=make.mobile()
    )
    table = {
        "站号": [f"{at:03}" for at in range(30)],
        "看护人": [said("person_name", make.name()) for _ in range(30)],
        "看护人手机": [said("mobile", make.mobile()) for _ in range(30)],
    }
    (folder / "stations.csv").write_text(csv_text(table, ledger, member="stations.csv"), "utf-8", newline="")
    descriptor = {
        "name": "rain-gauges",
        "title": "雨量点",
        "description": ledger.take(line, "text"),
        "resources": [{"name": "stations", "path": "stations.csv", "format": "csv", "mediatype": "text/csv"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), "utf-8")
    out.tell(folder, "A package whose table and whose description name persons.", ledger)


def _file_names(out: Set, make: Maker) -> None:
    for value, kind in ((make.resident_id(), "resident_id"), (make.mobile(), "mobile")):
        name, ledger = f"回执_{value}.csv", Ledger()
        ledger.take(said(kind, name), "file_name")
        out.text(name, f"The file's name holds a {kind}.", "项目,结果\n水压,合格\n水质,合格\n", ledger)
