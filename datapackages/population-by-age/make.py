"""Make residents by district, age group and sex. The figures are illustrative.

    python make.py [--output DIR]

An old and shrinking northern city: few children, many born in the sixties; more women than men in old age.
Same seed, same file.
"""

import argparse
import csv
import random
from pathlib import Path

SEED = 230127
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
SHRUNK = {"230109": 1.45, "230102": 1.08, "230103": 0.98, "230110": 0.98, "230104": 0.9, "230108": 0.95}
TOWN, COUNTRY = 0.85, 0.72
"""Residents against those of the census of 2010."""
AGES = {
    "0—4岁": 24,
    "5—9岁": 34,
    "10—14岁": 37,
    "15—19岁": 42,
    "20—24岁": 47,
    "25—29岁": 49,
    "30—34岁": 67,
    "35—39岁": 78,
    "40—44岁": 74,
    "45—49岁": 78,
    "50—54岁": 96,
    "55—59岁": 95,
    "60—64岁": 97,
    "65—69岁": 74,
    "70—74岁": 53,
    "75—79岁": 29,
    "80—84岁": 15,
    "85岁及以上": 11,
}
"""Of a thousand people."""
HEADER = ["年份", "行政区划代码", "区县", "年龄组", "性别代码", "常住人口(人)"]


def rows() -> list[list[str | int | float]]:
    """Return the rows by district, age group and sex."""
    draw = random.Random(SEED)
    made: list[list[str | int | float]] = []
    for code, name, size in DISTRICTS:
        people = size * 10000 * SHRUNK.get(code, TOWN if code < "230120" else COUNTRY)
        older = 0.015 if code > "230120" else -0.001
        weights = [share * (1 + older * (at - 8)) * draw.uniform(0.96, 1.04) for at, share in enumerate(AGES.values())]
        for at, age in enumerate(AGES):
            both = people * weights[at] / sum(weights)
            men = both * (0.522 - 0.0012 * at - 0.008 * max(0, at - 12)) * draw.uniform(0.995, 1.005)
            made += [[2025, code, name, age, sex, round(count)] for sex, count in ((1, men), (2, both - men))]
    return made


def write(path: Path, header: list[str], rows: list[list[str | int | float]]) -> None:
    """Write a table as UTF-8 CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    root = parser.parse_args().output
    write(root / "data" / "population.csv", HEADER, rows())


if __name__ == "__main__":
    main()
