"""Make monthly outpatient visits, first to third edition. The figures are illustrative.

    python make.py [--output DIR]

Visits for respiratory disease peak in winter. In the second edition a district's report is late; the third has it.
Same seed, same files.
"""

import math
import random
import sys
from collections import defaultdict
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230111
DISTRICTS = districts(10_000)
CENTRE = {"230102", "230103", "230104", "230110"}
"""Where the large hospitals are: people come from all over."""
KINDS = {
    "呼吸系统": (0.17, 0.8),
    "消化系统": (0.13, -0.1),
    "心脑血管": (0.19, 0.2),
    "骨科外伤": (0.11, 0.25),
    "妇产科": (0.06, 0.0),
    "其他": (0.34, 0.0),
}
"""Share of the visits, and how much more of them there are in deep winter."""
HEADER = ["月份", "行政区划代码", "区县", "就诊类别", "诊疗人次", "其中急诊人次"]
CITY_HEADER = ["月份", "诊疗人次", "呼吸系统诊疗人次", "呼吸系统占比(%)", "已报区县数"]
LATE, LATE_MONTHS = "230111", ("2024-11", "2024-12")
MARKER = "未报"
EDITIONS = {1: 6, 2: 12, 3: 24}
"""Edition, and how many months it has from January 2024 on."""
Row = list[str | int | float]


def winter(month: int) -> float:
    """Return how deep in winter a month is: 1 in January, 0 in July."""
    return (1 + math.cos(2 * math.pi * (month - 1) / 12)) / 2


def visits(code: str, size: int, kind: str, year: int, month: int) -> tuple[int, int]:
    """Return the visits of a kind in a month, and those of them that were emergencies."""
    draw = random.Random(f"{SEED} {code} {kind} {year}-{month}")
    share, cold = KINDS[kind]
    people = size * (5200 if code in CENTRE else 3100 if code < "230120" else 2100)
    season = 1 + cold * winter(month) ** 1.6 - 0.35 * cold * (1 - winter(month))
    holiday = 0.88 if month == 2 and kind != "呼吸系统" else 1.0
    count = people * share * season * holiday * 1.03 ** (year - 2024) * draw.uniform(0.94, 1.06)
    urgent = {"骨科外伤": 0.24, "心脑血管": 0.11, "呼吸系统": 0.07}.get(kind, 0.05)
    return round(count), round(count * urgent * draw.uniform(0.85, 1.15))


def rows(months: int, late: bool) -> list[Row]:
    """Return the rows of so many months."""
    made: list[Row] = []
    for at in range(months):
        year, month = 2024 + at // 12, at % 12 + 1
        for code, name, size in DISTRICTS:
            missing = late and code == LATE and f"{year}-{month:02}" in LATE_MONTHS
            for kind in KINDS:
                values = [MARKER, MARKER] if missing else visits(code, size, kind, year, month)
                made.append([f"{year}-{month:02}", code, name, kind, *values])
    return made


def city(table: list[Row]) -> list[Row]:
    """Add up the months over the districts that have reported."""
    total: dict[str, int] = defaultdict(int)
    breath: dict[str, int] = defaultdict(int)
    reported: dict[str, set[str]] = defaultdict(set)
    for month, code, _, kind, count, _ in table:
        if count == MARKER:
            continue
        total[month] += count
        breath[month] += count if kind == "呼吸系统" else 0
        reported[month].add(code)
    return [[at, total[at], breath[at], round(100 * breath[at] / total[at], 1), len(reported[at])] for at in total]


def main() -> None:
    """Write all three editions."""
    root = output_folder(__doc__, __file__)
    for edition, months in EDITIONS.items():
        folder = root if edition == 1 else root / "editions" / str(edition)
        table = rows(months, late=edition == 2)
        write_csv(folder / "data" / "visits.csv", [HEADER, *table])
        write_csv(folder / "data" / "city-monthly.csv", [CITY_HEADER, *city(table)])


if __name__ == "__main__":
    main()
