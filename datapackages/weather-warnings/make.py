"""Make a year of weather warnings. They are illustrative: none of them was issued.

    python make.py [--output DIR]

Kinds follow the season: wind in spring, rain and thunder in summer. Blizzard is warned of when the package
``snow-clearing-daily`` beside this one has snow, cold when the temperature falls. Same seed, same file.
"""

import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, read_package, temperature, write_json

SEED = 230121
ZONE = timezone(timedelta(hours=8))
FIRST, DAYS = datetime(2025, 11, 1, tzinfo=ZONE), 387
LEVELS = ["蓝色", "黄色", "橙色", "红色"]
NAMES = {code: name for code, name, _ in districts(1000)}
KINDS = {
    "暴雪": (
        (11, 12, 1, 2, 3),
        "预计 {x} 毫米以上，可能影响交通和农业设施。",
        ("12 小时内降雪量将达 4", "12 小时内降雪量将达 6", "6 小时内降雪量将达 10", "6 小时内降雪量将达 15"),
        "请减少外出，及时清扫门前积雪。",
    ),
    "寒潮": (
        (10, 11, 12, 3, 4),
        "预计 48 小时内最低气温将下降 {x} ℃以上，并伴有大风。",
        (8, 10, 12, 16),
        "请添衣保暖，检查室内供热和水管。",
    ),
    "道路结冰": (
        (10, 11, 12, 1, 2, 3),
        "路面温度低于 0 ℃，预计 {x} 小时内将出现对交通有影响的道路结冰。",
        (12, 6, 2),
        "请慢行，桥面和坡道格外小心。",
    ),
    "大风": (
        (3, 4, 5, 10),
        "预计 {x} 级以上。",
        ("24 小时内平均风力将达 6", "12 小时内平均风力将达 8", "6 小时内平均风力将达 10", "6 小时内平均风力将达 12"),
        "请远离围挡、广告牌和大树。",
    ),
    "暴雨": (
        (6, 7, 8),
        "预计 {x} 毫米以上。",
        ("12 小时内降雨量将达 50", "6 小时内降雨量将达 50", "3 小时内降雨量将达 50", "3 小时内降雨量将达 100"),
        "请远离低洼路段和地下通道。",
    ),
    "雷电": (
        (6, 7, 8, 9),
        "预计 {x} 小时内将发生雷电活动，可能伴有短时强降水。",
        (6, 2, 2),
        "请留在室内，不要在树下避雨。",
    ),
    "高温": (
        (7,),
        "预计 {x} ℃以上。",
        ("连续三天最高气温将在 35", "24 小时内最高气温将升至 37", "24 小时内最高气温将升至 40"),
        "请避免午后在户外劳动，多饮水。",
    ),
    "大雾": (
        (9, 10, 11),
        "预计 {x} 米的雾。",
        ("12 小时内将出现能见度小于 500", "6 小时内将出现能见度小于 200", "2 小时内将出现能见度小于 50"),
        "请开雾灯慢行，留意航班和列车变更。",
    ),
}
"""Kind: months, what is expected, its figure at each level, advice. Three figures: the national signals of the kind
begin at yellow."""
WEIGHTS = (46, 36, 14, 4)
SNOW = (4, 6, 10, 15)
"""Millimetres of snowfall in a district that call for each level of blizzard."""


def snowfall() -> dict[str, dict[str, float]]:
    """Return each day's snowfall by urban district."""
    fallen: dict[str, dict[str, float]] = {}
    for row in read_package("snow-clearing-daily", "snow-clearing.csv"):
        fallen.setdefault(row["日期"], {})[row["区县代码"]] = float(row["降雪量(mm)"])
    return fallen


def due(draw: random.Random, day: datetime, snow: dict[str, float]) -> list[tuple[str, int, str]]:
    """Return kind, level (0 is blue) and district of each warning of a day."""
    found = [("暴雪", sum(mm >= step for step in SNOW[1:]), code) for code, mm in snow.items() if mm >= SNOW[0]]
    fall = temperature(day.date() - timedelta(days=2)) - temperature(day.date())
    if day.month in KINDS["寒潮"][0] and fall >= KINDS["寒潮"][2][0]:
        level = sum(fall >= step for step in KINDS["寒潮"][2][1:])
        found += [("寒潮", level, code) for code in draw.sample(list(NAMES), 4)]
    others = [kind for kind, (months, *_) in KINDS.items() if day.month in months and kind not in ("暴雪", "寒潮")]
    if others and draw.random() < 0.3:
        kind = draw.choice(others)
        lowest = len(LEVELS) - len(KINDS[kind][2])
        found.append((kind, max(lowest, draw.choices(range(4), WEIGHTS)[0]), draw.choice(list(NAMES))))
    return found


def record(draw: random.Random, day: datetime, warning: tuple[str, int, str]) -> dict[str, Any]:
    """Return one warning, not numbered yet."""
    kind, level, code = warning
    expected, figures, advice = KINDS[kind][1:]
    issued = day + timedelta(minutes=draw.randrange(0, 9 * 60, 5))
    lifted = issued + timedelta(minutes=draw.randrange(4 * 60, 30 * 60, 5))
    name = NAMES[code]
    text = f"{name}发布{kind}{LEVELS[level]}预警：{expected.format(x=figures[level - len(LEVELS)])}{advice}（示例）"
    return {
        "issued_at": issued.isoformat(),
        "kind": kind,
        "level": LEVELS[level],
        "district_code": code,
        "district_name": name,
        "lifted_at": lifted.isoformat() if draw.random() > 0.02 else None,
        "text": text,
    }


def records() -> list[dict[str, Any]]:
    """Return the records, by time of issue."""
    draw = random.Random(SEED)
    snow = snowfall()
    made: list[dict[str, Any]] = []
    for offset in range(DAYS):
        day = FIRST + timedelta(days=offset)
        here = snow.get(day.date().isoformat(), {})
        made += sorted((record(draw, day, one) for one in due(draw, day, here)), key=lambda one: one["issued_at"])
    return [{"warning_id": f"YJ{one['issued_at'][:4]}{at:04}", **one} for at, one in enumerate(made, start=1)]


def main() -> None:
    """Write the records, one a line of the array."""
    path = output_folder(__doc__, __file__) / "data" / "warnings.json"
    write_json(path, records())


if __name__ == "__main__":
    main()
