"""Make the answers of a household survey as it should not be handed in. Nobody was asked: all is illustrative.

    python make.py [--output DIR]

Age in single years beside the street makes a household recognisable: that is what its review sends back.
Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, streets, write_csv

SEED = 230129
COUNT = 1500
STREETS = streets()
SIZES = (0.24, 0.36, 0.25, 0.1, 0.05)
INCOMES = ["3000元以下", "3000—5999元", "6000—9999元", "10000—19999元", "20000元及以上"]
ROADS = ["步行", "公交", "地铁", "自行车或电动车", "自驾"]
HEADER = ["街道代码", "街道", "户主年龄", "家庭人口", "住房面积(平方米)", "家庭月收入", "主要出行方式"]
REFUSED = "拒答"


def household(draw: random.Random) -> list[str | int | float]:
    """Return one household's answers."""
    code, street = draw.choice(draw.choice(list(STREETS.values())))
    age = min(93, max(19, round(draw.gauss(52, 15))))
    people = draw.choices(range(1, 6), SIZES)[0]
    area = round(max(22, draw.gauss(46 + 14 * people, 16)))
    weights = (10, 28, 34, 20, 4) if age < 60 else (16, 42, 28, 8, 1)
    income = REFUSED if draw.random() < 0.08 else draw.choices(INCOMES, weights)[0]
    road = draw.choices(ROADS, (24, 34, 12, 12, 18) if age < 60 else (40, 42, 8, 6, 4))[0]
    return [code, street, age, people, area, income, road]


def main() -> None:
    """Write the table, by street."""
    root = output_folder(__doc__, __file__)
    draw = random.Random(SEED)
    write_csv(root / "data" / "households.csv", [HEADER, *sorted((household(draw) for _ in range(COUNT)), key=str)])


if __name__ == "__main__":
    main()
