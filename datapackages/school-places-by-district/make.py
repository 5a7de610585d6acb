"""Make school places and applicants by district, first and second edition. The figures are illustrative.

    python make.py [--output DIR]

Applicants grow in the new town north of the river and shrink in the counties. The districts add up to the city.
Same seed, same files.
"""

import random
import sys
from collections import defaultdict
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230106
DISTRICTS = districts(10_000)
KINDS = {"小学": (52, 45, 2.6), "初级中学": (54, 50, 4.8), "高级中学": (36, 50, 10.0)}
"""School kind: places for ten thousand people, places a class, and classes a school."""
DEMAND = {"230102": (1.05, 0.012), "230103": (1.04, 0.004), "230109": (1.02, 0.045), "230110": (1.0, 0.003)}
"""Applicants for a place in 2022, and how that changes a year, where it is not as elsewhere."""
TOWN, COUNTRY = (0.97, -0.012), (0.93, -0.035)
EDITIONS = {1: (2022, 2024), 2: (2022, 2025)}
HEADER = ["招生年份", "行政区划代码", "区县", "学校类别", "学校数", "招生计划数", "报名人数", "每百个学位报名人数"]
CITY_HEADER = ["招生年份", "学校类别", "学校数", "招生计划数", "报名人数"]
Row = list[str | int | float]


def district_row(year: int, code: str, name: str, size: int, kind: str) -> Row:
    """Return the figures of one district, school kind and year."""
    draw = random.Random(f"{SEED} {code} {kind}")
    people, a_class, classes = KINDS[kind]
    first = max(1, round(size * people * draw.uniform(0.92, 1.08) / a_class))
    schools = max(1, round(first / classes))
    added = {"230109": 2, "230102": 1}.get(code, 0) * (year - 2022) // (2 if kind == "高级中学" else 1)
    places = (first + added) * a_class
    ratio, change = DEMAND.get(code, TOWN if code < "230120" else COUNTRY)
    draw = random.Random(f"{SEED} {code} {kind} {year}")
    wanted = round(first * a_class * (ratio + change * 2 * (year - 2022)) * draw.uniform(0.98, 1.02))
    return [year, code, name, kind, schools + added // 6, places, wanted, round(100 * wanted / places, 1)]


def rows(first: int, last: int) -> list[Row]:
    """Return the rows by year, district and school kind."""
    years = range(first, last + 1)
    return [district_row(year, *district, kind) for year in years for district in DISTRICTS for kind in KINDS]


def city(table: list[Row]) -> list[Row]:
    """Add up the districts."""
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for year, _, _, kind, *figures, _ in table:
        sums[year, kind] = [one + other for one, other in zip(sums[year, kind], figures, strict=True)]
    return [[year, kind, *figures] for (year, kind), figures in sums.items()]


def main() -> None:
    """Write both editions."""
    root = output_folder(__doc__, __file__)
    for edition, years in EDITIONS.items():
        folder = root if edition == 1 else root / "editions" / str(edition)
        table = rows(*years)
        write_csv(folder / "data" / "places.csv", [HEADER, *table])
        write_csv(folder / "data" / "city-totals.csv", [CITY_HEADER, *city(table)])


if __name__ == "__main__":
    main()
