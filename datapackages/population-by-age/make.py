"""Make residents by district, age group and sex. The figures are illustrative.

    python make.py [--output DIR]

An old and shrinking northern city: few children, many born in the sixties; more women than men in old age.
Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230127
DISTRICTS = districts(10_000)
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


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "population.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
