"""Make the plan of flood drills in 2027. It is illustrative: no such drills are planned.

    python make.py [--output DIR]

Drills come before the flood season, the towns along the rivers first. Same seed, same file.
"""

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path

SEED = 230122
SEATS = {
    "230102": ("道里区", 126.603, 45.756, 924),
    "230103": ("南岗区", 126.638, 45.745, 1344),
    "230104": ("道外区", 126.644, 45.789, 906),
    "230108": ("平房区", 126.632, 45.596, 190),
    "230109": ("松北区", 126.547, 45.808, 237),
    "230110": ("香坊区", 126.661, 45.712, 916),
    "230111": ("呼兰区", 126.578, 45.893, 765),
    "230112": ("阿城区", 126.952, 45.546, 597),
    "230113": ("双城区", 126.307, 45.380, 826),
    "230123": ("依兰县", 129.561, 46.322, 388),
    "230124": ("方正县", 128.823, 45.849, 204),
    "230125": ("宾县", 127.461, 45.743, 551),
    "230126": ("巴彦县", 127.394, 46.076, 591),
    "230127": ("木兰县", 128.037, 45.947, 278),
    "230128": ("通河县", 128.758, 45.980, 211),
    "230129": ("延寿县", 128.305, 45.444, 242),
    "230183": ("尚志市", 128.002, 45.206, 585),
    "230184": ("五常市", 127.160, 44.928, 881),
}
"""Code: name, a point in its built-up middle (WGS84, rounded), people of the 2010 census in thousands."""
SUBJECTS = {
    "低洼社区转移安置": 180,
    "地下通道积水封闭": 40,
    "堤防巡查抢险": 90,
    "泵站联合调度": 30,
    "学校防汛疏散": 420,
    "临江公园游客疏散": 120,
}
"""What is drilled, and how many people usually take part."""
HEADER = ["演练编号", "演练日期", "区县代码", "演练科目", "形式", "计划参加人数", "备用日期", "内容"]


def rows() -> list[list[str]]:
    """Return the rows, by day."""
    draw = random.Random(SEED)
    plans: list[tuple[date, str, str]] = []
    for code in SEATS:
        for subject in draw.sample(list(SUBJECTS), 2):
            day = date(2027, 4, 12) + timedelta(days=draw.randrange(48))
            plans.append((day - timedelta(days=max(0, day.weekday() - 4)), code, subject))
    made = []
    for number, (day, code, subject) in enumerate(sorted(plans), start=1):
        people = round(SUBJECTS[subject] * draw.uniform(0.7, 1.4) / 10) * 10
        form = "桌面推演" if subject == "泵站联合调度" else "实战演练"
        spare = (day + timedelta(days=7)).isoformat() if form == "实战演练" else ""
        text = f"{SEATS[code][0]}组织{subject}，参演单位按预案分工，结束后当场讲评（示例）。"
        made.append([f"FX27-{number:02}", day.isoformat(), code, subject, form, str(people), spare, text])
    return made


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "drills.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows()])


if __name__ == "__main__":
    main()
