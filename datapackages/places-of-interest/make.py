"""Make the table of named places from GeoNames.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-geonames-places.csv``: the places of GeoNames (CC BY 4.0) inside the city, with the district that
each point lies in. A population of 0 means that GeoNames has none, and is left empty.
"""

import argparse
import csv
from pathlib import Path

SOURCE = "harbin-geonames-places.csv"
HEADER = ["geonames_id", "name", "name_en", "longitude", "latitude", "district_code", "population"]


def table(source: list[dict[str, str]]) -> list[list[str]]:
    """Return the rows, by district and name."""
    made = []
    for row in source:
        people = "" if row["population"] == "0" else row["population"]
        place = [row["lon_wgs84"], row["lat_wgs84"], row["district_code"], people]
        made.append([row["geonameid"], row["name_zh"], row["name_en"], *place])
    return sorted(made, key=lambda row: (row[5], row[2], row[0]))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with the file named above")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    options = parser.parse_args()
    with (options.source / SOURCE).open(encoding="utf-8-sig", newline="") as file:
        source = list(csv.DictReader(file))
    path = options.output / "data" / "places.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *table(source)])


if __name__ == "__main__":
    main()
