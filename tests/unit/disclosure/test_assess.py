"""What is told of a table: persons, small cells, hidden cells that totals give away, sums of few, pairs of releases."""

from pathlib import Path

import pytest

from portal.disclosure.report import Risk, TableRisk
from portal.disclosure.risk.assess import assess
from portal.finding import Severity
from tests.unit.disclosure.tables import write


def of(folder: Path, text: str, before: str | None = None) -> TableRisk:
    previous = write(folder, before, "before.csv") if before is not None else None
    return assess(write(folder, text), resource="t", previous=previous)


def risk(table: TableRisk, code: str) -> Risk | None:
    return next((one for one in table.risks if one.code == code), None)


def codes(table: TableRisk) -> list[str]:
    return [one.code for one in table.risks]


def people(*groups: tuple[str, int]) -> str:
    rows = [
        f"{age} {sex} 道里区 病{number % 3}"
        for group, size in groups
        for number in range(size)
        for age, sex in [group.split("/")]
    ]
    return "年龄段 性别 区县 诊断\n" + "\n".join(rows)


def test_persons_that_stand_alone(tmp_path: Path) -> None:
    table = of(tmp_path, people(("20-29岁/男", 6), ("20-29岁/女", 5), ("90岁以上/女", 1), ("80-89岁/女", 2)))
    assert (table.k, table.unique_rows, table.quasi_identifiers) == (1, 1, ("年龄段", "性别", "区县"))
    found = risk(table, "k_anonymity")
    assert found and found.severity is Severity.JUSTIFY
    assert found.count == 3
    assert found.params == {"k": 1, "least": 5, "unique_rows": 1, "rows": 14, "groups": 4}


def test_persons_of_whom_there_are_enough(tmp_path: Path) -> None:
    table = of(tmp_path, people(("20-29岁/男", 6), ("20-29岁/女", 5)))
    assert (table.k, table.unique_rows, table.risks) == (5, 0, ())


def test_a_group_in_which_all_have_the_same(tmp_path: Path) -> None:
    table = of(tmp_path, people(("20-29岁/男", 6)) + "\n20-29岁 女 道里区 肺结核" * 6)
    assert codes(table) == ["l_diversity"]
    assert table.risks[0].columns == ("诊断",)
    assert table.risks[0].count == 1


def test_quasi_identifiers_that_a_person_chose(tmp_path: Path) -> None:
    path = write(tmp_path, people(("20-29岁/男", 6), ("20-29岁/女", 2)))
    assert assess(path, quasi=["区县"]).k == 8
    assert assess(path, quasi=[]).k is None
    with pytest.raises(ValueError, match="1 names"):
        assess(path, quasi=["体重"])


def test_small_cells(tmp_path: Path) -> None:
    table = of(tmp_path, "街道 病例数 参保人数(人)\n甲 0 1,200\n乙 3 4人\n丙 ４ 5\n丁 5 *")
    assert table.small_cells == 3
    assert codes(table) == ["small_cells"]
    assert table.risks[0].columns == ("病例数", "参保人数(人)")


def test_small_cells_where_each_row_has_its_unit(tmp_path: Path) -> None:
    table = of(tmp_path, "指标 数值 单位\n常住人口 4300 人\n死亡人口 3 人\n学校数 2 所\n病例 1 例")
    assert table.small_cells == 2


@pytest.mark.parametrize(
    "text",
    [
        "区县 人数\n道里区 3000\n南岗区 *\n合计 7000",
        "区县 人数\n道里区 30\n南岗区 <5\n合计 33",
        "区县 男 女 合计\n道里区 30 * 33\n南岗区 40 50 90\n道外区 41 51 92",
        "区县 性别 人数\n道里区 男 30\n道里区 女 *\n道里区 小计 32\n南岗区 男 41\n南岗区 女 51\n南岗区 小计 92",
        "代码 区县 街道 人数\n1 道里区 甲街道 30\n2 道里区 乙街道 保密\n_ 道里区 小计 33\n"
        "3 南岗区 丙街道 40\n_ 南岗区 小计 40\n_ 全市 _ 73",
        "区县 街道 人数\n道里区 甲街道 30\n_ 乙街道 x\n_ 小计 33\n南岗区 丙街道 40\n_ 丁街道 45\n_ 小计 85\n合计 _ 118",
        "district persons\nDaoli 30\nNangang 1-4\nTotal 33",
        "区县 男 女 合计\n道里区 * * 33\n南岗区 * * 40\n道外区 10 10 20\n合计 50 43 93",
    ],
)
def test_hidden_counts_that_totals_give_away(tmp_path: Path, text: str) -> None:
    table = of(tmp_path, text)
    found = risk(table, "recoverable")
    if "* * 33" in text:
        assert found is None  # a rectangle of hidden cells keeps
    else:
        assert found and found.severity is Severity.BLOCK
        assert found.columns
        assert not {"33", "4000", "3"} & {str(value) for value in found.params.values()}


