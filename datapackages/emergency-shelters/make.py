"""Make the workbook of emergency shelters. Places and figures are illustrative: nobody can take shelter there.

    python make.py [--output DIR]

A workbook as an office hands it in: a title, a line on who filled it in, the header in the third row.
The more people a district has, the more shelters. Same seed, same file.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, Form, districts, output_folder, write_workbook

SEED = 230120
HEADER = [
    "编号",
    "场所名称",
    "区县代码",
    "区县名称",
    "场所类型",
    "有效面积(平方米)",
    "可容纳人数",
    "启用方式",
    "经度",
    "纬度",
    "说明",
]
FORM = Form(
    sheet="避难场所",
    title="应急避难场所名录（示例数据）",
    filled_in="填报单位：市应急管理局　　名称、位置和数字均为示例，由脚本生成",
    header=HEADER,
    stamp=datetime(2026, 3, 20, 9, 0),  # noqa: DTZ001 - a workbook's dates have no zone
    creator="市应急管理局",
    widths=(10, 30, 12, 12, 12, 16, 12, 12, 12, 12, 40),
)
Row = list[str | int | float | None]
KINDS = {
    "公园": ("室外", 9000, 42_000, 1.9),
    "学校操场": ("室外", 4000, 15_000, 1.6),
    "体育馆": ("室内", 1500, 6000, 2.6),
    "广场": ("室外", 3000, 18_000, 1.7),
    "社区活动中心": ("室内", 300, 900, 3.0),
}
"""What it is: indoors or out, least and most area, square metres a person."""
NOTES = {
    "室外": ["设应急供水点和厕所", "设应急供电和广播", "仅供短时疏散", "冬季配防寒帐篷"],
    "室内": ["集中供暖，可过夜", "备有被褥和折叠床", "集中供暖，备餐间一处"],
}


def rows() -> list[Row]:
    """Return the rows, by district."""
    draw = random.Random(SEED)
    made: list[Row] = []
    for code, name, people in districts(1000):
        lon, lat = SEATS[code]
        for number in range(1, max(3, round(people / 68)) + 1):
            kind = draw.choice(list(KINDS))
            place, least, most, each = KINDS[kind]
            area = round(draw.uniform(least, most) / 10) * 10
            title = f"{name}第{number}{kind}（示例）"
            at = [round(lon + draw.gauss(0, 0.018), 6), round(lat + draw.gauss(0, 0.012), 6)]
            use = "专用" if place == "室外" and draw.random() < 0.2 else "平急两用"
            room = int(area / each / 10) * 10
            note = draw.choice(NOTES[place]) if draw.random() < 0.75 else None
            made.append([f"BN{len(made) + 1:03}", title, code, name, place, area, room, use, *at, note])
    return made


def main() -> None:
    """Write the workbook."""
    path = output_folder(__doc__, __file__) / "data" / "shelters.xlsx"
    write_workbook(path, FORM, rows())


if __name__ == "__main__":
    main()
