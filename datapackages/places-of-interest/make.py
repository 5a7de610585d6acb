"""Make the table of named places from GeoNames.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-geonames-places.csv``: the places of GeoNames (CC BY 4.0) inside the city, with the district that
each point lies in. A population of 0 means that GeoNames has none, and is left empty.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

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
    source, output = source_and_output(__doc__, __file__)
    write_csv(output / "data" / "places.csv", [HEADER, *table(read_csv(source / SOURCE))])


if __name__ == "__main__":
    main()
