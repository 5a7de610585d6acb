"""Make a sample of single orders of the hotline, without caller and text. The records are illustrative.

    python make.py [--output DIR]

Months, districts and topics are drawn by the counts of the package ``hotline-orders-monthly`` beside this one; heating
is answered fast, potholes take weeks. Same seed, same file.
"""

import random
import sys
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, read_package, write_csv

SEED = 230119
ROWS = 8000
FIRST, LAST = "2025-11", date(2026, 10, 31)
CHANNELS = {"电话": 68, "微信": 17, "网站": 8, "APP": 7}
QUICK = {"政务咨询": 0.6, "供热": 1.6, "冰雪清理": 1.5, "道路坑洼": 9.0}
"""Days that an order usually takes; 4.5 for any other topic."""
HEADER = ["受理日期", "区县代码", "主题", "渠道", "办理天数", "满意度"]


def counts() -> list[tuple[str, str, str, int]]:
    """Return month, district, topic and orders of the year sampled, urban districts only."""
    return [
        (row["月份"], row["区县代码"], row["诉求主题"], int(row["受理件数"]))
        for row in read_package("hotline-orders-monthly", "hotline-orders.csv")
        if row["月份"] >= FIRST and row["区县代码"] < "230120"
    ]


def rows() -> list[list[str]]:
    """Return the rows, by day."""
    draw = random.Random(SEED)
    cells = counts()
    drawn = draw.choices(cells, [cell[3] for cell in cells], k=ROWS)
    made: list[list[str]] = []
    for month, district, topic, _ in drawn:
        year, number = int(month[:4]), int(month[5:])
        day = date(year, number, draw.randint(1, monthrange(year, number)[1]))
        channel = draw.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        taken = min(round(draw.expovariate(1 / QUICK.get(topic, 4.5))), 60)
        open_still = day + timedelta(days=taken) > LAST
        happy = draw.choices("54321", [58 - 2 * min(taken, 15), 24, 9, 4, 2 + min(taken, 15)])[0]
        silent = open_still or draw.random() < 0.22
        shown = ["" if open_still else str(taken), "" if silent else happy]
        made.append([day.isoformat(), district, topic, channel, *shown])
    return sorted(made, key=lambda row: row[:3])


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "orders.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
