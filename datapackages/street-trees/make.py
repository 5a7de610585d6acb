"""Make counts of street trees by street and species. Streets and counts are illustrative.

    python make.py [--output DIR]

Species that do not bear the cold well have more frost cracks. Same seed, same files.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_csv

SEED = 230130
SPECIES = [
    ("SP01", "榆树", "Ulmus pumila", "乡土", 26, 4),
    ("SP02", "旱柳", "Salix matsudana", "乡土", 18, 6),
    ("SP03", "小叶杨", "Populus simonii", "乡土", 16, 7),
    ("SP04", "糖槭", "Acer negundo", "引种", 12, 9),
    ("SP05", "水曲柳", "Fraxinus mandshurica", "乡土", 9, 5),
    ("SP06", "黄檗", "Phellodendron amurense", "乡土", 5, 6),
    ("SP07", "蒙古栎", "Quercus mongolica", "乡土", 6, 5),
    ("SP08", "紫椴", "Tilia amurensis", "乡土", 7, 5),
    ("SP09", "紫丁香", "Syringa oblata", "乡土", 14, 3),
    ("SP10", "暴马丁香", "Syringa reticulata", "乡土", 8, 3),
    ("SP11", "山桃稠李", "Prunus maackii", "乡土", 6, 4),
    ("SP12", "樟子松", "Pinus sylvestris var. mongolica", "乡土", 11, 4),
    ("SP13", "红皮云杉", "Picea koraiensis", "乡土", 12, 3),
    ("SP14", "银中杨", "Populus alba × berolinensis", "引种", 15, 11),
]
"""Code, name, scientific name, origin, how common, share with frost cracks in percent."""
SLENDER = {"SP09": 0.35, "SP10": 0.35}
"""Lilacs: how thick they grow beside the others, 15 cm at the most."""
DISTRICTS = {"230102": 34, "230103": 42, "230104": 30, "230108": 14, "230109": 22, "230110": 34}
"""Code of each district, and how many of its streets were counted."""
NAMES = "丁香 雪松 冰凌 白桦 云杉 松涛 江岸 榆荫 杏林 北原 安和 永康 通达 文华 新民 育英 建设 光明 长青 河湾".split()
HEAD = ["区县代码", "街道编号", "道路名称", "树种代号", "株数", "平均胸径(cm)", "冻裂占比(%)", "调查年月"]


def rows() -> list[list[str]]:
    """Return the rows, by district, street and species."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for district, streets in DISTRICTS.items():
        names = [f"{name}{kind}" for name in NAMES for kind in ("路", "街", "大街")]
        draw.shuffle(names)
        for number in range(1, streets + 1):
            age = draw.uniform(8, 45)
            kinds = draw.randrange(1, 6)
            found = set(draw.choices(SPECIES, [one[4] for one in SPECIES], k=kinds))
            for code, _, _, _, _, cracked in sorted(found):
                count = round(draw.lognormvariate(4.2, 0.7))
                measured = draw.random() > 0.04
                slender = SLENDER.get(code, 1.0)
                thick = f"{slender * (4 + age * draw.uniform(0.55, 0.85)):.1f}" if measured else "未测"
                share = f"{max(0.0, cracked * draw.uniform(0.3, 1.9)):.1f}"
                month = f"2026-{draw.randrange(5, 9):02}"
                street = f"{names[number - 1]}（示例）"
                made.append([district, f"{district}{number:02}", street, code, str(count), thick, share, month])
    return made


def main() -> None:
    """Write the two tables."""
    data = output_folder(__doc__, __file__) / "data"
    species = [["树种代号", "树种", "学名", "来源"], *(list(one[:4]) for one in SPECIES)]
    for name, table in {"species": species, "trees": [HEAD, *rows()]}.items():
        write_csv(data / f"{name}.csv", table)


if __name__ == "__main__":
    main()
