"""Make the list of a district's kindergartens, as JSON. Kindergartens and figures are illustrative.

    python make.py [--output DIR]

The streets are real, with their codes; everything else is made up. Same seed, same file.
"""

import random
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, output_folder, streets, write_json

SEED = 230110
NOTE = "示例数据，幼儿园和数字都是虚构的。Illustrative data: kindergartens and figures are invented."
STREETS = streets()["230110", "香坊区"]
KINDS = {"公办": (0.3, 800), "普惠性民办": (0.45, 1050), "民办": (0.25, 2300)}
"""Share of the kindergartens, and what they usually ask for a month of care, in yuan."""


def record(draw: random.Random, number: int, code: str, street: str) -> dict[str, Any]:
    """Return one kindergarten."""
    kind = draw.choices(list(KINDS), [share for share, _ in KINDS.values()])[0]
    classes = draw.randrange(3, 13)
    children = round(classes * draw.uniform(17, 29))
    fee = round(KINDS[kind][1] * draw.uniform(0.8, 1.3) / 10) * 10
    longitude, latitude = (round(at + draw.gauss(0, 0.02), 3) for at in SEATS["230110"])
    return {
        "园名": f"香坊区第{number}幼儿园",
        "街道代码": code,
        "街道": street,
        "办学性质": kind,
        "班级数": classes,
        "学位数": classes * 30,
        "在园幼儿数": children,
        "教职工数": round(classes * draw.uniform(2.6, 3.6)),
        "托班": draw.random() < 0.3,
        "保教费(元/月)": fee if draw.random() > 0.06 else None,
        "伙食费(元/天)": draw.choice((14, 15, 16, 18, 20)),
        "经度": longitude,
        "纬度": latitude,
    }


def records() -> list[dict[str, Any]]:
    """Return the kindergartens, by street."""
    draw = random.Random(SEED)
    places = []
    for street in STREETS:
        places += [street] * draw.randrange(2, 7)
    return [record(draw, number, *place) for number, place in enumerate(places, start=1)]


def main() -> None:
    """Write the file, one record a line."""
    root = output_folder(__doc__, __file__)
    path = root / "data" / "kindergartens.json"
    write_json(path, records(), NOTE)


if __name__ == "__main__":
    main()
