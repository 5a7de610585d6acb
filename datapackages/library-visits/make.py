"""Make monthly visits and loans of a library and its branches. The figures are illustrative.

    python make.py [--output DIR]

Readers come most in the holidays of winter and summer; one branch was closed while it was rebuilt.
Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230128
YEARS = (2023, 2024, 2025)
SEASON = (1.3, 1.15, 0.95, 0.9, 0.9, 0.95, 1.4, 1.45, 0.9, 0.9, 0.95, 1.0)
"""January to December."""
BRANCHES = [
    ("总馆", "230103", 62000),
    ("第一分馆", "230102", 24000),
    ("第二分馆", "230104", 15000),
    ("第三分馆", "230110", 18000),
    ("第四分馆", "230108", 8000),
    ("第五分馆", "230109", 13000),
    ("第六分馆", "230111", 6000),
    ("第七分馆", "230112", 5500),
]
"""Name, district, and visits in a usual month."""
CLOSED = ("第二分馆", {"2024-03", "2024-04", "2024-05", "2024-06"})
MARKER = "闭馆"
HEADER = ["月份", "馆名", "行政区划代码", "开馆天数", "到馆人次", "外借册次", "新办证数", "活动场次"]


def row(at: int, name: str, code: str, usual: int) -> list[str | int | float]:
    """Return a branch's row in a month."""
    month = f"{YEARS[at // 12]}-{at % 12 + 1:02}"
    if name == CLOSED[0] and month in CLOSED[1]:
        return [month, name, code, 0, *[MARKER] * 4]
    draw = random.Random(f"{SEED} {name} {month}")
    rebuilt = 1.35 if name == CLOSED[0] and month > max(CLOSED[1]) else 1.0
    visits = usual * SEASON[at % 12] * 1.06 ** (at // 12) * rebuilt * draw.uniform(0.93, 1.07)
    loans = visits * draw.uniform(0.55, 0.68) * 0.985**at
    cards = round(visits * draw.uniform(0.018, 0.03))
    events = draw.randrange(4, 12) * (3 if name == "总馆" else 1)
    days = draw.choice((25, 26, 27)) if at % 12 != 1 else 22
    return [month, name, code, days, round(visits), round(loans), cards, events]


def main() -> None:
    """Write the table."""
    root = output_folder(__doc__, __file__)
    rows = [row(at, *branch) for at in range(12 * len(YEARS)) for branch in BRANCHES]
    write_csv(root / "data" / "visits.csv", [HEADER, *rows])


if __name__ == "__main__":
    main()
