"""Make the table of Harbin's streets, towns and townships from the public table of division codes.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-streets.csv`` (rows of city 2301 of https://github.com/modood/Administrative-divisions-of-China,
version 2.7.0, MIT, see NOTICE.txt).
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

SOURCE = "harbin-streets.csv"
KINDS = ("街道", "镇", "乡")
"""The last word of a unit's name; what ends otherwise (farms, forestry bureaus, parks) is 其他."""


def kind(name: str) -> str:
    """Return the kind of a unit by its name: ``乡`` for 红旗满族乡."""
    return next((word for word in KINDS if name.endswith(word)), "其他")


def main() -> None:
    """Write the table, sorted by code."""
    source, output = source_and_output(__doc__, __file__)
    units = sorted(read_csv(source / SOURCE), key=lambda row: row["code"])
    rows = [[row["code"], row["name"], kind(row["name"]), row["area_code"], row["area_name"]] for row in units]
    header = ["code", "name", "kind", "district_code", "district_name"]
    write_csv(output / "data" / "streets.csv", [header, *rows])


if __name__ == "__main__":
    main()
