"""Make monthly ridership of bus routes, first and second edition. Routes, operators and figures are illustrative.

    python make.py [--output DIR]

The first edition has two years; the second adds ten months, in which a metro ring that is assumed to open in April
takes riders from the routes along it. The files are GB18030, as offices' programs often write them.
Same seed, same files.
"""

import random
import sys
from calendar import monthrange
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230103
MONTHS = [(year, month) for year in (2024, 2025) for month in range(1, 13)]
SEASON = (0.96, 0.83, 1.05, 1.02, 1.0, 0.99, 0.95, 0.94, 1.03, 1.0, 1.04, 1.06)
"""January to December: fewest in the month of the Spring Festival, most when it is cold and schools are open."""
ROUTES = [(f"示例{number}路", f"示例运营单位{'甲乙丙'[number % 3]}") for number in range(1, 13)]
ALONG_RING, FEEDERS = (2, 5, 8, 11), (3, 9)
"""Numbers of the routes that follow the ring of the metro, and of those that lead to it."""
OPENING = {4: 0.9, 5: 0.79}
"""Share of their riders that routes along the ring keep in the first month and in the second; 0.76 from then on."""
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


def second_edition() -> list[list[str | int]]:
    """Return the rows of the first edition and those of January to October 2026."""
    made = rows()
    before = {(row[0], row[1]): row for row in made}
    draw = random.Random(f"{SEED} 2026")
    for month in range(1, 11):
        days = monthrange(2026, month)[1]
        for number, (route, operator) in enumerate(ROUTES, start=1):
            last_year = before[f"2025-{month:02}", route]
            kept, runs = 0.995, 1.0
            if number in ALONG_RING and month > 3:
                kept, runs = OPENING.get(month, 0.76), 1.0 if month < 7 else 0.85
            elif number in FEEDERS and month > 3:
                kept = 1.06
            riders = round(int(last_year[3]) * kept * draw.uniform(0.985, 1.015))
            departures = round(int(last_year[5]) * runs) - draw.randrange(0, 12)
            made.append([f"2026-{month:02}", route, operator, riders, round(riders / days), departures])
    return made


def main() -> None:
    """Write both editions."""
    root = output_folder(__doc__, __file__)
    for folder, table in ((root, rows()), (root / "editions" / "2", second_edition())):
        write_csv(folder / "data" / "ridership.csv", [HEADER, *table], encoding="gb18030", line_end="\r\n")


if __name__ == "__main__":
    main()
