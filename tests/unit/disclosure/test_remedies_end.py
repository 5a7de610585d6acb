"""From the scan to a table that reveals nothing: what is proposed is enough, and is said in words."""

from datetime import date
from pathlib import Path

import pytest

from portal.disclosure import scan_table
from portal.disclosure.remedies import STEPS, TO, Step, apply, propose
from portal.finding import Severity
from portal.wording.language import in_language
from portal.wording.remedies import GENERALISED, step_words
from portal.wording.remedies import STEPS as NAMES

TODAY = date(2026, 11, 24)
OPTIONS = {"generalise": {"to": "month"}, "top_code": {"limit": 90}, "bottom_code": {"limit": 5}}


def write(path: Path) -> Path:
    lines = ["姓名,身份证号,联系电话,出生日期,家庭住址,备注"]
    for number, name in enumerate(("王小明", "李建国", "张秀英", "刘志强", "陈丽华", "赵海燕", "孙国庆", "周文斌")):
        lines.append(
            f"{name},23010219000101001{'8' if not number else 'X'},1380013800{number},1987-03-0{number + 1},"
            f"哈尔滨市道里区中央大街{number + 1}号3单元50{number}室,联系人{name}，电话1390013900{number}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("prose", ["drop", "mask"])
def test_what_is_proposed_leaves_nothing_to_be_found(tmp_path: Path, prose: str) -> None:
    table, target = write(tmp_path / "table.csv"), tmp_path / "after.csv"
    found = scan_table(table, resource="table", today=TODAY)
    steps = [step for step in propose(found) if step.column != "备注"] + [Step(prose, "备注")]
    assert {step.column for step in steps} >= {"姓名", "身份证号", "联系电话", "家庭住址", "备注"}
    apply(table, steps, target, salt=bytes(16))
    left = [one for one in scan_table(target, resource="table", today=TODAY) if one.severity is not Severity.INFO]
    assert left == []
    text = target.read_text(encoding="utf-8")
    assert not any(name in text for name in ("王小明", "李建国", "张秀英", "13800138", "13900139", "3单元"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_has_words(language: str) -> None:
    with in_language(language):
        assert set(NAMES) == set(STEPS)
        assert set(GENERALISED) == set(TO)
        for name in STEPS:
            column = None if name == "strip" else "电话"
            words = step_words(Step(name, column, OPTIONS.get(name, {})).as_json())
            assert words != name
            assert (column or "") in words
            assert "None" not in words
    assert step_words({"step": "of a later version"}) == "of a later version"
