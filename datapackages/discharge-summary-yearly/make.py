"""Make a yearly summary of a hospital's discharged patients. The figures are illustrative: nobody is in them.

    python make.py [--output DIR]

Counts from 1 to 4 are suppressed, with the mean stay beside them. Same seed, same file.
"""

import math
import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, happened, output_folder, write_csv

SEED = 230104
YEARS = (2024, 2025)
DISTRICTS = districts(10_000)
AGES = {"0—14岁": 0.09, "15—44岁": 0.24, "45—59岁": 0.24, "60—74岁": 0.29, "75岁及以上": 0.14}
DEPARTMENTS = {
    "心内科": ((0.0, 0.4, 1.0, 1.5, 1.7), 7.2),
    "呼吸科": ((0.6, 0.5, 0.8, 1.3, 1.8), 8.4),
    "神经科": ((0.1, 0.4, 1.0, 1.6, 1.7), 9.1),
    "普外科": ((0.3, 1.0, 1.2, 1.1, 0.8), 6.5),
    "骨科": ((0.5, 0.9, 1.1, 1.1, 1.2), 9.8),
    "肿瘤科": ((0.1, 0.5, 1.4, 1.5, 0.8), 8.0),
    "妇产科": ((0.0, 2.2, 0.4, 0.1, 0.0), 4.6),
    "儿科": ((9.0, 0.0, 0.0, 0.0, 0.0), 5.7),
}
"""How often the age bands come, and how many days they stay."""
FEW, MARKER = 5, "*"
HEADER = ["年份", "行政区划代码", "来源区县", "年龄段", "科室", "出院人次", "平均住院日"]


def rows() -> list[list[str | int | float]]:
    """Return the rows; what nobody could be in (children's ward, old people) is left out."""
    draw = random.Random(SEED)
    made: list[list[str | int | float]] = []
    for year in YEARS:
        for code, name, size in DISTRICTS:
            near = 1.0 if code < "230111" else 0.35 if code < "230120" else 0.12
            for at, (age, share) in enumerate(AGES.items()):
                for department, (often, stay) in DEPARTMENTS.items():
                    if not often[at]:
                        continue
                    count = happened(draw, size * near * share * often[at] * 3.4)
                    days = round(max(2.0, draw.gauss(stay, stay / math.sqrt(count + 4))), 1)
                    few = 0 < count < FEW
                    cells = [MARKER, MARKER] if few else [count, days if count else ""]
                    made.append([year, code, name, age, department, *cells])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "discharges.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
