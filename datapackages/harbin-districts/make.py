"""Make the tables of Harbin's districts from the public table of GB/T 2260 codes and their history.

    python make.py --source DIR [--output DIR]

DIR holds ``gb2260-codes-1981-on.csv`` (https://github.com/yescallop/areacodes, ``result.csv``, CC0-1.0).
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

SOURCE = "gb2260-codes-1981-on.csv"
SUFFIX = {"区": "District", "县": "County", "市": "City"}
KIND = {"区": "市辖区", "县": "县", "市": "县级市"}
ENGLISH = {
    "道里": "Daoli",
    "南岗": "Nangang",
    "道外": "Daowai",
    "平房": "Pingfang",
    "松北": "Songbei",
    "香坊": "Xiangfang",
    "呼兰": "Hulan",
    "阿城": "Acheng",
    "双城": "Shuangcheng",
    "依兰": "Yilan",
    "方正": "Fangzheng",
    "宾": "Bin",
    "巴彦": "Bayan",
    "木兰": "Mulan",
    "通河": "Tonghe",
    "延寿": "Yanshou",
    "尚志": "Shangzhi",
    "五常": "Wuchang",
    "太平": "Taiping",
    "动力": "Dongli",
}
"""Names in pinyin without the word for the kind of unit."""


def units(source: Path) -> list[dict[str, str]]:
    """Return the units of county level that are, or once were, what is Harbin today, sorted by code."""
    rows = [row for row in read_csv(source) if row["级别"] == "县级"]
    wanted = {row["代码"] for row in rows if row["代码"].startswith("2301")}
    while True:  # back along the chain of codes: 232124 became 232101, which became 230182, which became 230113
        earlier = {row["代码"] for row in rows if row["状态"] == "弃用" and wanted & set(row["新代码"].split(";"))}
        if earlier <= wanted:
            return sorted((row for row in rows if row["代码"] in wanted), key=lambda row: row["代码"])
        wanted |= earlier


def successors(cell: str) -> str:
    """Return the codes that took over when a code ended; one with a year in brackets took a part earlier on."""
    return ";".join(code for code in cell.split(";") if "[" not in code)


def english(name: str) -> str:
    """Return a unit's English name, e.g. ``Daoli District`` for 道里区."""
    return f"{ENGLISH[name[:-1]]} {SUFFIX[name[-1]]}"


def main() -> None:
    """Write both tables."""
    source, output = source_and_output(__doc__, __file__)
    current, former = [], []
    for row in units(source / SOURCE):
        name = row["名称"]
        unit = [row["代码"], name, english(name), KIND[name[-1]], row["启用时间"]]
        if row["状态"] == "在用":
            current.append(unit)
        else:
            former.append([*unit, row["变更/弃用时间"], successors(row["新代码"])])
    header = ["code", "name", "name_en", "kind", "valid_from"]
    write_csv(output / "data" / "districts.csv", [header, *current])
    write_csv(output / "data" / "former-codes.csv", [[*header, "valid_to", "replaced_by"], *former])


if __name__ == "__main__":
    main()
