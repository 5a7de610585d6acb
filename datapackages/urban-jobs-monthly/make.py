"""Make new jobs in towns by month and district, as a workbook. The figures are illustrative.

    python make.py [--output DIR]

Most are found from March on and when schools end. The sums since January add up. Same seed, same file.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import Form, districts, output_folder, write_workbook

SEED = 230126
HEADER = [
    "统计月份",
    "行政区划代码",
    "区县",
    "城镇新增就业(人)",
    "本年累计新增(人)",
    "失业人员再就业(人)",
    "困难人员就业(人)",
]
FORM = Form(
    sheet="城镇就业",
    title="城镇就业情况月报表（示例数据）",
    filled_in="填报单位：市人力资源和社会保障局　　本表数字为示例，由脚本生成，不是统计结果",
    header=HEADER,
    stamp=datetime(2026, 1, 15, 9, 0),  # noqa: DTZ001 - a workbook's dates have no zone
)
SEASON = (0.6, 0.5, 1.25, 1.2, 1.1, 1.15, 1.3, 1.2, 1.15, 1.05, 0.85, 0.65)
"""January to December."""
DISTRICTS = districts(10_000)


def year_rows(year: int) -> list[list[str | int | float]]:
    """Return the rows of a year, by month and district."""
    draw = random.Random(f"{SEED} {year}")
    so_far = dict.fromkeys((code for code, _, _ in DISTRICTS), 0)
    made: list[list[str | int | float]] = []
    for month, season in enumerate(SEASON, start=1):
        for code, name, size in DISTRICTS:
            town = 12.5 if code < "230111" else 6.0 if code < "230120" else 3.2
            jobs = round(size * town * season * (1.02 if year > 2024 else 1.0) * draw.uniform(0.88, 1.12))
            again = round(jobs * draw.uniform(0.3, 0.42))
            so_far[code] += jobs
            hard = 5 + round(again * 0.19)  # nobody's case can be told from four or fewer
            made.append([f"{year}年{month:02}月", code, name, jobs, so_far[code], again, hard])
    return made


def main() -> None:
    """Write the workbook."""
    root = output_folder(__doc__, __file__)
    path = root / "data" / "jobs.xlsx"
    write_workbook(path, FORM, [*year_rows(2024), *year_rows(2025)])


if __name__ == "__main__":
    main()
