"""Make quarterly allowances for older people by street. The figures are illustrative: nobody is in them.

    python make.py [--output DIR]

Counts from 1 to 4 are suppressed, with the amount beside them. Same seed, same file.
"""

import argparse
import csv
import math
import random
from pathlib import Path

SEED = 230125
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
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
KINDS = {"高龄津贴": (260, 300), "养老服务补贴": (34, 600), "失能护理补贴": (11, 900)}
"""Kind: people who receive it in a usual street, and yuan for each in a quarter."""
FEW, MARKER = 5, "*"
HEADER = ["统计期", "行政区划代码", "区县", "街道代码", "街道", "补贴类别", "领取人数(人)", "发放金额(万元)"]


def happened(draw: random.Random, expected: float) -> int:
    """Return how often something happened that is expected so often (Poisson, after Knuth)."""
    limit, product, count = math.exp(-expected), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


def rows() -> list[list[str | int | float]]:
    """Return the rows by quarter, street and kind."""
    draw = random.Random(SEED)
    usual = {
        code: draw.lognormvariate(-0.1, 0.5)
        for code in (f"{d}{s}" for d, all_ in STREETS.items() for s in all_.split())
    }
    made: list[list[str | int | float]] = []
    for at, quarter in enumerate(QUARTERS):
        for district, streets in STREETS.items():
            code, name = district.split()
            for street in streets.split():
                place = [quarter, code, name, f"{code}{street[:3]}", f"{street[3:]}街道"]
                for kind, (people, money) in KINDS.items():
                    count = happened(draw, min(people * usual[f"{district}{street}"], 700) * (1 + 0.01 * at))
                    few = 0 < count < FEW
                    made.append([*place, kind, *([MARKER, MARKER] if few else [count, f"{count * money / 10000:.2f}"])])
    return made


def write(path: Path, header: list[str], rows: list[list[str | int | float]]) -> None:
    """Write a table as UTF-8 CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    root = parser.parse_args().output
    write(root / "data" / "subsidies.csv", HEADER, rows())


if __name__ == "__main__":
    main()
