"""Make the price schemes of a hearing on heating. They are illustrative: no such hearing is held.

    python make.py [--output DIR]

Each scheme gives a price for every class of user; what a household of 80 m² pays follows from it. Same seed, same file.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

NOW = {
    "居民住宅": 30.0,
    "学校和托幼机构": 30.0,
    "养老机构": 30.0,
    "机关事业单位": 50.0,
    "商业和办公": 50.0,
    "工业和仓储": 50.0,
}
"""Class of user and the present price, invented and round on purpose: yuan per square metre of floor and season."""
SCHEMES = {
    "方案一": ("按面积计费，居民不调", {"居民住宅": 0.0, "学校和托幼机构": 0.0, "养老机构": 0.0}, 2.0),
    "方案二": ("按面积计费，小幅同步上调", {"学校和托幼机构": 0.0, "养老机构": 0.0}, 1.5),
    "方案三": ("两部制：基本热价占三成，其余按表计量", {"养老机构": -0.8}, 1.0),
    "方案四": ("按面积计费，低保家庭减半", {"养老机构": -1.0, "学校和托幼机构": 0.5}, 1.8),
}
"""Scheme: what it is, classes that differ, and the rise of all others."""
AREA = 80
HEADER = ["方案", "用户类别", "现行热价", "拟定热价", "调整幅度(%)", "80平方米采暖期费用", "说明"]


def rows() -> list[list[str]]:
    """Return the rows, by scheme and class of user."""
    made = []
    for scheme, (words, exceptions, rise) in SCHEMES.items():
        for user, now in NOW.items():
            price = now + exceptions.get(user, rise)
            bill = f"{price * AREA:.0f}" if user == "居民住宅" else "—"
            made.append([scheme, user, f"{now:.2f}", f"{price:.2f}", f"{100 * (price / now - 1):.1f}", bill, words])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "schemes.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
