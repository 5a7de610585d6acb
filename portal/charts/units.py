"""Units, and which values may be added up.

The rule: a value is added only where its unit or its name says that it counts things or money. A value of a unit that
is a share (%, ‰), a ratio (anything with ``/``: µg/m³, 元/㎡, 人/km²), a temperature, a length, a duration or an index
is averaged; so is everything that says nothing. A count of what is there at a moment (people, beds, schools) is a
*stock*: it is added across places, never across time.
"""

import re
from collections.abc import Mapping
from typing import Any

from portal.charts.plans import Language, Statistic

__all__ = ["is_stock", "statistic_of", "unit_in", "unit_of", "without_unit"]

# what is counted, and its name in English; an empty name is left out of an English sentence
_COUNTED: dict[str, str] = {
    "人": "people", "人次": "person-times", "人份": "doses", "名": "people", "位": "", "户": "",
    "个": "", "所": "", "家": "", "座": "", "处": "", "张": "", "台": "", "套": "homes", "间": "rooms", "件": "cases",
    "起": "cases", "例": "cases",
    "批次": "batches", "批": "batches", "栋": "", "株": "",
    "宗": "cases", "次": "times", "班次": "departures", "趟": "trips", "台次": "machine shifts",
    "辆": "vehicles", "辆次": "vehicle trips", "条": "", "册": "volumes", "册次": "loans", "份": "copies", "只": "",
    "头": "head", "吨": "t", "t": "t", "万吨": "10,000 t",
    "千克": "kg", "克": "g", "kg": "kg", "立方米": "m³", "m³": "m³",
    "万立方米": "10,000 m³", "元": "yuan", "万元": "10,000 yuan", "亿元": "100 million yuan", "万人": "10,000 people",
    "万人次": "10,000 person-times", "千瓦时": "kWh", "kWh": "kWh", "公顷": "ha", "亩": "mu",
}  # fmt: skip
_AVERAGED: dict[str, str] = {
    "%": "%", "％": "%", "‰": "‰", "℃": "°C", "°C": "°C", "度": "degrees", "天": "days", "日": "days", "小时": "hours",
    "分钟": "minutes", "分": "points", "秒": "seconds", "岁": "years of age", "米": "m", "m": "m", "mm": "mm",
    "毫米": "mm", "厘米": "cm", "cm": "cm", "公里": "km", "千米": "km", "km": "km", "平方米": "m²", "㎡": "m²",
    "m²": "m²", "平方千米": "km²", "平方公里": "km²", "km²": "km²", "万平方米": "10,000 m²", "dB": "dB", "分贝": "dB",
    "hPa": "hPa",
}  # fmt: skip
_RATIO_WORDS = re.compile(
    r"率|比重|占比|比例|百分|均|价格|单价|票价|房价|热价|每[一百千万]|%|‰|"
    r"\b(?:rate|ratio|share|average|mean|median|price|fare|per|percent(?:age)?)\b",
    re.IGNORECASE,
)
_LEVEL_WORDS = re.compile(  # outweighed by a unit that counts: 室温不达标（件） are cases
    r"指数|温度|气温|室温|浓度|系数|密度|年龄|时长|天数|评分|得分|满意度|"
    r"\b(?:index|temperature|density|score|age|concentration|satisfaction)\b",
    re.IGNORECASE,
)
_COUNT_WORDS = re.compile(
    r"数$|数量|总量|总数|合计|人次|人数|人口|户数|件数|客运量|客流|用量|产量|销量|交易量|投诉量|金额|收入|支出|"
    r"\b(?:count|number|total|visits|passengers|population|people|cases|complaints|orders|beds|places|revenue|"
    r"expenditure|spending|income|trips|departures|loans|visitors)\b",
    re.IGNORECASE,
)
_STOCK_WORDS = re.compile(
    r"人口|床位|存量|保有量|藏书|在校|在园|在册|在岗|学校数|机构数|站点数|户数|面积|年末|月末|期末|库存|余额|"
    r"\b(?:population|residents|beds|stock|holdings|enrol\w*|schools|stations|area|balance)\b",
    re.IGNORECASE,
)
_STOCK_UNITS = frozenset({"所", "张", "家", "座", "处", "公顷", "亩"})
_TAIL = re.compile(r"\s*(?:[（(]([^（()）]{1,12})[)）]|[,，]\s*(%|‰|℃|°C|km²|m²|m³|µg/m³|mg/m³))\s*$")
_PART = re.compile(r"[^0-9,. ]+$")  # of a ratio, behind its number: 元/500克
_SAID = re.compile(r"单位(?:为|是)?[：:]?\s*([^\s。，；,;（(]{1,12})")


def unit_of(field: Mapping[str, Any]) -> str:
    """Find a field's unit: said outright, at the end of its title or name, or in its description; else empty."""
    if field.get("unit"):
        return str(field["unit"]).strip()
    for key in ("title", "name"):
        found = _TAIL.search(str(field.get(key) or ""))
        if found and _is_unit(unit := (found[1] or found[2]).strip()):
            return unit
    said = _SAID.search(str(field.get("description") or ""))
    return said[1] if said and _is_unit(said[1]) else ""


def without_unit(title: str) -> str:
    """Take a unit off the end of a title: it is said elsewhere."""
    found = _TAIL.search(title)
    return title[: found.start()] if found and found.start() and _is_unit((found[1] or found[2]).strip()) else title


def unit_in(unit: str, language: Language) -> str:
    """Write a unit for a reader; empty where the language has no word for it."""
    if language == "zh":
        return unit
    if "/" in unit:
        return "/".join(_PART.sub(lambda found: _english(found[0]) or found[0], part) for part in unit.split("/"))
    return _english(unit)


def statistic_of(unit: str, *titles: str) -> Statistic:
    """Say whether values of this unit and these names may be added up."""
    words = " ".join(titles)
    if "/" in unit or unit in _AVERAGED or _RATIO_WORDS.search(words):
        return Statistic.MEAN
    if unit in _COUNTED:
        return Statistic.SUM
    counts = _COUNT_WORDS.search(words) and not _LEVEL_WORDS.search(words)
    return Statistic.SUM if counts else Statistic.MEAN


def is_stock(unit: str, *titles: str) -> bool:
    """Say whether values hold for a moment, so that they must not be added over time."""
    return unit in _STOCK_UNITS or bool(_STOCK_WORDS.search(" ".join(titles)))


def _is_unit(text: str) -> bool:
    return text in _COUNTED or text in _AVERAGED or ("/" in text and not text.startswith("/"))


def _english(unit: str) -> str:
    if unit in _COUNTED:
        return _COUNTED[unit]
    return _AVERAGED.get(unit, unit if unit.isascii() or not _has_han(unit) else "")


def _has_han(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
