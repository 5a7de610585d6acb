"""Make the workbooks of hospital beds, first and second edition. The figures are illustrative.

    python make.py [--output DIR]

Each is a workbook as an office hands it in: a title, a line on who filled it in, the header in the third row.
The second edition has one more year and two corrected figures of the first. Same seed, same files.
"""

import argparse
import io
import random
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

SEED = 230104
SHEET = "床位情况"
TITLE = "医疗机构床位情况表（示例数据）"
FILLED_IN = "填报单位：市卫生健康委员会　　本表数字为示例，由脚本生成，不是统计结果"
HEADER = ["统计日期", "行政区划代码", "区县名称", "医院级别", "机构数(个)", "核定床位数", "实有床位数", "床位使用率(%)"]
LEVELS = {"三级": (950, 0.93), "二级": (260, 0.78), "一级": (70, 0.55), "未定级": (45, 0.48)}
"""Level of hospital: beds a house, and how full it usually is."""
DISTRICTS = [
    ("230102", "道里区", 8),
    ("230103", "南岗区", 13),
    ("230104", "道外区", 8),
    ("230108", "平房区", 3),
    ("230109", "松北区", 3),
    ("230110", "香坊区", 9),
    ("230111", "呼兰区", 4),
    ("230112", "阿城区", 4),
    ("230113", "双城区", 3),
    ("230123", "依兰县", 2),
    ("230124", "方正县", 2),
    ("230125", "宾县", 2),
    ("230126", "巴彦县", 2),
    ("230127", "木兰县", 2),
    ("230128", "通河县", 2),
    ("230129", "延寿县", 2),
    ("230183", "尚志市", 3),
    ("230184", "五常市", 3),
]
"""Code, name, and a made-up measure of how many hospitals there are."""
CORRECTED = {("230103", "二级"), ("230184", "一级")}
STAMP = datetime(2026, 1, 15, 9, 0)  # noqa: DTZ001 - a workbook's dates have no zone
Row = list[date | str | int | float]


def year_rows(year: int) -> list[Row]:
    """Return the rows as at the end of a year."""
    rows: list[Row] = []
    for code, name, size in DISTRICTS:
        for level, (beds, full) in LEVELS.items():
            draw = random.Random(f"{SEED} {code} {level}")
            houses = max(0, round(size * {"三级": 0.5, "二级": 1.0, "一级": 1.4, "未定级": 2.0}[level] - 0.9))
            if not houses:
                continue
            approved = round(houses * beds * draw.uniform(0.8, 1.2) / 5) * 5
            draw = random.Random(f"{SEED} {code} {level} {year}")
            staffed = round(approved * draw.uniform(0.95, 1.08))
            used = round(100 * min(full * draw.uniform(0.92, 1.06), 1.08), 1)
            rows.append([date(year, 12, 31), code, name, level, houses, approved, staffed, used])
    return rows


def first_edition() -> list[Row]:
    """Return the rows for 2024 as first handed in, with two slips: approved beds entered as the staffed ones."""
    rows = year_rows(2024)
    for row in rows:
        if (row[1], row[3]) in CORRECTED:
            row[6] = row[5]
    return rows


def second_edition() -> list[Row]:
    """Return the rows for 2024, corrected, and those for 2025."""
    return year_rows(2024) + year_rows(2025)


def workbook(rows: list[Row]) -> bytes:
    """Return a workbook of the rows, the same bytes each time."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append([TITLE])
    sheet.append([FILLED_IN])
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
        sheet.cell(sheet.max_row, 1).number_format = "yyyy-mm-dd"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    for letter, width in zip("ABCDEFGH", (12, 14, 10, 10, 12, 12, 12, 15), strict=True):
        sheet.column_dimensions[letter].width = width
    book.properties.creator = "市卫生健康委员会"
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
    """Write both editions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    root = parser.parse_args().output
    for folder, rows in ((root, first_edition()), (root / "editions" / "2", second_edition())):
        path = folder / "data" / "hospital-beds.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook(rows))


if __name__ == "__main__":
    main()
