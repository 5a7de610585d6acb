"""Makes the spreadsheets of the tutorials, all in them invented.

``community-libraries.xlsx``, and the same as it is after mending: what offices' spreadsheets have, a title above the
header, and a column that nobody outside may see.  ``temporary-relief.xlsx``: a summary with small counts of persons,
and behind it, hidden, the list it was counted from. The numbers are built like identity numbers, of people who do not
exist. Run it again to make the same cells: ``python docs/tutorials/files/make.py``.
"""

from pathlib import Path
from random import Random

from openpyxl import Workbook

_HERE = Path(__file__).parent
_SEED = 20261124
_DISTRICTS = ("道里区", "南岗区", "道外区", "香坊区")
_HEADER = ("编号", "图书室名称", "所在区", "藏书量（册）", "阅览座位（个）", "开放日期")
_PRIVATE = "负责人身份证号"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_STREETS = tuple(f"第{number}街道" for number in "一二三四五六七八")
_KINDS = ("困难老年人数", "残疾人数", "困境儿童人数")
_COUNTS = ((31, 12, 7), (26, 9, 2), (18, 14, 6), (40, 3, 11), (22, 8, 5), (15, 6, 1), (29, 17, 9), (12, 4, 8))
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静强磊洋艳勇军杰娟涛明超秀霞平刚"


def main() -> None:
    """Write all files."""
    _write(_HERE / "community-libraries.xlsx", private=True)
    _write(_HERE / "community-libraries-mended.xlsx", private=False)
    _write_relief(_HERE / "temporary-relief.xlsx")


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


def _write_relief(file: Path) -> None:
    book, random = Workbook(), Random(_SEED)  # noqa: S311 - an illustration, no secret
    summary, names = book.active, book.create_sheet("名单")
    summary.title, names.sheet_state = "汇总", "hidden"
    summary.append(["各街道临时救助人数（2026年，示例）"])
    summary.append([])
    summary.append(["街道", *_KINDS, "合计人数"])
    names.append(["街道", "姓名", "身份证号", "救助类别"])
    number = 0
    for street, counts in zip(_STREETS, _COUNTS, strict=True):
        summary.append([street, *counts, sum(counts)])
        for kind, count in zip(_KINDS, counts, strict=True):
            for _ in range(count):
                number += 1
                name = random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, random.choice((1, 2))))
                names.append([street, name, _number_of_nobody(number), kind.removesuffix("人数")])
    columns = list(zip(*_COUNTS, strict=True))
    summary.append(["合计", *map(sum, columns), sum(map(sum, columns))])
    book.properties.creator = "示例"
    book.save(file)


def _number_of_nobody(number: int) -> str:
    """Return what has the form of an identity number, of somebody born in 1900."""
    body = f"23010219000101{number:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


if __name__ == "__main__":
    main()
