"""Make monthly prices of homes by district. The figures are illustrative.

    python make.py [--output DIR]

Prices give way slowly; few homes are sold in winter. Where fewer than ten were sold no price is given.
Same seed, same file.
"""

import math
import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230102
YEARS = (2022, 2023, 2024, 2025)
DISTRICTS = districts(10_000)
PRICES = {"230102": 11200, "230103": 10300, "230104": 8400, "230108": 6900, "230109": 8900, "230110": 9200}
PRICES |= {"230111": 5600, "230112": 4600, "230113": 4300}
COUNTY = 3600
"""Price of a square metre at the end of 2021, made up."""
KINDS = {"新建商品住宅": (1.0, 0.55, 102, -0.003), "存量住宅": (0.8, 0.75, 84, -0.0055)}
"""Kind of home: price against the district's, homes sold by its size, their mean floor area, change a month."""
FEWEST, MARKER = 10, "—"
HEADER = ["month", "district_code", "district", "home_kind", "homes_sold", "floor_area_sqm", "mean_price"]


def row(at: int, code: str, name: str, size: int, kind: str) -> list[str | int | float]:
    """Return the row of a month, district and kind of home."""
    draw = random.Random(f"{SEED} {code} {kind} {at}")
    level, trade, area, change = KINDS[kind]
    month = at % 12 + 1
    season = 1 - 0.5 * (1 + math.cos(2 * math.pi * (month - 1.5) / 12)) / 2
    town = 5.0 if code < "230111" else 2.0 if code < "230120" else 0.7
    sold = round(size * trade * town * season * draw.uniform(0.8, 1.2))
    own = random.Random(f"{SEED} {code} {kind}").uniform(0.95, 1.05)
    price = PRICES.get(code, COUNTY) * level * own * (1 + change) ** at * draw.uniform(0.985, 1.015)
    cells = [sold, round(sold * area * draw.uniform(0.95, 1.05)), round(price)]
    return [f"{YEARS[at // 12]}-{month:02}", code, name, kind, *cells[:2], cells[2] if sold >= FEWEST else MARKER]


def main() -> None:
    """Write the table."""
    root = output_folder(__doc__, __file__)
    months = range(12 * len(YEARS))
    rows = [row(at, *district, kind) for at in months for district in DISTRICTS for kind in KINDS]
    write_csv(root / "data" / "prices.csv", [HEADER, *rows])


if __name__ == "__main__":
    main()
