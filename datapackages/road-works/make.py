"""Make the notices of roads that are dug up. Streets and works are illustrative.

    python make.py [--output DIR]

Roads are dug up between the thaw and the frost, but for repairs that cannot wait. Same seed, same file.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, districts, output_folder, write_json

SEED = 230117
WORKS = 220
DISTRICTS = districts(1000, urban=True)
NAMES = "丁香 雪松 冰凌 白桦 云杉 松涛 江岸 榆荫 杏林 北原 安和 永康 通达 文华 新民 育英 建设 光明".split()
KINDS = {
    "供热管网改造": ((5, 6, 7, 8, 9), 55),
    "供水管线更换": ((5, 6, 7, 8, 9), 35),
    "排水防涝改造": ((5, 6, 7, 8), 45),
    "路面翻修": ((5, 6, 7, 8, 9, 10), 18),
    "燃气管线改造": ((5, 6, 7, 8, 9), 30),
    "供热管道抢修": ((11, 12, 1, 2, 3), 3),
    "供水管道抢修": ((11, 12, 1, 2, 3, 4), 2),
}
"""Kind: months in which it starts, and days it usually takes."""
CLOSED = ["半幅封闭", "全封闭", "占用一条车道", "占用人行道"]
LAST = date(2026, 11, 15)
"""The day of the list: what was to end later is still under way."""


def record(draw: random.Random, begun: date, kind: str) -> dict[str, Any]:
    """Return one notice, not numbered yet."""
    code, name, _ = draw.choices(DISTRICTS, [district.size for district in DISTRICTS])[0]
    lon, lat = SEATS[code]
    road = f"{draw.choice(NAMES)}{draw.choice(['路', '街', '大街'])}（示例）"
    ends = draw.sample(NAMES, 2)
    planned = begun + timedelta(days=max(1, round(KINDS[kind][1] * draw.uniform(0.6, 1.5))))
    late = draw.choice((0, 0, 0, -1, 2, 5, 12)) if KINDS[kind][1] > 5 else draw.choice((0, 0, 1))
    ended = planned + timedelta(days=late)
    how = draw.choice(CLOSED)
    advice = "请绕行" if how == "全封闭" else "请减速慢行"
    stretch = f"{name}{road.removesuffix('（示例）')}{ends[0]}街至{ends[1]}街段"
    text = f"因{kind}，{stretch}自{begun.month}月{begun.day}日起{how}，{advice}。（示例）"
    return {
        "区县代码": code,
        "道路名称": road,
        "起止路段": f"{ends[0]}街至{ends[1]}街",
        "施工原因": kind,
        "占道方式": how,
        "开工日期": begun.isoformat(),
        "计划完工日期": planned.isoformat(),
        "实际完工日期": ended.isoformat() if ended <= LAST else None,
        "经度": round(lon + draw.gauss(0, 0.02), 6),
        "纬度": round(lat + draw.gauss(0, 0.013), 6),
        "通告": text,
    }


def records() -> list[dict[str, Any]]:
    """Return the records, by day of beginning."""
    draw = random.Random(SEED)
    starts: list[tuple[date, str]] = []
    while len(starts) < WORKS:
        begun = date(2025, 4, 1) + timedelta(days=draw.randrange((LAST - date(2025, 4, 1)).days))
        kind = draw.choices(list(KINDS), (5, 5, 4, 6, 4, 2, 2))[0]
        if begun.month in KINDS[kind][0]:
            starts.append((begun, kind))
    made = [record(draw, begun, kind) for begun, kind in sorted(starts)]
    return [{"通告编号": f"DL{one['开工日期'][:4]}{number:03}", **one} for number, one in enumerate(made, start=1)]


def main() -> None:
    """Write the records, one a line of the array."""
    path = output_folder(__doc__, __file__) / "data" / "road-works.json"
    write_json(path, records())


if __name__ == "__main__":
    main()
