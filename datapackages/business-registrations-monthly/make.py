"""Make the monthly counts of businesses by district and section of industry. The figures are illustrative.

    python make.py [--output DIR]

Businesses at the end of a month are those of the month before, and the new, less the closed. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, months, output_folder, write_csv

SEED = 230126
MONTHS = months(2025, 22)
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
DISTRICTS = districts(1000)
SEASON = (0.7, 0.5, 1.5, 1.25, 1.1, 1.0, 0.95, 0.95, 1.05, 1.0, 1.1, 0.9)
HEADER = ["month", "district_code", "industry_code", "new_units", "closed_units", "units_at_end"]


def rows() -> list[list[str]]:
    """Return the rows, by month, district and section."""
    draw = random.Random(SEED)
    stock = {
        (code, section): round(people / 10 * level * (1.25 if code < "230111" else 0.75) * draw.uniform(0.8, 1.2))
        for code, _, people in DISTRICTS
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
    write_csv(output_folder(__doc__, __file__) / "data" / "registrations.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
