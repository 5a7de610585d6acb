"""What may be added up, and what may not."""

import pytest

from portal.charts.plans import Statistic
from portal.charts.units import is_stock, statistic_of, unit_in, unit_of, without_unit


@pytest.mark.parametrize(
    ("unit", "title", "statistic"),
    [
        ("%", "床位使用率", Statistic.MEAN),
        ("‰", "出生率", Statistic.MEAN),
        ("℃", "平均气温", Statistic.MEAN),
        ("μg/m³", "PM2.5", Statistic.MEAN),
        ("元/平方米", "成交均价", Statistic.MEAN),
        ("元", "票价", Statistic.MEAN),
        ("元", "补贴金额", Statistic.SUM),
        ("万元", "预算支出", Statistic.SUM),
        ("人次", "客运量", Statistic.SUM),
        ("人", "每百个学位报名人数", Statistic.MEAN),
        ("", "空气质量指数", Statistic.MEAN),
        ("", "aqi", Statistic.MEAN),
        ("件", "室温不达标", Statistic.SUM),
        ("元/m²", "现行热价", Statistic.MEAN),
        ("", "Number of visits", Statistic.SUM),
    ],
)
def test_statistic(unit: str, title: str, statistic: Statistic) -> None:
    assert statistic_of(unit, title) is statistic


def test_stocks() -> None:
    assert is_stock("", "常住人口")
    assert is_stock("张", "实有")
    assert not is_stock("人次", "客运量")
    assert not is_stock("户", "新登记")


@pytest.mark.parametrize(
    ("field", "unit"),
    [
        ({"name": "a", "unit": "km"}, "km"),
        ({"name": "客运量(人次)"}, "人次"),
        ({"name": "share", "title": "Beds filled, %"}, "%"),
        ({"name": "pm25", "description": "日均浓度，单位 µg/m³。示例值。"}, "µg/m³"),
        ({"name": "a", "title": "数量（含其他）"}, ""),
    ],
)
def test_unit_of(field: dict[str, str], unit: str) -> None:
    assert unit_of(field) == unit


def test_without_unit() -> None:
    assert without_unit("床位使用率（%）") == "床位使用率"
    assert without_unit("数量（含其他）") == "数量（含其他）"


def test_unit_in_english() -> None:
    assert unit_in("人次", "en") == "person-times"
    assert unit_in("元/500克", "en") == "yuan/500g"
    assert unit_in("张", "en") == ""
