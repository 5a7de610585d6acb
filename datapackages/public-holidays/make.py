"""Make the table of public holidays and make-up working days from the public table of the yearly notices.

    python make.py --source DIR [--output DIR]

DIR holds ``china-holidays-2007-2026.csv`` (https://github.com/NateScarlet/holiday-cn, MIT, see NOTICE.txt).
"""

import argparse
import csv
from pathlib import Path

SOURCE = "china-holidays-2007-2026.csv"
OFF = {"true": "是", "false": "否"}


def main() -> None:
    """Write the table; names stay as the source has them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with the file named above")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    options = parser.parse_args()
    with (options.source / SOURCE).open(encoding="utf-8", newline="") as file:
        rows = [
            [row["date"], row["name"], OFF[row["is_off_day"]], row["source_notice"]] for row in csv.DictReader(file)
        ]
    path = options.output / "data" / "holidays.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["日期", "节日名称", "是否放假", "通知网址"], *rows])


if __name__ == "__main__":
    main()
