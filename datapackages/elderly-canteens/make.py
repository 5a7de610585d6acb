"""Make the list of a district's canteens for the elderly. Canteens and prices are illustrative.

    python make.py [--output DIR]

The streets are real, with their codes; everything else is made up. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, output_folder, streets, write_csv

SEED = 230102
STREETS = streets()["230102", "道里区"]
RUN_BY = ["街道自办", "养老机构承办", "餐饮单位承办", "社会组织承办"]
HOURS = ["11:00—13:00", "10:30—12:30", "11:00—13:00、16:30—18:00", "6:30—8:00、11:00—13:00、16:30—18:00"]
HEADER = [
    "食堂名称",
    "街道代码",
    "街道",
    "承办方式",
    "供餐时间",
    "座位数",
    "午餐标准价(元)",
    "60岁以上(元)",
    "80岁以上(元)",
]
HEADER += ["送餐上门", "送餐费(元)", "日均就餐人次", "经度", "纬度"]


def canteen(draw: random.Random, number: int, code: str, street: str) -> list[str | int | float]:
    """Return one canteen: the older the guest, the less a lunch costs."""
    price = draw.choice((12, 13, 14, 15, 16, 18))
    delivers = draw.random() < 0.6
    fee: str | int = draw.choice((0, 1, 2)) if delivers else "不送餐"
    seats = draw.randrange(20, 90)
    longitude, latitude = (round(at + draw.gauss(0, 0.018), 3) for at in SEATS["230102"])
    name = f"{street}{number}号老年食堂"
    money = [price, price - draw.choice((2, 3)), price - draw.choice((4, 5))]
    guests = round(seats * draw.uniform(0.8, 1.9))
    served = ["是" if delivers else "否", fee, guests]
    return [name, code, street, draw.choice(RUN_BY), draw.choice(HOURS), seats, *money, *served, longitude, latitude]


def rows() -> list[list[str | int | float]]:
    """Return the canteens, by street."""
    draw = random.Random(SEED)
    made = []
    for code, name in STREETS:
        made += [canteen(draw, number, code, name) for number in range(1, draw.randrange(2, 5))]
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "canteens.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
