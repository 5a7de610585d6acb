"""Make the list of projects that renovate old housing. Projects and figures are illustrative.

    python make.py [--output DIR]

The streets are real; projects are numbered within them. The file is GB18030, as offices' programs often write it.
Same seed, same file.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, streets, write_csv

SEED = 230108
STREETS = streets()
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
    title = f"{street}老旧小区改造{number}号片区"
    figures = [blocks, homes, f"{area:.2f}", cost, start.isoformat(), end.isoformat(), done, state, note]
    return [title, code, name, street, "、".join(works), *figures]


def rows() -> list[list[str | int | float]]:
    """Return the projects, by street."""
    draw = random.Random(SEED)
    made = []
    for (code, name), found in STREETS.items():
        for _, street in found:
            count = draw.choices((0, 1, 2, 3), (0.2, 0.4, 0.28, 0.12))[0]
            made += [project(draw, code, name, street, number) for number in range(1, count + 1)]
    return made


def main() -> None:
    """Write the table."""
    root = output_folder(__doc__, __file__)
    write_csv(root / "data" / "projects.csv", [HEADER, *rows()], encoding="gb18030", line_end="\r\n")


if __name__ == "__main__":
    main()
