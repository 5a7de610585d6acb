"""Make the workbook of emergency shelters. Places and figures are illustrative: nobody can take shelter there.

    python make.py [--output DIR]

A workbook as an office hands it in: a title, a line on who filled it in, the header in the third row.
The more people a district has, the more shelters. Same seed, same file.
"""

import argparse
import io
import random
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

SEED = 230120
SHEET = "避难场所"
TITLE = "应急避难场所名录（示例数据）"
FILLED_IN = "填报单位：市应急管理局　　名称、位置和数字均为示例，由脚本生成"
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
WIDTHS = (10, 30, 12, 12, 12, 16, 12, 12, 12, 12, 40)
STAMP = datetime(2026, 3, 20, 9, 0)  # noqa: DTZ001 - a workbook's dates have no zone
Row = list[str | int | float | None]
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
    for code, (name, lon, lat, people) in SEATS.items():
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


def workbook(rows: list[Row]) -> bytes:
    """Return a workbook of the rows, the same bytes each time."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for head in ([TITLE], [FILLED_IN], HEADER):
        sheet.append(head)
    for row in rows:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    book.properties.creator = "市应急管理局"
    book.properties.created = STAMP
    written = io.BytesIO()
    book.save(written)
    return with_fixed_times(written.getvalue())


def with_fixed_times(workbook_bytes: bytes) -> bytes:
    """Return the workbook with the time of writing replaced: in its properties and in its archive."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_bytes)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = f"{STAMP:%Y-%m-%dT%H:%M:%SZ}".encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            member = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content)
    return fixed.getvalue()


def main() -> None:
    """Write the workbook."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    path = parser.parse_args().output / "data" / "shelters.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook(rows()))


if __name__ == "__main__":
    main()
