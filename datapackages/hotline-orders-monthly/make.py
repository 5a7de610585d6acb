"""Make the monthly counts of orders of the hotline by topic and district. The figures are illustrative.

    python make.py [--output DIR]

Calls about heating follow the cold: the colder the month, the more, and more again in the first weeks of
heating. Same seed, same file.
"""

import random
import sys
from calendar import monthrange
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, months, output_folder, temperature, write_csv

SEED = 230118
MONTHS = months(2025, 22)
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
DISTRICTS = districts(1000)
HEADER = ["月份", "区县代码", "诉求主题", "受理件数", "办结件数", "按时办结率(%)", "满意率(%)"]


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
        for code, _, people in DISTRICTS:
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
    write_csv(output_folder(__doc__, __file__) / "data" / "hotline-orders.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
