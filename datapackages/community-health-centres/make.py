"""Make the list of community health centres, one for each street. Centres and figures are illustrative.

    python make.py [--output DIR]

The streets are real, with their codes; everything else is made up. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, output_folder, streets, write_csv

SEED = 230112
STREETS = streets()
CENTRES = SEATS | {"230103": (126.645, 45.745)}
"""Points round which places are scattered; Nangang's is taken half a kilometre further east."""
HOURS = [
    "周一至周五 8:00—16:30，周六上午 8:00—11:30",
    "周一至周日 8:00—16:00",
    "周一至周五 8:00—11:30、13:00—16:30",
    "周一至周日 8:00—20:00（16:30 后只设值班门诊）",
]
HEADER = ["机构名称", "行政区划代码", "区县", "街道代码", "街道", "开放时间", "家庭医生签约", "医保定点", "床位数"]
HEADER += ["上年诊疗量(万人次)", "经度", "纬度"]


def rows() -> list[list[str | int | float]]:
    """Return the centres, by street."""
    draw = random.Random(SEED)
    made: list[list[str | int | float]] = []
    for (code, name), found in STREETS.items():
        for number, street in enumerate(found, start=1):
            longitude, latitude = (round(at + draw.gauss(0, 0.02), 3) for at in CENTRES[code])
            flags = ["是" if draw.random() < share else "否" for share in (0.88, 0.96)]
            beds: str | int = "未设" if draw.random() < 0.35 else draw.randrange(5, 60)
            visits = round(draw.uniform(1.2, 9.5), 2)
            place = [code, name, *street]
            hours = draw.choice(HOURS)
            centre = f"{name}第{number}社区卫生服务中心"
            made.append([centre, *place, hours, *flags, beds, visits, longitude, latitude])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "centres.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
