"""Identifiers with check digits. All numbers are made up; birth years are 1900."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.disclosure import scan_csv
from portal.disclosure.identifiers import bank_cards, is_bank_card, is_resident_id, resident_ids, resident_ids_15
from portal.finding import Severity

TODAY = date(2026, 1, 1)
ID, ID_X = "230102190001010018", "23010219000101019X"
CARD = "6217000100000000002"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        ID_X,
        ID_X.lower(),
        "830000190001010011",
        "230102 19000101 0018",
        "230102-19000101-0018",
        "２３０１０２１９０００１０１０１９Ｘ",
        f"号码{ID}，电话13800138000",
        f"13800138000 {ID}",
        f"2024-03 {ID}",
        f"G{ID}",
        f"({ID})",
    ],
)
def test_found(text: str) -> None:
    assert resident_ids(text, today=TODAY) == 1


@pytest.mark.parametrize(
    "text",
    [
        "230102190001010019",  # check digit
        "230102190002300011",  # no such date
        "160102190001010018",  # no such province
        "230102********0018",
        f"{ID}0",
        f"a{ID}",
        "11230100000000000T",  # a unified social credit code
        "91230102MA00000075",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert resident_ids(text, today=TODAY) == 0


def test_no_birth_in_the_future() -> None:
    assert is_resident_id(ID, today=date(1900, 1, 1))
    assert not is_resident_id(ID, today=date(1899, 12, 31))


def test_the_old_form_has_a_date_but_no_check() -> None:
    assert resident_ids_15("230102000101001", today=TODAY) == 1
    assert resident_ids_15("230102001301001", today=TODAY) == 0


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(place: int, step: int) -> None:
    digits = ID[:place] + str((int(ID[place]) + step) % 10) + ID[place + 1 :]
    assert not is_resident_id(digits, today=TODAY)


@given(st.integers(0, 18), st.integers(1, 9))
def test_luhn_catches_one_wrong_digit(place: int, step: int) -> None:
    assert is_bank_card(CARD)
    assert not is_bank_card(CARD[:place] + str((int(CARD[place]) + step) % 10) + CARD[place + 1 :])


def test_cards_in_groups_and_resident_ids_are_none() -> None:
    assert bank_cards("6217 0001 0000 0000 002", today=TODAY) == 1
    assert bank_cards(ID, today=TODAY) == 0


def write(path: Path, rows: Sequence[Sequence[str]], newline: str = "\n") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator=newline).writerows(rows)
    return path


@pytest.mark.parametrize("blank", [False, True])
def test_scan(blank: bool, tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "银行卡号", "备注", "信用代码"]]
    rows += [["甲", "230102********0018", "", "", "11230100000000000T"]] * 5000
    rows += [["乙", ID, CARD, "", ""], ["丙", "230102000101001", "", f"见\n{ID_X}", ""], ["丁", ID_X, "", "", ""]]
    path = write(tmp_path / "t.csv", rows)
    if blank:  # a blank line: DuckDB would skip it, so the file goes the slow way
        path.write_bytes(path.read_bytes() + b"\n")
    found = scan_csv(path, resource="people", today=TODAY)
    assert [(one.code, one.column, one.row, one.params["count"]) for one in found] == [
        ("identifier.resident_id", "身份证号", 5002, 3),
        ("identifier.bank_card", "银行卡号", 5002, 1),
        ("identifier.resident_id", "备注", 5003, 1),
    ]
    assert {(one.severity, one.resource) for one in found} == {(Severity.BLOCK, "people")}
    assert ID not in repr(found)


def test_cards_without_a_header_word_need_a_share(tmp_path: Path) -> None:
    def scan(cells: list[str]) -> list[str]:
        path = write(tmp_path / "t.csv", [["编号", "x"], *([cell, "."] for cell in cells)])
        return [one.code for one in scan_csv(path, resource="t", today=TODAY)]

    assert scan([CARD] * 8 + ["1"] * 2) == ["identifier.bank_card"]
    assert scan([CARD] * 7 + ["1"] * 3) == []
    assert scan([CARD] * 8 + [""] * 20) == ["identifier.bank_card"]
    assert scan([CARD]) == []


def test_the_old_form_needs_a_header_word(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["设备", "x"], ["230102000101001", "."]])
    assert scan_csv(path, resource="t", today=TODAY) == []


def test_a_number_in_the_header_itself_names_no_column(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [[ID, "甲"], ["x", "乙"]])
    (found,) = scan_csv(path, resource="t", today=TODAY)
    assert (found.row, found.column, found.params["position"]) == (1, None, 1)
