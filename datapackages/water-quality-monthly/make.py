"""Make the monthly quality of water in river sections. The figures are illustrative: they measure nothing.

    python make.py [--output DIR]

A section's class is its worst of four measures by the limits of GB 3838-2002. In winter, under ice, oxygen is low and
ammonia high; some sections cannot be sampled then. Same seed, same file.
"""

import math
import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import months, output_folder, write_csv

SEED = 230123
MONTHS = months(2024, 34)
CLASSES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
LIMITS = {"codmn": (2, 4, 6, 10, 15), "nh3n": (0.15, 0.5, 1.0, 1.5, 2.0), "tp": (0.02, 0.1, 0.2, 0.3, 0.4)}
"""GB 3838-2002, table 1, rivers: most allowed in classes Ⅰ to Ⅴ, mg/l."""
OXYGEN = (7.5, 6, 5, 3, 2)
"""GB 3838-2002, table 1: least oxygen in classes Ⅰ to Ⅴ, mg/l."""
SECTIONS = [
    ("S01", "松花江", "示例断面一", "230113", "Ⅲ", 0.9),
    ("S02", "松花江", "示例断面二", "230102", "Ⅲ", 1.0),
    ("S03", "松花江", "示例断面三", "230104", "Ⅲ", 1.15),
    ("S04", "松花江", "示例断面四", "230125", "Ⅲ", 1.1),
    ("S05", "松花江", "示例断面五", "230128", "Ⅲ", 1.0),
    ("S06", "呼兰河", "示例断面六", "230111", "Ⅲ", 1.2),
    ("S07", "阿什河", "示例断面七", "230112", "Ⅳ", 1.3),
    ("S08", "阿什河", "示例断面八", "230110", "Ⅳ", 1.75),
    ("S09", "拉林河", "示例断面九", "230184", "Ⅲ", 0.85),
    ("S10", "蚂蚁河", "示例断面十", "230183", "Ⅱ", 0.65),
    ("S11", "蚂蚁河", "示例断面十一", "230129", "Ⅲ", 0.8),
    ("S12", "牡丹江", "示例断面十二", "230123", "Ⅲ", 0.85),
]
"""Code, river, invented section, district, class aimed at, and how loaded the water is."""
HEADER = "月份 断面编码 河流 断面名称 区县代码 溶解氧 高锰酸盐指数 氨氮 总磷 水质类别 目标类别 是否达标 备注".split()


def class_of(oxygen: float, values: dict[str, float]) -> int:
    """Return the place of the class among CLASSES: the worst of all measures."""
    worst = [sum(value > limit for limit in LIMITS[name]) for name, value in values.items()]
    return max(*worst, sum(oxygen < limit for limit in OXYGEN))


def rows() -> list[list[str]]:
    """Return the rows, by month and section."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for text in MONTHS:
        year, month = int(text[:4]), int(text[5:])
        cold = (1 + math.cos(2 * math.pi * (month - 1) / 12)) / 2
        flood = 1.18 if month in (7, 8) else 1.0
        better = 1 - 0.05 * (year - 2024)
        for code, river, section, district, aim, load in SECTIONS:
            if month in (12, 1, 2) and draw.random() < 0.12:
                made.append([text, code, river, section, district, *["未采样"] * 5, aim, "未采样", "冰封，无法采样"])
                continue
            loaded = load * better * draw.uniform(0.85, 1.15)
            oxygen = round((9.8 - 3.1 * cold - 1.2 * (1 - cold)) / loaded**0.35 * draw.uniform(0.93, 1.07), 1)
            values = {
                "codmn": round(4.7 * loaded * flood * draw.uniform(0.9, 1.1), 1),
                "nh3n": round((0.32 + 0.6 * cold) * loaded**1.4 * draw.uniform(0.85, 1.15), 2),
                "tp": round(0.125 * loaded * flood * draw.uniform(0.85, 1.15), 3),
            }
            at = class_of(oxygen, values)
            met = "是" if at <= CLASSES.index(aim) else "否"
            measured = [f"{oxygen:.1f}", f"{values['codmn']:.1f}", f"{values['nh3n']:.2f}", f"{values['tp']:.3f}"]
            made.append([text, code, river, section, district, *measured, CLASSES[at], aim, met, ""])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "water-quality.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
