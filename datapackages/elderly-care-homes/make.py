"""Make the list of homes for the elderly, as a workbook. Homes and figures are illustrative.

    python make.py [--output DIR]

A workbook as an office hands it in: a title, a line on who filled it in, the header in the third row.
Same seed, same file.
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

SEED = 230183
SHEET = "养老机构"
TITLE = "养老机构名录（示例数据）"
FILLED_IN = "填报单位：市民政局　　本表机构和数字为示例，由脚本生成"
HEADER = ["机构名称", "行政区划代码", "区县", "机构性质", "核定床位(张)", "护理型床位(张)", "在住人数(人)"]
HEADER += ["医养结合", "最低月费(元)", "经度", "纬度", "备注"]
KINDS = {"公办": (0.22, 180), "公建民营": (0.18, 150), "民办": (0.6, 85)}
"""Share of the homes, and their usual number of beds."""
STAMP = datetime(2026, 1, 15, 9, 0)  # noqa: DTZ001 - a workbook's dates have no zone
DISTRICTS = [
    ("230102", "道里区", 92),
    ("230103", "南岗区", 134),
    ("230104", "道外区", 91),
    ("230108", "平房区", 19),
    ("230109", "松北区", 24),
    ("230110", "香坊区", 92),
    ("230111", "呼兰区", 76),
    ("230112", "阿城区", 60),
    ("230113", "双城区", 83),
    ("230123", "依兰县", 39),
    ("230124", "方正县", 20),
    ("230125", "宾县", 55),
    ("230126", "巴彦县", 59),
    ("230127", "木兰县", 28),
    ("230128", "通河县", 21),
    ("230129", "延寿县", 24),
    ("230183", "尚志市", 59),
    ("230184", "五常市", 88),
]
"""Code, name, and size: people in ten thousands (census of 2010), by which made-up figures are weighed."""
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


def home(draw: random.Random, number: int, code: str, name: str) -> list[str | int | float]:
    """Return one home."""
    kind = draw.choices(list(KINDS), [share for share, _ in KINDS.values()])[0]
    beds = round(KINDS[kind][1] * draw.uniform(0.5, 1.6) / 5) * 5
    nursing = round(beds * draw.uniform(0.35, 0.7))
    renewed = draw.random() < 0.05
    full = min(0.98, draw.gauss({"公办": 0.8, "公建民营": 0.66, "民办": 0.52}[kind], 0.12))
    living = 0 if renewed else round(beds * max(full, 0.1))
    fee: str | int = round((1600 if code < "230111" else 1100) * draw.uniform(0.8, 1.9) / 50) * 50
    if kind == "民办" and draw.random() < 0.12:
        fee = "面议"
    spread = 0.022 if code < "230111" else 0.03
    longitude, latitude = (round(at + draw.gauss(0, spread), 3) for at in SEATS[code])
    note = "改造中，暂不收住" if renewed else ""
    figures = [kind, beds, nursing, living, "是" if draw.random() < 0.4 else "否", fee]
    return [f"{name}第{number}养老院", code, name, *figures, longitude, latitude, note]


def rows() -> list[list[str | int | float]]:
    """Return the homes, by district."""
    draw = random.Random(SEED)
    made = []
    for code, name, size in DISTRICTS:
        count = max(2, round(size / (6 if code < "230111" else 9)))
        made += [home(draw, number, code, name) for number in range(1, count + 1)]
    return made


def workbook(rows: list[list[str | int | float]]) -> bytes:
    """Return a workbook of the rows, the same bytes each time."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for row in ([TITLE], [FILLED_IN], HEADER, *rows):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    for number, name in enumerate(HEADER, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(10, 2 * len(name) + 2)
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
    root = parser.parse_args().output
    path = root / "data" / "homes.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook(rows()))


if __name__ == "__main__":
    main()
