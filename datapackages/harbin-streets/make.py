"""Make the table of Harbin's streets, towns and townships from the public table of division codes.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-streets.csv`` (rows of city 2301 of https://github.com/modood/Administrative-divisions-of-China,
version 2.7.0, MIT, see NOTICE.txt).
"""

import argparse
import csv
from pathlib import Path

SOURCE = "harbin-streets.csv"
KINDS = ("街道", "镇", "乡")
"""The last word of a unit's name; what ends otherwise (farms, forestry bureaus, parks) is 其他."""


def kind(name: str) -> str:
    """Return the kind of a unit by its name: ``乡`` for 红旗满族乡."""
    return next((word for word in KINDS if name.endswith(word)), "其他")


def main() -> None:
    """Write the table, sorted by code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with the file named above")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    options = parser.parse_args()
    with (options.source / SOURCE).open(encoding="utf-8-sig", newline="") as file:
        units = sorted(csv.DictReader(file), key=lambda row: row["code"])
    rows = [[row["code"], row["name"], kind(row["name"]), row["area_code"], row["area_name"]] for row in units]
    path = options.output / "data" / "streets.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        header = ["code", "name", "kind", "district_code", "district_name"]
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
