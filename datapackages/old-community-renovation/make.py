"""Make the list of projects that renovate old housing. Projects and figures are illustrative.

    python make.py [--output DIR]

The streets are real; projects are numbered within them. The file is GB18030, as offices' programs often write it.
Same seed, same file.
"""

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path

SEED = 230108
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
WORKS = [
    "外墙保温",
    "屋面防水",
    "更换门窗",
    "供热管网",
    "上下水管网",
    "加装电梯",
    "楼道照明",
    "无障碍坡道",
    "停车泊位",
    "绿化",
]
WORKS += ["充电设施", "老年活动室", "路面铺装"]
LAG = ["冬季停工，开春复工", "管线迁改，工期顺延", "居民意见未统一，方案调整中"]
LOOKED_AT = date(2025, 9, 30)
HEADER = ["项目名称", "行政区划代码", "区县", "街道", "改造内容", "楼栋数", "惠及户数", "建筑面积(万平方米)"]
HEADER += ["计划投资(万元)", "开工日期", "计划完工日期", "完成进度(%)", "状态", "备注"]


def project(draw: random.Random, code: str, name: str, street: str, number: int) -> list[str | int | float]:
    """Return one project as it stood when looked at."""
    blocks = draw.randrange(2, 26)
    homes = round(blocks * draw.uniform(38, 72))
    area = round(homes * draw.uniform(52, 66) / 10000, 2)
    works = draw.sample(WORKS, draw.randrange(3, 7))
    cost = round(homes * draw.uniform(1.3, 2.6) * (1.35 if "加装电梯" in works else 1.0))
    year = draw.choices((2023, 2024, 2025, 2026), (0.25, 0.35, 0.3, 0.1))[0]
    start = date(year, draw.choice((4, 5, 6)), draw.randrange(1, 29))
    end = start + timedelta(days=draw.randrange(120, 500))
    share = (LOOKED_AT - start).days / (end - start).days
    late = draw.random() < 0.12
    done = max(0, min(draw.randrange(70, 98), round(75 * share)) if late else min(100, round(102 * share)))
    state = "已完工" if done == 100 else "延期" if share > 1 else "在建" if done else "未开工"
    note = draw.choice(LAG) if state == "延期" or (late and state == "在建") else ""
    title = f"{street}街道老旧小区改造{number}号片区"
    figures = [blocks, homes, f"{area:.2f}", cost, start.isoformat(), end.isoformat(), done, state, note]
    return [title, code, name, f"{street}街道", "、".join(works), *figures]


def rows() -> list[list[str | int | float]]:
    """Return the projects, by street."""
    draw = random.Random(SEED)
    made = []
    for district, streets in STREETS.items():
        code, name = district.split()
        for street in streets.split():
            count = draw.choices((0, 1, 2, 3), (0.2, 0.4, 0.28, 0.12))[0]
            made += [project(draw, code, name, street[3:], number) for number in range(1, count + 1)]
    return made


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    root = parser.parse_args().output
    path = root / "data" / "projects.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([HEADER, *rows()])


if __name__ == "__main__":
    main()
