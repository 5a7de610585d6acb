"""Make the table of the census of 2010 from the figures printed for Harbin's districts.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-districts.csv``: codes and names, population of the census, and areas computed from outlines.
Share and density are worked out here.
"""

import argparse
import csv
from pathlib import Path

SOURCE = "harbin-districts.csv"
HEADER = ["行政区划代码", "区县", "常住人口(人)", "占全市比重(%)", "土地面积(平方千米)", "人口密度(人/平方千米)"]


def table(source: list[dict[str, str]]) -> list[list[str]]:
    """Return the rows, by code."""
    city = sum(int(row["population_census_2010"]) for row in source)
    made = []
    for row in sorted(source, key=lambda row: row["code"]):
        people, area = int(row["population_census_2010"]), int(row["area_km2_computed"])
        derived = [f"{100 * people / city:.2f}", str(area), f"{people / area:.1f}"]
        made.append([row["code"], row["name_zh"], str(people), *derived])
    return made


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with the file named above")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    options = parser.parse_args()
    with (options.source / SOURCE).open(encoding="utf-8-sig", newline="") as file:
        source = list(csv.DictReader(file))
    path = options.output / "data" / "population.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *table(source)])


if __name__ == "__main__":
    main()
