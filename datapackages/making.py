"""What the scripts that make the packages share: the command line, the writing of files, and facts of the city.

A script stands in its package's folder and is run by its path, ``python datapackages/<name>/make.py``. It finds this
module in the folder above its own. Facts are read from the packages that ship: districts, streets, the census.
"""

import argparse
import csv
import io
import json
import math
import random
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

__all__ = [
    "SEATS",
    "Cell",
    "District",
    "Form",
    "Row",
    "districts",
    "happened",
    "months",
    "output_folder",
    "read_csv",
    "read_package",
    "source_and_output",
    "streets",
    "temperature",
    "write_csv",
    "write_json",
    "write_workbook",
]

PACKAGES = Path(__file__).parent
COUNTIES = "230120"
"""Codes of urban districts are below, those of counties and their cities above."""
SEATS = {
    "230102": (126.603, 45.756),
    "230103": (126.638, 45.745),
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
"""District: longitude and latitude of a point in its built-up middle, WGS84, rounded."""
Cell = str | int | float | date | None
Row = Sequence[Cell]


# the command line


def output_folder(about: str | None, script: str) -> Path:
    """Return the folder to write to, by ``--output``; the script's own if it is not given.

    about: the script's docstring, shown by ``--help``.  script: its ``__file__``.
    """
    folder: Path = _parser(about, script).parse_args().output
    return folder


def source_and_output(about: str | None, script: str) -> tuple[Path, Path]:
    """Return the folder of the raw files, by ``--source``, and the folder to write to (`output_folder`)."""
    parser = _parser(about, script)
    parser.add_argument("--source", type=Path, required=True, help="folder with the raw files named above")
    options = parser.parse_args()
    return options.source, options.output


def _parser(about: str | None, script: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(script).parent, help="folder of the package")
    return parser


# files


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the records of a UTF-8 CSV, with or without a byte order mark."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_package(package: str, file: str) -> list[dict[str, str]]:
    """Return the records of a CSV in the ``data`` folder of a package that ships."""
    return read_csv(PACKAGES / package / "data" / file)


def write_csv(
    path: Path, table: Iterable[Row], *, encoding: str = "utf-8", delimiter: str = ",", line_end: str = "\n"
) -> None:
    """Write a table, its header among the rows; folders that lack are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(table)


def write_json(path: Path, records: Iterable[Mapping[str, Any]], note: str | None = None) -> None:
    """Write records, one a line: as an array, or as the ``data`` of an object that begins with a note."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records)
    array = f"[\n{lines}\n]"
    text = array if note is None else f'{{"note": {json.dumps(note, ensure_ascii=False)},\n"data": {array}}}'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Form:
    """A sheet as an office fills it in: a title, a line on who filled it in, the header in the third row.

    stamp: when it is said to have been written.  widths: of the columns, in characters; none: by the header.
    """

    sheet: str
    title: str
    filled_in: str
    header: Sequence[str]
    stamp: datetime
    creator: str = "openpyxl"
    widths: Sequence[int] = ()


def write_workbook(path: Path, form: Form, rows: Iterable[Row]) -> None:
    """Write a workbook of one sheet, the same bytes each time."""
    book = Workbook()
    sheet = book.active
    sheet.title = form.sheet
    for row in ([form.title], [form.filled_in], form.header, *rows):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(form.header))
    widths = form.widths or [max(10, 2 * len(name) + 2) for name in form.header]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    book.properties.creator = form.creator
    book.properties.created = form.stamp
    written = io.BytesIO()
    book.save(written)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_with_fixed_times(written, form.stamp))


def _with_fixed_times(workbook: io.BytesIO, stamp: datetime) -> bytes:
    """Return the workbook with the time of writing replaced: in its properties and in its archive."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                time = f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + time, content)
            member = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content)
    return fixed.getvalue()


# the city


class District(NamedTuple):
    """A district, county or city of county level. size: its people in the census of 2010, in the unit asked for."""

    code: str
    name: str
    size: int


def districts(unit: int, *, urban: bool = False) -> list[District]:
    """Return the districts by code, their sizes rounded: a weight for made-up figures. urban: no counties."""
    return [
        District(row["行政区划代码"], row["区县"], round(int(row["常住人口(人)"]) / unit))
        for row in read_package("population-2010-census", "population.csv")
        if not urban or row["行政区划代码"] < COUNTIES
    ]


def streets() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return code and name of the streets of each urban district, by its code and name; towns are left out."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_package("harbin-streets", "streets.csv"):
        if row["kind"] == "街道" and row["district_code"] < COUNTIES:
            found.setdefault((row["district_code"], row["district_name"]), []).append((row["code"], row["name"]))
    return found


def months(year: int, count: int) -> list[str]:
    """Return so many months from January of a year on: ``2025-01``."""
    return [f"{year + at // 12}-{at % 12 + 1:02}" for at in range(count)]


def temperature(day: date) -> float:
    """Return an invented outdoor mean of the day, in degrees: cold spells last about a week."""
    season = 5.5 - 21.5 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 18) / 365.25)
    spell = random.Random(f"cold spell {day.toordinal() // 6}").gauss(0, 3)
    return round(season + spell + random.Random(f"day {day.toordinal()}").gauss(0, 1.8), 1)


def happened(draw: random.Random, expected: float) -> int:
    """Return how often something happened that is expected so often (Poisson, after Knuth)."""
    limit, product, count = math.exp(-expected), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count
