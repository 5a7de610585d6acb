"""Make hourly counts of taxis by cell of a grid. They are illustrative: no taxi was located.

    python make.py [--output DIR]

Cells are a hundredth of a degree wide. Counts under ten are not told. Same seed, same file.
"""

import math
import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230132
DAY = "2026-10-21"
LEAST = 10
HUBS = {
    (126.628, 45.761): 95,
    (126.575, 45.704): 70,
    (126.611, 45.767): 60,
    (126.661, 45.712): 40,
    (126.547, 45.808): 22,
}
"""Busy places (rounded points of stations, shops and offices), and how busy they are."""
HOURS = [4, 3, 2, 2, 2, 3, 5, 9, 10, 8, 7, 7, 8, 8, 7, 7, 8, 10, 10, 9, 9, 8, 7, 5]
HEADER = ["date", "hour", "cell_lon", "cell_lat", "pickups", "dropoffs", "mean_speed_kmh"]


def busy(lon: float, lat: float) -> float:
    """Return how busy a cell is: nearer to a hub, busier."""
    return sum(size * math.exp(-(((lon - x) * 78) ** 2 + ((lat - y) * 111) ** 2) / 5) for (x, y), size in HUBS.items())


def rows() -> list[list[str]]:
    """Return the rows, by hour and cell."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for hour, share in enumerate(HOURS):
        for east in range(54, 70):
            for north in range(68, 82):
                lon, lat = 126 + east / 100, 45 + north / 100
                usual = busy(lon + 0.005, lat + 0.005) * share / 6
                if usual < 2:
                    continue
                counts = [round(usual * draw.uniform(0.7, 1.3)) for _ in range(2)]
                told = [str(count) if count >= LEAST else "<10" for count in counts]
                speed = f"{max(11.0, 38 - share * 1.7 + draw.gauss(0, 2.5)):.1f}"
                made.append([DAY, str(hour), f"{lon:.2f}", f"{lat:.2f}", *told, speed])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "grid.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
