"""Workbooks: what stands behind their first sheet."""

from typing import Any

from tests.truth.building.people import Maker
from tests.truth.building.writing import Ledger, Set, fill_sheet, new_book, prose, put_comment, said

__all__ = ["write"]

_DISTRICTS = ["道里区", "南岗区", "道外区", "香坊区", "平房区", "松北区", "呼兰区", "阿城区"]


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _hidden_sheets(out, make)
    _hidden_parts(out, make)
    _comments(out, make)
    _properties(out, make)
    _sheets(out, make)
    _numbers(out, make)
    _headers(out, make)


def _summary(make: Maker) -> dict[str, list[Any]]:
    return {"行政区": _DISTRICTS, "发放总额（万元）": [make.rng.randint(120, 900) for _ in _DISTRICTS]}


def _hidden_sheets(out: Set, make: Maker) -> None:
    for state, name in (("hidden", "grants.xlsx"), ("veryHidden", "grants-2.xlsx")):
        book, ledger = new_book(), Ledger()
        fill_sheet(book, "汇总", _summary(make), ledger)
        roll = {
            "人员": [said("person_name", make.name()) for _ in range(30)],
            "证号": [said("resident_id", make.resident_id()) for _ in range(30)],
            "到账卡": [said("bank_card", make.bank_card()) for _ in range(30)],
            "住处": [said("home_address", make.address()) for _ in range(30)],
            "手机号码": [said("mobile", make.mobile()) for _ in range(30)],
        }
        fill_sheet(book, "底表", roll, ledger, state=state)
        out.book(name, f"A summary by district; the roll behind it is a sheet that is {state}.", book, ledger)


def _hidden_parts(out: Set, make: Maker) -> None:
    book, ledger = new_book(), Ledger()
    table = {
        "点位": [f"P{at:02}" for at in range(25)],
        "责任人电话": [said("mobile", make.mobile()) for _ in range(25)],
        "证件": [said("resident_id", make.resident_id()) for _ in range(25)],
        "垃圾量吨": [make.rng.randint(8, 60) for _ in range(25)],
    }
    fill_sheet(book, "点位", table, ledger, hidden_columns=["责任人电话", "证件"])
    out.book("hidden-columns.xlsx", "Two columns are hidden: mobiles and resident IDs.", book, ledger)

    book, ledger = new_book(), Ledger()
    hidden = (4, 9, 14)
    table = {
        "事项": [make.pick(["换证", "年检", "变更"]) for _ in range(20)],
        "查询说明": [said("mobile", make.mobile()) if at in hidden else "见大厅公告" for at in range(1, 21)],
    }
    fill_sheet(book, "事项", table, ledger, hidden_rows=hidden)
    out.book("hidden-rows.xlsx", "Three rows are hidden, with mobiles.", book, ledger)


def _comments(out: Set, make: Maker) -> None:
    book, ledger = new_book(), Ledger()
    table = {"学校": ["一校", "二校", "三校", "四校"], "报名数": [310, 280, 455, 199]}
    sheet = fill_sheet(book, "报名", table, ledger)
    asked = "核对人{person_name} 电话{mobile}"
    for row in (1, 3):
        cell = prose(asked, person_name=make.name(), mobile=make.mobile())
        put_comment(sheet, ledger, table, "报名数", row, cell)
    put_comment(sheet, ledger, table, "学校", 2, prose("家长身份证{resident_id}", resident_id=make.resident_id()))
    out.book("comments.xlsx", "Comments of cells name who checked them.", book, ledger)


def _properties(out: Set, make: Maker) -> None:
    for name, role in (("author.xlsx", "creator"), ("saved-by.xlsx", "lastModifiedBy")):
        ledger = Ledger()
        book = new_book()
        setattr(book.properties, role, ledger.take(said("person_name", make.name()), "author"))
        fill_sheet(book, "数据", _summary(make), ledger)
        out.book(name, f"A summary whose document property {role} is a person's name.", book, ledger)


def _sheets(out: Set, make: Maker) -> None:
    book, ledger = new_book(), Ledger()
    above = ["2024年社区文体活动台账", "单位：人"]
    first = {
        "活动": [make.pick(["合唱", "太极", "书法"]) for _ in range(30)],
        "队长": [said("person_name", make.name()) for _ in range(30)],
        "队长手机": [said("mobile", make.mobile()) for _ in range(30)],
    }
    second = {
        "车队": [make.pick(["东线", "西线"]) for _ in range(24)],
        "随车牌照": [said("plate", make.plate()) for _ in range(24)],
        "司机身份证": [said("resident_id", make.resident_id()) for _ in range(24)],
    }
    third = {"月份": [f"{at}月" for at in range(1, 13)], "场次": [make.rng.randint(10, 40) for _ in range(12)]}
    fill_sheet(book, "队伍", first, ledger, above=above)
    fill_sheet(book, "车辆", second, ledger)
    fill_sheet(book, "场次", third, ledger)
    out.book("three-sheets.xlsx", "Three sheets, two of them with persons, one with title lines above.", book, ledger)

    book, ledger = new_book(), Ledger()
    line = prose("填报人：{person_name}  手机：{mobile}", person_name=make.name(), mobile=make.mobile())
    title = ledger.take(line, "text")
    fill_sheet(book, "报表", _summary(make), ledger, above=["各区发放情况", title])
    out.book("title-line.xlsx", "A line above the table names who filled it in, with a mobile.", book, ledger)


def _numbers(out: Set, make: Maker) -> None:
    book, ledger = new_book(), Ledger()
    ids = [one for one in make.many(80, make.resident_id) if one.isdigit()][:40]
    table = {
        "姓 名": [said("person_name", make.name()) for _ in range(40)],
        "身份证": [said("resident_id", float(one)) for one in ids],
        "手机": [said("mobile", int(make.mobile())) for _ in range(40)],
        "生日": [said("birth_date", make.day(1940, 2010)) for _ in range(40)],
    }
    fill_sheet(book, "名册", table, ledger)
    out.book(
        "numbers.xlsx",
        "Resident IDs kept as numbers and so rounded, mobiles as numbers, birthdays as dates.",
        book,
        ledger,
    )


def _headers(out: Set, make: Maker) -> None:
    book, ledger = new_book(), Ledger()
    table: dict[str, list[Any]] = {"评价项": ["服务", "环境", "效率"]}
    for cell in (
        prose("评委{person_name}{mobile}", person_name=make.name(), mobile=make.mobile()),
        prose("评委{person_name}{mobile}", person_name=make.name(), mobile=make.mobile()),
    ):
        table[cell.text] = [make.rng.randint(70, 99) for _ in range(3)]
        ledger.take(cell, "header", column=cell.text)
    fill_sheet(book, "打分", table, ledger)
    out.book("judges.xlsx", "Columns are named after judges and their mobiles.", book, ledger)
