"""Make the plan of flood drills in 2027. It is illustrative: no such drills are planned.

    python make.py [--output DIR]

Drills come before the flood season, the towns along the rivers first. Same seed, same file.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230122
NAMES = {code: name for code, name, _ in districts(1000)}
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
    for code in NAMES:
        for subject in draw.sample(list(SUBJECTS), 2):
            day = date(2027, 4, 12) + timedelta(days=draw.randrange(48))
            plans.append((day - timedelta(days=max(0, day.weekday() - 4)), code, subject))
    made = []
    for number, (day, code, subject) in enumerate(sorted(plans), start=1):
        people = round(SUBJECTS[subject] * draw.uniform(0.7, 1.4) / 10) * 10
        form = "桌面推演" if subject == "泵站联合调度" else "实战演练"
        spare = (day + timedelta(days=7)).isoformat() if form == "实战演练" else ""
        text = f"{NAMES[code]}组织{subject}，参演单位按预案分工，结束后当场讲评（示例）。"
        made.append([f"FX27-{number:02}", day.isoformat(), code, subject, form, str(people), spare, text])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "drills.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
