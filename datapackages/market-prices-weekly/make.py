"""Make weekly prices of vegetables, fruit, meat and grain. The prices are illustrative: nobody asked them.

    python make.py [--output DIR]

What grows in the open is dear in winter; what keeps in a cellar hardly changes. Same seed, same file.
"""

import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230128
FIRST, WEEKS = date(2024, 11, 4), 106
GOODS = {
    "黄瓜": ("蔬菜", 2.6, 0.95),
    "番茄": ("蔬菜", 2.8, 0.8),
    "油豆角": ("蔬菜", 4.6, 1.3),
    "茄子": ("蔬菜", 2.5, 0.85),
    "青椒": ("蔬菜", 2.7, 0.8),
    "芹菜": ("蔬菜", 2.0, 0.6),
    "菠菜": ("蔬菜", 2.3, 0.9),
    "大白菜": ("蔬菜", 0.9, 0.25),
    "土豆": ("蔬菜", 1.3, 0.2),
    "胡萝卜": ("蔬菜", 1.5, 0.2),
    "大葱": ("蔬菜", 2.2, 0.35),
    "洋葱": ("蔬菜", 1.4, 0.2),
    "苹果": ("水果", 4.4, 0.1),
    "香蕉": ("水果", 3.6, 0.15),
    "西瓜": ("水果", 1.8, 1.4),
    "冻梨": ("水果", 3.2, -0.15),
    "猪肉": ("肉蛋", 13.5, 0.12),
    "牛肉": ("肉蛋", 35.0, 0.05),
    "鸡蛋": ("肉蛋", 4.3, 0.08),
    "鲤鱼": ("水产", 7.2, 0.12),
    "大米": ("粮油", 3.0, 0.02),
    "大豆油": ("粮油", 5.6, 0.03),
}
"""Goods: class, yuan for 500 g in summer, how much more they cost in deep winter."""
HEADER = ["周开始日期", "类别", "品种", "计价单位", "批发均价", "零售均价", "零售环比(%)"]


def rows() -> list[list[str]]:
    """Return the rows, by week and goods."""
    draw = random.Random(SEED)
    drift = dict.fromkeys(GOODS, 0.0)
    last: dict[str, float] = {}
    made: list[list[str]] = []
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week)
        cold = max(0.0, math.cos(2 * math.pi * (day.timetuple().tm_yday - 32) / 365.25)) ** 1.2
        festival = 1.06 if (day.month, day.day) in {(1, 20), (1, 27), (2, 9), (2, 16)} else 1.0
        for name, (kind, base, rise) in GOODS.items():
            drift[name] = 0.85 * drift[name] + draw.gauss(0, 0.025 if kind == "蔬菜" else 0.012)
            retail = round(base * (1 + rise * cold) * festival * math.exp(drift[name]), 2)
            wholesale = round(retail * draw.uniform(0.66, 0.74), 2)
            change = f"{100 * (retail / last[name] - 1):.1f}" if name in last else "/"
            closed = draw.random() < 0.01
            shown = ["/", "/", "/"] if closed else [f"{wholesale:.2f}", f"{retail:.2f}", change]
            made.append([day.isoformat(), kind, name, "元/500克", *shown])
            last[name] = retail
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "prices.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
