"""Make the list of homes for the elderly, as a workbook. Homes and figures are illustrative.

    python make.py [--output DIR]

A workbook as an office hands it in: a title, a line on who filled it in, the header in the third row.
Same seed, same file.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, Form, districts, output_folder, write_workbook

SEED = 230183
HEADER = ["机构名称", "行政区划代码", "区县", "机构性质", "核定床位(张)", "护理型床位(张)", "在住人数(人)"]
HEADER += ["医养结合", "最低月费(元)", "经度", "纬度", "备注"]
FORM = Form(
    sheet="养老机构",
    title="养老机构名录（示例数据）",
    filled_in="填报单位：市民政局　　本表机构和数字为示例，由脚本生成",
    header=HEADER,
    stamp=datetime(2026, 1, 15, 9, 0),  # noqa: DTZ001 - a workbook's dates have no zone
)
KINDS = {"公办": (0.22, 180), "公建民营": (0.18, 150), "民办": (0.6, 85)}
"""Share of the homes, and their usual number of beds."""
DISTRICTS = districts(10_000)
CENTRES = SEATS | {"230103": (126.645, 45.745)}
"""Points round which places are scattered; Nangang's is taken half a kilometre further east."""


def home(draw: random.Random, number: int, code: str, name: str) -> list[str | int | float]:
    """Return one home."""
    kind = draw.choices(list(KINDS), [share for share, _ in KINDS.values()])[0]
    beds = round(KINDS[kind][1] * draw.uniform(0.5, 1.6) / 5) * 5
    nursing = round(beds * draw.uniform(0.35, 0.7))
    renewed = draw.random() < 0.05
    full = min(0.98, draw.gauss({"公办": 0.8, "公建民营": 0.66, "民办": 0.52}[kind], 0.12))
    living = 0 if renewed else round(beds * max(full, 0.1))
    fee: str | int = round((1600 if code < "230111" else 1100) * draw.uniform(0.8, 1.9) / 50) * 50
    if kind == "民办" and draw.random() < 0.12:
        fee = "面议"
    spread = 0.022 if code < "230111" else 0.03
    longitude, latitude = (round(at + draw.gauss(0, spread), 3) for at in CENTRES[code])
    note = "改造中，暂不收住" if renewed else ""
    figures = [kind, beds, nursing, living, "是" if draw.random() < 0.4 else "否", fee]
    return [f"{name}第{number}养老院", code, name, *figures, longitude, latitude, note]


def rows() -> list[list[str | int | float]]:
    """Return the homes, by district."""
    draw = random.Random(SEED)
    made = []
    for code, name, size in DISTRICTS:
        count = max(2, round(size / (6 if code < "230111" else 9)))
        made += [home(draw, number, code, name) for number in range(1, count + 1)]
    return made


def main() -> None:
    """Write the workbook."""
    root = output_folder(__doc__, __file__)
    path = root / "data" / "homes.xlsx"
    write_workbook(path, FORM, rows())


if __name__ == "__main__":
    main()
