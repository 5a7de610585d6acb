"""Make the tables of holidays and make-up working days, each holiday by one name, from the table of yearly notices.

    python make.py --source DIR [--output DIR]

DIR holds ``china-holidays-2007-2026.csv`` (https://github.com/NateScarlet/holiday-cn, MIT, see NOTICE.txt).
"""

import sys
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

SOURCE = "china-holidays-2007-2026.csv"
KIND = {"true": "放假", "false": "调休上班"}
WEEKDAYS = "一二三四五六日"
ONE_NAME = {"“五一”": "劳动节", "“五一”国际劳动节": "劳动节", "“十一”": "国庆节"}
"""Other spellings of the notices, and the name that stands for each."""
HOLIDAYS = [
    ("元旦", "New Year's Day", "公历", "1月1日"),
    ("春节", "Spring Festival", "农历", "正月初一"),
    ("清明节", "Tomb-Sweeping Day", "节气", "清明当日"),
    ("劳动节", "Labour Day", "公历", "5月1日"),
    ("端午节", "Dragon Boat Festival", "农历", "五月初五"),
    ("中秋节", "Mid-Autumn Festival", "农历", "八月十五"),
    ("国庆节", "National Day", "公历", "10月1日"),
    (
        "抗日战争暨世界反法西斯战争胜利70周年纪念日",
        "70th anniversary of victory in the War of Resistance and the World Anti-Fascist War",
        "公历",
        "2015年9月3日",
    ),
]
"""Name, English name, calendar, day."""


def names(text: str) -> tuple[str, str]:
    """Return the holiday, and the second one that it falls together with; National Day stands first."""
    found = sorted((ONE_NAME.get(name, name) for name in text.split("、")), key=lambda name: name != "国庆节")
    return found[0], found[1] if len(found) > 1 else ""


def days(source: Path) -> list[list[str]]:
    """Return the rows of the table of days."""
    made = []
    for row in read_csv(source / SOURCE):
        weekday = "星期" + WEEKDAYS[date.fromisoformat(row["date"]).weekday()]
        made.append([row["date"], weekday, KIND[row["is_off_day"]], *names(row["name"]), row["source_notice"]])
    return made


def main() -> None:
    """Write both tables."""
    source, output = source_and_output(__doc__, __file__)
    data = output / "data"
    day_head = ["日期", "星期", "类型", "节日", "同假节日", "通知网址"]
    tables = {"holidays": [["节日", "英文名称", "历法", "日子"], *HOLIDAYS], "days": [day_head, *days(source)]}
    for name, table in tables.items():
        write_csv(data / f"{name}.csv", table)


if __name__ == "__main__":
    main()
