"""Cells on their way to a page of the desk: by what a report flags, by what they show, and where they were cut."""

from typing import Any

from portal.tables.diff import ChangedRow, RowDiff
from portal.web.desk.masking import Masks

RESIDENT, MOBILE = "230102190001010018", "13800138001"


def report(*columns: tuple[str, str, str]) -> dict[str, Any]:
    findings = [
        {"column": column, "kind": kind, "place": place, "severity": "justify", "count": 3, "masked": False}
        for column, kind, place in columns
    ]
    return {"findings": findings}


def test_a_flagged_column_is_masked_by_its_kind() -> None:
    masks = Masks(report(("户主", "person_name", "cell"), ("编号", "medical_record", "cell")))
    rows = masks.rows(["户主", "编号", "备注"], [["张伟", "00123456", "13800138001来电"], ["", "无", "无"]])
    assert rows[0] == ["张*", "******56", "138****8001来电"]
    assert rows[1][0] == ""


def test_other_columns_keep_what_is_not_personal() -> None:
    masks = Masks(report())
    cells = ["第1社区食堂", "道里区地段街151号", "2015-03-04", "1200", "126.63,45.75", "2301"]
    assert masks.rows([f"列{place}" for place in range(len(cells))], [cells]) == [cells]


def test_without_a_report_header_and_values_say_what_a_column_is() -> None:
    people = [["张伟", "道里区友谊路12号3单元201室"], ["王芳", "南岗区西大直街8号2单元501室"]]
    for told in Masks(None).rows(["姓名", "家庭住址"], people):
        assert told[0][1:] == "*"
        assert "单元" not in told[1]
    assert Masks(None).cell("姓名", "李娜") == "李*"


def test_what_a_cut_leaves_of_a_number_goes() -> None:
    shown = Masks(report()).cell("备注", "甲" * 270 + f"电话{RESIDENT}"[:14] + "…")
    assert "2301021900" not in shown
    assert shown.endswith("电话…")


def test_of_a_profile_no_extremes_that_are_identifiers() -> None:
    columns = [{"name": "联系电话", "min": 13800138001, "max": 13800138009}, {"name": "床位数", "min": 3, "max": 1200}]
    told = Masks(report(("联系电话", "mobile", "cell"))).profile({"rows": 2, "columns": columns})
    assert told == {"rows": 2, "columns": [{"name": "联系电话"}, columns[1]]}
    assert Masks(None).profile(None) is None


def test_examples_of_differences_are_masked() -> None:
    rows = RowDiff(
        key=("证件",),
        compared=("证件", "手机", "数量"),
        added=1,
        removed=1,
        changed=1,
        examples_added=[{"证件": RESIDENT, "手机": MOBILE, "数量": "7"}],
        examples_removed=[{"证件": RESIDENT, "手机": None, "数量": "8"}],
        examples_changed=[ChangedRow({"证件": RESIDENT}, {"手机": (MOBILE, None), "数量": ("7", "9")})],
    )
    for masks in (Masks(None), Masks(report(("证件", "resident_id", "cell")))):
        told = masks.differences(rows)
        assert RESIDENT not in str(told)
        assert MOBILE not in str(told)
        assert told.examples_added[0]["数量"] == "7"
        assert told.examples_changed[0].cells == {"手机": ("138****8001", None), "数量": ("7", "9")}
