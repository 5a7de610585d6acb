"""What steps do to single cells."""

import pytest

from portal.disclosure.remedies.cells import change_of
from portal.disclosure.remedies.step import Step
from portal.disclosure.report import Kind

SALT = bytes(16)


def changed(step: str, cell: str, **options: str | float) -> str:
    change = change_of(Step(step, "列", options), SALT)
    assert change is not None
    return change(cell)


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("37", "35-39"),
        ("37岁", "35-39"),
        ("３７", "35-39"),
        ("37.5", "35-39"),
        ("1岁6个月", "0-4"),
        ("8个月", "0-4"),
        ("20天", "0-4"),
        ("104", "100-104"),
        ("35-39", "35-39"),
        ("30-49", "30-49"),
        ("不详", "不详"),
        ("", ""),
        ("三十七", ""),
        ("1987", ""),
    ],
)
def test_ages(cell: str, band: str) -> None:
    assert changed("generalise", cell, to="age") == band


def test_the_oldest_are_one_band() -> None:
    assert changed("generalise", "104", to="age", top=90) == "90+"
    assert changed("generalise", "95+", to="age", top=90) == "90+"
    assert changed("generalise", "88", to="age", width=20, top=90) == "80-89"


@pytest.mark.parametrize(
    ("cell", "month", "year"),
    [
        ("1987-03-05", "1987-03", "1987"),
        ("1987/3/5 12:30", "1987-03", "1987"),
        ("1987年3月5日", "1987-03", "1987"),
        ("1987.03", "1987-03", "1987"),
        ("19870305", "1987-03", "1987"),
        ("1987", "1987", "1987"),
        ("05/03/1987", "1987", "1987"),
        ("1987-03-05T01:02:03Z", "1987-03", "1987"),
        ("1987-13-05", "1987", "1987"),
        ("87-03-05", "", ""),
        ("张三1987-03-05", "", ""),
        ("13800138000", "", ""),
    ],
)
def test_dates(cell: str, month: str, year: str) -> None:
    assert (changed("generalise", cell, to="month"), changed("generalise", cell, to="year")) == (month, year)


@pytest.mark.parametrize(
    ("cell", "district", "city"),
    [
        ("黑龙江省哈尔滨市道里区中央大街1号3单元501", "道里区", "哈尔滨市"),
        ("张三家住南岗区西大直街2号", "南岗区", ""),
        ("哈尔滨市阳光小区3号楼", "哈尔滨市", "哈尔滨市"),
        ("哈尔滨市双城市希勤乡", "双城市", "哈尔滨市"),
        ("江苏省南通市崇川区", "崇川区", "南通市"),
        ("宾 县 宾州镇", "宾县", ""),
        ("阳光小区3号楼2单元501", "", ""),
        ("道里区", "道里区", ""),
    ],
)
def test_addresses(cell: str, district: str, city: str) -> None:
    assert (changed("generalise", cell, to="district"), changed("generalise", cell, to="city")) == (district, city)


@pytest.mark.parametrize(
    ("cell", "width", "label"),
    [
        ("1500", 1000, "1000~1999"),
        ("1,999.9", 1000, "1000~1999"),
        ("-1", 10, "-10~-1"),
        ("0", 10, "0~9"),
        ("0.3", 0.25, "0.25~0.5"),
        ("1000~1999", 1000, "1000~1999"),
        ("1000~1999", 500, "1000~1999"),
        ("约1500", 1000, ""),
        ("1.5万", 1000, ""),
    ],
)
def test_ranges(cell: str, width: float, label: str) -> None:
    assert changed("generalise", cell, to="range", width=width) == label


@pytest.mark.parametrize(
    ("cell", "top", "bottom"),
    [("102", "90", "102"), ("90", "90", "90"), ("37岁", "37岁", "90岁"), ("1,234", "90", "1,234"), ("很老", "", "")],
)
def test_limits(cell: str, top: str, bottom: str) -> None:
    assert (changed("top_code", cell, limit=90), changed("bottom_code", cell, limit=90)) == (top, bottom)


@pytest.mark.parametrize(
    ("cell", "rounded"),
    [
        ("126.631234", "126.63"),
        ("126.6", "126.6"),
        ("126.631234,45.757999", "126.63,45.76"),
        ("POINT (126.631234 45.757999)", "POINT (126.63 45.76)"),
        ("126°37'52.4\"E", "126.63"),
        ("东经126度37分", "126.62"),
        ("4567890.12", "4568000"),
        ("1.26631234e2", "126.63"),
        ("道里区", ""),
        ("—", "—"),
    ],
)
def test_coordinates(cell: str, rounded: str) -> None:
    assert changed("round", cell) == rounded


@pytest.mark.parametrize(
    ("kind", "cell", "gone"),
    [
        ("mobile", "13800138000", "13800138000"),
        ("mobile", "李四 138 0013 8000", "李四"),
        ("mobile", "1380013800", "1380013800"),
        ("mobile", "13800138000 或 1380013900", "1380013900"),
        ("resident_id", "230102190001010019", "230102190001010019"),
        ("resident_id", "２３０１０２１９０００１０１００１８", "１９０００１０１"),
        ("resident_id", "见230102190001010018附件", "19000101"),
        ("person_name", "张三(监护人李四)", "李四"),
        ("person_name", "张三、李四", "李四"),
        ("person_name", "John Smith", "Smith"),
        ("home_address", "哈尔滨市道里区中央大街1号3单元501", "501"),
        ("email", "zhang at qq", "zhang"),
        ("bank_card", "6217 0001 0000 0000 003", "0001 0000"),
        ("coordinates_dwelling", "126.631234,45.757", "631234"),
        ("free_text", "患者张三，电话13800138000，住哈尔滨市道里区中央大街1号3单元501室", "张三"),
        ("free_text", "患者张三，电话13800138000，住哈尔滨市道里区中央大街1号3单元501室", "13800138000"),
        ("free_text", "患者张三，电话13800138000，住哈尔滨市道里区中央大街1号3单元501室", "501"),
    ],
)
def test_masks(kind: str, cell: str, gone: str) -> None:
    masked = changed("mask", cell, kind=kind)
    assert gone not in masked
    assert "*" in masked
    assert changed("mask", masked, kind=kind) == masked


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.FREE_TEXT}))
@pytest.mark.parametrize("cell", ["某某某某", "abcdefgh", "12345678", "x-1"])
def test_no_cell_of_a_column_that_is_masked_stays(kind: Kind, cell: str) -> None:
    assert changed("mask", cell, kind=kind.value) != cell


def test_text_without_identifiers_stays_as_it_is() -> None:
    for cell in ("请拨打12345政务服务热线", "2024年3月5日已处理，共3人", "哈尔滨市第一医院", "138****8000"):
        assert changed("mask", cell) == cell
