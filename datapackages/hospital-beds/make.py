"""Make the workbooks of hospital beds, first and second edition. The figures are illustrative.

    python make.py [--output DIR]

Each is a workbook as an office hands it in: a title, a line on who filled it in, the header in the third row.
The second edition has one more year and two corrected figures of the first. Same seed, same files.
"""

import random
import sys
from datetime import date, datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import Form, districts, output_folder, write_workbook

SEED = 230104
HEADER = ["统计日期", "行政区划代码", "区县名称", "医院级别", "机构数(个)", "核定床位数", "实有床位数", "床位使用率(%)"]
FORM = Form(
    sheet="床位情况",
    title="医疗机构床位情况表（示例数据）",
    filled_in="填报单位：市卫生健康委员会　　本表数字为示例，由脚本生成，不是统计结果",
    header=HEADER,
    stamp=datetime(2026, 1, 15, 9, 0),  # noqa: DTZ001 - a workbook's dates have no zone
    creator="市卫生健康委员会",
    widths=(12, 14, 10, 10, 12, 12, 12, 15),
)
LEVELS = {"三级": (950, 0.93), "二级": (260, 0.78), "一级": (70, 0.55), "未定级": (45, 0.48)}
"""Level of hospital: beds a house, and how full it usually is."""
HOSPITALS = (8, 13, 8, 3, 3, 9, 4, 4, 3, 2, 2, 2, 2, 2, 2, 2, 3, 3)
"""A made-up measure of how many hospitals there are in each district, by code."""
CORRECTED = {("230103", "二级"), ("230184", "一级")}
Row = list[date | str | int | float]


def year_rows(year: int) -> list[Row]:
    """Return the rows as at the end of a year."""
    rows: list[Row] = []
    for (code, name, _), size in zip(districts(1000), HOSPITALS, strict=True):
        for level, (beds, full) in LEVELS.items():
            draw = random.Random(f"{SEED} {code} {level}")
            houses = max(0, round(size * {"三级": 0.5, "二级": 1.0, "一级": 1.4, "未定级": 2.0}[level] - 0.9))
            if not houses:
                continue
            approved = round(houses * beds * draw.uniform(0.8, 1.2) / 5) * 5
            draw = random.Random(f"{SEED} {code} {level} {year}")
            staffed = round(approved * draw.uniform(0.95, 1.08))
            used = round(100 * min(full * draw.uniform(0.92, 1.06), 1.08), 1)
            rows.append([date(year, 12, 31), code, name, level, houses, approved, staffed, used])
    return rows


def first_edition() -> list[Row]:
    """Return the rows for 2024 as first handed in, with two slips: approved beds entered as the staffed ones."""
    rows = year_rows(2024)
    for row in rows:
        if (row[1], row[3]) in CORRECTED:
            row[6] = row[5]
    return rows


def second_edition() -> list[Row]:
    """Return the rows for 2024, corrected, and those for 2025."""
    return year_rows(2024) + year_rows(2025)


def main() -> None:
    """Write both editions."""
    root = output_folder(__doc__, __file__)
    for folder, rows in ((root, first_edition()), (root / "editions" / "2", second_edition())):
        path = folder / "data" / "hospital-beds.xlsx"
        write_workbook(path, FORM, rows)


if __name__ == "__main__":
    main()
