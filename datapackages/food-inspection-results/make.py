"""Make the quarterly results of food inspections by class of product and district. The figures are illustrative.

    python make.py [--output DIR]

Fewest samples pass in summer. Same seed, same file.
"""

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import districts, output_folder, write_csv

SEED = 230127
QUARTERS = [f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)][:11]
CLASSES = {
    "粮食加工品": (9, 0.992),
    "食用油、油脂及其制品": (6, 0.988),
    "调味品": (8, 0.985),
    "肉制品": (10, 0.981),
    "乳制品": (7, 0.998),
    "饮料": (8, 0.986),
    "方便食品": (5, 0.984),
    "速冻食品": (7, 0.983),
    "糕点": (9, 0.974),
    "豆制品": (6, 0.976),
    "酒类": (6, 0.985),
    "蔬菜制品": (5, 0.971),
    "食用农产品": (26, 0.968),
    "餐饮食品": (22, 0.958),
}
"""Class of product: samples a quarter in a district of half a million, share that passes."""
DISTRICTS = districts(1000)
HEADER = ["季度", "区县代码", "食品类别", "抽检批次", "合格批次", "合格率(%)", "主要不合格项目"]
FAULTS = {
    "食用农产品": ["农药残留", "兽药残留"],
    "餐饮食品": ["餐具洗涤剂残留", "大肠菌群"],
    "糕点": ["菌落总数", "防腐剂超限"],
    "肉制品": ["菌落总数", "亚硝酸盐超限"],
    "蔬菜制品": ["二氧化硫残留", "防腐剂超限"],
}


def rows() -> list[list[str]]:
    """Return the rows, by quarter, district and class."""
    draw = random.Random(SEED)
    made: list[list[str]] = []
    for quarter in QUARTERS:
        summer = 1.35 if quarter.endswith("Q3") else 1.0
        for code, _, people in DISTRICTS:
            for name, (usual, good) in CLASSES.items():
                samples = round(usual * people / 500 * draw.uniform(0.7, 1.3))
                if not samples:
                    made.append([quarter, code, name, "0", "0", "—", ""])
                    continue
                failed = sum(draw.random() < (1 - good) * summer for _ in range(samples))
                fault = draw.choice(FAULTS.get(name, ["菌落总数", "标签标识"])) if failed else ""
                passed = samples - failed
                made.append([quarter, code, name, str(samples), str(passed), f"{100 * passed / samples:.1f}", fault])
    return made


def main() -> None:
    """Write the table."""
    write_csv(output_folder(__doc__, __file__) / "data" / "inspections.csv", [HEADER, *rows()])


if __name__ == "__main__":
    main()
