"""Make the answers of a household survey as it should not be handed in. Nobody was asked: all is illustrative.

    python make.py [--output DIR]

Age in single years beside the street makes a household recognisable: that is what its review sends back.
Same seed, same file.
"""

import argparse
import csv
import random
from pathlib import Path

SEED = 230129
COUNT = 1500
STREETS = {
    "230102 道里区": (
        "001兆麟 002新阳路 003抚顺 004共乐 005新华 006城乡路 007工农 008尚志 "
        "009斯大林 010通江 011经纬 012工程 013安静 014安和 015正阳河 016建国 "
        "017康安 018爱建 019群力"
    ),
    "230103 南岗区": (
        "001花园 002奋斗路 003革新 004文化 005大成 006芦家 007荣市 009燎原 "
        "010松花江 011曲线 012通达 013七政 015和兴路 016哈西 017保健路 018先锋路 "
        "019新春 020跃进"
    ),
    "230104 道外区": (
        "001靖宇 002太古 003东莱 004滨江 005仁里 006南市 007崇俭 008振江 "
        "009东原 010大兴 011胜利 012南马 021民强 022大有坊 023南直路 024化工 "
        "025火车头 026新一 027三棵树大街 028水泥路 029太平大街 030黎华 031新乐"
    ),
    "230108 平房区": ("001兴建 002保国 003联盟 004友协 005新疆 006新伟 007平新 008建安 009平盛"),
    "230109 松北区": ("002太阳岛 003松浦 004万宝 005松北 006松安 007松祥 008船口"),
    "230110 香坊区": (
        "001香坊大街 002安埠 003通天 004新香坊 005铁东 006新成 007红旗 008六顺 "
        "009建筑 010哈平路 011安乐 012健康路 013大庆路 014进乡 015通乡 016和平路 "
        "017民生路 018文政 019王兆 020黎明"
    ),
    "230111 呼兰区": (
        "001呼兰 002兰河 003腰堡 004利民 005康金 006双井 007建设路 008学院路 "
        "009长岭 010沈家 011南京路 012裕民 013裕田 014裕强 015萧乡 016公园路"
    ),
    "230112 阿城区": (
        "001金城 002金都 003通城 004河东 005阿什河 006玉泉 007新利 008双丰 "
        "009舍利 010小岭 011亚沟 012交界 013料甸 014蜚克图 015杨树"
    ),
    "230113 双城区": ("002五家 003新兴 004兰棱 005周家 006公正 007承旭 008承恩 009永治 010永和 011幸福"),
}
"""Streets of the nine districts by district: last three digits of the code, and the name without 街道."""
SIZES = (0.24, 0.36, 0.25, 0.1, 0.05)
INCOMES = ["3000元以下", "3000—5999元", "6000—9999元", "10000—19999元", "20000元及以上"]
ROADS = ["步行", "公交", "地铁", "自行车或电动车", "自驾"]
HEADER = ["街道代码", "街道", "户主年龄", "家庭人口", "住房面积(平方米)", "家庭月收入", "主要出行方式"]
REFUSED = "拒答"


def household(draw: random.Random) -> list[str | int | float]:
    """Return one household's answers."""
    district, streets = draw.choice(list(STREETS.items()))
    street = draw.choice(streets.split())
    age = min(93, max(19, round(draw.gauss(52, 15))))
    people = draw.choices(range(1, 6), SIZES)[0]
    area = round(max(22, draw.gauss(46 + 14 * people, 16)))
    weights = (10, 28, 34, 20, 4) if age < 60 else (16, 42, 28, 8, 1)
    income = REFUSED if draw.random() < 0.08 else draw.choices(INCOMES, weights)[0]
    road = draw.choices(ROADS, (24, 34, 12, 12, 18) if age < 60 else (40, 42, 8, 6, 4))[0]
    return [f"{district.split()[0]}{street[:3]}", f"{street[3:]}街道", age, people, area, income, road]


def write(path: Path, header: list[str], rows: list[list[str | int | float]]) -> None:
    """Write a table as UTF-8 CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def main() -> None:
    """Write the table, by street."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    root = parser.parse_args().output
    draw = random.Random(SEED)
    write(root / "data" / "households.csv", HEADER, sorted((household(draw) for _ in range(COUNT)), key=str))


if __name__ == "__main__":
    main()
