"""Makes the spreadsheet of the steward's tutorial, ``community-libraries.xlsx``, and the same as it is after mending.

All in it is invented. The first has what offices' spreadsheets have: a title above the header, and a column that nobody
outside may see (the numbers are built like identity numbers, of people who do not exist). Run it again to make the same
cells: ``python docs/tutorials/files/make.py``.
"""

from pathlib import Path

from openpyxl import Workbook

_HERE = Path(__file__).parent
_DISTRICTS = ("道里区", "南岗区", "道外区", "香坊区")
_HEADER = ("编号", "图书室名称", "所在区", "藏书量（册）", "阅览座位（个）", "开放日期")
_PRIVATE = "负责人身份证号"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def main() -> None:
    """Write both files."""
    _write(_HERE / "community-libraries.xlsx", private=True)
    _write(_HERE / "community-libraries-mended.xlsx", private=False)


def _write(file: Path, *, private: bool) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "图书室"
    sheet.append(["全市社区图书室情况（2026年，示例）"])
    sheet.append([])
    sheet.append([*_HEADER, _PRIVATE] if private else list(_HEADER))
    for number in range(1, 41):
        row = [
            f"{number:03}",
            f"第{number}社区图书室",
            _DISTRICTS[number % 4],
            900 + number * 37,
            12 + number % 7 * 4,
            f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
        ]
        sheet.append([*row, _number_of_nobody(number)] if private else row)
    book.save(file)


def _number_of_nobody(number: int) -> str:
    """Return what has the form of an identity number, of somebody born in 1900."""
    body = f"23010219000101{number:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


if __name__ == "__main__":
    main()
