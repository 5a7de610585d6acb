"""Make the table of the census of 2010 from the figures printed for Harbin's districts.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-districts.csv``: codes and names, population of the census, and areas computed from outlines.
Share and density are worked out here.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

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
    source, output = source_and_output(__doc__, __file__)
    write_csv(output / "data" / "population.csv", [HEADER, *table(read_csv(source / SOURCE))])


if __name__ == "__main__":
    main()
