"""Make value added by quarter and section of industry. The figures are illustrative, not accounts.

    python make.py [--output DIR]

Each quarter stands for itself, not for the year so far. Totals are the sums of the sections. Same seed, same files.
"""

import random
import sys
from decimal import Decimal
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230125
QUARTERS = [(year, quarter) for year in range(2021, 2027) for quarter in (1, 2, 3, 4)][:23]
SECTIONS = {
    "A": ("农、林、牧、渔业", 152, 2.4),
    "B": ("采矿业", 12, -1.2),
    "C": ("制造业", 158, 3.8),
    "D": ("电力、热力、燃气及水生产和供应业", 52, 4.2),
    "E": ("建筑业", 64, 1.6),
    "F": ("批发和零售业", 138, 4.6),
    "G": ("交通运输、仓储和邮政业", 72, 5.2),
    "H": ("住宿和餐饮业", 30, 7.4),
    "I": ("信息传输、软件和信息技术服务业", 62, 8.1),
    "J": ("金融业", 132, 4.4),
    "K": ("房地产业", 118, -2.6),
    "L": ("租赁和商务服务业", 46, 5.0),
    "M": ("科学研究和技术服务业", 42, 6.2),
    "N": ("水利、环境和公共设施管理业", 14, 3.0),
    "O": ("居民服务、修理和其他服务业", 34, 4.2),
    "P": ("教育", 96, 2.6),
    "Q": ("卫生和社会工作", 88, 4.8),
    "R": ("文化、体育和娱乐业", 18, 8.8),
    "S": ("公共管理、社会保障和社会组织", 102, 2.2),
}
"""Section of GB/T 4754: name, 100 million yuan in an average quarter of 2021, real growth in percent a year."""
SEASON = {"A": (0.25, 0.35, 1.1, 2.3), "D": (1.35, 0.85, 0.75, 1.05), "E": (0.35, 1.1, 1.35, 1.2)}
"""Quarters beside the average one: harvest in autumn, heating in winter, building in summer."""
EVEN = (0.94, 0.98, 1.01, 1.07)
INDUSTRIES = {"A": "第一产业", "B": "第二产业", "C": "第二产业", "D": "第二产业", "E": "第二产业"}
Row = list[str]


def tables() -> dict[str, list[Row]]:
    """Return both tables, each with its header."""
    draw = random.Random(SEED)
    sections: list[Row] = []
    totals: list[Row] = []
    for year, quarter in QUARTERS:
        period = f"{year}-Q{quarter}"
        sums = dict.fromkeys(("第一产业", "第二产业", "第三产业"), Decimal())
        for code, (name, size, growth) in SECTIONS.items():
            season = SEASON.get(code, EVEN)[quarter - 1]
            value = size * season * (1 + growth / 100) ** (year - 2021) * draw.uniform(0.985, 1.015)
            added = Decimal(value).quantize(Decimal("0.01"))
            rate = "…" if year == 2021 else f"{growth + draw.gauss(0, 0.9):.1f}"
            industry = INDUSTRIES.get(code, "第三产业")
            sums[industry] += added
            sections.append([period, code, name, industry, str(added), rate])
        totals.append([period, str(sum(sums.values(), Decimal())), *map(str, sums.values())])
    return {
        "totals": ["季度 生产总值 第一产业 第二产业 第三产业".split(), *totals],
        "sections": ["季度 行业门类代码 行业门类 产业 增加值 同比增速".split(), *sections],
    }


def main() -> None:
    """Write the two tables."""
    data = output_folder(__doc__, __file__) / "data"
    for name, table in tables().items():
        write_csv(data / f"{name}.csv", table)


if __name__ == "__main__":
    main()
