"""Make two years of monthly ridership of bus routes. Routes, operators and figures are illustrative.

    python make.py [--output DIR]

The file is GB18030, as offices' programs often write it. Same seed, same file.
"""

import argparse
import csv
import random
from calendar import monthrange
from pathlib import Path

SEED = 230103
MONTHS = [(year, month) for year in (2024, 2025) for month in range(1, 13)]
SEASON = (0.96, 0.83, 1.05, 1.02, 1.0, 0.99, 0.95, 0.94, 1.03, 1.0, 1.04, 1.06)
"""January to December: fewest in the month of the Spring Festival, most when it is cold and schools are open."""
ROUTES = [(f"示例{number}路", f"示例运营单位{'甲乙丙'[number % 3]}") for number in range(1, 13)]
HEADER = ["月份", "线路名称", "运营单位", "客运量(人次)", "日均客运量", "发车班次"]


def rows() -> list[list[str | int]]:
    """Return the rows, by month and route."""
    draw = random.Random(SEED)
    daily = {route: draw.randrange(2500, 16000) for route, _ in ROUTES}
    trips = {route: draw.randrange(90, 260) for route, _ in ROUTES}
    made: list[list[str | int]] = []
    for year, month in MONTHS:
        days = monthrange(year, month)[1]
        for route, operator in ROUTES:
            growth = 1.02 if year == MONTHS[-1][0] else 1.0
            riders = round(daily[route] * days * SEASON[month - 1] * growth * draw.uniform(0.96, 1.04))
            departures = trips[route] * days - draw.randrange(0, 40)
            made.append([f"{year}-{month:02}", route, operator, riders, round(riders / days), departures])
    return made


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "ridership.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([HEADER, *rows()])


if __name__ == "__main__":
    main()
