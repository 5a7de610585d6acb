"""Make the notices of roads that are dug up. Streets and works are illustrative.

    python make.py [--output DIR]

Roads are dug up between the thaw and the frost, but for repairs that cannot wait. Same seed, same file.
"""

import argparse
import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = 230117
WORKS = 220
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
}
"""Code: name, a point in its built-up middle (WGS84, rounded), people of the 2010 census in thousands."""
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
    code = draw.choices(list(SEATS), [seat[3] for seat in SEATS.values()])[0]
    name, lon, lat, _ = SEATS[code]
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "road-works.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records())
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
