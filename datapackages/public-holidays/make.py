"""Make the table of public holidays and make-up working days from the public table of the yearly notices.

    python make.py --source DIR [--output DIR]

DIR holds ``china-holidays-2007-2026.csv`` (https://github.com/NateScarlet/holiday-cn, MIT, see NOTICE.txt).
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

SOURCE = "china-holidays-2007-2026.csv"
OFF = {"true": "是", "false": "否"}


def main() -> None:
    """Write the table; names stay as the source has them."""
    source, output = source_and_output(__doc__, __file__)
    header = ["日期", "节日名称", "是否放假", "通知网址"]
    source_rows = read_csv(source / SOURCE)
    rows = [[row["date"], row["name"], OFF[row["is_off_day"]], row["source_notice"]] for row in source_rows]
    write_csv(output / "data" / "holidays.csv", [header, *rows])


if __name__ == "__main__":
    main()