@pytest.mark.parametrize(
    "text",
    [
        "区县 人数\n道里区 *\n南岗区 *\n合计 7000",
        "区县 人数\n道里区 300\n南岗区 *\n道外区 200",  # no total
        "区县 人数\n道里区 300\n南岗区 _\n合计 900",  # a gap of 600 is no small count
        "区县 人数\n道里区 300\n南岗区 *\n合计 200",  # not a total of these
        "病种 男 女 合计\n甲 300 * 900\n乙 20 30 90\n丙 20 40 99",  # holds nowhere else: no total
    ],
)
def test_hidden_counts_that_stay_hidden(tmp_path: Path, text: str) -> None:
    assert "recoverable" not in codes(of(tmp_path, text))


def test_a_gap_that_is_a_small_count(tmp_path: Path) -> None:
    assert codes(of(tmp_path, "区县 人数\n道里区 300\n南岗区 —\n合计 303")) == ["recoverable"]


def test_sums_of_few_contributors(tmp_path: Path) -> None:
    table = of(
        tmp_path, "区县 企业数 销售额(万元) 占比(%)\n道里区 2 3000 3\n南岗区 40 90000 90\n道外区 1 0 0\n呼兰区 3 8 1"
    )
    assert codes(table) == ["dominance"]
    assert table.risks[0].columns == ("企业数", "销售额(万元)")
    assert table.risks[0].count == 1


def test_counts_that_two_releases_give_away(tmp_path: Path) -> None:
    before = "年份 区县 病例数\n2025 道里区 105\n2025 南岗区 60\n2025 道外区 *\n2025 呼兰区 9"
    table = of(tmp_path, "年份 病例数 区县\n2025 107 道里区\n2025 80 南岗区\n2025 31 道外区\n2026 8 呼兰区", before)
    found = risk(table, "differencing")
    assert found and found.severity is Severity.JUSTIFY
    assert found.count == 2
    assert found.params == {"small": 4, "alone": 0, "unhidden": 1}
    assert "differencing" not in codes(of(tmp_path, before, before.replace("105", "205").replace("*", "*")))


def test_persons_that_two_releases_give_away(tmp_path: Path) -> None:
    before = people(("20-29岁/男", 6), ("20-29岁/女", 15))
    table = of(tmp_path, people(("20-29岁/男", 7), ("20-29岁/女", 15)), before)
    assert codes(table) == ["differencing"]
    assert table.risks[0].params == {"small": 4, "alone": 1}
    assert of(tmp_path, before, before).risks == ()
    assert of(tmp_path, people(("20-29岁/男", 26), ("20-29岁/女", 15)), before).risks == ()


def test_other_people_are_not_compared(tmp_path: Path) -> None:
    before = people(("30-39岁/男", 3), ("30-39岁/女", 15))
    assert of(tmp_path, people(("20-29岁/男", 7), ("20-29岁/女", 15)), before).risks == ()


def test_a_table_of_neither_tells_nothing(tmp_path: Path) -> None:
    table = of(
        tmp_path, "站名 区县 线路数\n甲站 道里区 3\n乙站 南岗区 2", "站名 区县 线路数\n甲站 道里区 2\n乙站 南岗区 1"
    )
    assert (table.k, table.small_cells, table.risks) == (None, 0, ())


@pytest.mark.parametrize("text", ["a", "人数\n3\n4", "年龄 性别", "区县 人数", "姓名 性别"])
def test_tables_with_next_to_nothing(tmp_path: Path, text: str) -> None:
    assert of(tmp_path, text, text).resource == "t"


def test_a_file_that_duckdb_would_read_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes("区县,病例数\r\n道里区,3\n南岗区\n,,,\n道外区,40,\n".encode())
    assert assess(path).small_cells == 1
