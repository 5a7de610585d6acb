"""Make a heating season of complaints by day and district, and its weather. Both are illustrative.

    python make.py [--output DIR]

Complaints follow the cold, and there are many in the first days, when pipes are filled. Same seed, same files.
"""

import argparse
import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

SEED = 230109
FIRST, LAST = date(2024, 10, 20), date(2025, 4, 20)
WAVES = {date(2024, 11, 26): 6.0, date(2024, 12, 17): 7.0, date(2025, 1, 12): 9.0, date(2025, 2, 8): 7.5}
"""First days of cold waves, and how many degrees colder they are; each lasts five days."""
UNMEASURED = {date(2024, 12, 3), date(2025, 1, 27), date(2025, 3, 9)}
MARKER = "缺测"
DISTRICTS = [
    ("230102", "道里区", 92),
    ("230103", "南岗区", 134),
    ("230104", "道外区", 91),
    ("230108", "平房区", 19),
    ("230109", "松北区", 24),
    ("230110", "香坊区", 92),
    ("230111", "呼兰区", 76),
    ("230112", "阿城区", 60),
    ("230113", "双城区", 83),
    ("230123", "依兰县", 39),
    ("230124", "方正县", 20),
    ("230125", "宾县", 55),
    ("230126", "巴彦县", 59),
    ("230127", "木兰县", 28),
    ("230128", "通河县", 21),
    ("230129", "延寿县", 24),
    ("230183", "尚志市", 59),
    ("230184", "五常市", 88),
]
"""Code, name, and size: people in ten thousands (census of 2010), by which made-up figures are weighed."""
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


def happened(draw: random.Random, expected: float) -> int:
    """Return how often something happened that is expected so often (Poisson, after Knuth)."""
    limit, product, count = math.exp(-expected), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


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


def write(path: Path, header: list[str], rows: list[list[str | int | float]]) -> None:
    """Write a table as UTF-8 CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    root = parser.parse_args().output
    draw = random.Random(SEED)
    means = temperatures(draw)
    write(root / "data" / "weather.csv", WEATHER_HEADER, weather_rows(draw, means))
    write(root / "data" / "complaints.csv", HEADER, complaints(draw, means))


if __name__ == "__main__":
    main()
