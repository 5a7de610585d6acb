"""Make the monthly counts of orders of the hotline by topic and district. The figures are illustrative.

    python make.py [--output DIR]

Calls about heating follow the cold: the colder the month, the more, and more again in the first weeks of
heating. Same seed, same file.
"""

import argparse
import csv
import math
import random
from calendar import monthrange
from datetime import date
from pathlib import Path

SEED = 230118
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:22]
TOPICS = {
    "供热": "heat",
    "物业管理": "even",
    "噪声扰民": "summer",
    "道路坑洼": "spring",
    "违章停车": "even",
    "供水排水": "summer",
    "冰雪清理": "snow",
    "公交出行": "even",
    "市场价格": "even",
    "环境卫生": "summer",
    "劳动保障": "newyear",
    "政务咨询": "even",
}
"""Each topic and when in the year people call about it."""
LEVEL = {"供热": 58, "物业管理": 34, "噪声扰民": 17, "冰雪清理": 15, "政务咨询": 40}
"""Orders per hundred thousand people in an ordinary month; 14 for any other topic."""
SEASONS = {
    "summer": (0.6, 0.6, 0.7, 0.9, 1.2, 1.4, 1.6, 1.5, 1.2, 0.9, 0.7, 0.6),
    "spring": (0.5, 0.6, 1.5, 2.1, 1.6, 1.1, 1.0, 0.9, 0.9, 0.8, 0.6, 0.5),
    "snow": (1.6, 1.2, 1.3, 0.2, 0, 0, 0, 0, 0, 0.2, 2.4, 2.0),
    "newyear": (1.9, 1.2, 0.9, 0.8, 0.8, 0.8, 0.8, 0.9, 0.9, 0.9, 1.1, 1.6),
}
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
HEADER = ["月份", "区县代码", "诉求主题", "受理件数", "办结件数", "按时办结率(%)", "满意率(%)"]


def temperature(day: date) -> float:
    """Return an invented outdoor mean of the day, in degrees: cold spells last about a week."""
    season = 5.5 - 21.5 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 18) / 365.25)
    spell = random.Random(f"cold spell {day.toordinal() // 6}").gauss(0, 3)
    return round(season + spell + random.Random(f"day {day.toordinal()}").gauss(0, 1.8), 1)


def heating(year: int, month: int) -> float:
    """Return how many call about heating: none in summer, more the colder, most when it is switched on."""
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    heated = [day for day in days if (day.month, day.day) >= (10, 20) or (day.month, day.day) <= (4, 20)]
    cold = sum(max(0.0, 5 - temperature(day)) for day in heated) / len(days)
    started = 1.3 if month in (10, 11) else 1.0
    return 0.04 + started * cold / 9


def season(topic: str, year: int, month: int) -> float:
    """Return a month's calls about a topic beside an ordinary month's."""
    kind = TOPICS[topic]
    if kind == "heat":
        return heating(year, month)
    return SEASONS[kind][month - 1] if kind in SEASONS else 1.0


def rows() -> list[list[str]]:
    """Return the rows, by month, district and topic."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for text in MONTHS:
        year, month = int(text[:4]), int(text[5:])
        for code, people in DISTRICTS.items():
            urban = 1.0 if code < "230111" else 0.45
            for topic in TOPICS:
                level = LEVEL.get(topic, 14) * people / 100 * urban * season(topic, year, month)
                taken = max(0, round(level * draw.uniform(0.82, 1.18)))
                done = taken - round(taken * draw.uniform(0, 0.06))
                shown = ["/", "/"]
                if done >= 5:
                    satisfied = draw.uniform(84, 97) - 6 * (topic == "供热")
                    shown = [f"{draw.uniform(90, 99.8):.1f}", f"{satisfied:.1f}"]
                made.append([text, code, topic, str(taken), str(done), *shown])
    return made


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "hotline-orders.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows()])


if __name__ == "__main__":
    main()
