"""Make monthly hours of volunteers by district and field. The figures are illustrative.

    python make.py [--output DIR]

Snow calls volunteers in winter, schools in term, the elderly all the year. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, months, output_folder, write_csv

SEED = 230131
MONTHS = months(2025, 22)
FIELDS = {
    "为老服务": (100, (1.1, 1.2, 1, 1, 1, 1, 1, 1, 1.1, 1.5, 1, 1.1)),
    "助学支教": (70, (0.5, 0.6, 1.2, 1.2, 1.2, 1, 0.7, 0.7, 1.3, 1.2, 1.2, 1)),
    "社区服务": (120, (1, 0.9, 1.2, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "清雪除冰": (60, (2.2, 1.6, 1.4, 0, 0, 0, 0, 0, 0, 0.1, 2.6, 2.4)),
    "环境保护": (45, (0.3, 0.3, 0.8, 1.8, 1.7, 1.4, 1.2, 1.2, 1.3, 1, 0.4, 0.3)),
    "大型活动": (50, (2.4, 1.8, 0.5, 0.5, 0.7, 0.9, 1.4, 1.5, 0.8, 0.6, 0.6, 1.6)),
}
"""Field: hours a month for each thousand people in a hundredth, and the months of the year."""
DISTRICTS = districts(1000)
HEADER = ["统计月份", "区县代码", "服务领域", "参加人次", "服务时长(小时)"]


def rows() -> list[list[str]]:
    """Return the rows, by month, district and field."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for at, month in enumerate(MONTHS):
        text = f"{month[:4]}年{int(month[5:])}月"
        for code, _, people in DISTRICTS:
            urban = 1.3 if code < "230111" else 0.6
            for field, (level, season) in FIELDS.items():
                usual = level * people / 100 * urban * season[int(month[5:]) - 1] * (1 + 0.008 * at)
                hours = round(usual * draw.uniform(0.8, 1.2) * 2) / 2
                visits = round(hours / draw.uniform(2.2, 3.4))
                made.append([text, code, field, str(visits), f"{hours:.1f}"])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "volunteer-hours.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
