"""Make the list of community health centres, one for each street. Centres and figures are illustrative.

    python make.py [--output DIR]

The streets are real, with their codes; everything else is made up. Same seed, same file.
"""

import argparse
import csv
import random
from pathlib import Path

SEED = 230112
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
SEATS = {
    "230102": (126.603, 45.756),
    "230103": (126.645, 45.745),
    "230104": (126.644, 45.789),
    "230108": (126.632, 45.596),
    "230109": (126.547, 45.808),
    "230110": (126.661, 45.712),
    "230111": (126.578, 45.893),
    "230112": (126.952, 45.546),
    "230113": (126.307, 45.380),
    "230123": (129.561, 46.322),
    "230124": (128.823, 45.849),
    "230125": (127.461, 45.743),
    "230126": (127.394, 46.076),
    "230127": (128.037, 45.947),
    "230128": (128.758, 45.980),
    "230129": (128.305, 45.444),
    "230183": (128.002, 45.206),
    "230184": (127.160, 44.928),
}
"""Where each district's centre lies, WGS84: points are scattered round it."""
HOURS = [
    "周一至周五 8:00—16:30，周六上午 8:00—11:30",
    "周一至周日 8:00—16:00",
    "周一至周五 8:00—11:30、13:00—16:30",
    "周一至周日 8:00—20:00（16:30 后只设值班门诊）",
]
HEADER = ["机构名称", "行政区划代码", "区县", "街道代码", "街道", "开放时间", "家庭医生签约", "医保定点", "床位数"]
HEADER += ["上年诊疗量(万人次)", "经度", "纬度"]


def rows() -> list[list[str | int | float]]:
    """Return the centres, by street."""
    draw = random.Random(SEED)
    made: list[list[str | int | float]] = []
    for district, streets in STREETS.items():
        code, name = district.split()
        for number, street in enumerate(streets.split(), start=1):
            seat = SEATS[code]
            longitude, latitude = (round(at + draw.gauss(0, 0.02), 3) for at in seat)
            flags = ["是" if draw.random() < share else "否" for share in (0.88, 0.96)]
            beds: str | int = "未设" if draw.random() < 0.35 else draw.randrange(5, 60)
            visits = round(draw.uniform(1.2, 9.5), 2)
            place = [code, name, f"{code}{street[:3]}", f"{street[3:]}街道"]
            hours = draw.choice(HOURS)
            centre = f"{name}第{number}社区卫生服务中心"
            made.append([centre, *place, hours, *flags, beds, visits, longitude, latitude])
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
    write(root / "data" / "centres.csv", HEADER, rows())


if __name__ == "__main__":
    main()
