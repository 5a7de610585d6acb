"""Make the passes of snow ploughs over numbered stretches of road. They are illustrative: no plough was located.

    python make.py [--output DIR]

Fifty thousand rows. Ploughs go out when it snows, by the snowfall of the package ``snow-clearing-daily`` beside this
one, to the main roads most often. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, read_package, write_csv

SEED = 230133
ROWS = 50_000
LAST = "2026-03-31"
STRETCHES = {"A": 60, "B": 140, "C": 200}
"""Rank of a road, A the main ones, and how many stretches there are."""
OFTEN = {"A": 8, "B": 4, "C": 1.5}
HOURS = [9, 10, 10, 10, 9, 6, 2, 1, 1, 2, 3, 3, 2, 2, 2, 2, 1, 1, 2, 4, 6, 8, 9, 9]
"""How many go out in each hour of the day: at night, when the roads are free."""
HEADER = ["日期", "时", "路段", "扫雪宽度"]


def snowfall() -> dict[str, float]:
    """Return the sum of the districts' snowfall on each day of the winter."""
    fallen: dict[str, float] = {}
    for row in read_package("snow-clearing-daily", "snow-clearing.csv"):
        if row["日期"] <= LAST:
            fallen[row["日期"]] = fallen.get(row["日期"], 0.0) + float(row["降雪量(mm)"])
    return fallen


def rows() -> list[list[str]]:
    """Return the rows, by day and hour."""
    draw = random.Random(SEED)
    snow = snowfall()
    before = [0.0, *snow.values()]
    called = [0.6 + today + 0.45 * yesterday for today, yesterday in zip(snow.values(), before, strict=False)]
    stretches = [f"{rank}{number:03}" for rank, count in STRETCHES.items() for number in range(1, count + 1)]
    weights = [OFTEN[stretch[0]] for stretch in stretches]
    days = draw.choices(list(snow), called, k=ROWS)
    hours = draw.choices(range(24), HOURS, k=ROWS)
    roads = draw.choices(stretches, weights, k=ROWS)
    widths = {"A": ("7", "7", "10.5"), "B": ("3.5", "7"), "C": ("3.5",)}
    passes = sorted(zip(days, hours, roads, strict=True))
    return [[day, str(hour), road, draw.choice(widths[road[0]])] for day, hour, road in passes]


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "passes.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
