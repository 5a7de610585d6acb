"""Make the tables of common national codes from two public tables.

    python make.py --source DIR [--output DIR]

DIR holds ``code-tables.csv`` (columns table, code, name_zh, name_en, mark; compiled for this portal) and
``nationalities-gb3304.csv`` (https://github.com/keqingrong/gb3304, MIT, see NOTICE.txt).
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

TABLES = {
    "sex": "sex GB/T 2261.1-2003",
    "education-levels": "education GB/T 4658-2006",
    "industry-sections": "industry GB/T 4754-2017",
    "ownership-types": "ownership GB/T 12402-2000",
    "school-kinds": "school kind",
    "facility-kinds": "medical facility kind",
}
"""Resources that are a table of the source as it stands, and that table's name there."""
BASIS = {
    "S43": "公开代码文件",
    "mem": "通行用法，待核对",
    "mem; codes made here": "代码自编，待核对",
}
"""What a mark of the source says of where a row comes from."""
SPECIAL, THIRD, UNGRADED = "0", "3", "9"
"""Codes of the source: the class 特等, the level 三级, and neither level nor class given."""
Row = dict[str, str]


def plain_table(rows: list[Row], table: str) -> list[list[str]]:
    """Return the rows of a table of the source: code, name, English name, basis."""
    wanted = [row for row in rows if row["table"] == table]
    return [[row["code"], row["name_zh"], row["name_en"], BASIS[row["mark"]]] for row in wanted]


def with_parent(rows: list[list[str]]) -> list[list[str]]:
    """Add the code of the level above to levels of education: 10 to 11, nothing to 10 itself."""
    return [[*row[:3], "" if row[0].endswith("0") else f"{row[0][0]}0", row[3]] for row in rows]


def hospital_grades(rows: list[Row]) -> list[list[str]]:
    """Return every level joined with the classes it has: 31 is 三级甲等, 39 a third-level hospital without a class."""
    levels = [row for row in rows if row["table"] == "hospital level"]
    classes = [row for row in rows if row["table"] == "hospital class"]
    pairs = [(level, one) for level in levels for one in classes if has_class(level["code"], one["code"])]
    return sorted(hospital_grade(level, one) for level, one in pairs)


def has_class(level: str, one: str) -> bool:
    """Return whether a level has a class: 特等 is for the third alone, and who has no level has no class."""
    return one == UNGRADED or (level != UNGRADED and (one != SPECIAL or level == THIRD))


def hospital_grade(level: Row, one: Row) -> list[str]:
    """Return a row: code, name, English name, level, class, basis."""
    small = one["name_en"][0].lower() + one["name_en"][1:]
    name, english = level["name_zh"] + one["name_zh"], f"{level['name_en']}, {small}"
    if level["code"] == UNGRADED:
        name, english = level["name_zh"], level["name_en"]
    elif one["code"] == UNGRADED:
        name = f"{level['name_zh']}（未定等）"
    return [level["code"] + one["code"], name, english, level["name_zh"], one["name_zh"], BASIS["mem; codes made here"]]


def nationalities(rows: list[Row]) -> list[list[str]]:
    """Return the ethnic groups: code, letters, name, English name (that for use abroad if there is one), basis."""
    return [
        [row["code"], row["alpha"], row["name_zh"], row["name_international"] or row["name_romanized"], "公开代码文件"]
        for row in rows
    ]


def main() -> None:
    """Write all tables."""
    source, output = source_and_output(__doc__, __file__)
    data = output / "data"
    rows = read_csv(source / "code-tables.csv")
    for resource, table in TABLES.items():
        found = plain_table(rows, table)
        if resource == "education-levels":
            write_csv(data / f"{resource}.csv", ["code name name_en parent basis".split(), *with_parent(found)])
        else:
            write_csv(data / f"{resource}.csv", ["code name name_en basis".split(), *found])
    grades = hospital_grades(rows)
    write_csv(data / "hospital-grades.csv", ["code name name_en level class basis".split(), *grades])
    groups = nationalities(read_csv(source / "nationalities-gb3304.csv"))
    write_csv(data / "nationalities.csv", ["code letters name name_en basis".split(), *groups])


if __name__ == "__main__":
    main()
