"""Make new jobs in towns by month and district, as a workbook. The figures are illustrative.

    python make.py [--output DIR]

Most are found from March on and when schools end. The sums since January add up. Same seed, same file.
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

SEED = 230126
SHEET = "城镇就业"
TITLE = "城镇就业情况月报表（示例数据）"
FILLED_IN = "填报单位：市人力资源和社会保障局　　本表数字为示例，由脚本生成，不是统计结果"
HEADER = [
    "统计月份",
    "行政区划代码",
    "区县",
    "城镇新增就业(人)",
    "本年累计新增(人)",
    "失业人员再就业(人)",
    "困难人员就业(人)",
]
SEASON = (0.6, 0.5, 1.25, 1.2, 1.1, 1.15, 1.3, 1.2, 1.15, 1.05, 0.85, 0.65)
"""January to December."""
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


def year_rows(year: int) -> list[list[str | int | float]]:
    """Return the rows of a year, by month and district."""
    draw = random.Random(f"{SEED} {year}")
    so_far = dict.fromkeys((code for code, _, _ in DISTRICTS), 0)
    made: list[list[str | int | float]] = []
    for month, season in enumerate(SEASON, start=1):
        for code, name, size in DISTRICTS:
            town = 12.5 if code < "230111" else 6.0 if code < "230120" else 3.2
            jobs = round(size * town * season * (1.02 if year > 2024 else 1.0) * draw.uniform(0.88, 1.12))
            again = round(jobs * draw.uniform(0.3, 0.42))
            so_far[code] += jobs
            made.append([f"{year}年{month:02}月", code, name, jobs, so_far[code], again, round(again * 0.22)])
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
    path = root / "data" / "jobs.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook([*year_rows(2024), *year_rows(2025)]))


if __name__ == "__main__":
    main()
