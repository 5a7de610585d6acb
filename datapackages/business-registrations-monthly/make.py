"""Make the monthly counts of businesses by district and section of industry. The figures are illustrative.

    python make.py [--output DIR]

Businesses at the end of a month are those of the month before, and the new, less the closed. Same seed, same file.
"""

import argparse
import csv
import random
from pathlib import Path

SEED = 230126
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:22]
SECTIONS = {
    "A": 110,
    "B": 4,
    "C": 78,
    "D": 9,
    "E": 62,
    "F": 520,
    "G": 74,
    "H": 168,
    "I": 46,
    "J": 10,
    "K": 38,
    "L": 112,
    "M": 60,
    "N": 12,
    "O": 150,
    "P": 24,
    "Q": 14,
    "R": 32,
}
"""Section of GB/T 4754: businesses at the start for each ten thousand people."""
DISTRICTS = {
    "230102": 924,
    "230103": 1344,
    "230104": 906,
    "230108": 190,
    "230109": 237,
    "230110": 916,
    "230111": 765,
    "230112": 597,
    "230113": 826,
    "230123": 388,
    "230124": 204,
    "230125": 551,
    "230126": 591,
    "230127": 278,
    "230128": 211,
    "230129": 242,
    "230183": 585,
    "230184": 881,
}
"""Code of each district or county: people of the 2010 census in thousands, as a weight."""
SEASON = (0.7, 0.5, 1.5, 1.25, 1.1, 1.0, 0.95, 0.95, 1.05, 1.0, 1.1, 0.9)
HEADER = ["month", "district_code", "industry_code", "new_units", "closed_units", "units_at_end"]


def rows() -> list[list[str]]:
    """Return the rows, by month, district and section."""
    draw = random.Random(SEED)
    stock = {
        (code, section): round(people / 10 * level * (1.25 if code < "230111" else 0.75) * draw.uniform(0.8, 1.2))
        for code, people in DISTRICTS.items()
        for section, level in SECTIONS.items()
    }
    made: list[list[str]] = []
    for month in MONTHS:
        season = SEASON[int(month[5:]) - 1]
        for (code, section), before in stock.items():
            pace = 1.4 if section in "IMR" else 0.6 if section == "K" else 1.0
            new = round(before * 0.0125 * pace * season * draw.uniform(0.6, 1.4))
            closed = min(before, round(before * 0.0098 * draw.uniform(0.6, 1.4)))
            stock[code, section] = before + new - closed
            made.append([month, code, section, str(new), str(closed), str(stock[code, section])])
    return made


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "registrations.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows()])


if __name__ == "__main__":
    main()
