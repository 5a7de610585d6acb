"""Make a year of weather warnings. They are illustrative: none of them was issued.

    python make.py [--output DIR]

Kinds follow the season: wind in spring, rain and thunder in summer. Blizzard is warned of when the package
``snow-clearing-daily`` beside this one has snow, cold when the temperature falls. Same seed, same file.
"""

import argparse
import csv
import json
import math
import random
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

SEED = 230121
ZONE = timezone(timedelta(hours=8))
FIRST, DAYS = datetime(2025, 11, 1, tzinfo=ZONE), 387
LEVELS = ["蓝色", "黄色", "橙色", "红色"]
SEATS = {
    "230102": ("道里区", 126.603, 45.756, 924),
    "230103": ("南岗区", 126.638, 45.745, 1344),
    "230104": ("道外区", 126.644, 45.789, 906),
    "230108": ("平房区", 126.632, 45.596, 190),
    "230109": ("松北区", 126.547, 45.808, 237),
    "230110": ("香坊区", 126.661, 45.712, 916),
    "230111": ("呼兰区", 126.578, 45.893, 765),
    "230112": ("阿城区", 126.952, 45.546, 597),
    "230113": ("双城区", 126.307, 45.380, 826),
    "230123": ("依兰县", 129.561, 46.322, 388),
    "230124": ("方正县", 128.823, 45.849, 204),
    "230125": ("宾县", 127.461, 45.743, 551),
    "230126": ("巴彦县", 127.394, 46.076, 591),
    "230127": ("木兰县", 128.037, 45.947, 278),
    "230128": ("通河县", 128.758, 45.980, 211),
    "230129": ("延寿县", 128.305, 45.444, 242),
    "230183": ("尚志市", 128.002, 45.206, 585),
    "230184": ("五常市", 127.160, 44.928, 881),
}
"""Code: name, a point in its built-up middle (WGS84, rounded), people of the 2010 census in thousands."""
KINDS = {
    "暴雪": (
        (11, 12, 1, 2, 3),
        "预计 12 小时内降雪量将达 {x} 毫米以上，可能影响交通和农业设施。",
        (4, 6, 10, 15),
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
        (24, 12, 6, 2),
        "请慢行，桥面和坡道格外小心。",
    ),
    "大风": ((3, 4, 5, 10), "预计 24 小时内平均风力将达 {x} 级以上。", (6, 8, 10, 12), "请远离围挡、广告牌和大树。"),
    "暴雨": ((6, 7, 8), "预计 {x} 小时内降雨量将达 50 毫米以上。", (12, 6, 3, 1), "请远离低洼路段和地下通道。"),
    "雷电": (
        (6, 7, 8, 9),
        "预计 {x} 小时内将发生雷电活动，可能伴有短时强降水。",
        (6, 6, 2, 2),
        "请留在室内，不要在树下避雨。",
    ),
    "高温": ((7,), "预计 24 小时内最高气温将升至 {x} ℃以上。", (33, 35, 37, 40), "请避免午后在户外劳动，多饮水。"),
    "大雾": (
        (9, 10, 11),
        "预计 {x} 小时内将出现能见度小于 500 米的雾。",
        (12, 12, 6, 2),
        "请开雾灯慢行，留意航班和列车变更。",
    ),
}
"""Kind: months, what is expected, the figure at each level, advice."""
WEIGHTS = (46, 36, 14, 4)
SNOW = (4, 6, 10, 15)
"""Millimetres of snowfall in a district that call for each level of blizzard."""


def temperature(day: date) -> float:
    """Return an invented outdoor mean of the day, in degrees: cold spells last about a week."""
    season = 5.5 - 21.5 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 18) / 365.25)
    spell = random.Random(f"cold spell {day.toordinal() // 6}").gauss(0, 3)
    return round(season + spell + random.Random(f"day {day.toordinal()}").gauss(0, 1.8), 1)


def snowfall() -> dict[str, dict[str, float]]:
    """Return each day's snowfall by urban district."""
    fallen: dict[str, dict[str, float]] = {}
    path = Path(__file__).parents[1] / "snow-clearing-daily" / "data" / "snow-clearing.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fallen.setdefault(row["日期"], {})[row["区县代码"]] = float(row["降雪量(mm)"])
    return fallen


def due(draw: random.Random, day: datetime, snow: dict[str, float]) -> list[tuple[str, int, str]]:
    """Return kind, level and district of each warning of a day."""
    found = [("暴雪", sum(mm >= step for step in SNOW[1:]), code) for code, mm in snow.items() if mm >= SNOW[0]]
    fall = temperature(day.date() - timedelta(days=2)) - temperature(day.date())
    if day.month in KINDS["寒潮"][0] and fall >= KINDS["寒潮"][2][0]:
        level = sum(fall >= step for step in KINDS["寒潮"][2][1:])
        found += [("寒潮", level, code) for code in draw.sample(list(SEATS), 4)]
    others = [kind for kind, (months, *_) in KINDS.items() if day.month in months and kind not in ("暴雪", "寒潮")]
    if others and draw.random() < 0.3:
        found.append((draw.choice(others), draw.choices(range(4), WEIGHTS)[0], draw.choice(list(SEATS))))
    return found


def record(draw: random.Random, day: datetime, warning: tuple[str, int, str]) -> dict[str, Any]:
    """Return one warning, not numbered yet."""
    kind, level, code = warning
    expected, figures, advice = KINDS[kind][1:]
    issued = day + timedelta(minutes=draw.randrange(0, 9 * 60, 5))
    lifted = issued + timedelta(minutes=draw.randrange(4 * 60, 30 * 60, 5))
    name = SEATS[code][0]
    text = f"{name}发布{kind}{LEVELS[level]}预警：{expected.format(x=figures[level])}{advice}（示例）"
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "warnings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records())
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
