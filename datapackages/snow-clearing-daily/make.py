"""Make daily snowfall and clearing of snow by urban district, winters only. The figures are illustrative.

    python make.py [--output DIR]

Snow falls on about one day in six, less when it is very cold; what has fallen is cleared over the next days, most of
it on the first. Same seed, same file.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230553
WINTERS = [(date(2025, 11, 1), date(2026, 3, 31)), (date(2026, 11, 1), date(2026, 11, 22))]
CLEARED = (0.55, 0.3, 0.15)
"""Share of a snowfall that is carried off on the day itself and on the two days after."""
PER_MM = 46
"""Cubic metres carried off per millimetre of snowfall (as water) and thousand people in an average district."""
DISTRICTS = districts(1000, urban=True)
HEADER = [
    "日期",
    "区县代码",
    "降雪量(mm)",
    "清运量(立方米)",
    "出动机械(台次)",
    "出动人员(人次)",
    "融雪剂用量(吨)",
    "备注",
]
NOTES = ((10.0, "暴雪，启动应急响应"), (5.0, "大雪，昼夜作业"), (2.5, "中雪，夜间作业"), (0.0, ""))
"""Millimetres of water that a day's snowfall reaches, the greatest first (GB/T 28592), and the note for it."""


def snowfall(draw: random.Random, day: date) -> float:
    """Return a day's snowfall over the city as millimetres of water."""
    chance = {11: 0.24, 12: 0.15, 1: 0.12, 2: 0.13, 3: 0.19}[day.month]
    if draw.random() > chance:
        return 0.0
    deep = {11: 4.6, 12: 2.6, 1: 1.8, 2: 2.2, 3: 3.6}[day.month]
    return round(min(draw.expovariate(1 / deep) + 0.2, 28), 1)


def rows() -> list[list[str]]:
    """Return the rows, by day and district."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for first, last in WINTERS:
        fallen = {code: [0.0, 0.0] for code, _, _ in DISTRICTS}
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            over_city = snowfall(draw, day)
            for code, _, people in DISTRICTS:
                here = round(over_city * draw.uniform(0.75, 1.25), 1)
                before = fallen[code]
                share = sum(mm * part for mm, part in zip((here, *before), CLEARED, strict=True))
                volume = round(share * PER_MM * people * 0.6 * draw.uniform(0.9, 1.1) / 10) * 10
                missing = draw.random() < 0.006
                machines, hands = round(volume / 210 + 6 * (volume > 0)), round(volume / 75 + 20 * (volume > 0))
                salt = round(volume / 5200 * draw.uniform(0.8, 1.2), 1) if here > 1 else 0.0
                note = next(words for least, words in NOTES if here >= least)
                worked = ["—"] * 4 if missing else [str(volume), str(machines), str(hands), f"{salt:.1f}"]
                made.append([day.isoformat(), code, f"{here:.1f}", *worked, "当日数据未报" if missing else note])
                fallen[code] = [here, before[0]]
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "snow-clearing.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
