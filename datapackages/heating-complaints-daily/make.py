"""Make a heating season of complaints by day and district, and its weather. Both are illustrative.

    python make.py [--output DIR]

Complaints follow the cold, and there are many in the first days, when pipes are filled. Same seed, same files.
"""

import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, happened, output_folder, write_csv

SEED = 230109
FIRST, LAST = date(2024, 10, 20), date(2025, 4, 20)
WAVES = {date(2024, 11, 26): 6.0, date(2024, 12, 17): 7.0, date(2025, 1, 12): 9.0, date(2025, 2, 8): 7.5}
"""First days of cold waves, and how many degrees colder they are; each lasts five days."""
UNMEASURED = {date(2024, 12, 3), date(2025, 1, 27), date(2025, 3, 9)}
MARKER = "缺测"
DISTRICTS = districts(10_000)
HEADER = ["日期", "行政区划代码", "区县", "投诉量(件)", "室温不达标(件)", "管道漏水(件)", "其他(件)", "24小时办结(件)"]
WEATHER_HEADER = ["日期", "平均气温(℃)", "最高气温(℃)", "最低气温(℃)", "降雪量(mm)"]
Row = list[str | int | float]


def temperatures(draw: random.Random) -> dict[date, float]:
    """Return the mean temperature of each day: a cold winter, weather that lasts for days, and cold waves."""
    made, weather = {}, 0.0
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        weather = 0.75 * weather + draw.gauss(0, 2.2)
        wave = sum(depth for start, depth in WAVES.items() if 0 <= (day - start).days < 5)
        season = 4.5 - 22.5 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 15) / 365.25)
        made[day] = round(season + weather - wave, 1)
    return made


def weather_rows(draw: random.Random, means: dict[date, float]) -> list[Row]:
    """Return the weather, a day a row."""
    made: list[Row] = []
    for day, mean in means.items():
        high, low = round(mean + draw.uniform(3, 7), 1), round(mean - draw.uniform(3, 8), 1)
        snow = round(draw.expovariate(0.5), 1) if mean < 1 and draw.random() < 0.17 else 0.0
        made.append([day.isoformat(), mean, high, low, MARKER if day in UNMEASURED else snow])
    return made


def complaints(draw: random.Random, means: dict[date, float]) -> list[Row]:
    """Return the complaints, a day and district a row."""
    made: list[Row] = []
    for day, mean in means.items():
        felt = 0.6 * mean + 0.4 * means.get(day - timedelta(days=1), mean)
        start = 0.22 * math.exp(-(day - FIRST).days / 6)
        for code, name, size in DISTRICTS:
            heated = 1.0 if code < "230111" else 0.55 if code < "230120" else 0.3
            rate = size * heated * (0.045 * math.exp(-felt / 12) + start)
            cold, leaks = happened(draw, rate * 0.72), happened(draw, rate * 0.12)
            other = happened(draw, rate * 0.16)
            total = cold + leaks + other
            solved = sum(draw.random() < (0.9 if total < 40 else 0.8) for _ in range(total))
            made.append([day.isoformat(), code, name, total, cold, leaks, other, solved])
    return made


def main() -> None:
    """Write both tables."""
    root = output_folder(__doc__, __file__)
    draw = random.Random(SEED)
    means = temperatures(draw)
    write_csv(root / "data" / "weather.csv", [WEATHER_HEADER, *weather_rows(draw, means)])
    write_csv(root / "data" / "complaints.csv", [HEADER, *complaints(draw, means)])


if __name__ == "__main__":
    main()
