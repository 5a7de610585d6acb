"""Make the list of public car parks. Car parks, prices and places are illustrative.

    python make.py [--output DIR]

The more people a district has, the more car parks; the first three districts are dearer. Same seed, same file.
"""

import argparse
import csv
import random
from pathlib import Path

SEED = 230115
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
    for code, (name, lon, lat, people) in SEATS.items():
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "parking-lots.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows()])


if __name__ == "__main__":
    main()
