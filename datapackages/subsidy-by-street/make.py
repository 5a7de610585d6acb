"""Make quarterly allowances for older people by street. The figures are illustrative: nobody is in them.

    python make.py [--output DIR]

Counts from 1 to 4 are suppressed, with the amount beside them. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import happened, output_folder, streets, write_csv

SEED = 230125
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
STREETS = streets()
KINDS = {"高龄津贴": (260, 300), "养老服务补贴": (34, 600), "失能护理补贴": (11, 900)}
"""Kind: people who receive it in a usual street, and yuan for each in a quarter."""
FEW, MARKER = 5, "*"
HEADER = ["统计期", "行政区划代码", "区县", "街道代码", "街道", "补贴类别", "领取人数(人)", "发放金额(万元)"]


def rows() -> list[list[str | int | float]]:
    """Return the rows by quarter, street and kind."""
    draw = random.Random(SEED)
    usual = {code: draw.lognormvariate(-0.1, 0.5) for found in STREETS.values() for code, _ in found}
    made: list[list[str | int | float]] = []
    for at, quarter in enumerate(QUARTERS):
        for (code, name), found in STREETS.items():
            for street, street_name in found:
                place = [quarter, code, name, street, street_name]
                for kind, (people, money) in KINDS.items():
                    count = happened(draw, min(people * usual[street], 700) * (1 + 0.01 * at))
                    few = 0 < count < FEW
                    made.append([*place, kind, *([MARKER, MARKER] if few else [count, f"{count * money / 10000:.2f}"])])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "subsidies.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
