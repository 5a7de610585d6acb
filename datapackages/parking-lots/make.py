"""Make the list of public car parks. Car parks, prices and places are illustrative.

    python make.py [--output DIR]

The more people a district has, the more car parks; the first three districts are dearer. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, districts, output_folder, write_csv

SEED = 230115
DISTRICTS = districts(1000, urban=True)
KINDS = {"路内": (12, 60), "路外地面": (40, 320), "地下": (90, 900), "立体停车楼": (120, 600)}
"""Kind: fewest and most spaces."""
HEADER = "编号 停车场名称 区县代码 类型 泊位数 充电泊位数 无障碍泊位数 收费标准 每日最高(元) 开放时间 经度 纬度".split()


def price(draw: random.Random, kind: str, middle: bool) -> tuple[str, str]:
    """Return the price in words and the most that a day costs; empty where it is free or there is no limit."""
    if draw.random() < 0.12:
        return "免费", ""
    first = draw.choice((3, 4, 5)) if middle else draw.choice((1, 2, 3))
    if kind == "路内":
        return f"首小时{first}元，之后每半小时{max(1, first // 2)}元，夜间20时至次日8时免费", ""
    most = first * draw.choice((6, 8, 10))
    return f"15分钟内免费，每小时{first}元，24小时最高{most}元", str(most)


def rows() -> list[list[str]]:
    """Return the rows, by district."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for code, name, people in DISTRICTS:
        lon, lat = SEATS[code]
        for number in range(1, max(6, round(people / 34)) + 1):
            kind = draw.choices(list(KINDS), (5, 4, 3, 1))[0]
            spaces = draw.randrange(*KINDS[kind])
            charging = (
                "—" if draw.random() < 0.15 else str(0 if kind == "路内" else round(spaces * draw.uniform(0, 0.16)))
            )
            words, most = price(draw, kind, code < "230105")
            hours = "全天" if draw.random() < 0.75 else "06:00-22:00"
            free = str(max(1, round(spaces * 0.02)))
            at = [f"{lon + draw.gauss(0, 0.022):.6f}", f"{lat + draw.gauss(0, 0.014):.6f}"]
            title = f"{name}第{number}公共停车场（示例）"
            row = [f"P{len(made) + 1:03}", title, code, kind, str(spaces), charging, free, words, most, hours, *at]
            made.append(row)
    return made


def main() -> None:
    """Write the table."""
    path = output_folder(__doc__, __file__) / "data" / "parking-lots.csv"
    write_csv(path, [HEADER, *rows()], encoding="utf-8-sig")


if __name__ == "__main__":
    main()
