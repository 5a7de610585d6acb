"""Make a winter's indoor temperatures by kind of building. The figures are illustrative: nothing was measured.

    python make.py [--output DIR]

Tab-separated. Old walls follow the cold outside, insulated ones hardly; the outdoor temperature is invented too and is
that of ``hotline-orders-monthly``. Same seed, same file.
"""

import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, temperature, write_csv

SEED = 230129
FIRST, LAST = date(2025, 10, 20), date(2026, 4, 20)
BUILDINGS = {
    "1980年以前 砖混 未改造": (19.3, 0.1, 46),
    "1980—1999年 砖混 未改造": (20.0, 0.08, 58),
    "1980—1999年 砖混 已加外保温": (20.9, 0.045, 52),
    "2000—2009年 高层": (21.2, 0.05, 64),
    "2010年以后 高层": (22.4, 0.028, 70),
    "超低能耗示范楼": (22.8, 0.008, 12),
}
"""Kind: mean indoors at 0 ℃ outside, degrees lost for each degree colder, rooms watched."""
HEADER = ["日期", "建筑类型", "室外日均气温", "室内平均温度", "室内最低温度", "低于18℃房间占比", "有效测点数"]


def below(mean: float, spread: float) -> float:
    """Return the share of rooms under 18 ℃ when rooms spread normally about the mean."""
    return 0.5 * (1 + math.erf((18 - mean) / spread / math.sqrt(2)))


def rows() -> list[list[str]]:
    """Return the rows, by day and kind of building."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    lag = temperature(FIRST)
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        lag = 0.6 * lag + 0.4 * temperature(day)  # walls remember
        for kind, (warm, loss, rooms) in BUILDINGS.items():
            if draw.random() < 0.01:
                made.append([day.isoformat(), kind, f"{temperature(day):.1f}", "NA", "NA", "NA", "0"])
                continue
            starting = -1.8 * math.exp(-number / 3)
            mean = warm + loss * min(lag, 8) + starting + draw.gauss(0, 0.15)
            low = mean - 2.1 - draw.uniform(0, 0.9)
            valid = rooms - draw.randrange(0, max(2, rooms // 12))
            cells = [
                f"{temperature(day):.1f}",
                f"{mean:.1f}",
                f"{low:.1f}",
                f"{100 * below(mean, 1.4):.1f}",
                str(valid),
            ]
            made.append([day.isoformat(), kind, *cells])
    return made


def main() -> None:
    """Write the table."""
    path = output_folder(__doc__, __file__) / "data" / "indoor-temperature.tsv"
    write_csv(path, [HEADER, *rows()], delimiter="\t")


if __name__ == "__main__":
    main()
