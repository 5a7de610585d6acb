"""Make general public expenditure by function, planned and final, first and second edition. Figures are illustrative.

    python make.py [--output DIR]

The first edition has the plan of 2025, the second the final account too. Totals are the sums of the functions.
Same seed, same files.
"""

import random
import sys
from decimal import Decimal
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230124
YEARS = (2022, 2023, 2024, 2025)
FUNCTIONS = {
    "201": ("一般公共服务支出", 98, 1.02),
    "204": ("公共安全支出", 62, 1.01),
    "205": ("教育支出", 176, 1.03),
    "206": ("科学技术支出", 24, 1.10),
    "207": ("文化旅游体育与传媒支出", 17, 1.06),
    "208": ("社会保障和就业支出", 228, 1.05),
    "210": ("卫生健康支出", 118, 0.99),
    "211": ("节能环保支出", 21, 0.98),
    "212": ("城乡社区支出", 132, 1.01),
    "213": ("农林水支出", 104, 1.02),
    "214": ("交通运输支出", 46, 1.00),
    "215": ("资源勘探工业信息等支出", 18, 0.97),
    "216": ("商业服务业等支出", 7, 1.00),
    "217": ("金融支出", 2, 1.00),
    "220": ("自然资源海洋气象等支出", 9, 1.01),
    "221": ("住房保障支出", 52, 1.04),
    "222": ("粮油物资储备支出", 5, 1.00),
    "224": ("灾害防治及应急管理支出", 11, 1.04),
    "229": ("其他支出", 6, 0.95),
    "232": ("债务付息支出", 39, 1.06),
}
"""Code of the function: name, planned 100 million yuan in 2022, growth a year."""
LAST_FINAL = {"212": 1.094, "224": 1.12, "221": 1.03, "229": 0.81}
"""How the account of 2025 differs from its plan: more for clearing snow, for emergencies and for homes."""
Row = list[str]
CENT = Decimal("0.01")


def figures(final_to: int) -> list[tuple[int, str, Decimal, Decimal | None]]:
    """Return year, function, planned and final; final is None for the years after the given one."""
    made: list[tuple[int, str, Decimal, Decimal | None]] = []
    for year in YEARS:
        for code, (_, start, growth) in FUNCTIONS.items():
            draw = random.Random(f"{SEED} {year} {code}")
            planned = Decimal(start * growth ** (year - 2022) * draw.uniform(0.985, 1.015)).quantize(CENT)
            share = LAST_FINAL.get(code, 1.0) if year == YEARS[-1] else 1.0
            final = Decimal(float(planned) * share * draw.uniform(0.965, 1.025)).quantize(CENT)
            made.append((year, code, planned, final if year <= final_to else None))
    return made


def rate(planned: Decimal, final: Decimal | None) -> list[str]:
    """Return the cells of planned, final, and final as a percentage of planned."""
    return [str(planned), "—", "—"] if final is None else [str(planned), str(final), f"{100 * final / planned:.1f}"]


def tables(final_to: int) -> dict[str, list[Row]]:
    """Return both tables, each with its header."""
    rows = figures(final_to)
    functions = [[str(year), code, FUNCTIONS[code][0], *rate(planned, final)] for year, code, planned, final in rows]
    totals = []
    for year in YEARS:
        planned = sum((row[2] for row in rows if row[0] == year), Decimal())
        finals = [row[3] for row in rows if row[0] == year and row[3] is not None]
        totals.append([str(year), *rate(planned, sum(finals, Decimal()) if finals else None)])
    measures = ["预算数(亿元)", "决算数(亿元)", "完成预算(%)"]
    return {
        "totals": [["年份", *measures], *totals],
        "functions": [["年份", "科目编码", "科目名称", *measures], *functions],
    }


def main() -> None:
    """Write both editions."""
    root = output_folder(__doc__, __file__)
    for folder, final_to in ((root, 2024), (root / "editions" / "2", 2025)):
        for name, table in tables(final_to).items():
            write_csv(folder / "data" / f"{name}.csv", table)


if __name__ == "__main__":
    main()
